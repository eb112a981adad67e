"""Fields of mentors and candidates without a database: small ones for every case, drawn ones for properties."""

from random import Random

from hypothesis import strategies as st

from association.mentoring.rules.suggesting import Candidate, Field, Mentor, Place, Weights

PROCESSES = ("audit", "documents", "risks", "staff")
LANGUAGES = ("ru", "tt", "ba")


def field(mentors=(), candidates=(), places=(), **fields) -> Field:
    """Of lists; territories that nobody described have no centre."""
    return Field(
        mentors={each.id: each for each in mentors},
        candidates={each.id: each for each in candidates},
        places={each.id: each for each in places},
        **fields,
    )


def mentor(name="m", **fields) -> Mentor:
    return Mentor(id=name, **{"territory": "here", "branch": "school"} | fields)


def candidate(name="c", **fields) -> Candidate:
    return Candidate(id=name, **{"territory": "here", "branch": "school"} | fields)


@st.composite
def fields(draw, most=4, capacity=4, **weights) -> Field:
    """Up to `most` on each side, with everything a field can have; points repeat often, so that ties are common."""
    random = draw(st.integers(0, 2**32).map(Random))
    mentors, candidates = draw(st.integers(0, most)), draw(st.integers(0, most))
    return drawn(random, mentors, candidates, capacity=capacity, **weights)


def drawn(
    random: Random, mentors: int, candidates: int, *, capacity=4, spread=4, **weights
) -> Field:
    def some(values):
        return frozenset(each for each in values if random.random() < 0.4)

    def party():
        return {
            "territory": random.choice([*range(spread), None]),
            "branch": random.choice([*range(spread), None]),
            "remote": random.random() < 0.7,
            "visits": random.random() < 0.7,
            "languages": some(LANGUAGES) or frozenset({"ru"}),
        }

    def pairs(share):
        return frozenset(
            (f"m{m}", f"c{c}")
            for m in range(mentors)
            for c in range(candidates)
            if random.random() < share
        )

    # Some centres are a hundred kilometres from each other, one is not known.
    places = [
        Place(id=number, latitude=50 + number, longitude=80, neighbours=some(range(spread)))
        for number in range(spread - 1)
    ]
    points = {
        name: random.choice([0, 10, 90]) for name in ("worked_before", "neighbouring_territory")
    }
    made = Weights(**{"near_km": 150} | points | weights)
    return field(
        [
            Mentor(
                id=f"m{number}",
                **party(),
                capacity=random.randint(0, capacity),
                processes=some(PROCESSES),
                branches=some(range(spread)),
                reach_km=random.choice([None, 0, 120, 500]),
            )
            for number in range(mentors)
        ],
        [
            Candidate(
                id=f"c{number}",
                **party(),
                needs=some(PROCESSES),
                is_certified=random.random() < 0.1,
            )
            for number in range(candidates)
        ],
        places,
        weights=made,
        past=pairs(0.2),
        standing=pairs(0.08),
    )
