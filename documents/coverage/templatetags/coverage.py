"""What the templates of the room need."""

from django import template

from home.rulebook.text import counted

from ..choices import UNCOVERED, Manner
from ..models import Coverage
from ..queries import Report

register = template.Library()


@register.filter
def safe_number(value: int) -> str:
    """Of an SVG: without the spaces between thousands that the site's format puts in."""
    return str(value)


@register.simple_tag
def route(page, name: str, file: bool = False) -> str:
    """Address below the page; that of a file has no slash at its end."""
    address = page.address_of(name)
    return address.rstrip("/") if file else address


@register.simple_tag
def proofs_of_row(proofs: dict, row: Coverage):
    return proofs.get(row.rule_code)


@register.simple_tag
def coverage_summary(report: Report) -> str:
    """«Из 120 пунктов программа исполняет 18, помогает исполнять ещё 3. Правил не содержат 40, …»"""
    counts = report.counts
    total = counted(len(report.counted), "пункта", "пунктов", "пунктов")
    words = (
        f"Из {total} программа исполняет {counts[Manner.ENFORCED]}, "
        f"помогает исполнять ещё {counts[Manner.ASSISTED]}. "
        f"Правил не содержат {counts[Manner.INFORMATIONAL]}, "
        f"остальные исполняют люди: {counts[UNCOVERED]}."
    )
    if report.in_review:
        words += f" После изменения текста ждут проверки {report.in_review}."
    return words
