"""One module for each way of numbering; `READERS` in the order in which they are asked."""

from .items import read_item
from .named import read_appendix, read_named
from .numbered import read_number, read_roman

READERS = (read_named, read_appendix, read_roman, read_number, read_item)
