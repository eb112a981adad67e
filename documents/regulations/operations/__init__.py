"""Acts on regulations, one function for each."""

from .editions import adopt_edition, draft_edition
from .importing import create_page, import_edition, regulation_index

__all__ = ["adopt_edition", "create_page", "draft_edition", "import_edition", "regulation_index"]
