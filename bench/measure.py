"""Requests through the whole WSGI stack, timed by the CPU they cost."""

import io
import statistics
import time
from collections.abc import Callable
from http.cookies import SimpleCookie

from django.db import connection
from django.test.utils import CaptureQueriesContext

HOST = "localhost"


def environ(path: str, cookies: dict[str, str] | None = None) -> dict:
    path, _, query = path.partition("?")
    jar = SimpleCookie(cookies or {})
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items()),
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def get(application, path: str, cookies: dict[str, str] | None = None) -> bytes:
    """The body of a 200 answer; RuntimeError on any other status."""
    answer = {}

    def start_response(status, headers, exc_info=None):
        answer["status"] = status

    response = application(environ(path, cookies), start_response)
    body = b"".join(response)
    response.close()
    if not answer["status"].startswith("200"):
        raise RuntimeError(f"{path}: {answer['status']}")
    return body


def interleaved(*calls: Callable[[], object], rounds: int = 60) -> list[float]:
    """Median CPU milliseconds of each call, the calls taking turns so that noise falls on all."""
    times = [[] for _ in calls]
    for call in calls:
        call()
        call()
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            start = time.process_time()
            call()
            taken.append((time.process_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def queries(call: Callable[[], object]) -> int:
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)
