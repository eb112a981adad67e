"""The edition as JSON: the nodes of the importer with their anchors and addresses, and what is known of the edition.

{"title", "regulation": {"title", "short_name", "key", "url"}, "edition": {"number", "effective_from", "adopted_on",
"act": {"kind", "issuer", "number", "words"}, "url", "text_sha256"}, "nodes": [{"kind", "marker", "label", "title",
"text", "anchor", "url", "children"}], "errata": [{"anchor", "wrong", "right", "made_on", "ground"}]}
"""

import json
from typing import Any

from django.conf import settings

from ..reading.pieces import Piece
from .manuscript import Manuscript


def write(manuscript: Manuscript) -> bytes:
    page = manuscript.edition.page
    data = {
        "title": manuscript.title,
        "regulation": {
            "title": page.title,
            "short_name": page.short_name,
            "key": page.key,
            "url": settings.WAGTAILADMIN_BASE_URL + page.url,
        },
        "edition": _edition(manuscript),
        "nodes": [_node(piece, manuscript.url) for piece in manuscript.pieces],
        "errata": [_erratum(e) for errata in manuscript.errata.values() for e in errata],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _edition(manuscript: Manuscript) -> dict[str, Any]:
    edition = manuscript.edition
    return {
        "number": edition.number,
        "effective_from": edition.effective_from.isoformat(),
        "adopted_on": edition.adopted_on.isoformat(),
        "act": {
            "kind": edition.act_kind or None,
            "issuer": edition.adopted_by or None,
            "number": edition.act_number or None,
            "words": edition.act or None,
        },
        "url": manuscript.url,
        "text_sha256": edition.text_sha256,
    }


def _node(piece: Piece, url: str) -> dict[str, Any]:
    clause = piece.clause
    return {
        "kind": clause.kind,
        "marker": clause.marker,
        "label": clause.label,
        "title": clause.title,
        "text": clause.text,
        "anchor": clause.anchor,
        "url": f"{url}#{clause.anchor}",
        "children": [_node(child, url) for child in piece.children],
    }


def _erratum(erratum) -> dict[str, str]:
    return {
        "anchor": erratum.clause.anchor,
        "wrong": erratum.wrong,
        "right": erratum.right,
        "made_on": erratum.made_on.isoformat(),
        "ground": erratum.ground,
    }
