"""ODT: a zip file of XML parts like DOCX, and looked through as such (T25)."""

import re
import zipfile
from typing import BinaryIO
from xml.etree import ElementTree

from . import office
from .errors import FileRefused

PASSWORD = "Документ защищён паролем. Откройте его и сохраните без пароля."  # noqa: S105

_HREF = "{http://www.w3.org/1999/xlink}href"
_MANIFEST = "META-INF/manifest.xml"
_PARTS = ("content.xml", "styles.xml")
_MACROS = ("basic/", "scripts/")
_OUTSIDE = re.compile(r"[a-z][a-z\d+.-]*:|[/\\]|\.\./", re.IGNORECASE)
_OBJECTS = ("object ", "objectreplacements/")


def look(content: bytes) -> None:
    with office.opened(content) as archive:
        office.look_at_entries(archive, len(content))
        office.look_at_parts(archive)
        _look_at_folders(archive)
        _look_at_manifest(archive)
        for name in _PARTS:
            if name in archive.namelist():
                with archive.open(name) as part:
                    _look_at_links(part)


def _look_at_folders(archive: zipfile.ZipFile) -> None:
    names = [name.lower() for name in archive.namelist() if not name.endswith("/")]
    if any(name.startswith(_MACROS) for name in names):
        raise FileRefused(office.MACROS)
    if any(name.startswith(_OBJECTS) for name in names):
        raise FileRefused(office.LINKS)
    if "content.xml" not in names:
        raise FileRefused(office.BROKEN)


def _look_at_manifest(archive: zipfile.ZipFile) -> None:
    if _MANIFEST in archive.namelist():
        with archive.open(_MANIFEST) as part:
            if b"encryption-data" in part.read(office.MAX_DESCRIPTION):
                raise FileRefused(PASSWORD)


def _look_at_links(part: BinaryIO) -> None:
    """Only a hyperlink in the text may lead out; a picture or a section would be fetched."""
    # Declarations were refused before: without them the parser has nothing to expand or fetch.
    for _, element in ElementTree.iterparse(part):  # noqa: S314
        href = element.get(_HREF, "")
        is_hyperlink = element.tag.endswith("}a")
        if href.startswith(("vnd.sun.star.script:", "macro:")):
            raise FileRefused(office.MACROS)
        if _OUTSIDE.match(href) and not is_hyperlink:
            raise FileRefused(office.LINKS)
        element.clear()
