"""The cache as a help that may be absent: without it things are made each time (T60)."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache

logger = logging.getLogger(__name__)


def recall(key: str) -> Any:
    """What is kept under `key`; None when nothing is."""
    found = recall_many([key])
    return found.get(key) if found else None


def recall_many(keys: Iterable[str]) -> dict[str, Any] | None:
    """None while there is no cache."""
    try:
        return cache.get_many(list(keys))
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache gives nothing of regulations: %s", type(error).__name__)
        return None


def drop(keys: Iterable[str]) -> None:
    try:
        cache.delete_many(list(keys))
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache drops nothing of regulations: %s", type(error).__name__)


def remember(key: str, value: Any, seconds: int | None) -> None:
    try:
        cache.set(key, value, seconds)
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache takes nothing of regulations: %s", type(error).__name__)
