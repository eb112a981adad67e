"""The protocol of a meeting, who agreed to it and who signed it, and the papers made of it."""

from .files import ProtocolFile
from .protocol import Protocol, ProtocolSeries
from .signing import Agreement, DetachedSignature, Signature

__all__ = [
    "Agreement",
    "DetachedSignature",
    "Protocol",
    "ProtocolFile",
    "ProtocolSeries",
    "Signature",
]
