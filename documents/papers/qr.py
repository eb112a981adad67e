"""QR codes of papers: black and white PNG of one bit, quick to make and to print."""

import io

import segno

from .pdf import data_uri

MASK = 3
"""Fixed: trying all eight masks is most of the work. A test reads the printed code back."""


def png(text: str, *, scale: int = 4) -> str:
    """A `data:` address of a PNG; `scale` is the points of one module, the quiet zone is four modules."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=scale, border=4)
    return data_uri(picture.getvalue(), "image/png")


def svg(text: str) -> str:
    """An `<svg>` element for a page of the site, one unit to a module."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
    return code.svg_inline(scale=1, border=4, omitsize=True)
