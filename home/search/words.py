"""Words as the index knows them: folded, without signs, every form of a word by one stem.

ё is folded before stemming; both databases get the same words, and the marks in a result come from
the same stems, so that what was found is what is marked.
"""

import re
import threading
from functools import lru_cache

import snowballstemmer

from home.rulebook.text import fold_text

_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_by_thread = threading.local()

LONGEST_WORD = 64

_COMMON = (
    "а без бы в во вот для до же за и из или к как ко ли на над не ни но о об от по под при про с "
    "со то у что чтобы это"
)
COMMON = frozenset(_COMMON.split())
"""Words too common to look for; inside a quoted phrase they count."""

_HARD = ("прием", "объем", "подъем", "диплом", "режим", "перелом")
_SOFT = ("лице", "музе", "юбиле", "случа", "геро")
_HARD_ENDS = ("", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_SOFT_ENDS = ("й", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях")
_FLEETING = (
    "поряд спис участ недостат остат рисун заголов рын рост"
    " оцен справ отмет повест провер поправ ссыл ошиб попыт заяв"
)
_OTHER_FORMS = {
    "человека": "человек человеку человеком человеке люди людей людям людьми людях",
    "дней": "день дня дню днем дне дни дням днями днях",
    "детей": "дети детям детьми детях ребенок ребенка ребенку ребенком ребенке",
    "образца": "образец",
    "конца": "конец",
    "письма": "писем",
    "система": "систем",
    "схема": "схем",
    "проблема": "проблем",
}
_STANDS_FOR = {
    **{f"{word}{end}": f"{word}а" for word in _HARD for end in _HARD_ENDS},
    **{f"{word}{end}": f"{word}я" for word in _SOFT for end in _SOFT_ENDS},
    **{f"{word}ок": f"{word}ка" for word in _FLEETING.split()},
    **{form: word for word, forms in _OTHER_FORMS.items() for form in forms.split()},
}
"""Forms of usual words that Snowball takes for other words: «приём» would become «при»."""


def words_of(text: str) -> list[str]:
    """[«положение», «п», «3.13»]: letters and digits only, a number with its dots is one word."""
    words = (word[:LONGEST_WORD] for word in _WORD.findall(fold_text(text.replace("№", " "))))
    return [_STANDS_FOR.get(word, word) for word in words]


def indexed(text: str) -> str:
    """« положение о членстве », with a space at either end: a phrase is found in it whole."""
    return f" {' '.join(words_of(text))} "


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one of `words_of`; Latin letters and numbers stay as they are."""
    return word if word.isascii() else _stemmer().stemWord(word)


def _stemmer():
    """One for each thread: a stemmer keeps the word at hand in itself."""
    if not hasattr(_by_thread, "stemmer"):
        _by_thread.stemmer = snowballstemmer.stemmer("russian")
    return _by_thread.stemmer
