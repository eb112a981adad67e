"""Addresses of pages made in code: Wagtail makes no slug of a Russian title when slugs are ASCII."""

from django.utils.text import slugify

# A Russian letter and what stands for it.
_LETTERS = (
    "аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp "
    "рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya"
)
_TRANSLITERATION = str.maketrans({pair[0]: pair[1:] for pair in _LETTERS.split()})


def slug_for(title: str, *, longest: int = 80) -> str:
    """«Положение об Ассоциации» → "polozhenie-ob-assotsiatsii", cut at a word; never empty."""
    slug = slugify(title.lower().translate(_TRANSLITERATION))
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug or "stranitsa"
