"""Letters of lists of pairs; texts are templates/mentoring/emails/list_<name>.txt."""

from collections.abc import Iterable
from datetime import date, datetime

from association.bodies.choices import VOTING_OFFICES, BodyKind
from association.bodies.models import Office
from association.organisations.emails import tell_organisation
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from ..models import ListOpinion, Pair, PairList
from ..rules import names
from . import formers

LIST_AGREE = notice_kind(
    "mentoring.list_agree",
    title="Согласуйте список пар",
    rule=names.AGREED_WITH_PRESIDIUM,
    obligatory=True,
)
LIST_AGREE_SOON = notice_kind(
    "mentoring.list_agree_soon",
    title="Завтра последний день, чтобы согласовать список пар",
    rule=names.AGREEMENT_TERM,
    obligatory=True,
)
LIST_OBJECTED = notice_kind(
    "mentoring.list_objected",
    title="Возражение к списку пар",
    rule=names.AGREED_WITH_PRESIDIUM,
    obligatory=True,
)
LIST_ANSWERED = notice_kind(
    "mentoring.list_answered",
    title="Ответ на ваше возражение к списку пар",
    rule=names.AGREED_WITH_PRESIDIUM,
    obligatory=False,
)
LIST_TAKEN_BACK = notice_kind(
    "mentoring.list_taken_back",
    title="Список пар вернулся к председателю",
    rule=names.LIST_PROCEDURE,
    obligatory=False,
)
LIST_WITHDRAWN = notice_kind(
    "mentoring.list_withdrawn",
    title="Список пар снят",
    rule=names.LIST_PROCEDURE,
    obligatory=False,
)
LIST_DECIDED = notice_kind(
    "mentoring.list_decided",
    title="Президиум решил о списке пар",
    rule=names.APPROVED_BY_MEETING,
    obligatory=False,
)
PAIR_APPROVED = notice_kind(
    "mentoring.pair_approved",
    title="Утверждена пара «наставник — кандидат»",
    rule=names.APPROVED_BY_MEETING,
    obligatory=True,
)


def voters(on: date) -> list[Person]:
    """Everybody who votes in the Presidium on the day, each once (3.16)."""
    offices = Office.objects.in_force(on).filter(
        body__owner=None, body__kind=BodyKind.PRESIDIUM, kind__in=VOTING_OFFICES
    )
    people = Person.objects.filter(pk__in=offices.values("person"))
    return list(people.order_by("surname", "name", "pk"))


def _send(
    kind: NoticeKind,
    pair_list: PairList,
    people: Iterable[Person],
    *,
    about: str,
    at: datetime,
    **context,
) -> int:
    """How many letters are new; `about` tells apart occasions of one kind."""
    letters = [
        send_notice(
            kind,
            to=person,
            about=f"pair-list-{pair_list.pk}-{about}",
            context={
                "list": pair_list,
                "url": absolute(pair_list.get_absolute_url()),
                **context,
            },
            at=at,
            source=pair_list,
        )
        for person in people
    ]
    return sum(letter is not None for letter in letters)


def ask_to_agree(pair_list: PairList, opinions: Iterable[ListOpinion], *, at: datetime) -> int:
    people = [opinion.person for opinion in opinions if not opinion.stance]
    return _send(LIST_AGREE, pair_list, people, about=_sending(pair_list), at=at)


def remind_to_agree(pair_list: PairList, *, at: datetime) -> int:
    """Those who are silent, a day before the last one."""
    silent = pair_list.opinions.filter(stance="").select_related("person")
    people = [opinion.person for opinion in silent]
    return _send(LIST_AGREE_SOON, pair_list, people, about=_sending(pair_list), at=at)


def tell_of_objection(opinion: ListOpinion, *, at: datetime) -> int:
    about = f"{opinion.pk}-{_moment(at)}"
    people = formers(today(at))
    return _send(LIST_OBJECTED, opinion.pair_list, people, about=about, at=at, opinion=opinion)


def tell_of_answer(opinion: ListOpinion, *, at: datetime) -> int:
    about = f"{opinion.pk}-{_moment(at)}"
    people = [opinion.person]
    return _send(LIST_ANSWERED, opinion.pair_list, people, about=about, at=at, opinion=opinion)


def tell_list_taken_back(
    pair_list: PairList, opinions: Iterable[ListOpinion], *, at: datetime
) -> int:
    """Whoever was asked: what they have said or were about to say is of a list that is no more."""
    people = [opinion.person for opinion in opinions]
    return _send(LIST_TAKEN_BACK, pair_list, people, about=_moment(at), at=at)


def tell_list_withdrawn(pair_list: PairList, *, at: datetime) -> int:
    people = [opinion.person for opinion in pair_list.opinions.select_related("person")]
    return _send(LIST_WITHDRAWN, pair_list, people, about="withdrawn", at=at)


def tell_list_decided(pair_list: PairList, *, at: datetime) -> int:
    """The chair, who formed it."""
    return _send(LIST_DECIDED, pair_list, formers(today(at)), about="decided", at=at)


def tell_pair_approved(pair: Pair, *, at: datetime) -> int:
    """Both sides: with whom, since when, by which decision, and where their work is."""
    context = {
        "mentor": pair.mentor.short_name,
        "candidate": pair.candidate.short_name,
        "pair": pair,
        "decision": pair.decision,
        "url": absolute(pair.get_absolute_url()),
    }
    return sum(
        tell_organisation(
            PAIR_APPROVED, side, f"pair-approved-{pair.pk}", at=at, source=pair, **context
        )
        for side in (pair.mentor, pair.candidate)
    )


def _sending(pair_list: PairList) -> str:
    """A list that was taken back and sent again is another occasion to write."""
    return _moment(pair_list.sent_at)


def _moment(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M%S%f}"
