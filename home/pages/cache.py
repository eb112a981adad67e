"""The cache of finished public pages (SPEED.md): nobody's session, token or message ever enters it (T63, T64)."""

import logging
import re
import uuid
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import cc_delim_re, get_conditional_response

from . import vision
from .registry import is_shared_view

logger = logging.getLogger(__name__)

GENERATION = "public-pages:generation"
KEPT_SECONDS = 600
# Two digits of a page number and no other query: nobody fills the cache with addresses of their own.
_QUERY = re.compile(r"(page=[1-9]\d?)?")
_REVALIDATE = "public, max-age=0, must-revalidate"


def empty_public_cache() -> None:
    """Make every stored page stale, in all processes, once the transaction at hand is committed."""
    transaction.on_commit(_next_generation, robust=True)


def _next_generation() -> str:
    generation = uuid.uuid4().hex
    cache.set(GENERATION, generation, None)
    return generation


def current_generation() -> str | None:
    """Another after each change of what public pages show; None while there is no cache."""
    return _look_up(GENERATION)[0]


def kept(name: str, make):
    """What `make()` gives, a picklable value, remembered by all processes until the public pages change."""
    key = f"public-furniture:{name}"
    generation, entry = _look_up(key)
    if entry is not None:
        return entry[1]
    value = make()
    if generation:
        _keep(key, (generation, value), KEPT_SECONDS)
    return value


class PublicPageCacheMiddleware:
    """Keeps whole responses, with every header that the middleware inside it has given.

    An entry carries the generation that was read before its page was rendered: what was rendered before a
    publishing is never shown after it. Without a cache the site works on (T60).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _may_be_shared(request):
            return self.get_response(request)
        key = _key(request)
        generation, entry = _look_up(key)
        if entry is not None:
            _, headers, content = entry
            return _revalidated(request, HttpResponse(content, headers=headers))
        response = self.get_response(request)
        if generation and request.method == "GET" and _is_public(request, response):
            _store(key, generation, response)
            return _revalidated(request, response)
        return response


def _may_be_shared(request) -> bool:
    return (
        settings.PUBLIC_CACHE_SECONDS > 0
        and request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_HX_REQUEST" not in request.META
        and _QUERY.fullmatch(request.META.get("QUERY_STRING", "")) is not None
    )


def _key(request) -> str:
    """`get_host` refuses a foreign Host header before anything is looked up (T8)."""
    address = (
        request.scheme,
        request.get_host(),
        request.path,
        request.META.get("QUERY_STRING", ""),
        vision.normalised(request),
    )
    return "public-page:" + blake2b("\n".join(address).encode(), digest_size=16).hexdigest()


def _look_up(key: str) -> tuple[str | None, tuple | None]:
    """(generation, entry): one round trip; no generation when the cache is down, no entry when stale."""
    try:
        found = cache.get_many([GENERATION, key])
        generation = found.get(GENERATION) or _next_generation()
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache does not give public pages: %s", type(error).__name__)
        return None, None
    entry = found.get(key)
    return generation, entry if entry and entry[0] == generation else None


def _is_public(request, response) -> bool:
    """Only a page of the tree or a view that a room has named, and only when nothing in it depends on who reads."""
    directives = set(cc_delim_re.split(response.get("Cache-Control", "").lower()))
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not directives & {"private", "no-store", "no-cache"}
        and "cookie" not in cc_delim_re.split(response.get("Vary", "").lower())
        and is_shared_view(getattr(request.resolver_match, "view_name", None))
    )


def _store(key: str, generation: str, response) -> None:
    etag = blake2b(response.content, digest_size=16).hexdigest()
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = _REVALIDATE
    entry = (generation, dict(response.items()), response.content)
    _keep(key, entry, settings.PUBLIC_CACHE_SECONDS)


def _keep(key: str, entry: tuple, seconds: int) -> None:
    try:
        cache.set(key, entry, seconds)
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache does not take public pages: %s", type(error).__name__)


def _revalidated(request, response):
    """304 for a reader who has these very bytes."""
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    return get_conditional_response(request, response["ETag"], None, response)
