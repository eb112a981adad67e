"""WordprocessingML as lxml gives it: names, and the values that its elements carry."""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_OFF = {"0", "false", "off"}


def parse(content: bytes):
    """The root of a part: no entities, no network, no comments; lxml's own limits of depth stay on."""
    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(content, parser)


def child(element, name: str):
    """The child with this name in the main namespace, or None; None has no children."""
    return None if element is None else element.find(W + name)


def children(element, name: str) -> Iterator:
    return iter(()) if element is None else element.iterchildren(W + name)


def value(element) -> str | None:
    return None if element is None else element.get(f"{W}val")


def number(text: str | None, otherwise: int) -> int:
    """A whole number within what Word counts to."""
    try:
        return max(-32_767, min(32_767, int(text)))
    except (TypeError, ValueError):
        return otherwise


def is_on(element) -> bool:
    """A switch: on when it stands there without saying that it is off."""
    return element is not None and (value(element) or "1").lower() not in _OFF
