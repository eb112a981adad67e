"""What lists of pairs keep of a person (152-FZ, art. 14)."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from ..models import ListOpinion


def opinions_of_person(person) -> Iterator[dict[str, str]]:
    for opinion in ListOpinion.objects.filter(person=person).select_related("pair_list"):
        row = {"Список": str(opinion.pair_list), "Мнение": opinion.get_stance_display()}
        if opinion.said_at:
            row["Когда"] = date_format(timezone.localtime(opinion.said_at))
        if opinion.reason:
            row["Почему"] = opinion.reason
        yield row


OPINIONS_OF_LISTS = PersonalData(
    "Согласование списков пар",
    "Чтобы было видно, кто из\xa0членов Президиума согласовал пары, как требует Положение.",
    "постоянно, вместе со\xa0списком и\xa0решением о\xa0нём",
    ("mentoring.ListOpinion",),
    opinions_of_person,
)
