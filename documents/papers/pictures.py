"""Pictures made ready for the press."""

import io

from PIL import Image

LARGEST = (900, 300)
QUALITY = 85


def as_jpeg(content: bytes, largest: tuple[int, int] = LARGEST) -> bytes:
    """A signature or an emblem as JPEG on white, no larger than `largest` points."""
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    picture.thumbnail(largest)
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    jpeg = io.BytesIO()
    white.save(jpeg, "JPEG", quality=QUALITY)
    return jpeg.getvalue()
