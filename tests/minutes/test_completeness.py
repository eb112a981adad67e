"""What a protocol must hold before it goes on, and the clause that asks for it (R126–R128, R118). No database."""

import copy

import pytest

from association.minutes.rules import names
from association.minutes.rules.completeness import (
    BY_LAW,
    OF_GROUP,
    Gap,
    demands_of,
    gaps,
)

PERSON = {"surname": "Лебедева", "initials": "М. П.", "position": "директор", "organisation": ""}
DECISION = {"number": "1.1", "form": "internal", "due_on": "", "executor": None}
ITEM = {
    "number": 1,
    "state": "done",
    "heard": "Доклад о плане.",
    "speaker": None,
    "votes": [{"state": "closed"}],
    "decisions": [DECISION],
}
OPINION = {"person": "3", "is_late": False, "considered_at": "2026-11-18T14:00:00+03:00"}
WHOLE = {
    "meeting": {"form": "in_person", "place": "Актовый зал", "venue": ""},
    "presiding": "1",
    "secretary": "2",
    "people": dict.fromkeys(("1", "2", "3"), PERSON),
    "attendance": {
        "present": [{"person": "1"}, {"person": "2"}],
        "guests": [],
        "quorum": {"met": True},
    },
    "items": [ITEM],
    "opinions": [OPINION],
}


def changed(*path, to):
    content = copy.deepcopy(WHOLE)
    *way, last = path
    place = content
    for step in way:
        place = place[step]
    place[last] = to
    return content


NOBODY_IN_OFFICE = {**PERSON, "position": ""}


@pytest.mark.parametrize(
    ("content", "demands", "expected"),
    [
        (WHOLE, OF_GROUP, None),
        (
            changed("meeting", "place", to=""),
            BY_LAW,
            Gap("Не указано место заседания.", names.LAW_PLACE, "facts"),
        ),
        (
            changed("presiding", to=None),
            OF_GROUP,
            Gap("Не указан председательствовавший.", names.GROUP_PEOPLE, "sitting"),
        ),
        (
            changed("secretary", to=None),
            BY_LAW,
            Gap("Не указан секретарь заседания.", names.LAW_PEOPLE, "sitting"),
        ),
        (
            changed("people", "2", to=NOBODY_IN_OFFICE),
            OF_GROUP,
            Gap("Лебедева М. П.: не указана должность.", names.GROUP_PEOPLE, "facts"),
        ),
        (
            changed("items", 0, "heard", to=""),
            OF_GROUP,
            Gap("Вопрос 1: не записано, что слушали.", names.GROUP_QUESTIONS, "text"),
        ),
        (
            changed("items", 0, "votes", to=[]),
            OF_GROUP,
            Gap(
                "Вопрос 1: нет решения: ни голосования, ни отметки, что вопрос снят.",
                names.GROUP_DECISIONS,
                "sitting",
            ),
        ),
        (
            changed("items", 0, "votes", to=[{"state": "annulled"}]),
            BY_LAW,
            Gap(
                "Вопрос 1: нет решения: ни голосования, ни отметки, что вопрос снят.",
                names.LAW_RESULTS,
                "sitting",
            ),
        ),
        (
            changed("items", 0, "decisions", to=[{**DECISION, "form": ""}]),
            BY_LAW,
            Gap("Решение 1.1: не указан вид.", names.LAW_RESULTS, "sitting"),
        ),
        (
            changed("items", 0, "decisions", to=[{**DECISION, "due_on": "2026-12-01"}]),
            BY_LAW,
            Gap("Решение 1.1: есть срок, но нет исполнителя.", names.EXECUTOR, "sitting"),
        ),
        (
            changed("opinions", to=[{**OPINION, "considered_at": ""}]),
            OF_GROUP,
            Gap(
                "Мнение, которое прислано в срок (Лебедева М. П.), не отмечено рассмотренным.",
                names.GROUP_OPINIONS,
                "opinions",
            ),
        ),
    ],
)
def test_each_missing_thing_is_named_with_its_clause(content, demands, expected):
    assert gaps(content, demands, needs_secretary=True) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "content",
    [
        changed("items", 0, "state", to="removed"),
        changed("items", 0, "decisions", to=[]),
        changed("opinions", to=[{**OPINION, "considered_at": "", "is_late": True}]),
        changed("meeting", to={"form": "remote", "place": "", "venue": ""}),
        changed("people", "2", to={**PERSON, "position": "", "organisation": "Школа № 7"}),
        changed("items", 0, to={**ITEM, "heard": "", "speaker": "2"}),
    ],
    ids=["removed", "voted down", "late opinion", "remote", "organisation", "speaker"],
)
def test_what_is_not_asked_for_is_no_gap(content):
    assert gaps(content, OF_GROUP, needs_secretary=True) == []


def test_absentee_vote_has_nothing_heard_and_no_place():
    content = changed("meeting", to={"form": "absentee", "place": "", "venue": ""})
    content["items"][0]["heard"] = ""
    assert gaps(content, BY_LAW, needs_secretary=True) == []


def test_meeting_without_quorum_decides_nothing_and_has_its_protocol():
    content = changed("attendance", "quorum", "met", to=False)
    content["items"][0]["votes"] = []
    assert gaps(content, BY_LAW, needs_secretary=True) == []


def test_secretary_is_asked_for_where_the_secretary_signs():
    content = changed("secretary", to=None)
    assert gaps(content, OF_GROUP, needs_secretary=False) == []


def test_demands_follow_the_regulation_of_the_body():
    assert (demands_of("working-group"), demands_of("association")) == (OF_GROUP, BY_LAW)
    assert [str(names.GROUP_PEOPLE.clause), names.GROUP_OPINIONS.clause] == [
        "п.\xa03.6 «а» Положения",
        "п.\xa02.7 абз. 2 Положения; п.\xa03.6 «г» Положения",
    ]
