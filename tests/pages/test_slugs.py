import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.pages.slugs import slug_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Положение об Ассоциации", "polozhenie-ob-assotsiatsii"),
        ("Щёлково: съезд № 5", "shchelkovo-sezd-no-5"),
        ("ISO 9001 и мы", "iso-9001-i-my"),
        ("…", "stranitsa"),
    ],
)
def test_slug_reads_like_the_title(title, slug):
    assert slug_for(title) == slug


def test_long_slug_is_cut_at_a_word():
    assert slug_for("слово " * 40, longest=12) == "slovo-slovo"
    assert slug_for("ы" * 40, longest=12) == "y" * 12


@given(st.text())
def test_slug_is_never_empty_and_always_ascii(title):
    slug = slug_for(title)
    assert slug
    assert slug.isascii()
    assert len(slug) <= 80
