"""Who may be a member and who speaks for it. Members «имеют сертификат» in 1.2 and may lack one in 3.1 б–в:
that a QMS is certified is evidence of an application, not a property of the organisation (R4, C11)."""

import re
from datetime import date

from home.rulebook import rule

from .choices import Standing

MEMBERS_ARE_ORGANISATIONS = rule(
    "organisations.members_are_organisations",
    title="Членом бывает только образовательная организация края",
    cites="1.2",
)
ONE_RECORD = rule("organisations.one_record", title="Одна запись на пару ИНН и КПП")
AUTHORISED_REPRESENTATIVE = rule(
    "organisations.authorised_representative",
    title="От имени организации действуют полномочные представители",
    cites="5.6",
)
STANDING_HAS_GROUND = rule(
    "organisations.standing_has_ground",
    title="Членство возникает и прекращается по основаниям Положения",
    cites=("3.1", "3.2", "3.15"),
)
DECIDED_ONCE = rule("organisations.decided_once", title="Решение принимают один раз")

NEXT_STANDINGS: dict[str, frozenset[str]] = {
    Standing.NONE: frozenset({Standing.APPLICANT, Standing.CANDIDATE, Standing.MEMBER}),
    Standing.APPLICANT: frozenset(
        {Standing.NONE, Standing.CANDIDATE, Standing.MEMBER, Standing.FORMER}
    ),
    Standing.CANDIDATE: frozenset({Standing.NONE, Standing.MEMBER}),
    Standing.MEMBER: frozenset({Standing.FORMER}),
    Standing.FORMER: frozenset({Standing.APPLICANT, Standing.CANDIDATE, Standing.MEMBER}),
}

_KPP = re.compile(r"\d{4}[0-9A-Z]{2}\d{3}")


def standing_may_become(present: str, wanted: str) -> bool:
    return wanted in NEXT_STANDINGS[Standing(present)]


def is_in_force(since: date, until: date | None, on: date) -> bool:
    """`until` is the first day without the right, so that ending today takes effect today (T5)."""
    return since <= on and (until is None or on < until)


def is_kpp(text: str) -> bool:
    """Nine places: four of the tax office, two of the reason (digits or Latin capitals), three of order."""
    return bool(_KPP.fullmatch(text))
