"""What the room keeps of a person (152-FZ, art. 14)."""

from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import Agreement, Signature


def signatures(person):
    for agreement in Agreement.objects.filter(person=person).select_related("protocol"):
        yield {
            "Согласование": str(agreement.protocol),
            "Ответ": agreement.get_answer_display(),
            "Замечания": agreement.remarks,
        }
    for signature in Signature.objects.filter(person=person).select_related("protocol"):
        yield {
            "Подпись": str(signature.protocol),
            "Дата": date_format(signature.signed_on),
            "Как": signature.get_method_display(),
        }


SIGNATURES = PersonalData(
    "Согласования и подписи протоколов",
    "Чтобы было видно, кто подписал и согласовал протокол.",
    "столько, сколько хранится протокол",
    ("minutes.Agreement", "minutes.Signature"),
    signatures,
)
