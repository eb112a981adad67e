"""Pictures are drawn anew: whatever else the file carried (place, comment, a second file) stays behind (T22, T30)."""

import io
import struct

from PIL import Image, ImageFile, ImageOps

from .errors import FileRefused

MAX_PIXELS = 40_000_000
JPEG_QUALITY = 90
_PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


def reencode_jpg(content: bytes) -> bytes:
    image = _upright(content, "JPEG")
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    return _written(image, "JPEG", quality=JPEG_QUALITY, optimize=True)


def reencode_png(content: bytes) -> bytes:
    image = _upright(content, "PNG")
    if image.mode not in _PNG_MODES:
        image = image.convert("RGB")
    return _written(image, "PNG")


def _upright(content: bytes, file_format: str) -> Image.Image:
    """The decoded picture, turned as its EXIF says; its size is known before it is decoded."""
    # WeasyPrint, once loaded, has Pillow fill up what is cut off.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image = Image.open(io.BytesIO(content), formats=[file_format])
        if image.width * image.height > MAX_PIXELS:
            raise FileRefused(_too_large(image.width, image.height))
        image.load()
        return ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(_too_large()) from None
    except FileRefused:
        raise
    except (OSError, ValueError, SyntaxError, struct.error):
        raise FileRefused(
            "Изображение не открывается: похоже, файл повреждён или загрузился не целиком."
        ) from None


def _too_large(width: int = 0, height: int = 0) -> str:
    size = f" ({width} × {height} точек)" if width else ""
    return f"Изображение слишком велико{size}. Допустимо не больше 40\N{NO-BREAK SPACE}миллионов точек: уменьшите его."


def _written(image: Image.Image, file_format: str, **options) -> bytes:
    """Without `info`, where EXIF, profiles and comments live."""
    transparency = image.info.get("transparency") if image.mode == "P" else None
    image.info = {} if transparency is None else {"transparency": transparency}
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()
