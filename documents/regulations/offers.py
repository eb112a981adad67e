"""The files of an edition as a page offers them."""

from dataclasses import dataclass

from home.pages.cache import kept

from .choices import DownloadFormat
from .downloads.names import WHAT_FOR
from .models import Edition, EditionFile


@dataclass(frozen=True)
class Offer:
    """`size` in bytes, 0 until the file has been made."""

    format: str
    name: str
    url: str
    size: int
    what_for: str


def offers_for(edition: Edition) -> list[Offer]:
    """One query for all editions of a regulation, none while public pages stay as they are; a draft has no files."""
    if not edition.is_adopted:
        return []
    sizes = kept(f"regulations:files:{edition.page_id}", lambda: _sizes(edition.page_id))
    return [
        Offer(
            format=format.value,
            name=format.label,
            url=address_of(edition, format.value),
            size=sizes.get((edition.pk, format.value), 0),
            what_for=WHAT_FOR[format],
        )
        for format in DownloadFormat
    ]


def _sizes(page_id: int) -> dict[tuple[int, str], int]:
    """By edition and format."""
    files = EditionFile.objects.filter(
        edition__page=page_id, compared_with=None, file__isnull=False
    )
    rows = files.order_by("asked_at").values_list("edition_id", "format", "file__size")
    return {(edition, format): size for edition, format, size in rows}


def address_of(edition: Edition, ext: str) -> str:
    """Files have no slash at the end; the pattern has, because Wagtail parts addresses by them."""
    address = edition.page.address_of("edition_download", edition.effective_from, ext)
    return address.removesuffix("/")


def current_address_of(edition: Edition, ext: str) -> str:
    """An address that leads to the edition in force whenever it is opened."""
    return edition.page.address_of("download", ext).removesuffix("/")
