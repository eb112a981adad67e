"""The zip file of a document: its main part, and the parts that this one names (OPC, ECMA-376 part 2).

`documents.uploads` has looked through the file before: no way out of the archive, no declarations of
entities, no macros, no outer templates, sizes within bounds (T25).
"""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from ..results import refusal
from .xml import parse

MAX_PART = 32 * 1024 * 1024
MAX_ELEMENTS = 1_500_000
_STUMBLES = (
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError,
    OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
_BROKEN = "Документ не открывается: похоже, файл повреждён. Откройте его в Word и сохраните заново."
_TOO_LARGE = "Документ слишком велик для текста положения. Разделите его на части."


class Package:
    """Parts by the last word of their relation to the main part: "styles", "numbering", "footnotes"…"""

    def __init__(self, data: bytes):
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _STUMBLES:
            raise refusal(_BROKEN) from None
        self._names = {name.lower(): name for name in self._archive.namelist()}
        main = self._related("", "officeDocument")
        if not main:
            raise refusal(_BROKEN)
        self._main = main[0]

    def document(self):
        root = self._parsed(self._main)
        if root is None:
            raise refusal(_BROKEN)
        return root

    def part(self, relation: str):
        """The root of the part, or None when the document has none."""
        return next(iter(self.parts(relation)), None)

    def parts(self, relation: str) -> list:
        found = map(self._parsed, self._related(self._main, relation))
        return [root for root in found if root is not None]

    def _related(self, source: str, relation: str) -> list[str]:
        folder, name = posixpath.split(source)
        root = self._parsed(posixpath.join(folder, "_rels", f"{name}.rels"))
        return (
            []
            if root is None
            else [
                posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
                for link in root.iterchildren("{*}Relationship")
                if link.get("Type", "").rsplit("/", 1)[-1] == relation
                and link.get("TargetMode") != "External"
            ]
        )

    def _parsed(self, name: str):
        if (entry := self._names.get(name.lower())) is None:
            return None
        if self._archive.getinfo(entry).file_size > MAX_PART:
            raise refusal(_TOO_LARGE)
        try:
            content = self._archive.read(entry)
            if content.count(b"<") > MAX_ELEMENTS:
                raise refusal(_TOO_LARGE)
            root = parse(content)
        except _STUMBLES:
            raise refusal(_BROKEN) from None
        if root.getroottree().docinfo.doctype:
            raise refusal(_BROKEN)
        return root
