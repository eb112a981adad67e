"""Words broken at the end of a line: is the hyphen their own, or only the break's?

The text itself is asked first: a word that stands elsewhere unbroken is known. Then the ways in
which Russian keeps a hyphen; else the hyphen is the break's and is named as noise.
"""

import itertools
import re
from dataclasses import dataclass

from .drafts import DraftLine

_BREAKS = "-‐¬"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?<![\w-])([^\W_]+(?:-[^\W_]+)*)[-‐¬]$")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PARTICLES = frozenset({"то", "либо", "нибудь", "таки", "ка", "за", "под", "над"})
_PREFIXES = frozenset({"кое", "кой", "вице", "экс", "веб", "онлайн", "интернет", "видео", "мини"})
_ADVERB_PREFIXES = frozenset({"по", "во", "в"})
_ADVERB = re.compile(r"(?:ски|цки|ому|ему|ьи|[ыи]х)$")
_COMPOUND = re.compile(r"(?:нно|ьно|чно|тно|дно|рно|вно|сно|мно|жно|ско|цко|ико)$")
_ADJECTIVE = re.compile(
    r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]м|[ое]м|[ую]ю|[ыи]х|[ыи]ми)$"
)
# «наставник-кандидат», «учитель-логопед»; but «строитель-ство», «президент-ский».
_PERSON = re.compile(r"(?:тель|ник|ист|лог|нер|тор|дор|ант|ент|вец|мастер|секретарь)$")
_SUFFIX = re.compile(r"ств|ск|[аеёиоуыэюяьнш]")
# «план-график», «бизнес-план», but «план-ирование», «бизнес-мен».
_FIRST_OF_TWO = frozenset({"бизнес", "пресс", "план", "мастер", "штаб"})
_LEAST_HEAD, _LEAST_TAIL = 6, 5


@dataclass(frozen=True)
class _Vocabulary:
    words: frozenset[str]

    @classmethod
    def of(cls, drafts: list[DraftLine]) -> "_Vocabulary":
        words = set()
        is_tail = False
        for draft in drafts:
            text = draft.text.lower()
            whole = _FIRST.sub("", text, count=1) if is_tail else text
            words.update(_WORD.findall(_LAST.sub("", whole)))
            is_tail = text.endswith(tuple(_BREAKS))
        return cls(frozenset(words))

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """«научно-практической» keeps it, «осущест-вляет» does not."""
        low_head, low_tail = head.lower(), tail.lower()
        if low_head + low_tail in self.words:
            return False
        return (
            f"{low_head}-{low_tail}" in self.words
            or "-" in tail
            or not tail[0].islower()
            or any(map(str.isdigit, head))
            or (len(head) > 1 and head.isupper())
            or low_tail in _PARTICLES
            or low_head in _PREFIXES
            or (low_head in _ADVERB_PREFIXES and bool(_ADVERB.search(low_tail)))
            or (low_head in _FIRST_OF_TWO and _is_word(low_tail))
            or _is_compound(low_head, low_tail)
            or _are_two_people(low_head, low_tail)
            or (len(head) > 3 and {low_head, low_tail} <= self.words)
        )


def mend_hyphens(drafts: list[DraftLine]) -> None:
    """Drops the hyphens that a break made; `broken` says that the word goes on in the next line."""
    vocabulary: _Vocabulary | None = None
    for draft, following in itertools.pairwise(drafts):
        if draft.text[-1] not in _BREAKS or draft.whole or "\t" in draft.text:
            continue
        head = _LAST.search(draft.text[-80:])
        tail = _FIRST.match(following.text[:80])
        if not head or not tail or _opens(head[1], following.text):
            continue
        vocabulary = vocabulary or _Vocabulary.of(drafts)
        draft.broken = True
        if not vocabulary.keeps_hyphen(head[1], tail.group()):
            draft.drop(draft.text[-1], "перенос слова", last=True)
            draft.text = draft.text[:-1]


def _opens(head: str, text: str) -> bool:
    """«а)» or «1.» at the start of the next line: nothing is broken there. «2026-» and «2027» are one."""
    if head.isdecimal():
        return not text[0].isdecimal()
    return not text[0].isalpha() or text[1:2] in (")", ".")


def _is_word(tail: str) -> bool:
    return len(tail) > 3 and not _SUFFIX.match(tail)


def _is_compound(head: str, tail: str) -> bool:
    return (
        len(head) >= _LEAST_HEAD
        and len(tail) >= _LEAST_TAIL
        and bool(_COMPOUND.search(head))
        and bool(_ADJECTIVE.search(tail))
    )


def _are_two_people(head: str, tail: str) -> bool:
    return (
        len(head) >= _LEAST_HEAD - 1
        and len(tail) >= _LEAST_TAIL
        and bool(_PERSON.search(head))
        and not _SUFFIX.match(tail)
    )
