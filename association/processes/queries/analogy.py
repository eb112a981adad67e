"""What the regulation leaves unsaid of the meeting of the Association, as its rules own up to it (C36)."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from association.bodies.models import CollegialBody
from association.bodies.rules.in_words import adoption_line, lines_of
from home.rulebook import Rule

from ..rules.assigning import MATTER


@dataclass(frozen=True)
class Analogy:
    """One rule by which the meeting decides, and on what it rests: a clause, or a note that there is none."""

    text: str
    note: str
    rule: Rule | None


def analogies(body: CollegialBody | None) -> list[Analogy]:
    """The quorum, and the majority that assigns processes, of the general meeting; none without one."""
    if body is None:
        return []
    rule_set = body.rule_set
    prefetch_related_objects([rule_set], "matters")
    quorum = dict(lines_of(rule_set))["quorum"]
    found = [Analogy(quorum, rule_set.note_for("quorum"), rule_set.rule_for("quorum"))]
    matter = next((each for each in rule_set.matters.all() if each.code == MATTER), None)
    if matter is not None:
        found.append(Analogy(adoption_line(matter), matter.note, rule_set.adoption(MATTER).rule))
    return found
