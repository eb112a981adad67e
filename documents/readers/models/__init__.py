"""Addresses that follow a regulation, and people who have read an edition of it."""

from .acquaintances import Acquaintance, EditionToRead
from .followers import Follower, FollowRequest
from .settings import ReadersSettings

__all__ = ["Acquaintance", "EditionToRead", "FollowRequest", "Follower", "ReadersSettings"]
