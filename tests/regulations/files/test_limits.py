"""Programs that read files for us can neither last, nor grow, nor write without end, nor call out (T20, T24)."""

import socket
import subprocess
import sys
import time

import pytest

from documents.uploads.limits import Failed, run

MEGABYTE = 1024 * 1024


def python(program: str, *, data: bytes = b"", **limits) -> bytes:
    allowed = {"seconds": 20, "memory": 512 * MEGABYTE, "output": MEGABYTE} | limits
    return run([sys.executable, "-I", "-c", program], data=data, **allowed)


def test_program_answers_what_it_is_asked():
    program = "import sys; print(sys.stdin.read().upper(), end='')"
    assert python(program, data="устав".encode()).decode() == "УСТАВ"


@pytest.mark.parametrize(
    ("program", "limits"),
    [
        ("while True: pass", {"seconds": 1}),
        ("import time; time.sleep(60)", {"seconds": 1}),
        ("x = bytearray(600 * 1024 * 1024)", {}),
        ("import sys; sys.stdout.write('x' * 3_000_000)", {}),
        ("import ctypes; ctypes.string_at(0)", {}),
        ("raise SystemExit(3)", {}),
    ],
    ids=["processor", "sleep", "memory", "output", "crash", "error"],
)
def test_program_past_a_limit_fails_alone(program, limits):
    started = time.monotonic()
    with pytest.raises(Failed):
        python(program, **limits)
    assert time.monotonic() - started < 15


def test_what_a_program_has_started_ends_with_it(tmp_path):
    marker = tmp_path / "alive"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(marker)!r}).touch()"
    python(f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}])")
    time.sleep(4)
    assert not marker.exists()


def test_secrets_of_the_site_are_not_handed_on(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "тайна")
    assert python("import os; print('SECRET_KEY' in os.environ, end='')") == b"False"


def _may_leave_the_network() -> bool:
    done = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.skipif(not _may_leave_the_network(), reason="this system gives no network apart")
def test_program_reaches_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Failed):
            python(f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)")
