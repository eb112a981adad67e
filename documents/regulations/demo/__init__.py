"""The demo's regulations: our own wording with the structure and numbers of the originals."""

import datetime
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from wagtail.models import Page

from home.rulebook import ASSOCIATION
from home.workdays.queries import today

from ..choices import ActKind
from ..importer import read_regulation
from ..models import Edition, GoverningAct, RegulationPage
from ..operations import adopt_edition, create_page, draft_edition, regulation_index
from ..operations.notes import correct_misprint, write_interpretation
from .acts import ACTS
from .amendments import amended
from .notes import INTERPRETATIONS, MISPRINT

HERE = Path(__file__).parent
TEXT = HERE / "polozhenie.txt"
AMENDED = "polozhenie-2.txt"


@dataclass(frozen=True)
class _Regulation:
    file: Path
    slug: str
    key: str
    short_name: str
    adopted_by: str
    act_number: str


MAIN = _Regulation(
    TEXT, "ob-assotsiatsii", ASSOCIATION, "Положение об Ассоциации", "Главного управления", "1"
)
GROUP = _Regulation(
    HERE / "reglament.txt",
    "o-rabochej-gruppe",
    "working-group",
    "Регламент рабочей группы",
    "центра",
    "14",
)


def load(parent: Page, *, by, at: datetime.datetime) -> Edition:
    """Both regulations in force since the day of `at`, and the acts they rest on; the association's edition.

    What stands already stays as it is.
    """
    if not GoverningAct.objects.exists():
        GoverningAct.objects.bulk_create(
            GoverningAct(order=order, **act) for order, act in enumerate(ACTS)
        )
    _first_edition(GROUP, parent, by=by, at=at)
    return _first_edition(MAIN, parent, by=by, at=at)


def amend(*, by, at: datetime.datetime) -> Edition:
    """The second edition of the association's regulation, in force since the day of `at`, and notes beside both."""
    page = RegulationPage.objects.get(key=ASSOCIATION)
    source = amended(TEXT.read_text()).encode()
    edition = _standing(page, source)
    if edition is None:
        edition = _adopt(page, source, AMENDED, MAIN.adopted_by, "9", by=by, at=at)
        _write_notes(edition, by=by, at=at)
    return edition


def _first_edition(regulation: _Regulation, parent: Page, *, by, at) -> Edition:
    source = regulation.file.read_bytes()
    page = RegulationPage.objects.filter(key=regulation.key).first()
    if page and (standing := _standing(page, source)):
        return standing
    page = page or create_page(
        regulation_index(parent),
        title=read_regulation(source).title,
        short_name=regulation.short_name,
        slug=regulation.slug,
        key=regulation.key,
        by=by,
    )
    name, act = regulation.file.name, (regulation.adopted_by, regulation.act_number)
    return _adopt(page, source, name, *act, by=by, at=at)


def _standing(page: RegulationPage, source: bytes) -> Edition | None:
    return page.editions.filter(source_sha256=sha256(source).hexdigest()).first()


def _adopt(page, source: bytes, name: str, adopted_by: str, act_number: str, *, by, at) -> Edition:
    outline = read_regulation(source)
    edition = draft_edition(page, outline, source=source, source_name=name, by=by, at=at)
    day = today(at)
    return adopt_edition(
        edition,
        effective_from=day,
        adopted_on=day,
        act_kind=ActKind.ORDER,
        act_number=act_number,
        adopted_by=adopted_by,
        by=by,
        at=at,
    )


def _write_notes(edition: Edition, *, by, at) -> None:
    day = today(at)
    for anchor, text, decision in INTERPRETATIONS:
        clause = edition.clauses.get(anchor=anchor)
        write_interpretation(clause, text=text, decision=decision, written_on=day, by=by, at=at)
    group = Edition.objects.get(page__key=GROUP.key)
    anchor, wrong, right, ground = MISPRINT
    clause = group.clauses.get(anchor=anchor)
    correct_misprint(clause, wrong=wrong, right=right, ground=ground, made_on=day, by=by, at=at)
