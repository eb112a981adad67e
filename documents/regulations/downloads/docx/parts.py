"""Numbering, for which python-docx has no words."""

from documents.papers.word import element

from .numbering import AbstractList, Lists, Numbering
from .styles import INDENT, ITEM_INDENT

_UNITS_IN_A_TWIP = 635
# Below these are the lists of the styles that every Word file brings along.
_FIRST = 1000


def number_of(numbering: Numbering, lists: Lists) -> int:
    return _FIRST + lists.numberings.index(numbering)


def write_numbering(document, lists: Lists) -> None:
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for abstract in lists.abstracts:
        root.append(_abstract(abstract, _FIRST + lists.abstracts.index(abstract)))
    for numbering in lists.numberings:
        root.append(_numbering(numbering, lists))


def _abstract(abstract: AbstractList, number: int):
    made = element("w:abstractNum", abstractNumId=number)
    made.append(element("w:nsid", val=f"{number:08X}"))
    made.append(element("w:multiLevelType", val="multilevel"))
    for level in range(max(abstract.patterns) + 1):
        made.append(_level(abstract, level))
    return made


def _level(abstract: AbstractList, level: int):
    made = element("w:lvl", ilvl=level)
    made.append(element("w:start", val=abstract.starts.get(level, 1)))
    made.append(element("w:numFmt", val=abstract.format))
    # The gap is a tab to the hanging indent, which the style of the paragraph has.
    made.append(element("w:suff", val="tab"))
    made.append(element("w:lvlText", val=abstract.patterns.get(level, f"%{level + 1}.")))
    made.append(element("w:lvlJc", val="left"))
    made.append(_indent(abstract))
    return made


def _indent(abstract: AbstractList):
    """In Word the indent of a list wins over that of a style."""
    left, hanging = INDENT, INDENT
    if abstract.is_of_rows:
        left, hanging = INDENT + ITEM_INDENT, ITEM_INDENT
    made = element("w:pPr")
    made.append(element("w:ind", left=_twips(left), hanging=_twips(hanging)))
    return made


def _twips(length: int) -> int:
    """Twentieths of a point, in which Word measures, from its finer units."""
    return round(length / _UNITS_IN_A_TWIP)


def _numbering(numbering: Numbering, lists: Lists):
    made = element("w:num", numId=number_of(numbering, lists))
    abstract = _FIRST + lists.abstracts.index(numbering.abstract)
    made.append(element("w:abstractNumId", val=abstract))
    for level, start in sorted(numbering.starts.items()):
        override = element("w:lvlOverride", ilvl=level)
        override.append(element("w:startOverride", val=start))
        made.append(override)
    return made


def number_paragraph(paragraph, numbering: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbering
