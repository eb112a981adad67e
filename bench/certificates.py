"""Certificates a second: naive WeasyPrint, the press, ReportLab; two processes; growth.

Every competitor prints the same words, frame, facsimile and QR code on a landscape А4. «Naive» is what
one writes first: fonts gathered and sheets parsed for each paper, the facsimile as a transparent PNG,
the QR code with the library's defaults.
"""

import io
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import segno
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from documents.certificates import papers, rules
from documents.certificates.models import Certificate, CertificateTemplate
from documents.papers import press, signing
from documents.papers.pdf import TOGETHER, Press, data_uri
from documents.papers.pictures import as_jpeg

from .report import Row

TEMPLATE = "certificates/papers/membership.html"
# Face of PT Serif, as ReportLab's drawing calls it → its style for fontconfig.
FACES = {"PTF55F": "Regular", "PTF75F": "Bold", "PTF56F": "Italic"}
ROUNDS = 3
GROWTH_PAPERS = 1_000
NAIVE_TARGET, REPORTLAB_TARGET, PROCESSES_TARGET, GROWTH_TARGET = 2.2, 0.75, 1.6, 5.0
SEALING_TARGET = 1.3


def run() -> Iterator[tuple[str, list[Row]]]:
    pile = Pile()
    yield "certificates (a second of CPU, one process)", list(speed(pile))
    yield "certificates (two processes, growth)", list(endurance(pile))
    yield "sealing a certificate (PAdES, P-256)", list(sealing(pile))


class Pile:
    """Fifty certificates that differ, and their facsimile in the two forms."""

    def __init__(self):
        self.png = facsimile()
        self.jpeg = as_jpeg(self.png)
        self.certificates = [certificate(number) for number in range(1, TOGETHER + 1)]
        for face in FACES:
            pdfmetrics.registerFont(TTFont(face, font_file(face)))

    def html(self) -> list[str]:
        return [
            render_to_string(TEMPLATE, papers.context_of(made, {"mark": self._mark()}))
            for made in self.certificates
        ]

    def _mark(self) -> str:
        return data_uri(self.jpeg, "image/jpeg")

    def naive(self) -> None:
        for made in self.certificates:
            picture = io.BytesIO()
            segno.make(papers.check_address(made)).save(picture, kind="png", scale=4)
            context = papers.context_of(made, {"mark": data_uri(self.png, "image/png")})
            context["qr"] = data_uri(picture.getvalue(), "image/png")
            fonts = FontConfiguration()
            sheets = [
                CSS(string=(press.SHEETS / name).read_text(), font_config=fonts)
                for name in ("paper.css", "certificate.css")
            ]
            html = HTML(string=render_to_string(TEMPLATE, context))
            html.write_pdf(stylesheets=sheets, font_config=fonts)

    def one_by_one(self) -> None:
        press.print_apart(self.html(), "certificate")

    def together(self) -> None:
        press.print_together(self.html(), "certificate")

    def reportlab(self) -> None:
        for made in self.certificates:
            draw_by_reportlab(papers.context_of(made, {"mark": self._mark()}), self.jpeg)


def font_file(face: str) -> str:
    """Where this machine keeps a face of PT Serif: fontconfig knows, wherever the system puts fonts."""
    pattern = f"PT Serif:style={FACES[face]}"
    asked = ["fc-match", "--format=%{file}", pattern]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


def certificate(number: int) -> Certificate:
    """An unsaved row with words of usual length."""
    return Certificate(
        number=f"2026-{number:04}",
        code=rules.code_from(number.to_bytes(13)),
        issued_on=timezone.localdate(),
        layout="membership",
        template=CertificateTemplate(layout="membership"),
        holder_name=f"Муниципальное общеобразовательное учреждение «Средняя школа № {number}»",
        holder_address=f"Белогорский край, г. Белогорск, ул. Садовая, д. {number}",
        authority="Управление образования Белогорского края",
        association="Ассоциация образовательных организаций Белогорского края",
        heading="СЕРТИФИКАТ",
        attestation="НАСТОЯЩИЙ СЕРТИФИКАТ УДОСТОВЕРЯЕТ:",
        statement="является членом Ассоциации образовательных организаций Белогорского края",
        signatories=[
            {
                "position": "Начальник Управления образования",
                "name": "А.\xa0И. Тестов",
                "facsimile": "mark",
            },
            {
                "position": "Председатель Президиума Ассоциации",
                "name": "М.\xa0П. Образцова",
                "facsimile": "mark",
            },
        ],
    )


def facsimile() -> bytes:
    """A stroke of ink on nothing: PNG with transparency, as a scanner's program saves it."""
    picture = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    points = [(40 + 8 * x, 150 + (x * 37 % 80) - 40) for x in range(100)]
    ImageDraw.Draw(picture).line(points, fill=(20, 30, 90, 255), width=8)
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def draw_by_reportlab(context: dict, jpeg: bytes) -> bytes:
    made, (width, height) = context["certificate"], landscape(A4)
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=(width, height))
    canvas.setTitle(f"{made.heading} № {made.number}")
    for inset in (28, 34):
        canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset)
    top = height - 60
    for text, face, size in (
        (made.authority, "PTF55F", 10.5),
        (made.association, "PTF75F", 13),
        (f"№ {made.number}", "PTF55F", 11),
        (f"Дата регистрации {date_format(made.issued_on)}", "PTF55F", 11),
        (made.heading, "PTF55F", 42),
        ("Выдан", "PTF56F", 13),
        (made.holder_name, "PTF75F", 18),
        (made.holder_address, "PTF55F", 11.5),
        (made.attestation, "PTF55F", 11),
        (f"{made.holder_name} {made.statement}", "PTF55F", 13),
    ):
        style = ParagraphStyle(
            "line", fontName=face, fontSize=size, leading=size * 1.3, alignment=1
        )
        paragraph = Paragraph(text, style)
        _, taken = paragraph.wrap(width - 170, height)
        top -= taken + 4
        paragraph.drawOn(canvas, 85, top)
    for place, signature in enumerate(made.signatories):
        base = 110 - 45 * place
        canvas.setFont("PTF55F", 11)
        canvas.drawString(85, base, signature["position"])
        canvas.line(340, base - 2, 482, base - 2)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg)), 340, base, 142, 34)
        canvas.drawString(490, base, signature["name"])
    code = io.BytesIO()
    segno.make_qr(context["check_address"], error="m", mask=3).save(code, kind="png", border=4)
    canvas.drawImage(ImageReader(code), width - 155, 48, 82, 82)
    canvas.save()
    return output.getvalue()


def speed(pile: Pile) -> Iterator[Row]:
    ways = {
        "naive WeasyPrint": pile.naive,
        "the press, one by one": pile.one_by_one,
        "the press, fifty together": pile.together,
        "ReportLab": pile.reportlab,
    }
    rates = dict(zip(ways, per_second(*ways.values()), strict=True))
    naive, ours = rates["naive WeasyPrint"], rates["the press, fifty together"]
    yield Row(*_figures("the press, one by one", rates, "naive WeasyPrint"), "reported")
    yield Row(
        *_figures("the press, fifty together", rates, "naive WeasyPrint"),
        f"≥ {NAIVE_TARGET}",
        ours / naive >= NAIVE_TARGET,
    )
    yield Row(
        *_figures("the press, fifty together", rates, "ReportLab"),
        f"≥ {REPORTLAB_TARGET}",
        ours / rates["ReportLab"] >= REPORTLAB_TARGET,
    )


def _figures(name: str, rates: dict[str, float], yardstick: str) -> tuple[str, str, str, str]:
    ours, theirs = rates[name], rates[yardstick]
    return name, f"{ours:.1f}", f"{yardstick} {theirs:.1f}", f"{ours / theirs:.2f}"


def per_second(*ways: Callable[[], None]) -> list[float]:
    """Median papers a second of CPU, the ways taking turns so that noise falls on all."""
    taken = [[] for _ in ways]
    for way in ways:
        way()
    for _ in range(ROUNDS):
        for way, times in zip(ways, taken, strict=True):
            start = time.process_time()
            way()
            times.append(time.process_time() - start)
    return [TOGETHER / statistics.median(times) for times in taken]


def sealing(pile: Pile) -> Iterator[Row]:
    """Against pyHanko as its guide has it: the signer is loaded once there too, so only our own work differs."""
    paper = press.print_apart(pile.html()[:1], "certificate")[0]
    seal = signing.read_seal(signing.new_seal_pem("Bench", at=timezone.now()).decode())

    def plain() -> None:
        for _ in range(TOGETHER):
            writer = IncrementalPdfFileWriter(io.BytesIO(paper))
            wanted = PdfSignatureMetadata(field_name="Plain", subfilter=SigSeedSubFilter.PADES)
            sign_pdf(writer, wanted, signer=seal.signer, output=io.BytesIO())

    def ours() -> None:
        for _ in range(TOGETHER):
            seal.sign(paper)

    theirs, own = per_second(plain, ours)
    ratio = theirs / own
    yield Row(
        "sealed",
        f"{1000 / own:.1f} ms",
        f"plain pyHanko {1000 / theirs:.1f} ms",
        f"{ratio:.2f}",
        f"≤ {SEALING_TARGET}",
        ratio <= SEALING_TARGET,
    )


def endurance(pile: Pile) -> Iterator[Row]:
    html = pile.html()
    presses = [Press(), Press()]
    try:
        for each in presses:
            print_batches(each, html, 4)
        one, two = [], []
        for _ in range(3):
            one.append(_clock(lambda: print_batches(presses[0], html, 4)))
            two.append(_clock(lambda: print_by_both(presses, html)))
        ratio = 2 * statistics.median(one) / statistics.median(two)
        yield Row(
            "two processes",
            f"{8 * TOGETHER / statistics.median(two):.1f} a second",
            f"one: {4 * TOGETHER / statistics.median(one):.1f}",
            f"{ratio:.2f}",
            f"≥ {PROCESSES_TARGET}",
            ratio >= PROCESSES_TARGET,
        )
        before = resident_megabytes(presses[0])
        print_batches(presses[0], html, GROWTH_PAPERS // TOGETHER)
        growth = resident_megabytes(presses[0]) - before
        yield Row(
            f"growth over {GROWTH_PAPERS} papers",
            f"{growth:.1f} MB",
            f"{before:.0f} MB before",
            "",
            f"≤ {GROWTH_TARGET:.0f} MB",
            growth <= GROWTH_TARGET,
        )
    finally:
        for each in presses:
            each.stop()


def print_batches(by: Press, html: list[str], batches: int) -> None:
    for _ in range(batches):
        by.print(html, layout="certificate", seconds=120, together=True)


def print_by_both(presses: list[Press], html: list[str]) -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda each: print_batches(each, html, 4), presses))


def _clock(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def resident_megabytes(by: Press) -> float:
    status = Path(f"/proc/{by.pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024
