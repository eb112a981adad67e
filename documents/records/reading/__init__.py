"""Files of an import: the table of protocols, the text of a PDF, the files in a ZIP.

Whatever opens a stranger's file runs in a process apart, under the limits of the kernel (T20, T24–T26).
"""

from .archives import Unpacked, unpack
from .tables import read_table
from .texts import text_of_pdf

__all__ = ["Unpacked", "read_table", "text_of_pdf", "unpack"]
