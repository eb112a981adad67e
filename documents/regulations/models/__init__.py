"""A regulation is a page; what it says lives in editions, and an edition is a tree of clauses."""

from .acts import GoverningAct
from .downloads import EditionFile
from .drafts import Correction, SourceReading, Variant
from .editions import Clause, Edition
from .notes import Erratum, Interpretation
from .pages import RegulationIndexPage, RegulationPage

__all__ = [
    "Clause",
    "Correction",
    "Edition",
    "EditionFile",
    "Erratum",
    "GoverningAct",
    "Interpretation",
    "RegulationIndexPage",
    "RegulationPage",
    "SourceReading",
    "Variant",
]
