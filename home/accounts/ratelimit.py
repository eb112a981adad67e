"""How often one client may do one thing: fixed windows, counted in the cache that every process shares.

A client is its address (a /64 network for IPv6), and with `name` the address together with a name, so that nobody can
lock another out. What is counted leaves no address or name in the cache, only a digest (T12, T13, T65).
"""

import hashlib
import ipaddress
import logging
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.shortcuts import render

logger = logging.getLogger(__name__)

_UNITS = {"s": 1, "m": 60, "h": 60 * 60}


@dataclass(frozen=True)
class Rate:
    amount: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> "Rate":
        """Read «30/m» or «10/5m»; ValueError on anything else."""
        amount, _, span = text.partition("/")
        if span[-1:] not in _UNITS:
            raise ValueError(f"not a rate: {text!r}")
        return cls(int(amount), int(span[:-1] or 1) * _UNITS[span[-1]])


class CannotCount(Exception):
    """The cache does not answer, so nobody knows how often this was done."""


def limited(
    request, action: str, rate: str = "30/m", *, name: str = "", any_address: bool = False
) -> bool:
    """Count one act of this client; True when it is one too many.

    `any_address` counts the name alone, wherever it comes from. Without a cache the site goes on working and says
    False (T60); the doors of the accounts ask `counted`, which raises instead.
    """
    try:
        return counted(request, action, rate, name=name, any_address=any_address)
    except CannotCount:
        return False


def counted(request, action: str, rate: str, *, name: str = "", any_address: bool = False) -> bool:
    """As `limited`, but raises CannotCount when the cache is down: for what must fail closed."""
    parsed = Rate.parse(rate)
    key = _key(request, action, parsed, name, any_address)
    try:
        cache.add(key, 0, parsed.seconds)
        return cache.incr(key) > parsed.amount
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache does not count attempts: %s", type(error).__name__)
        raise CannotCount from error


def forgive(request, action: str, rate: str, *, name: str = "", any_address: bool = False) -> None:
    """Take one act back: it turned out to be the right owner."""
    try:
        cache.decr(_key(request, action, Rate.parse(rate), name, any_address))
    except Exception as error:  # the count only stays stricter than it need be
        logger.error("The cache does not take attempts back: %s", type(error).__name__)


def client_network(request) -> str:
    """The client's IPv4 address, or the /64 network that one IPv6 subscriber gets."""
    address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _key(request, action: str, rate: Rate, name: str, any_address: bool) -> str:
    client = "" if any_address else client_network(request)
    digest = hashlib.sha256(f"{client}\n{name}".encode()).hexdigest()[:32]
    # The window is part of the key: some backends forget the age of a counter when they raise it.
    window = int(time.time()) // rate.seconds
    return f"limit:{action}:{rate.amount}:{rate.seconds}:{window}:{digest}"


def too_many(request, exception=None):
    """429 in plain words; also the site's `handler429`."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def unavailable(request):
    """503 for a door that must not open uncounted (T60)."""
    response = render(request, "accounts/unavailable.html", status=503)
    response["Retry-After"] = "60"
    return response
