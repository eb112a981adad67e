"""What the annual report says of pairs: counted from facts of each, without a database (R45–R48, R68)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, median

from home.rulebook.text import counted

from .working import in_hours

DAYS_IN_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Fact:
    """One pair that worked on at least a day of the period; stages and minutes are those of the period."""

    candidate: int
    territory: str
    branch: str
    begins_on: date
    ended_on: date | None = None
    by_certificate: bool = False
    stages: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class Line:
    """Of a territory, a branch, or of all."""

    title: str
    formed: int
    working: int
    ended: int
    certified: int
    """Candidates, not pairs: two mentors of one candidate reached one certificate."""
    stages: int
    minutes: int

    @property
    def hours(self) -> str:
        return in_hours(self.minutes)

    @property
    def hour_count(self) -> float:
        return hour_count(self.minutes)


@dataclass(frozen=True)
class Length:
    """How long pairs worked that ended in the period; days."""

    pairs: int
    shortest: int
    longest: int
    mean: int
    median: int

    @property
    def in_words(self) -> str:
        if self.shortest == self.longest:
            return in_months(self.mean)
        spread = f"от\xa0{_of(self.shortest)} до\xa0{_of(self.longest)}"
        return f"в\xa0среднем {in_months(self.mean)}, половина — не\xa0дольше {_of(self.median)}; {spread}"


def in_months(days: int) -> str:
    """«40 дней», «7 месяцев»: whole months from the second on, as people reckon."""
    number, is_months = _reckoned(days)
    if is_months:
        return counted(number, "месяц", "месяца", "месяцев")
    return counted(number, "день", "дня", "дней")


def _of(days: int) -> str:
    """The same in the genitive: «не дольше 2 месяцев»."""
    number, is_months = _reckoned(days)
    if is_months:
        return counted(number, "месяца", "месяцев", "месяцев")
    return counted(number, "дня", "дней", "дней")


def _reckoned(days: int) -> tuple[int, bool]:
    if days < 2 * DAYS_IN_A_MONTH:
        return days, False
    return round(days / DAYS_IN_A_MONTH), True


def summed(title: str, facts: Iterable[Fact], since: date, until: date) -> Line:
    """`working`: at the end of the last day."""
    facts = list(facts)
    ended = [fact for fact in facts if is_within(fact.ended_on, since, until)]
    return Line(
        title,
        formed=sum(is_within(fact.begins_on, since, until) for fact in facts),
        working=sum(fact.ended_on is None or fact.ended_on > until for fact in facts),
        ended=len(ended),
        certified=len({fact.candidate for fact in ended if fact.by_certificate}),
        stages=sum(fact.stages for fact in facts),
        minutes=sum(fact.minutes for fact in facts),
    )


def by_name(facts: Sequence[Fact], name: str, since: date, until: date) -> list[Line]:
    """A Line for each territory or branch (`name`) of the candidates, in the order of the facts."""
    titles = dict.fromkeys(getattr(fact, name) for fact in facts)
    return [
        summed(title, (each for each in facts if getattr(each, name) == title), since, until)
        for title in titles
    ]


def length_of(facts: Iterable[Fact], since: date, until: date) -> Length | None:
    """None when no pair ended in the period after a time of work."""
    days = [
        (fact.ended_on - fact.begins_on).days
        for fact in facts
        if is_within(fact.ended_on, since, until) and fact.ended_on > fact.begins_on
    ]
    if not days:
        return None
    return Length(len(days), min(days), max(days), round(mean(days)), round(median(days)))


def hour_count(minutes: int) -> float:
    """For columns of figures: 2.3."""
    return round(minutes / 60, 1)


def is_within(day: date | None, since: date, until: date) -> bool:
    return day is not None and since <= day <= until
