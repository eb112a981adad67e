"""Minutes of 40 items with 60 people, every vote by name: seconds for each paper as the worker of the queue makes it.

Seconds are of CPU, the worker's and the press's together: on a machine that does nothing else that is how long it
takes. The press is warm, as it is in a worker.
"""

import os
import time
from collections.abc import Callable, Iterator

from association.bodies.choices import BodyKind
from association.minutes import content, papers
from association.minutes.models import Protocol
from association.organisations.models import Organisation
from documents.papers import pdf
from documents.records.choices import Level
from tests.factories.minutes import HeldMeeting

from .report import Row

PEOPLE, ITEMS = 60, 40
ROUNDS = 3
TARGET = 3.0
PROSE = (
    "Докладчик рассказал о ходе подготовки: программа составлена, помещение согласовано, приглашения разосланы. "
    "Отмечено, что по п. 3.4 сроки соблюдены; замечания к смете учтены в новой редакции. "
)


def run() -> Iterator[tuple[str, list[Row]]]:
    protocol = held()
    decision = protocol.meeting.decisions.first()
    works = [
        ("content read from the meeting", lambda: content.gather(protocol), TARGET),
        ("PDF, everything", lambda: papers.protocol_pdf(protocol, Level.CONFIDENTIAL), TARGET),
        ("PDF, public extract", lambda: papers.protocol_pdf(protocol, Level.PUBLIC), TARGET),
        ("DOCX, everything", lambda: papers.protocol_docx(protocol, Level.CONFIDENTIAL), TARGET),
        ("PDF, extract of one decision", lambda: papers.extract_pdf(decision), TARGET),
    ]
    yield f"minutes ({ITEMS} items, {PEOPLE} people, s of CPU)", [_row(*work) for work in works]


def held() -> Protocol:
    meeting = HeldMeeting(
        members=PEOPLE,
        kind=BodyKind.WORKING_GROUP,
        owner=Organisation.objects.first(),
        position="заместитель директора по учебно-воспитательной работе",
    )
    for number in range(ITEMS):
        item = meeting.item(
            f"О вопросе {number} повестки дня",
            heard=PROSE * 2,
            spoken=PROSE * 2,
            speaker=meeting.voting[number].person,
        )
        # «За» most of them, and each vote its own way.
        signs = "".join("+-0+++."[(place * place + number) % 7] for place in range(PEOPLE))
        meeting.vote(item, signs, question=PROSE)
    protocol = meeting.protocol(number=1)
    protocol.content = content.gather(protocol)
    return protocol


def _row(name: str, work: Callable[[], object], target: float) -> Row:
    work()
    taken = min(_cpu_of(work) for _ in range(ROUNDS))
    return Row(name, f"{taken:.2f} s", "", "", f"≤ {target:g} s", taken <= target)


def _cpu_of(work: Callable[[], object]) -> float:
    before = time.process_time() + _cpu_of_press()
    work()
    return time.process_time() + _cpu_of_press() - before


def _cpu_of_press() -> float:
    """User and system seconds of the press of this process."""
    if pdf._press.pid is None:
        return 0.0
    with open(f"/proc/{pdf._press.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
