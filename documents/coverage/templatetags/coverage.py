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
    """«Из 120 пунктов программа исполняет 18, в 3 помогает; 40 правил не содержат, 59 ещё не исполняются.»"""
    counts = report.counts
    total = counted(len(report.counted), "пункта", "пунктов", "пунктов")
    words = (
        f"Из {total} программа исполняет {counts[Manner.ENFORCED]}, "
        f"ещё в {counts[Manner.ASSISTED]} помогает. "
        f"Правил не содержат {counts[Manner.INFORMATIONAL]}, "
        f"пока не исполняются программой {counts[UNCOVERED]}."
    )
    if report.in_review:
        words += f" После изменения текста ждут проверки {report.in_review}."
    return words
