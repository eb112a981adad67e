"""Acts on regulations, one function for each."""

from .drafting import (
    delete_draft,
    join_row,
    restate_row,
    save_details,
    shift_row,
    split_row,
    undo_correction,
    untitle_draft,
)
from .editions import adopt_edition, draft_edition
from .importing import create_page, import_edition, regulation_index
from .reviewing import return_draft, send_to_review
from .uploading import Destination, read_again, read_source_file, start_reading, upload_draft
from .variants import choose_rendition

__all__ = [
    "Destination",
    "adopt_edition",
    "choose_rendition",
    "create_page",
    "delete_draft",
    "draft_edition",
    "import_edition",
    "join_row",
    "read_again",
    "read_source_file",
    "regulation_index",
    "restate_row",
    "return_draft",
    "save_details",
    "send_to_review",
    "shift_row",
    "split_row",
    "start_reading",
    "undo_correction",
    "untitle_draft",
    "upload_draft",
]
