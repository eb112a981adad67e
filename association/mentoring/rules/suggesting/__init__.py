"""Suggestion of pairs: the field, what a pair is worth, the best list of pairs, what a change of it costs.

The model (decision 034). A pair is possible with a criterion of 3.16 (a territory that is the same, neighbouring or
near, or a branch that the mentor knows), a common language and a way of work. How many partners each may have follows
from the counts (C38): as many mentors as candidates, one to one; more mentors, a mentor has one candidate and a
candidate up to `most_mentors`; more candidates, a candidate has one mentor and a mentor up to its capacity. Of all such
lists the best serves most candidates, and of those brings most points.
"""

from .alone import Alone, why_alone
from .assignment import Suggestion, suggest
from .costs import Worth, compare, options, scored, worth_of
from .field import Candidate, Field, Mentor, PairOf, Place, Weights
from .progress import is_under_way
from .scoring import Obstacle, Reason, Score, ScoredPair, obstacle, score

__all__ = [
    "Alone",
    "Candidate",
    "Field",
    "Mentor",
    "Obstacle",
    "PairOf",
    "Place",
    "Reason",
    "Score",
    "ScoredPair",
    "Suggestion",
    "Weights",
    "Worth",
    "compare",
    "is_under_way",
    "obstacle",
    "options",
    "score",
    "scored",
    "suggest",
    "why_alone",
    "worth_of",
]
