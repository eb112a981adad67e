"""The letters of the room, a block of kinds for each subject; texts are templates/mentoring/emails/<name>.txt."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format

from association.bodies.choices import BodyKind
from association.bodies.models import Office
from association.organisations.queries import representatives_in_force
from documents.certificates.models import Certificate
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from .choices import Trouble
from .models import MentoringSettings, Pair
from .permissions import FORMERS
from .rules import names, oversight


def tell_organisation(
    kind: NoticeKind, organisation, about: str, *, at: datetime, source=None, **context
) -> int:
    """To everyone who speaks for the organisation that day; how many letters are new."""
    letters = [
        send_notice(
            kind,
            to=representative.person,
            about=about,
            context={"organisation": organisation.short_name, **context},
            at=at,
            source=source,
        )
        for representative in representatives_in_force(organisation, today(at))
    ]
    return sum(letter is not None for letter in letters)


# The room of a pair.
WORK_WRITTEN = notice_kind(
    "mentoring.work_written",
    title="Новое в кабинете пары",
    rule=names.ROOM,
    obligatory=False,
)


# Ends of pairs, and pairs that cannot go on.
PAIR_ENDED = notice_kind(
    "mentoring.pair_ended",
    title="Пара закончила работу",
    rule=names.UNTIL_CERTIFICATE,
    obligatory=True,
)
PAIR_TROUBLED = notice_kind(
    "mentoring.pair_troubled",
    title="Пара не может работать как прежде",
    rule=names.EARLY_END,
    obligatory=True,
)
MENTOR_THANKED = notice_kind(
    "mentoring.mentor_thanked",
    title="Благодарность наставнику",
    rule=names.GRATITUDE,
    obligatory=False,
)


def tell_pair_ended(pair: Pair, *, at: datetime) -> int:
    """Both sides: why, since when, until which day they may say how it was."""
    days = MentoringSettings.load().evaluation_days
    context = {
        "mentor": pair.mentor.short_name,
        "candidate": pair.candidate.short_name,
        "on": date_format(pair.ended_on),
        "certificate": str(pair.certificate or ""),
        "note": pair.end_note,
        "rule": names.UNTIL_CERTIFICATE if pair.certificate else names.EARLY_END,
        "until": date_format(oversight.evaluate_until(today(at), days))
        if oversight.has_worked(pair.begins_on, pair.ended_on)
        else "",
        "url": absolute(reverse("mentoring:evaluate", args=[pair.pk])),
    }
    about = f"pair-ended-{pair.pk}"
    sides = (pair.mentor, pair.candidate)
    return sum(
        tell_organisation(PAIR_ENDED, side, about, at=at, source=pair, **context) for side in sides
    )


def tell_thanked(pair: Pair, certificate: Certificate, *, at: datetime) -> int:
    return tell_organisation(
        MENTOR_THANKED,
        pair.mentor,
        f"thanked-{certificate.pk}",
        at=at,
        source=pair,
        candidate=pair.candidate.short_name,
        number=certificate.number,
        url=absolute(reverse("certificates:show_certificate", args=[certificate.pk])),
    )


def tell_formers(pair: Pair, trouble: Trouble, occasion: str, *, at: datetime) -> int:
    """Whoever may put the end into a list, once for an occasion; how many letters are new."""
    context = {
        "pair": str(pair),
        "trouble": trouble.label,
        "advice": oversight.ADVICE[trouble],
        "rule": oversight.RULES[trouble],
        "url": absolute(reverse("mentoring:propose_end", args=[pair.pk])),
    }
    about = f"trouble-{pair.pk}-{trouble}-{occasion}"
    letters = [
        send_notice(PAIR_TROUBLED, to=person, about=about, context=context, at=at, source=pair)
        for person in formers(today(at))
    ]
    return sum(letter is not None for letter in letters)


def formers(on: date) -> list[Person]:
    """The chair of the Presidium and the deputies on the day, each once."""
    seats = Office.objects.in_force(on).filter(
        body__owner=None, body__kind=BodyKind.PRESIDIUM, kind__in=FORMERS
    )
    return list(Person.objects.filter(pk__in=seats.values("person")))
