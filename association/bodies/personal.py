"""What the room keeps of a person (152-FZ, art. 14)."""

from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import Office


def offices(person):
    for office in Office.objects.filter(person=person).select_related("body", "organisation"):
        yield {
            "Орган": office.body.title,
            "Должность": office.get_kind_display(),
            "От организации": office.organisation.short_name if office.organisation else "",
            "С": date_format(office.since),
            "До": date_format(office.until) if office.until else "по сей день",
            "Основание": office.ground,
        }


OFFICES = PersonalData(
    "Должности в коллегиальных органах",
    "Чтобы было видно, кто решал и на каком основании.",
    "постоянно: состав органов — часть их документов",
    ("bodies.Office",),
    offices,
)
