"""The best list of pairs of 2,000 mentors and 2,000 candidates, as a command from a file: CPU and memory (R48).

The yardstick is a process that only loads the solver: what remains is reading, scoring four million pairs, solving,
and saying why.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from .report import Row

MOST_SECONDS, MOST_MB = 5, 1024
TERRITORIES, BRANCHES, PROCESSES = 85, 8, 12
MANAGE = Path(__file__).resolve().parents[1] / "manage.py"
SOLVER = [sys.executable, "-c", "import scipy.optimize"]
FIELDS = {
    "2000 × 2000, one to one": (2000, 2000, 1, TERRITORIES),
    "2000 × 2000, nobody in one territory": (2000, 2000, 1, 4000),
    "1999 × 2000, three for a mentor": (1999, 2000, 3, TERRITORIES),
    "1999 × 2000, twenty for a mentor": (1999, 2000, 20, TERRITORIES),
    "700 × 2000, three for a mentor": (700, 2000, 3, TERRITORIES),
}


def run() -> Iterator[tuple[str, list[Row]]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "field.json")
        yield "suggestion of pairs", [row(name, file, *size) for name, size in FIELDS.items()]


def row(name: str, file: Path, mentors: int, candidates: int, capacity: int, places: int) -> Row:
    file.write_text(json.dumps(field(mentors, candidates, capacity, places)))
    bare, _ = measured(SOLVER)
    seconds, megabytes = measured(
        [sys.executable, str(MANAGE), "suggest_pairs", "--from", str(file), "--json"]
    )
    return Row(
        name,
        f"{seconds:.1f} s, {megabytes} MB",
        f"{bare:.1f} s",
        f"{seconds / bare:.1f}",
        f"≤ {MOST_SECONDS} s, {MOST_MB} MB",
        seconds <= MOST_SECONDS and megabytes <= MOST_MB,
    )


def measured(command: list[str]) -> tuple[float, int]:
    """CPU seconds and the greatest memory of a process in MB; RuntimeError when it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command}: {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def field(mentors: int, candidates: int, capacity: int, places: int) -> dict:
    """Spread evenly, each with about a third of the processes; the same each time."""
    random = Random(1)

    def party(name: str) -> dict:
        return {
            "id": name,
            "territory": random.randrange(places),
            "branch": random.randrange(BRANCHES),
        }

    def processes() -> list[int]:
        return [number for number in range(PROCESSES) if random.random() < 0.3]

    return {
        "mentors": [
            {**party(f"m{number}"), "capacity": capacity, "processes": processes()}
            for number in range(mentors)
        ],
        "candidates": [
            {**party(f"c{number}"), "needs": processes()} for number in range(candidates)
        ],
        "territories": [
            {"id": number, "lat": random.uniform(45, 65), "lon": random.uniform(30, 140)}
            for number in range(places)
        ],
    }
