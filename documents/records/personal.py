"""What the room keeps of a person (152-FZ, art. 14)."""

from home.accounts.registry import PersonalData

from .models import CommissionMember, RecordPerson


def mentions(person):
    for mention in RecordPerson.objects.filter(person=person).select_related("record"):
        yield {
            "Запись": f"{mention.record.body_name}, {mention.record.year}",
            "Названы": mention.role,
        }
    for member in CommissionMember.objects.filter(person=person).select_related("act"):
        yield {"Акт": str(member.act), "Должность": member.office}


MENTIONS = PersonalData(
    "Архив документов",
    "Чтобы протоколы и акты можно было найти по имени того, кто в них назван.",
    "до списания документа по сроку хранения",
    ("records.RecordPerson", "records.CommissionMember"),
    mentions,
)
