"""Several partners only while the others are fewer (3.16, R48, C38): as a table and as a property."""

import datetime
import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.mentoring.models import MentorProfile
from association.mentoring.queries.parties import candidates, mentors, ratio_on
from association.mentoring.rules.names import RATIO
from association.mentoring.rules.ratio import Ratio, refusals_of_ratio
from association.organisations.choices import Standing
from association.organisations.operations import change_standing, end_qms_certificate
from tests.factories.mentoring import NOW, TODAY, candidate, mentor
from tests.factories.organisations import OrganisationFactory

DAY = datetime.timedelta(days=1)
ONE_TO_ONE = [("М1", "К1"), ("М2", "К2")]
TWO_MENTORS = [("М1", "К1"), ("М2", "К1")]
TWO_CANDIDATES = [("М1", "К1"), ("М1", "К2")]


def is_refused(counts: tuple[int, int], standing, added) -> bool:
    refusals = refusals_of_ratio(Ratio(*counts, TODAY), standing, added).values()
    return any(refusal.rule == RATIO for refusal in refusals)


@pytest.mark.parametrize(
    ("counts", "one_to_one", "two_mentors", "two_candidates"),
    [
        ((3, 2), False, False, True),
        ((2, 3), False, True, False),
        ((2, 2), False, True, True),
        ((0, 0), False, True, True),
        ((1, 0), False, False, True),
        ((0, 1), False, True, False),
    ],
)
def test_who_may_have_several(counts, one_to_one, two_mentors, two_candidates):
    """R48: M > C, C > M, M = C; True where the rule refuses."""
    lists = (ONE_TO_ONE, TWO_MENTORS, TWO_CANDIDATES)
    whole = [is_refused(counts, [], pairs) for pairs in lists]
    with_one_at_work = [is_refused(counts, pairs[:1], pairs[1:]) for pairs in lists]
    assert whole == with_one_at_work == [one_to_one, two_mentors, two_candidates]


def test_what_was_approved_under_earlier_counts_stands():
    """Only those who get a new partner are judged."""
    assert not is_refused((2, 2), TWO_MENTORS, [("М3", "К3")])
    assert is_refused((2, 2), TWO_MENTORS, [("М3", "К1")])


@pytest.mark.parametrize(
    ("counts", "added", "words"),
    [
        (
            (7, 9),
            TWO_MENTORS,
            "У\xa0кандидата К1 было\xa0бы 2\xa0наставника. Больше одного можно, только когда наставников больше, "
            "чем кандидатов, а\xa0на\xa018.11.2026 — 7\xa0наставников и\xa09\xa0кандидатов.",
        ),
        (
            (1, 1),
            TWO_CANDIDATES,
            "У\xa0наставника М1 было\xa0бы 2\xa0кандидата. Больше одного можно, только когда кандидатов больше, "
            "чем наставников, а\xa0на\xa018.11.2026 — 1\xa0наставник и\xa01\xa0кандидат.",
        ),
    ],
)
def test_refusal_tells_whom_the_numbers_and_the_day(counts, added, words):
    refusals = refusals_of_ratio(Ratio(*counts, TODAY), [], added)
    assert list(refusals) == added
    assert {(each.message, each.rule) for each in refusals.values()} == {(words, RATIO)}


@pytest.mark.parametrize(
    ("counts", "begins"),
    [((3, 2), "Наставников больше:"), ((2, 3), "Кандидатов больше:"), ((2, 2), "Наставников и")],
)
def test_counts_say_what_they_allow(counts, begins):
    assert Ratio(*counts, TODAY).allows.startswith(begins)


pairs = st.frozensets(st.sampled_from(list(itertools.product("АБВГ", "абвг"))), max_size=7)


@given(st.integers(0, 5), st.integers(0, 5), pairs, pairs)
def test_refused_exactly_when_somebody_added_has_several_against_the_counts(m, c, standing, added):
    """R48, told anew: by degrees of whoever gets a partner."""
    added -= standing
    mentors_of = Counter(candidate for _, candidate in standing | added)
    candidates_of = Counter(mentor for mentor, _ in standing | added)
    crowded = any(mentors_of[candidate] > 1 for _, candidate in added) and m <= c
    loaded = any(candidates_of[mentor] > 1 for mentor, _ in added) and c <= m
    assert is_refused((m, c), standing, added) == (crowded or loaded)


@given(st.integers(0, 5), st.integers(0, 5), pairs)
def test_never_several_on_both_sides(m, c, added):
    """Whatever the counts, a list that passes is one-to-many from one side alone."""
    if not is_refused((m, c), [], added):
        most = [max(Counter(side).values(), default=0) for side in zip(*added, strict=True)]
        assert min(most, default=0) <= 1


@pytest.mark.django_db
def test_who_is_counted():
    """C38: active certified members willing to mentor, active candidates; R43: no others, whatever they say."""
    willing = mentor(short_name="Готовая")
    mentor(short_name="Не готовая", profile={"is_willing": False})
    mentor(short_name="Без сертификата", certified=False)
    silent = mentor(short_name="Без анкеты")
    MentorProfile.objects.filter(organisation=silent).delete()
    first, second = candidate(), OrganisationFactory(standing=Standing.CANDIDATE)
    for standing in (Standing.NONE, Standing.APPLICANT, Standing.FORMER):
        OrganisationFactory(standing=standing)
    left = mentor(short_name="Вышла")
    change_standing(left, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)

    assert list(mentors(TODAY)) == [willing]
    assert set(candidates()) == {first, second}
    assert ratio_on(TODAY) == Ratio(1, 2, TODAY)


@pytest.mark.django_db
def test_counts_follow_the_certificate_by_days(django_assert_num_queries):
    organisation = mentor()
    certificate = organisation.qms_certificates.get()
    last = certificate.valid_until
    with django_assert_num_queries(1):
        ratio_on(TODAY)
    days = [TODAY - DAY, TODAY, last, last + DAY]
    assert [ratio_on(on).mentors for on in days] == [0, 1, 1, 0]
    end_qms_certificate(certificate, on=TODAY, reason="отозван", by=None, at=NOW)
    assert ratio_on(TODAY).mentors == 0
