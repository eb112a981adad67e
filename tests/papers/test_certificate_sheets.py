"""The three sheets of certificates hold what differs; what they share stands once, in `certificates.css`."""

import re

from documents.papers import press

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def declarations(sheet: str) -> set[tuple[str, str]]:
    """But for the sizes of type by density: they follow the size of the sheet itself, which comes last."""
    css = re.sub(r"/\*.*?\*/", "", (press.SHEETS / f"{sheet}.css").read_text(), flags=re.DOTALL)
    return {
        (selector.strip(), declaration.strip())
        for selector, block in RULE.findall(css)
        for declaration in block.split(";")
        if declaration.strip() and not declaration.strip().startswith("--")
        if selector.strip() != "@page"
    }


def test_no_declaration_is_repeated_in_every_sheet_or_above_the_common_one():
    sheets = [declarations(layout) for layout in sorted(press.ONE_PAGE)]
    assert set.intersection(*sheets) == set()
    assert set.union(*sheets) & declarations("certificates") == set()
