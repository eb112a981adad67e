"""The press: limits, the fetcher, batches (T19, T20)."""

import io
import re
from pathlib import Path

import pypdf
import pytest

from documents.papers import pdf, qr
from documents.papers.pdf import PaperError, Press

PAGE = (
    '<!doctype html><html lang="ru"><head><title>{title}</title></head><body>{body}</body></html>'
)


@pytest.fixture(scope="module")
def press():
    made = Press()
    yield made
    made.stop()


def page(body: str, title: str = "Бумага") -> str:
    return PAGE.format(title=title, body=body)


def printed(press, *papers: str, layout="document", seconds=60, together=False):
    pdfs = press.print(list(papers), layout=layout, seconds=seconds, together=together)
    return [pypdf.PdfReader(io.BytesIO(content)) for content in pdfs]


def test_document_is_tagged_and_has_the_margins_of_the_standard(press):
    (reader,) = printed(press, page("<p>Съешь ещё этих булок, ёжик</p>"))
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"]) == ("Бумага", "ru")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert reader.pages[0].extract_text().strip() == "Съешь ещё этих булок, ёжик"


def test_pages_are_numbered_from_the_second(press):
    (reader,) = printed(press, page("<p>Первая</p><p style='break-before: page'>Вторая</p>"))
    texts = [re.sub(r"\s+", " ", p.extract_text()).strip() for p in reader.pages]
    assert [sorted(text.split()) for text in texts] == [["Первая"], ["2", "Вторая"]]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/hostname">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import url(file:///etc/hostname)</style>",
        "<style>@font-face { font-family: x; src: url(file:///etc/hostname) } p { font-family: x }</style><p>x</p>",
    ],
)
def test_nothing_outside_is_fetched(press, body):
    """T19: the paper fails, and no request leaves the house."""
    with pytest.raises(PaperError, match="Error fetching"):
        press.print([page(body)], layout="document", seconds=60)


def test_endless_paper_fails_alone(press):
    """T20: the kernel ends it when its time is over; the next paper is printed."""
    endless = page("<table>" + "<tr><td>x</td></tr>" * 100_000 + "</table>")
    printed(press, page("<p>Раньше</p>"))
    with pytest.raises(PaperError, match="too long"):
        press.print([endless], layout="document", seconds=1)
    (reader,) = printed(press, page("<p>Следом</p>"))
    assert reader.pages[0].extract_text().strip() == "Следом"


def test_press_that_has_left_is_started_anew(press):
    printed(press, page("<p>Раз</p>"))
    press._process.stdin.close()
    press._process.wait()
    (reader,) = printed(press, page("<p>Два</p>"))
    assert reader.pages[0].extract_text().strip() == "Два"


def test_batch_keeps_order_and_titles(press):
    papers = [page(f"<p>Лист {n}</p>", f"Бумага {n} &amp; ко") for n in range(3)]
    papers = [paper.replace("<body>", '<body class="certificate">') for paper in papers]
    readers = printed(press, *papers, layout="certificate", together=True)
    assert [reader.metadata.title for reader in readers] == [f"Бумага {n} & ко" for n in range(3)]
    assert [len(reader.pages) for reader in readers] == [1, 1, 1]
    assert [reader.pages[0].extract_text().strip() for reader in readers] == [
        "Лист 0",
        "Лист 1",
        "Лист 2",
    ]


@pytest.mark.parametrize("together", [True, False])
def test_certificate_of_two_pages_is_refused(press, together):
    tall = page("<p>строка</p>" * 100)
    papers = [p.replace("<body>", '<body class="certificate">') for p in (tall, page("x"))]
    with pytest.raises(PaperError, match="does not fit"):
        press.print(papers, layout="certificate", seconds=60, together=together)


def test_press_knows_no_secret_of_the_site(press, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the press")
    fresh = Press()
    printed(fresh, page("<p>x</p>"))
    environment = Path(f"/proc/{fresh.pid}/environ").read_text()
    fresh.stop()
    assert "SECRET_KEY" not in environment


def test_context_is_escaped(tmp_path, settings):
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]],
        }
    ]
    (tmp_path / "letter.html").write_text(
        '{% extends "papers/base.html" %}{% block content %}{{ name }}{% endblock %}'
    )
    contexts = [{"name": '<img src="file:///etc/hostname">'}, {"name": "{{ 7|add:7 }}"}]
    texts = [
        pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().strip()
        for content in pdf.render_many("letter.html", contexts)
    ]
    assert texts == ['<img src="file:///etc/hostname">', "{{ 7|add:7 }}"]


def test_svg_code_is_drawn_without_a_picture():
    assert qr.svg("https://example.org/").startswith("<svg")
