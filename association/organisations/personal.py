"""What the room keeps of a person (152-FZ, art. 14)."""

from django.utils.formats import date_format

from home.accounts.registry import PersonalData
from home.workdays.queries import today

from .models import JoinRequest, Organisation, Particulars, Representative, StandIn
from .operations import end_representation


def representations(person):
    for one in Representative.objects.filter(person=person).select_related("organisation"):
        yield {
            "Представитель": one.organisation.short_name,
            "Кем": one.get_role_display(),
            "С": date_format(one.since),
            "До": date_format(one.until) if one.until else "по сей день",
        }
    for organisation in Organisation.objects.filter(head=person):
        yield {"Руководитель": organisation.short_name, "Должность": organisation.head_position}
    former = Particulars.objects.filter(head=person).exclude(organisation__head=person)
    for one in former.select_related("organisation"):
        yield {"Были руководителем": one.organisation.short_name, "С": date_format(one.since)}
    for request in JoinRequest.objects.filter(person=person).select_related("organisation"):
        yield {
            "Просили доступ к организации": request.organisation.inn,
            "Решение": request.get_state_display(),
        }
    for stand_in in StandIn.objects.filter(person=person).select_related("organisation"):
        yield {
            "Работали за организацию": stand_in.organisation.short_name,
            "Почему": stand_in.reason,
        }


def end_representations(person, *, by, at) -> None:
    """Whoever wants to be forgotten speaks for nobody; that they once did is evidence and stays (T82)."""
    for representative in Representative.objects.in_force(today(at)).filter(person=person):
        end_representation(representative, by=by, at=at)


REPRESENTATIONS = PersonalData(
    "Работа от имени организаций",
    "Чтобы было видно, кто действовал за организацию и на каком основании.",
    "постоянно; доступ прекращается сразу",
    (
        "organisations.Representative",
        "organisations.Organisation",
        "organisations.Particulars",
        "organisations.JoinRequest",
        "organisations.StandIn",
    ),
    representations,
    end_representations,
)
