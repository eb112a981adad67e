"""What the room keeps of a person (152-FZ, art. 14)."""

from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import Signatory


def signing(person):
    for signatory in Signatory.objects.filter(person=person):
        yield {
            "Подписываете сертификаты как": signatory.position,
            "С": date_format(signatory.since),
            "По": date_format(signatory.until) if signatory.until else "по сей день",
        }


SIGNING = PersonalData(
    "Подписи на сертификатах",
    "Чтобы было видно, кто и в какой должности подписывал сертификаты.",
    "постоянно, вместе с реестром сертификатов",
    ("certificates.Signatory",),
    signing,
)
