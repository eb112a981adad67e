"""PDF with a text layer: lines in the order of reading, and every refusal in words (T24)."""

import io
import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont as WebFont
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from documents.regulations.importer import read_regulation
from documents.regulations.importer.files import Extract, extract, pdf
from documents.regulations.importer.files.apart.layout import Letter, lines_of
from documents.regulations.importer.nodes import Dropped
from home.rulebook import DomainError
from tests.factories import uploads as make

FONT = Path(__file__).parents[3] / "site/static/fonts/literata-cyrillic-400-normal.woff2"
SENTENCE = (
    "Кружок собирается каждую неделю, чтобы его участники рассуждали вслух, проверяли "
    "доказательства и учились слушать возражения друг друга без спешки."
)


def printed(html: str, style: str = "") -> bytes:
    sheet = "@page {size: A4; margin: 2cm} body {font: 12pt serif; margin: 0}" + style
    return HTML(string=f'<html lang="ru"><style>{sheet}</style>{html}</html>').write_pdf()


def read(html: str, style: str = "") -> Extract:
    return extract(printed(html, style))


def texts(html: str, style: str = "") -> list[str]:
    return [line.text for line in read(html, style).lines if line.text]


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        extract(data)
    return caught.value.message


def test_lines_stand_in_order_with_their_pages():
    lines = read(
        "<p>1. Общее</p><p style='break-after: page'>1.1. Первый.</p><p>1.2. Второй.</p>"
    ).lines
    assert [(line.text, line.page) for line in lines if line.text] == [
        ("1. Общее", 1),
        ("1.1. Первый.", 1),
        ("1.2. Второй.", 2),
    ]


def test_wrapped_lines_stay_as_printed_and_gaps_part_paragraphs():
    lines = [line.text for line in read(f"<p>1.1. {SENTENCE}</p><p>1.2. {SENTENCE}</p>").lines]
    middle = lines.index("")
    assert (" ".join(lines[:middle]), " ".join(lines[middle + 1 :])) == (
        f"1.1. {SENTENCE}",
        f"1.2. {SENTENCE}",
    )
    assert middle > 1


def test_hyphen_at_the_end_of_a_line_is_printed():
    lines = texts(f"<p>{SENTENCE}</p>", "p {width: 5cm; hyphens: auto; text-align: justify}")
    assert any(line.endswith("-") for line in lines)
    assert "".join(
        line.removesuffix("-") if line.endswith("-") else f"{line} " for line in lines
    ) == (f"{SENTENCE} ")


def test_justified_line_has_no_cells():
    lines = texts(f"<p>{SENTENCE * 3}</p>", "p {text-align: justify; width: 7cm}")
    assert not any("\t" in line for line in lines)


def test_number_hangs_before_its_text_without_a_cell():
    hanging = "p {padding-left: 4em; text-indent: -4em} b {display: inline-block; width: 4em; text-indent: 0}"
    assert texts(
        "<p><b>1.1.</b>Первый.</p><p><b>1.2.</b>Второй.</p><p><b>а)</b>третий</p>", hanging
    ) == [
        "1.1. Первый.",
        "1.2. Второй.",
        "а) третий",
    ]


def test_table_has_cells():
    rows = "".join(
        f"<tr><td>{number}</td><td>{what}</td><td>{term}</td></tr>"
        for number, what, term in (
            ("№", "Что", "Срок"),
            ("1", "Заявление", "3 дня"),
            ("2", "Решение", "10 дней"),
        )
    )
    assert texts(
        f"<p>Сроки</p><table>{rows}</table>", "table, tr {width: 17cm} td {width: 33%}"
    ) == [
        "Сроки",
        "№\tЧто\tСрок",
        "1\tЗаявление\t3 дня",
        "2\tРешение\t10 дней",
    ]


def test_columns_are_read_one_after_the_other():
    clauses = [f"1.{number}. {SENTENCE}" for number in range(1, 7)]
    lines = texts(
        "<h1>ПОЛОЖЕНИЕ О КРУЖКЕ ЛЮБИТЕЛЕЙ ЛОГИКИ И СПОРА</h1><div>"
        + "".join(f"<p>{clause}</p>" for clause in clauses)
        + "</div>",
        "div {columns: 2; column-gap: 1cm} h1 {font-size: 14pt; white-space: nowrap}",
    )
    assert " ".join(lines) == f"ПОЛОЖЕНИЕ О КРУЖКЕ ЛЮБИТЕЛЕЙ ЛОГИКИ И СПОРА {' '.join(clauses)}"


def test_mark_above_the_line_stands_in_it():
    assert texts("<p>Слово<sup>1</sup> и 5 м<sup>2</sup>, H<sub>2</sub>O</p>") == [
        "Слово¹ и 5 м², H2O"
    ]


def test_stamp_across_the_page_is_told():
    stamp = "<div style='position: absolute; top: 8cm; transform: rotate(-40deg)'>ПРОЕКТ</div>"
    extracted = read(f"{stamp}<p>1.1. Первый.</p><p>1.2. Второй.</p>")
    assert [line.text for line in extracted.lines if line.text] == ["1.1. Первый.", "1.2. Второй."]
    assert extracted.dropped == (Dropped(1, "ПРОЕКТ", "надпись поперёк страницы"),)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_that_is_turned_is_read_upright(turn):
    content = printed("<p>1.1. Первый пункт.</p><p>1.2. Второй пункт.</p>")
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.pages[0].rotate(turn)
    writer.pages[0].transfer_rotation_to_content()
    buffer = io.BytesIO()
    writer.write(buffer)
    lines = [line.text for line in extract(buffer.getvalue()).lines if line.text]
    assert lines == ["1.1. Первый пункт.", "1.2. Второй пункт."]


@pytest.fixture(scope="module")
def cyrillic():
    """The site's own Cyrillic letters, as reportlab takes them."""
    buffer = io.BytesIO()
    font = WebFont(FONT)
    font.flavor = None
    font.save(buffer)
    buffer.seek(0)
    pdfmetrics.registerFont(TTFont("Cyrillic", buffer))
    return "Cyrillic"


def test_cyrillic_of_another_program_has_its_order_and_spaces(cyrillic):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4)
    canvas.setFont(cyrillic, 12)
    canvas.drawString(72, 700, "Второй пункт о правах")
    canvas.drawString(72, 740, "Первый")
    canvas.drawString(72 + canvas.stringWidth("Первый ", cyrillic, 12), 740, "пункт")
    canvas.save()
    assert [line.text for line in extract(buffer.getvalue()).lines if line.text] == [
        "Первый пункт",
        "Второй пункт о правах",
    ]


def test_regulation_comes_out_of_a_pdf():
    running = (
        "@page {@top-center {content: 'Кружок «Логика»'} @bottom-center {content: counter(page)}}"
    )
    clauses = "".join(f"<p>1.{number}. {SENTENCE}</p>" for number in range(1, 40))
    outline = read_regulation(
        printed(f"<h1>ПОЛОЖЕНИЕ О КРУЖКЕ</h1><p>1. Общее</p>{clauses}", running)
    )
    labels = [node.label for _, node in outline.walk() if node.kind == "clause"]
    assert labels == [f"1.{number}" for number in range(1, 40)]


def test_page_without_text_is_warned_about():
    lines = "<p style='break-after: page'>1. Общее</p><p style='break-after: page'>&nbsp;</p><p>2. Права</p>"
    extracted = read(lines)
    assert [(fault.code, fault.message) for fault in extracted.warnings] == [
        (
            "page-without-text",
            "На странице 2 нет текста: она пустая или это снимок, который надо распознать.",
        )
    ]


class TestRefusals:
    def test_pictures_of_pages(self):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, A4)
        canvas.rect(10, 10, 100, 100, fill=1)
        canvas.save()
        assert refusal(buffer.getvalue()) == (
            "В файле нет текста, это снимки страниц: распознайте их (OCR) или загрузите .docx."
        )

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (make.pdf_with(b"/Encrypt 9 0 R"), "защищён паролем"),
            (make.pdf_with(b"/OpenAction << /S /JavaScript /JS (a) >>"), "сценарии или команды"),
            (make.pdf_with(b"/OpenAction << /S /Launch /F (a) >>"), "сценарии или команды"),
            (make.pdf()[:-200], "загрузился не целиком"),
            (b"%PDF-1.7\n" + b"x" * 400 + b"\n%%EOF\n", "повреждён"),
            (make.pdf() + make.docx(), "спрятано что-то ещё"),
        ],
        ids=["encrypted", "JavaScript", "Launch", "cut off", "nothing inside", "polyglot"],
    )
    def test_dangerous_and_broken_files(self, data, words):
        assert words in refusal(data)

    def test_file_with_a_password(self):
        writer = PdfWriter()
        writer.append(io.BytesIO(make.pdf()))
        writer.encrypt("пароль", algorithm="AES-256")
        buffer = io.BytesIO()
        writer.write(buffer)
        assert "защищён паролем" in refusal(buffer.getvalue())

    def test_too_many_pages(self):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, A4)
        for _ in range(1_000):
            canvas.drawString(72, 700, "1.")
            canvas.showPage()
        canvas.save()
        assert refusal(buffer.getvalue()).startswith("В PDF больше 300\xa0страниц")

    def test_too_many_letters(self, monkeypatch):
        monkeypatch.setattr(pdf, "MAX_LETTERS", 10)
        assert refusal(printed("<p>больше десяти букв</p>")).startswith("PDF слишком велик")

    def test_letters_without_a_meaning(self):
        writer = PdfWriter()
        writer.append(io.BytesIO(printed(f"<p>{SENTENCE}</p>")))
        for page in writer.pages:
            for font in page["/Resources"]["/Font"].values():
                font.get_object().pop("/ToUnicode", None)
        buffer = io.BytesIO()
        writer.write(buffer)
        assert "Буквы этого PDF" in refusal(buffer.getvalue())

    @pytest.mark.parametrize(("limit", "value"), [("SECONDS", 0.1), ("MEMORY", 8 * 1024 * 1024)])
    def test_reader_without_time_or_memory_fails_alone(self, monkeypatch, limit, value):
        monkeypatch.setattr(pdf, limit, value)
        started = time.monotonic()
        assert refusal(printed("<p>1. Общее</p>")).startswith("PDF устроен слишком сложно")
        assert time.monotonic() - started < 10


class TestLayout:
    """Letters in their places, without a PDF."""

    @staticmethod
    def word(text: str, left: float, base: float, size: float = 10) -> list[Letter]:
        return [
            Letter(sign, left + 5 * at, left + 5 * at + 5, base, size)
            for at, sign in enumerate(text)
        ]

    def test_nothing_gives_nothing(self):
        assert lines_of([]) == []

    def test_letter_printed_twice_for_boldness_is_one(self):
        letters = self.word("устав", 0, 0)
        assert lines_of(
            letters + [Letter(a.text, a.left + 0.4, a.right, 0, 10) for a in letters]
        ) == ["устав"]

    def test_doubled_letters_of_a_word_stay(self):
        assert lines_of(self.word("ссуда", 0, 0)) == ["ссуда"]

    def test_baselines_that_waver_are_one_line(self):
        assert lines_of(self.word("одна", 0, 0) + self.word("строка", 25, 1.5)) == ["одна строка"]

    def test_wide_gap_in_a_single_line_is_a_space(self):
        assert lines_of(self.word("Председатель", 0, 0) + self.word("Петров", 200, 0)) == [
            "Председатель Петров"
        ]

    def test_words_of_a_table_written_in_any_order_come_out_by_rows(self):
        cells = [("в", 100, 0), ("а", 0, 20), ("б", 0, 0), ("г", 100, 20)]
        assert lines_of([one for cell in cells for one in self.word(*cell)]) == ["а\tг", "б\tв"]
