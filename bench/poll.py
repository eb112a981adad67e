"""A poll of five hundred members who all vote within ten seconds, over HTTP, against two web processes (T44, T45).

    .ci/on-postgres make bench ARGS=poll

The members come on twenty connections, each with a session of their own, and everyone gives the answer that stood on
the screen. None may be lost, none may be counted twice; then the poll is closed and has to give the same counts. Before
that some of them read the page and look their answer over: what that takes is told beside.
"""

import datetime
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import timezone

from association.bodies.choices import BodyKind, Choice, OfficeKind
from association.bodies.models import CollegialBody, Office
from association.meetings.choices import Capacity, MeetingForm, MeetingState
from association.meetings.models import AgendaItem, Ballot, Invitation, Meeting
from association.meetings.operations import absentee
from home.accounts.middleware import SEEN_AT
from home.accounts.models import Person, User

from .report import Row

MEMBERS, CONNECTIONS, PROCESSES = 500, 20, 2
SECONDS, P95 = 10, 1.0


def run():
    if connection.vendor != "postgresql":
        return [("A poll is measured on PostgreSQL: .ci/on-postgres make bench ARGS=poll", [])]
    meeting, users = _poll()
    sessions = [_session(user) for user in users]
    with _Web() as port:
        read, _ = _crowd(port, meeting, sessions[: 3 * CONNECTIONS], steps=("page", "check"))
        answers, seconds = _crowd(port, meeting, sessions, steps=("cast",))
        answers += read
    return [(f"Poll of {MEMBERS} members", _rows(meeting, answers, seconds))]


def _rows(meeting: Meeting, answers: list, seconds: float) -> list[Row]:
    given = [answer for answer in answers if answer[0] == "cast"]
    statuses = Counter(status for _, status, _ in given)
    counted = Ballot.objects.filter(vote__item__meeting=meeting).exclude(choice="")
    kept, people = counted.count(), counted.values("invitation__person").distinct().count()
    expected = Counter(_choice(place) for place in range(MEMBERS))
    absentee.close_poll(meeting, by=None, at=timezone.now())
    vote = meeting.items.get().votes.get()
    result = (vote.votes_for, vote.votes_against, vote.votes_abstained)
    wanted = tuple(expected[choice] for choice in Choice)
    rows = [
        Row("taken", str(statuses[302]), str(MEMBERS), "", "all", statuses[302] == MEMBERS),
        Row("in the database", str(kept), str(MEMBERS), "", "none lost", kept == MEMBERS),
        Row("people", str(people), str(kept), "", "none twice", people == kept),
        Row("counts", str(result), str(wanted), "", "equal", result == wanted),
        Row("all within", f"{seconds:.1f} s", f"{SECONDS} s", "", "≤", seconds <= SECONDS),
    ]
    for name, title in (("page", "the page"), ("check", "the check"), ("cast", "the ballot")):
        times = sorted(took for kind, _, took in answers if kind == name)
        p95 = times[int(len(times) * 0.95)]
        middle = statistics.median(times)
        rows.append(
            Row(
                f"{title}, median and p95",
                f"{middle * 1000:.0f} / {p95 * 1000:.0f} ms",
                f"{P95 * 1000:.0f} ms",
                "",
                "p95 <",
                p95 < P95,
            )
        )
    return rows


def _poll() -> tuple[Meeting, list[User]]:
    """Rows as they would have grown; the poll itself is begun by its act."""
    now = timezone.now()
    body = CollegialBody.objects.create(
        kind=BodyKind.COMMISSION, title="Опрос пятисот", title_genitive="опроса пятисот"
    )
    people = Person.objects.bulk_create(
        Person(surname=f"Опросов {place}", name="Иван") for place in range(MEMBERS)
    )
    users = User.objects.bulk_create(
        User(email=f"poll{place}@example.org", person=person, password="!")
        for place, person in enumerate(people)
    )
    kinds = [OfficeKind.LEADER] + [OfficeKind.MEMBER] * (MEMBERS - 1)
    Office.objects.bulk_create(
        Office(body=body, person=person, kind=kind, since=now.date(), ground="замер")
        for person, kind in zip(people, kinds, strict=True)
    )
    meeting = Meeting.objects.create(
        body=body,
        rule_set=body.rule_set,
        form=MeetingForm.POLL,
        state=MeetingState.SENT,
        starts_at=now - datetime.timedelta(minutes=1),
        closes_at=now + datetime.timedelta(hours=1),
        sent_at=now,
        created_at=now,
    )
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, person=person, capacity=Capacity.VOTING, office=kind)
        for person, kind in zip(people, kinds, strict=True)
    )
    AgendaItem.objects.create(
        meeting=meeting, position=1, title="О плане", draft_decision="Утвердить план."
    )
    absentee.open_poll(meeting, secretary=people[0], by=None, at=now)
    return meeting, users


def _session(user: User) -> dict[str, str]:
    """The cookies of somebody who has logged in, and their token against forgery."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[SEEN_AT] = time.time()
    store.create()
    request = RequestFactory().get("/")
    token = get_token(request)
    return {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={store.session_key}; "
        f"{settings.CSRF_COOKIE_NAME}={request.META['CSRF_COOKIE']}",
        "token": token,
    }


def _choice(place: int) -> Choice:
    return list(Choice)[place % 3]


def _crowd(port: int, meeting: Meeting, sessions: list, *, steps: tuple[str, ...]):
    """Twenty threads, each with one connection kept alive; answers are (what, status, seconds)."""
    vote = meeting.items.get().votes.get()
    path, answers, lock = f"/cabinet/meetings/{meeting.pk}/vote/", [], threading.Lock()
    places = iter(range(len(sessions)))

    def member(web: HTTPConnection, place: int):
        session = sessions[place]
        data = {"csrfmiddlewaretoken": session["token"], f"v{vote.pk}": _choice(place).value}
        sent = {"page": None, "check": data, "cast": {**data, "cast": ""}}
        for name in steps:
            method = "POST" if sent[name] else "GET"
            yield (name, *_ask(web, method, path, session["cookie"], sent[name]))

    def work():
        web = HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                place = next(places, None)
            if place is None:
                return
            found = list(member(web, place))
            with lock:
                answers.extend(found)

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, time.perf_counter() - start


def _ask(web: HTTPConnection, method: str, path: str, cookie: str, fields: dict | None):
    body = urlencode(fields) if fields else None
    headers = {"Cookie": cookie, "Host": "localhost"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    start = time.perf_counter()
    web.request(method, path, body, headers)
    response = web.getresponse()
    response.read()
    return response.status, time.perf_counter() - start


class _Web:
    """gunicorn with two processes on the database of this run, as production has it."""

    def __enter__(self) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        where = connection.settings_dict
        host = f"{where['HOST']}:{where['PORT']}" if where["PORT"] else where["HOST"]
        root = Path(__file__).resolve().parents[1]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": f"postgres://{where['USER']}:{where['PASSWORD']}@{host}/{where['NAME']}"
            "?conn_max_age=60",
            "PYTHONPATH": f"{root / 'site'}{os.pathsep}{root}",
        }
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "-w",
            str(PROCESSES),
            "-b",
            f"127.0.0.1:{port}",
        ]
        command += ["--log-level", "warning", "portal.wsgi"]
        connections.close_all()
        self.process = subprocess.Popen(command, cwd=root, env=environment)
        _wait_for(port)
        return port

    def __exit__(self, *error) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            web = HTTPConnection("127.0.0.1", port, timeout=20)
            web.request("GET", "/healthz", headers={"Host": "localhost"})
            if web.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("gunicorn did not start")
