"""DOCX: `package` (the zip file) → `styles`, `numbering`, `notes` → `inline` → `document`."""

from .document import extract

__all__ = ["extract"]
