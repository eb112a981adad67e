"""A text is made once for all processes and kept until something beside it changes.

An adopted edition never changes, so its HTML is kept under the hash of its text, of the templates that made
it and a stamp that `forget` renews; a draft is made anew every time. Without a cache the site works on (T60).
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from functools import cache as once
from hashlib import blake2b

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from ..caching import recall, recall_many, remember
from .rendering import TEMPLATES, Reading, Surroundings, render
from .vanished import Vanished, vanished_from

KEPT_SECONDS = 24 * 60 * 60
_OF_ALL = 0


def read_edition(edition) -> Reading:
    """Contents and text of an edition; no query when an adopted one has been read before."""
    stamp = stamp_of(edition.page_id) if edition.is_adopted else ""
    key = f"{_key('text', edition)}:{templates_hash()}:{stamp}"
    if stamp and (kept := recall(key)):
        contents, body = kept
        return Reading(mark_safe(contents), body, _vanished(edition))  # noqa: S308
    clauses = list(edition.clauses.order_by("order"))
    reading = render(edition, clauses, surroundings_of(edition, clauses))
    if not edition.is_adopted:
        return reading
    if stamp:
        remember(key, (str(reading.contents), reading.body), KEPT_SECONDS)
    return replace(reading, vanished=_vanished(edition, clauses))


def surroundings_of(edition, clauses: Iterable) -> Surroundings:
    """What stands beside the text; no query when it has been asked before."""
    stamp = stamp_of(edition.page_id) if edition.is_adopted else ""
    if not stamp:
        return Surroundings.of(edition, clauses)
    key = f"{_key('surroundings', edition)}:{stamp}"
    surroundings = recall(key)
    if surroundings is None:
        surroundings = Surroundings.of(edition, clauses)
        remember(key, surroundings, KEPT_SECONDS)
    return surroundings


def _vanished(edition, clauses: Sequence | None = None) -> tuple[Vanished, ...]:
    """Earlier editions never change, so nothing that is forgotten touches them."""
    key = _key("vanished", edition)
    rows = recall(key)
    if rows is None:
        clauses = clauses or list(edition.clauses.order_by("order"))
        rows = [astuple(row) for row in vanished_from(edition, clauses)]
        remember(key, rows, KEPT_SECONDS)
    return tuple(Vanished(*row) for row in rows)


def _key(what: str, edition) -> str:
    """The hash belongs to the key: a copy in the cache is never another text than the database's.

    So does the address of the page, which stands in links.
    """
    address = blake2b(edition.page.url_path.encode(), digest_size=8).hexdigest()
    return f"regulations:reading:{what}:{edition.pk}:{edition.text_sha256}:{address}"


def forget(page=None) -> None:
    """Make the kept texts of a regulation, or of all, stale in every process: what stands beside them has changed."""
    _renew(page.pk if page else _OF_ALL)


def stamp_of(page_pk: int) -> str:
    """Another after each `forget` of the page or of all; "" while there is no cache."""
    keys = {pk: _stamp_key(pk) for pk in (_OF_ALL, page_pk)}
    found = recall_many(keys.values())
    if found is None:
        return ""
    # A stamp that fell out of the cache is a new one: an old text must not come back with it.
    return "-".join(found.get(key) or _renew(pk) for pk, key in keys.items())


@once
def templates_hash() -> str:
    """A deployment with other templates makes every text anew."""
    sources = [get_template(name).template.source for name in TEMPLATES]
    return blake2b("".join(sources).encode(), digest_size=8).hexdigest()


def _renew(page_pk: int) -> str:
    stamp = uuid.uuid4().hex
    remember(_stamp_key(page_pk), stamp, None)
    return stamp


def _stamp_key(page_pk: int) -> str:
    return f"regulations:reading-stamp:{page_pk}"
