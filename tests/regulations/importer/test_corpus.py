"""R1, C1–C4: the ways in which people number and the faults that they make, one text for each."""

import pytest

from documents.regulations.importer import read_regulation

from .outlines import written
from .write_outlines import CORPUS

TEXTS = sorted(CORPUS.glob("*.txt"))


def test_corpus_has_a_text_for_each_way_and_fault():
    assert len(TEXTS) >= 40
    assert {text.stem for text in TEXTS} == {text.stem for text in CORPUS.glob("*.outline")}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_text_comes_out_as_a_lawyer_would_have_it(text):
    outline = read_regulation(text.read_bytes(), text.name)
    assert written(outline) == text.with_suffix(".outline").read_text()
