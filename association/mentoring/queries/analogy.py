"""What the regulation leaves unsaid of the meeting of the Association, as its rules own up to it (C36)."""

from dataclasses import dataclass

from association.bodies.queries import general_meeting
from association.bodies.rules.in_words import adoption_line, lines_of
from home.rulebook import Rule

from ..rules.responsibility import MATTER


@dataclass(frozen=True)
class Analogy:
    """One rule by which the meeting decides, and on what it rests: a clause, or a note that there is none."""

    text: str
    note: str
    rule: Rule | None


def analogies() -> list[Analogy]:
    """The quorum, and the majority that assigns processes; none without a general meeting."""
    body = general_meeting()
    if body is None:
        return []
    rule_set = body.rule_set
    quorum = dict(lines_of(rule_set))["quorum"]
    found = [Analogy(quorum, rule_set.note_for("quorum"), rule_set.rule_for("quorum"))]
    matter = next((each for each in rule_set.matters.all() if each.code == MATTER), None)
    if matter is not None:
        found.append(Analogy(adoption_line(matter), matter.note, rule_set.adoption(MATTER).rule))
    return found
