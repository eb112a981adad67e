"""The original of the association's regulation, read from SEEDS_DIR; its text is not kept here."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from documents.regulations.importer import read_regulation

SEEDS = os.environ.get("SEEDS_DIR")
EXPECTED = json.loads(Path(__file__).with_name("seeds.json").read_text())

pytestmark = pytest.mark.skipif(not SEEDS, reason="SEEDS_DIR does not say where the originals are")


def read(beginning: str):
    (file,) = Path(SEEDS).glob(f"{beginning}*.txt")
    return read_regulation(file.read_bytes())


def test_association_regulation_comes_out_node_by_node():
    nodes = [
        [node.kind.value, node.label, node.anchor, node.text_sha256]
        for _, node in read("003").walk()
    ]
    assert nodes == EXPECTED["003"]


def test_association_regulation_has_its_sections_clauses_and_faults():
    outline = read("003")
    kinds = Counter(node.kind.value for _, node in outline.walk())
    assert (kinds["section"], kinds["clause"], kinds["appendix"]) == (7, 59, 1)
    assert [node.anchor for _, node in outline.walk() if node.label == "4.2"] == [
        "p-4.2",
        "p-4.2-2",
    ]
    assert [(fault.code, fault.label) for fault in outline.warnings] == [
        ("duplicate-number", "4.2"),
        ("misnumbered-section", "5"),
        ("missing-heading", "Б"),
    ]


def test_other_rendition_has_the_same_clauses():
    clauses = [
        [(node.label, node.anchor) for _, node in read(seed).walk() if node.kind == "clause"]
        for seed in ("003", "004")
    ]
    assert clauses[0] == clauses[1]


@pytest.mark.parametrize("seed", sorted(EXPECTED["faults"]))
def test_faults_of_the_originals_are_told(seed):
    faults = [[fault.code, fault.label, fault.line] for fault in read(seed).warnings]
    assert faults == EXPECTED["faults"][seed]


@pytest.mark.parametrize("seed", ["000", "001", "002", "004"])
def test_other_documents_keep_their_counts(seed):
    counts = Counter(node.kind.value for _, node in read(seed).walk())
    assert dict(counts) == EXPECTED[seed]
