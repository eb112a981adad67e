"""What may be handed in."""

from home.rulebook import rule
from home.rulebook.text import NBSP

FILE_IS_KEPT = rule("uploads.file_is_kept", title="Файл и запись о нём сохраняются вместе")

MAX_SIZE = 10 * 1024 * 1024


def size_in_words(size: int) -> str:
    """«10 МБ», «1,5 МБ», «120 КБ»; at least 1 КБ."""
    if size >= 1024 * 1024:
        number = f"{size / (1024 * 1024):.1f}".removesuffix(".0").replace(".", ",")
        return f"{number}{NBSP}МБ"
    return f"{max(1, round(size / 1024))}{NBSP}КБ"
