"""The demo's regulation: our own wording with the structure and numbers of the association's."""

import datetime
from hashlib import sha256
from pathlib import Path

from wagtail.models import Page

from home.rulebook import ASSOCIATION
from home.workdays.queries import today

from ..choices import ActKind
from ..importer import read_regulation
from ..models import Edition, RegulationPage
from ..operations import adopt_edition, create_page, draft_edition, regulation_index

TEXT = Path(__file__).with_name("polozhenie.txt")
SLUG = "ob-assotsiatsii"


def load(parent: Page, *, by, at: datetime.datetime) -> Edition:
    """The regulation in force since the day of `at`; what stands already stays as it is."""
    source = TEXT.read_bytes()
    page = RegulationPage.objects.filter(key=ASSOCIATION).first()
    if page and (standing := page.editions.filter(source_sha256=_hash(source)).first()):
        return standing
    outline = read_regulation(source)
    page = page or create_page(
        regulation_index(parent),
        title=outline.title,
        short_name="Положение об Ассоциации",
        slug=SLUG,
        key=ASSOCIATION,
        by=by,
    )
    day = today(at)
    edition = draft_edition(
        page,
        outline,
        source=source,
        source_name=TEXT.name,
        by=by,
        at=at,
    )
    return adopt_edition(
        edition,
        effective_from=day,
        adopted_on=day,
        act_kind=ActKind.ORDER,
        act_number="1",
        adopted_by="Главного управления",
        by=by,
        at=at,
    )


def _hash(source: bytes) -> str:
    return sha256(source).hexdigest()
