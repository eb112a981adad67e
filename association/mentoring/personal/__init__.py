"""What the room keeps of a person (152-FZ, art. 14).

Of the work of a pair the rows say what was done and when: what was written is the two organisations' to show.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from ..models import Entry, Evaluation, HelpCall, Message, SharedFile, Stage

WRITTEN = (
    (Entry, "Запись в журнале"),
    (Message, "Вопрос или ответ"),
    (SharedFile, "Документ"),
    (Evaluation, "Оценка работы пары"),
)


def work_in_pairs(person) -> Iterator[dict[str, str]]:
    """By the account of the person; whom it stands for is the organisation."""
    user = getattr(person, "user", None)
    if user is None:
        return
    for model, did in WRITTEN:
        for row in model.objects.filter(by=user).select_related("pair__mentor", "pair__candidate"):
            yield {did: _on(row.at), "Пара": str(row.pair)}
    for side in ("mentor", "candidate"):
        confirmed = Stage.objects.filter(**{f"{side}_by": user})
        for stage in confirmed.select_related("pair__mentor", "pair__candidate"):
            yield {"Подтвердили этап": stage.title, "Пара": str(stage.pair)}
    for call in HelpCall.objects.filter(by=user).select_related("pair__mentor", "pair__candidate"):
        yield {"Просили помощи": _on(call.at), "Пара": str(call.pair)}
    for call in HelpCall.objects.filter(answered_by=user).select_related(
        "pair__mentor", "pair__candidate"
    ):
        yield {"Ответили на просьбу": _on(call.answered_at), "Пара": str(call.pair)}


def _on(moment) -> str:
    return date_format(timezone.localtime(moment))


WORK_IN_PAIRS = PersonalData(
    "Работа в паре «наставник — кандидат»",
    "Чтобы обе организации и Ассоциация видели, кто и что сделал для кандидата.",
    "записи — постоянно, вместе с историей пары; документы — до срока после её окончания",
    (),
    work_in_pairs,
)
