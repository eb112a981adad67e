"""What the vote of the Presidium on a list leads to: all of its pairs at once, or none (3.16, R46, R48, C38)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from association.meetings.models import Decision, Vote
from association.organisations.models import Organisation
from home.pages.cache import empty_public_cache
from home.rulebook import DomainError
from home.rulebook.text import NBSP, counted
from home.workdays.queries import today

from ...choices import Line, ListAct, ListState
from ...emails import forming as emails
from ...models import ListLine, Pair, PairList
from ...queries import forming as queries
from ...rules import forming as rules
from ...rules import names
from ...rules.ratio import Ratio
from ..beats import log_act
from ..ending import Ending, end_pair
from ..planning import begin_plan
from .beats import begin, finish, lock


@dataclass(frozen=True)
class Outcome:
    formed: int
    ended: int
    superfluous: int
    """Pairs that had ended by themselves before the decision to end them."""


@transaction.atomic
def approve_by_meeting(decision: Decision, *, by, at: datetime) -> str:
    """Activate every pair of the list by the counts of that day; a refusal takes the closing of the vote back."""
    rules.check_asks_approval(decision.text)
    pair_list = begin(decision.item.subject, ListAct.APPROVE)
    lines = queries.proposed_lines(pair_list)
    _hold_pairs(lines)
    facts = queries.facts_on(decision.adopted_on)
    _check(lines, facts)
    outcome = Outcome(
        formed=_form(lines, decision, by=by, at=at),
        ended=_end(lines, facts, decision, by=by, at=at),
        superfluous=sum(_is_superfluous(line, facts) for line in lines),
    )
    ratio = facts.ratio
    pair_list.mentors_counted, pair_list.candidates_counted = ratio.mentors, ratio.candidates
    pair_list.counted_on, pair_list.decision, pair_list.closed_at = ratio.on, decision, at
    pair_list.answer = _in_words(pair_list, outcome, ratio)
    finish(pair_list, "approve_list", by=by, at=at, formed=outcome.formed, ended=outcome.ended)
    emails.tell_list_decided(pair_list, at=at)
    empty_public_cache()
    return pair_list.answer


def _hold_pairs(lines: list[ListLine]) -> None:
    """Pairs to be ended stay as they are until the decision is done: a certificate may be entered this minute.

    It takes the candidate first and its pairs then, and so does the decision: else each would wait for the other.
    """
    candidates = {line.candidate_id for line in lines}
    list(Organisation.objects.select_for_update().filter(pk__in=candidates).order_by("pk"))
    keys = [line.pair_id for line in lines if line.kind == Line.END]
    list(Pair.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _check(lines: list[ListLine], facts: queries.Facts) -> None:
    """R43, R44, R47, R48 again, on the day of the decision."""
    judged = [line for line in lines if not _is_superfluous(line, facts)]
    for refusal in queries.refusals_of(judged, facts).values():
        raise refusal


def _is_superfluous(line: ListLine, facts: queries.Facts) -> bool:
    return line.kind == Line.END and line.pair_id not in facts.at_work


def _form(lines: list[ListLine], decision: Decision, *, by, at: datetime) -> int:
    formed = [line for line in lines if line.kind == Line.FORM]
    for line in formed:
        pair = Pair.objects.create(
            mentor=line.mentor,
            candidate=line.candidate,
            criterion=line.criterion,
            begins_on=decision.adopted_on,
            decision=decision,
        )
        log_act(pair, "form_pair", by=by, at=at, decision=decision.pk, criterion=line.criterion)
        begin_plan(pair, at=at)
        emails.tell_pair_approved(pair, at=at)
    return len(formed)


def _end(
    lines: list[ListLine], facts: queries.Facts, decision: Decision, *, by, at: datetime
) -> int:
    ending = [line for line in lines if line.kind == Line.END and line.pair_id in facts.at_work]
    for line in ending:
        end = Ending(decision.adopted_on, decision=decision, note=line.ground)
        end_pair(line.pair, end, by=by, at=at)
    return len(ending)


FORMED = ("образована {} пара", "образованы {} пары", "образовано {} пар")
ENDED = ("прекращена {} пара", "прекращены {} пары", "прекращено {} пар")
SUPERFLUOUS = (
    "{} пара закончилась сама раньше решения",
    "{} пары закончились сами раньше решения",
    "{} пар закончились сами раньше решения",
)


def _in_words(pair_list: PairList, outcome: Outcome, ratio: Ratio) -> str:
    numbers = (outcome.formed, FORMED), (outcome.ended, ENDED), (outcome.superfluous, SUPERFLUOUS)
    told = [_told(number, forms) for number, forms in numbers if number]
    return f"{pair_list}: {', '.join(told)}. Сосчитано {ratio.in_words} ({names.RATIO.clause})."


def _told(number: int, forms: tuple[str, str, str]) -> str:
    """«образована 1 пара»: the verb follows the number as the noun does."""
    phrase = counted(number, *forms).partition(NBSP)[2]
    return phrase.replace("{} ", f"{number}{NBSP}")


@transaction.atomic
def reject_by_meeting(vote: Vote, *, by, at: datetime) -> str:
    """A lost vote closes the list; the chair forms another one. Says so in a sentence."""
    pair_list = lock(vote.item.subject)
    if pair_list.state != ListState.AGREEMENT:
        return f"{pair_list}: решения уже не\xa0ждал, состояние — «{pair_list.status.label}»."
    rules.check_asks_approval(vote.question)
    pair_list.state = rules.next_state(pair_list.state, ListAct.REJECT)
    meeting = vote.item.meeting
    pair_list.answer = (
        f"{meeting.body.title}, заседание {today(at):%d.%m.%Y}, вопрос {vote.item.position}: "
        f"список не\xa0утверждён. {vote.explanation}"
    ).strip()
    pair_list.closed_at = at
    finish(pair_list, "reject_list", by=by, at=at)
    emails.tell_list_decided(pair_list, at=at)
    return f"{pair_list}: не\xa0утверждён, председателю отправлено письмо."


def check_decidable(pair_list: PairList, on) -> None:
    """Of the page that puts the list on an agenda: why it cannot come there yet (R46)."""
    agreement = queries.agreement_of(pair_list, queries.opinions_of(pair_list), on)
    rules.check_agreed(agreement, pair_list.agree_until)
    if pair_list.paper_id is None:
        raise DomainError(
            "Список ещё печатается: через минуту его можно будет внести в\xa0повестку.",
            names.LIST_PROCEDURE,
        )
