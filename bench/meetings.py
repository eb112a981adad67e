"""Two hundred bodies, five thousand meetings, fifty thousand decisions, against a tenth of them: lists, pages, desk.

The larger crowd joins the smaller one, so both are measured in one run, each against a view that asks for nothing.
"""

import datetime
import itertools
import statistics
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.utils import timezone

from association.bodies.choices import BodyKind, OfficeKind, RuleSetState, VoteResult
from association.bodies.models import CollegialBody, Office, RuleSet
from association.meetings.choices import DecisionForm, Execution, MeetingState, VoteState
from association.meetings.models import AgendaItem, Decision, Meeting, Vote
from documents.records.choices import Level
from home.accounts.choices import Role
from home.accounts.models import Person, User
from home.rulebook.text import fold_text
from tests.factories.accounts import log_in

from .corpus import Corpus
from .measure import get, queries
from .report import Row

BODIES, MEETINGS_A_BODY, ITEMS_A_MEETING = 200, 25, 10
TARGET = 3
ROUNDS = 30


def run() -> Iterator[tuple[str, list[Row]]]:
    corpus, number = Corpus(), itertools.count()
    application = get_wsgi_application()
    crowd(BODIES // 10, corpus, number)
    readers = make_readers()
    small = measured(application, readers)
    crowd(BODIES - BODIES // 10, corpus, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    large = measured(application, readers)
    title = (
        f"meetings: {Decision.objects.count()} decisions against a tenth, {connection.vendor} (p95)"
    )
    yield title, [grown(name, small[name], large[name]) for name in small]


def crowd(bodies: int, corpus: Corpus, number) -> None:
    """Bodies of the Association with their meetings, each of ten questions with a vote and a decision."""
    rule_set = RuleSet.objects.get(code="working-group", state=RuleSetState.IN_FORCE)
    executors = list(Person.objects.order_by("pk")[:50])
    now = timezone.now()
    for _ in range(bodies):
        name = name_of(next(number))
        body = CollegialBody.objects.create(
            kind=BodyKind.WORKING_GROUP, title=name, title_genitive=name.lower()
        )
        meetings = Meeting.objects.bulk_create(
            _meeting(body, rule_set, now - datetime.timedelta(days=30 * step + 1))
            for step in range(MEETINGS_A_BODY)
        )
        items = AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, position=place, title=f"О {corpus.text(6)}"[:500])
            for meeting in meetings
            for place in range(1, ITEMS_A_MEETING + 1)
        )
        votes = Vote.objects.bulk_create(_vote(item, corpus.text(20), now) for item in items)
        Decision.objects.bulk_create(
            _decision(vote, executors[place % len(executors)], place)
            for place, vote in enumerate(votes)
        )


def _meeting(body, rule_set, at) -> Meeting:
    return Meeting(
        body=body,
        rule_set=rule_set,
        state=MeetingState.CLOSED,
        starts_at=at,
        opened_at=at,
        closed_at=at,
        created_at=at,
    )


def _vote(item, question: str, at) -> Vote:
    return Vote(
        item=item,
        question=question,
        form=DecisionForm.INTERNAL,
        level=Level.PUBLIC,
        matter="ordinary",
        state=VoteState.CLOSED,
        roster_size=5,
        present_count=5,
        quorum_needed=3,
        opened_at=at,
        closed_at=at,
        votes_for=5,
        votes_against=0,
        votes_abstained=0,
        needed=3,
        result=VoteResult.ADOPTED,
    )


def _decision(vote: Vote, executor: Person, place: int) -> Decision:
    """Nine of ten are done: what is under way does not grow with the archive of the body."""
    day = vote.item.meeting.starts_at.date()
    done = place % 10 > 0
    return Decision(
        meeting=vote.item.meeting,
        item=vote.item,
        vote=vote,
        number=f"{vote.item.position}.1",
        form=vote.form,
        text=vote.question,
        level=vote.level,
        adopted_on=day,
        executor=executor,
        due_on=day + datetime.timedelta(days=14),
        reported_on=day if done else None,
        accepted_on=day if done else None,
        execution=Execution.DONE if done else Execution.ASSIGNED,
        search_text=fold_text(f"{vote.item.title} {vote.question}"),
    )


def one_decision() -> Decision:
    """Of the first body of the crowd; the demo has bodies of its own."""
    return Decision.objects.filter(meeting__body__title=name_of(0)).order_by("pk").first()


def name_of(number: int) -> str:
    return f"Группа для измерения {number}"


def make_readers() -> dict[str, dict[str, str]]:
    """Cookies of the Association's secretary, and of the secretary of one body."""
    body = one_decision().meeting.body
    office = User.objects.filter(groups__name=Role.SECRETARY.label).first()
    person = Person.objects.create(surname="Секретарёва", name="Вера")
    own = User.objects.create(email="bench-secretary@example.org", person=person)
    Office.objects.create(
        body=body,
        kind=OfficeKind.SECRETARY,
        person=person,
        since=datetime.date(2020, 1, 1),
        ground="для измерения",
    )
    return {"office": _cookies(office), "body": _cookies(own)}


def _cookies(user: User) -> dict[str, str]:
    client = Client()
    log_in(client, user)
    return {name: morsel.value for name, morsel in client.cookies.items()}


def addresses() -> dict[str, tuple[str, str]]:
    decision = one_decision()
    meeting, body = decision.meeting, decision.meeting.body_id
    listed = "/cabinet/meetings/decisions/"
    return {
        "decisions, the office": ("office", listed),
        "decisions, one body": ("body", listed),
        "decisions overdue": ("office", f"{listed}?overdue=on"),
        "decisions of a year and body": ("office", f"{listed}?body={body}&year=2026"),
        "decisions by words": ("office", f"{listed}?{urlencode({'words': 'качество'})}"),
        "meetings, the office": ("office", "/cabinet/meetings/"),
        "meetings, one body": ("body", "/cabinet/meetings/"),
        "page of a meeting": ("body", meeting.get_absolute_url()),
        "page of a decision": ("body", decision.get_absolute_url()),
        "report of a body": ("body", f"/cabinet/meetings/bodies/{body}/execution/"),
        "desk of a secretary": ("body", "/cabinet/"),
        "desk of the office": ("office", "/cabinet/"),
    }


def measured(application, readers) -> dict[str, tuple[float, int]]:
    """{what: (p95 in ms, queries)}."""
    return {
        name: _measure(lambda address=address, who=who: get(application, address, readers[who]))
        for name, (who, address) in addresses().items()
    }


def _measure(call) -> tuple[float, int]:
    asked = queries(call)
    times = []
    for _ in range(ROUNDS):
        start = time.process_time() if connection.vendor == "sqlite" else time.perf_counter()
        call()
        end = time.process_time() if connection.vendor == "sqlite" else time.perf_counter()
        times.append((end - start) * 1000)
    return statistics.quantiles(times, n=20)[-1], asked


def grown(name: str, small: tuple[float, int], large: tuple[float, int]) -> Row:
    ratio = large[0] / small[0]
    ok = ratio <= TARGET and large[1] == small[1]
    figure = f"{large[0]:.1f} ms, {large[1]} queries"
    return Row(
        name, figure, f"{small[0]:.1f} ms, {small[1]} queries", f"{ratio:.2f}", f"≤ {TARGET}", ok
    )
