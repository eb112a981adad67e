"""Letters of the room of a pair; texts are templates/mentoring/emails/work_<name>.txt.

Of what the two write to each other a letter says how much there is and where, never a word of it: letters are kept
longer, and lie in more places, than the room (T56).
"""

from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format

from association.organisations.emails import tell_organisation
from association.organisations.queries import people_of
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from ..choices import Side
from ..models import HelpCall, Message, Pair
from ..rules import names
from . import formers

WORK_DIGEST = notice_kind(
    "mentoring.work_digest",
    title="Что нового за день в кабинете пары",
    rule=names.ROOM,
    obligatory=False,
)
WORK_QUESTION = notice_kind(
    "mentoring.work_question",
    title="Вопрос или ответ в кабинете пары",
    rule=names.QUESTIONS,
    obligatory=False,
)
WORK_SILENT = notice_kind(
    "mentoring.work_silent",
    title="В кабинете пары давно нет записей",
    rule=names.SILENCE,
    obligatory=False,
)
FILES_LEAVE = notice_kind(
    "mentoring.work_files_leave",
    title="Документы пары скоро уничтожат",
    rule=names.PAIR_FILES,
    obligatory=True,
)
HELP_CALLED = notice_kind(
    "mentoring.work_help_called",
    title="Пара просит помощи",
    rule=names.PAIR_HELP,
    obligatory=True,
)
HELP_ANSWERED = notice_kind(
    "mentoring.work_help_answered",
    title="Председатель ответил на просьбу о помощи паре",
    rule=names.PAIR_HELP,
    obligatory=True,
)


def tell_pair(
    kind: NoticeKind, pair: Pair, occasion: str, *, at: datetime, sides=tuple(Side), **context
) -> int:
    """To those who speak for the sides; how many letters are new."""
    return sum(
        tell_organisation(
            kind,
            pair.organisation_on(side),
            f"pair-{pair.pk}-{occasion}",
            at=at,
            source=pair,
            **{"pair": str(pair), "url": absolute(pair.get_absolute_url()), **context},
        )
        for side in sides
    )


def tell_of_message(message: Message, *, at: datetime) -> int:
    """To the other side, the first of a day at once; the rest stands in the letter of the next morning."""
    side = Side(message.side)
    question = message.question or message
    return tell_pair(
        WORK_QUESTION,
        message.pair,
        f"question-{side}-{today(at)}",
        at=at,
        sides=(side.other,),
        is_question=message.question_id is None,
        url=absolute(reverse("mentoring:question", args=[message.pair_id, question.pk])),
    )


def tell_of_help_call(call: HelpCall, readers: list[Person], *, at: datetime) -> None:
    context = {
        "pair": str(call.pair),
        "side": call.get_side_display(),
        "url": absolute(reverse("mentoring:help_calls", args=[call.pair_id])),
    }
    for person in readers:
        send_notice(
            HELP_CALLED,
            to=person,
            about=f"help-call-{call.pk}",
            context=context,
            at=at,
            source=call.pair,
        )


def tell_help_answered(call: HelpCall, *, at: datetime) -> int:
    return tell_pair(
        HELP_ANSWERED,
        call.pair,
        f"help-call-{call.pk}",
        at=at,
        sides=(Side(call.side),),
        url=absolute(reverse("mentoring:help_calls", args=[call.pair_id])),
    )


def readers_of_calls(pair: Pair, on: date) -> list[Person]:
    """The chair and the deputies, but for those who speak for one of the two."""
    parties = set(people_of([pair.mentor, pair.candidate], on).values_list("pk", flat=True))
    return [person for person in formers(on) if person.pk not in parties]


def tell_files_leave(pair: Pair, until: date, *, at: datetime) -> int:
    return tell_pair(FILES_LEAVE, pair, "files-leave", at=at, until=date_format(until))
