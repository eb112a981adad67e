"""A list of pairs as it comes before the Presidium: the question, the draft of the decision, the paper (4.8, C38)."""

from collections.abc import Iterator

from home.rulebook.text import NBSP, counted
from home.workdays.queries import today

from .choices import Line
from .models import ListLine, PairList
from .queries import forming as queries
from .queries.parties import ratio_on
from .rules import names

LONGEST_DRAFT = 9000
"""Letters; the form of the agenda takes 10,000. A longer list is decided by the paper that goes with the question."""


def draft_of_list(pair_list: PairList) -> tuple[str, str]:
    """The title of the item and the draft of the decision: the whole list in words, with criteria and counts."""
    lines = queries.proposed_lines(pair_list)
    title = f"Об\xa0утверждении пар «наставник{NBSP}— кандидат»: {_numbers(lines)}"
    head = _head(pair_list)
    draft = "\n".join([head, *_in_words(lines)])
    if len(draft) > LONGEST_DRAFT:
        draft = f"{head}\n{_numbers(lines)} по\xa0приложенному списку."
    return title, draft


def _numbers(lines: list[ListLine]) -> str:
    formed = sum(line.kind == Line.FORM for line in lines)
    ended = len(lines) - formed
    told = []
    if formed:
        told.append(f"образовать {counted(formed, 'пару', 'пары', 'пар')}")
    if ended:
        told.append(f"прекратить {counted(ended, 'пару', 'пары', 'пар')}")
    return ", ".join(told)


def _head(pair_list: PairList) -> str:
    counts = ratio_on(today()).in_words
    return f"Утвердить {_named(pair_list)} ({counts}, {names.RATIO.clause})."


def _named(pair_list: PairList) -> str:
    return f"список пар №{NBSP}{pair_list.title}"


def _in_words(lines: list[ListLine]) -> Iterator[str]:
    formed = [line for line in lines if line.kind == Line.FORM]
    ended = [line for line in lines if line.kind == Line.END]
    if formed:
        yield "Образовать пары:"
        for place, line in enumerate(formed, start=1):
            yield (
                f"{place}. Наставник {line.mentor.short_name}{NBSP}— кандидат "
                f"{line.candidate.short_name}; признак{NBSP}— {line.get_criterion_display()}."
            )
    if ended:
        yield "Прекратить пары:"
        for place, line in enumerate(ended, start=1):
            yield (
                f"{place}. Наставник {line.mentor.short_name}{NBSP}— кандидат "
                f"{line.candidate.short_name}."
            )


def papers_of_list(pair_list: PairList) -> list[tuple[str, object]]:
    """(title, StoredFile): the list with the opinions of the members and the answers of the chair."""
    if pair_list.paper is None:
        return []
    return [(f"{pair_list} с\xa0мнениями членов Президиума", pair_list.paper)]
