"""Letters of the ends of pairs, and of pairs that cannot go on; texts are templates/mentoring/emails/<name>.txt."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from association.organisations.emails import tell_organisation
from documents.certificates.models import Certificate
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import notice_kind
from home.workdays.queries import today

from ..choices import Trouble
from ..models import MentoringSettings, Pair
from ..rules import names, oversight
from . import formers

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
