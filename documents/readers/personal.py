"""What the room keeps of a person (152-FZ, art. 14)."""

from django.utils import timezone
from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import Acquaintance


def acquaintances(person):
    for acquaintance in Acquaintance.objects.with_editions().filter(person=person):
        yield {
            "Прочитано": str(acquaintance.edition),
            "Когда": date_format(timezone.localtime(acquaintance.at)),
        }


ACQUAINTANCES = PersonalData(
    "Ознакомления с положениями",
    "Чтобы было видно, кого и с какой редакцией ознакомили.",
    "пока положение действует и три года после",
    ("readers.Acquaintance",),
    acquaintances,
)
