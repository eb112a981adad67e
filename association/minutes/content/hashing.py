import hashlib
import json

from .shapes import Content


def digest(content: Content) -> str:
    """SHA-256, in hex, of the content written in one way only: what a signature is put under (T51)."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
