"""Members of the Presidium agree to a list or object to it, and the chair answers (3.16, R46)."""

from datetime import date, datetime

from django.db import transaction

from home.rulebook import DomainError
from home.workdays.queries import today

from ...choices import ListAct, ListState, Stance
from ...emails import forming as emails
from ...models import ListLine, ListOpinion, PairList
from ...queries import forming as queries
from ...rules import forming as rules
from ...rules import names
from ...rules.suggesting import is_under_way
from .beats import begin, finish
from .lists import check_off_agenda, draft_list
from .papers import drop_paper, print_soon


@transaction.atomic
def send_for_agreement(
    pair_list: PairList, until: date, *, seen: int, by, at: datetime
) -> PairList:
    """Ask everybody who votes in the Presidium today; what the law would refuse today is not sent at all.

    Whoever sends the list agrees by that, if they vote.
    """
    pair_list = begin(pair_list, ListAct.SEND, seen=seen)
    on = today(at)
    lines = queries.proposed_lines(pair_list)
    _check_lines(pair_list, lines, at)
    usual = queries.usual_term(on)
    rules.check_term(until, today=on, usual=usual and usual.date)
    opinions = _ask(pair_list, by, at)
    pair_list.sent_at, pair_list.agree_until = at, until
    data = {"until": until.isoformat(), "computed": list(usual.steps) if usual else []}
    finish(pair_list, "send_list", by=by, at=at, pairs=len(lines), asked=len(opinions), **data)
    emails.ask_to_agree(pair_list, opinions, at=at)
    print_soon(pair_list)
    return pair_list


def _check_lines(pair_list: PairList, lines: list[ListLine], at: datetime) -> None:
    rules.check_sendable(len(lines))
    if is_under_way(pair_list.suggesting_since, at):
        raise DomainError(
            "Программа ещё подбирает пары: подождите, пока она закончит.", names.SUGGESTION
        )
    for refusal in queries.refusals_of(lines, queries.facts_on(today(at))).values():
        raise refusal


def _ask(pair_list: PairList, by, at: datetime) -> list[ListOpinion]:
    voters = emails.voters(today(at))
    if not voters:
        raise DomainError(
            "В\xa0Президиуме сегодня нет ни\xa0одного члена: согласовать список не\xa0с\xa0кем.",
            names.AGREED_WITH_PRESIDIUM,
        )
    return ListOpinion.objects.bulk_create(
        ListOpinion(pair_list=pair_list, person=person, stance=Stance.AGREED, said_at=at)
        if person.pk == by.person_id
        else ListOpinion(pair_list=pair_list, person=person)
        for person in voters
    )


@transaction.atomic
def say_opinion(
    pair_list: PairList, stance: str, reason: str = "", *, seen: int, by, at: datetime
) -> ListOpinion:
    """The user's own word; until the decision it may be said anew, and the same again is nothing.

    `seen` is the key of their place on the sheet: a list that was taken back and sent again has another sheet.
    """
    pair_list = begin(pair_list, ListAct.ANSWER)
    opinion = _place_of(pair_list, seen, by)
    rules.check_stance(stance, reason)
    if (opinion.stance, opinion.reason) == (stance, reason):
        return opinion
    opinion.stance, opinion.reason, opinion.said_at = Stance(stance), reason, at
    opinion.answer, opinion.answered_at = "", None
    opinion.save()
    drop_paper(pair_list)
    finish(pair_list, "say_list_opinion", by=by, at=at, stance=stance)
    if stance == Stance.OBJECTED:
        emails.tell_of_objection(opinion, at=at)
    print_soon(pair_list)
    return opinion


def _place_of(pair_list: PairList, seen: int, by) -> ListOpinion:
    mine = pair_list.opinions.filter(person=by.person_id or 0).select_related("person").first()
    if mine is None:
        raise DomainError("Этот список вас не\xa0просили согласовать.", names.AGREED_WITH_PRESIDIUM)
    rules.check_seen(seen, mine.pk)
    mine.pair_list = pair_list
    return mine


@transaction.atomic
def answer_opinion(
    opinion: ListOpinion, answer: str, *, seen: int, by, at: datetime
) -> ListOpinion:
    """What the chair says to an objection, leaving the list as it is; to change it, it is taken back."""
    pair_list = begin(opinion.pair_list, ListAct.ANSWER, seen=seen)
    objections = pair_list.opinions.filter(stance=Stance.OBJECTED).select_related("person")
    opinion = objections.filter(pk=opinion.pk).first()
    if opinion is None:
        raise DomainError("Этого возражения больше нет.", names.LIST_SEEN)
    rules.check_said(answer, "answer", "Напишите ответ.")
    opinion.pair_list, opinion.answer, opinion.answered_at = pair_list, answer, at
    opinion.save(update_fields=["answer", "answered_at"])
    drop_paper(pair_list)
    finish(pair_list, "answer_list_opinion", by=by, at=at, person=opinion.person_id)
    emails.tell_of_answer(opinion, at=at)
    print_soon(pair_list)
    return opinion


@transaction.atomic
def take_back(pair_list: PairList, *, seen: int, by, at: datetime) -> PairList:
    """Back to the chair's desk; what was said stays in the log, and all are asked anew when it is sent again."""
    pair_list = begin(pair_list, ListAct.TAKE_BACK, seen=seen)
    check_off_agenda(pair_list)
    if draft := draft_list():
        raise DomainError(
            f"{draft} ещё готовится: сначала отправьте или снимите его.", names.LIST_PROCEDURE
        )
    opinions = queries.opinions_of(pair_list)
    said = [
        {"person": one.person_id, "stance": one.stance, "reason": one.reason, "answer": one.answer}
        for one in opinions
        if one.stance
    ]
    pair_list.opinions.all().delete()
    pair_list.sent_at = pair_list.agree_until = None
    drop_paper(pair_list)
    finish(pair_list, "take_back_list", by=by, at=at, opinions=said)
    emails.tell_list_taken_back(pair_list, opinions, at=at)
    return pair_list


TOMORROW = 1


def remind_of_lists(at: datetime) -> int:
    """Write to the silent a day before the last one; ask the queue again for papers that have not come (T57)."""
    letters = 0
    for pair_list in PairList.objects.filter(state=ListState.AGREEMENT):
        if pair_list.paper_id is None:
            print_soon(pair_list)
        if (pair_list.agree_until - today(at)).days == TOMORROW:
            letters += emails.remind_to_agree(pair_list, at=at)
    return letters
