"""The protocol of a meeting, who agreed to it and who signed it."""

from .protocol import Protocol, ProtocolSeries
from .signing import Agreement, DetachedSignature, Signature

__all__ = ["Agreement", "DetachedSignature", "Protocol", "ProtocolSeries", "Signature"]
