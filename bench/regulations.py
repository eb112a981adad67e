"""A regulation of five hundred clauses: reading, comparing, loading."""

import datetime
import io
import statistics
import time
from collections.abc import Callable, Iterator

from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from docx import Document

from documents.regulations.comparison import compare
from documents.regulations.importer import read_regulation
from documents.regulations.models import RegulationPage
from documents.regulations.operations import regulation_index

from .corpus import Corpus
from .crowd import adopted_edition
from .measure import get, interleaved, queries
from .report import Row

QUERIES_TARGET = 10
COMPARISON_TARGET = 1.0
DOCX_TARGET = 2.0


def run() -> Iterator[tuple[str, list[Row]]]:
    corpus = Corpus()
    pages = {size: regulation(size, corpus) for size in (50, 500)}
    yield "an edition of 500 clauses", [*reading(pages), comparison(pages[500], corpus), *loading()]


def regulation(size: int, corpus: Corpus) -> RegulationPage:
    title = f"Положение о {size} пунктах"
    page = RegulationPage(title=title, short_name=title, slug=f"of-{size}-clauses")
    regulation_index().add_child(instance=page)
    adopted_edition(page, size, corpus, timezone.localdate() - datetime.timedelta(days=30))
    return page


def reading(pages: dict[int, RegulationPage]) -> Iterator[Row]:
    application = get_wsgi_application()
    asked = {
        size: queries(lambda page=page: get(application, page.get_url()))
        for size, page in pages.items()
    }
    yield Row(
        "reading, queries",
        str(asked[500]),
        f"50 clauses: {asked[50]}",
        "",
        f"≤ {QUERIES_TARGET}, the same",
        asked[500] == asked[50] <= QUERIES_TARGET,
    )
    client = Client(SERVER_NAME="localhost")
    address = pages[500].get_url()
    known = {"If-None-Match": client.get(address)["ETag"]}
    statuses = {client.get(address, headers=known).status_code for _ in range(3)}
    unchanged, whole = interleaved(
        lambda: client.get(address, headers=known), lambda: client.get(address)
    )
    yield Row(
        "unchanged text answered by 304",
        f"{unchanged:.1f} ms",
        f"the text {whole:.1f} ms",
        f"{unchanged / whole:.2f}",
        "304",
        statuses == {304},
    )


def comparison(page: RegulationPage, corpus: Corpus) -> Row:
    """Every tenth clause reworded, every fiftieth gone and one new in its place."""
    old = list(page.editions.first().clauses.order_by("order"))
    new = list(page.editions.first().clauses.order_by("order"))
    for clause in new[::10]:
        clause.text = " ".join([*corpus.words(4), *clause.text.split()[4:]])
    del new[7::50]
    for clause in new[3::50]:
        clause.text, clause.anchor = corpus.text(), f"{clause.anchor}-new"
    seconds = cpu(lambda: compare(old, new))
    return Row(
        "comparing with another edition",
        f"{seconds:.2f} s of CPU",
        "",
        "",
        f"≤ {COMPARISON_TARGET:.0f} s",
        seconds <= COMPARISON_TARGET,
    )


def loading() -> Iterator[Row]:
    content = a_docx(200)
    read = read_regulation(content, "rules.docx")
    clauses = sum(node.kind == "clause" for _, node in read.walk())
    seconds = cpu(lambda: read_regulation(content, "rules.docx"))
    yield Row(
        "loading a DOCX of 200 clauses",
        f"{seconds:.2f} s of CPU",
        f"{clauses} clauses read",
        "",
        f"≤ {DOCX_TARGET:.0f} s",
        seconds <= DOCX_TARGET and clauses == 200,
    )


def a_docx(clauses: int) -> bytes:
    corpus, document = Corpus(), Document()
    document.add_paragraph("Положение о проверке скорости")
    for number in range(clauses):
        section, place = divmod(number, 10)
        if not place:
            document.add_paragraph(f"{section + 1}. {' '.join(corpus.words(3)).capitalize()}")
        document.add_paragraph(f"{section + 1}.{place + 1}. {corpus.text()}")
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def cpu(act: Callable[[], object], rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return statistics.median(taken)
