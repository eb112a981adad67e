"""Who may be a member and who speaks for it. Members «имеют сертификат» in 1.2 and may lack one in 3.1 б–в:
that a QMS is certified is evidence of an application, not a property of the organisation (R4, C11)."""

import re
from collections.abc import Collection
from datetime import date

from stdnum.ru import inn, ogrn

from home.rulebook import DomainError, rule

from .choices import ReorganisationKind, Standing

MEMBERS_ARE_ORGANISATIONS = rule(
    "organisations.members_are_organisations",
    title="Членом бывает только образовательная организация края",
    cites="1.2 абз. 8",
    does="В реестр вносят только организации: ИНН человека программа не примет.",
)
ONE_RECORD = rule("organisations.one_record", title="Одна запись на пару ИНН и КПП")
AUTHORISED_REPRESENTATIVE = rule(
    "organisations.authorised_representative",
    title="От имени организации действуют полномочные представители",
    cites="5.6",
    does="От имени организации на сайте действуют только её представители; доступ новому открывают они сами или секретарь по документу о полномочиях.",
    assists=True,
)
STANDING_HAS_GROUND = rule(
    "organisations.standing_has_ground",
    title="Членство возникает и прекращается по основаниям Положения",
    cites=("3.1", "3.2", "3.15"),
    does="Программа ведёт состояние каждой организации — кандидат, член, бывший член — и хранит дату и основание каждой перемены.",
    assists=True,
)
DECIDED_ONCE = rule("organisations.decided_once", title="Решение принимают один раз")
HISTORY_KEPT = rule(
    "organisations.history_kept", title="Прежние сведения об организации остаются в истории"
)
INVITED_ONCE = rule(
    "organisations.invited_once", title="Ссылка из приглашения открывает доступ один раз"
)
ACTED_FOR_OPENLY = rule(
    "organisations.acted_for_openly",
    title="Сотрудник Ассоциации действует за занятую организацию открыто и недолго",
)
REORGANISED_BY_ACT = rule(
    "organisations.reorganised_by_act",
    title="Реорганизацию подтверждает акт",
    cites="3.15 а",
    does="Реорганизацию секретарь вносит по акту с номером и датой; наименования и дела прежних организаций остаются в истории.",
)
CERTIFIED_BY_RECORD = rule(
    "organisations.certified_by_record",
    title="Сертифицирована ли организация, решает её сертификат СМК",
    cites=("1.2 абз. 8", "3.16"),
    does="Сертификат СМК — отдельная запись с номером и сроком, что бы ни было основанием приёма: когда секретарь сверил его со сканом и пока он действует, организация считается сертифицированной.",
)
MAY_BE_CERTIFIED = rule(
    "organisations.may_be_certified",
    title="Члены, внедрившие СМК, могут пройти сертификацию",
    cites="4.12",
    does="Член Ассоциации подаёт заявку на сертификацию в региональном центре, а секретарь вносит, чем она кончилась.",
    assists=True,
)

NEXT_STANDINGS: dict[str, frozenset[str]] = {
    Standing.NONE: frozenset({Standing.APPLICANT, Standing.CANDIDATE, Standing.MEMBER}),
    Standing.APPLICANT: frozenset(
        {Standing.NONE, Standing.CANDIDATE, Standing.MEMBER, Standing.FORMER}
    ),
    Standing.CANDIDATE: frozenset({Standing.NONE, Standing.MEMBER}),
    Standing.MEMBER: frozenset({Standing.FORMER}),
    Standing.FORMER: frozenset({Standing.APPLICANT, Standing.CANDIDATE, Standing.MEMBER}),
}

DATED = (
    "full_name",
    "short_name",
    "kpp",
    "legal_address",
    "postal_address",
    "territory",
    "branch",
    "head",
    "head_position",
)
"""What of an organisation has a history by days; the rest is only how to reach it."""

QMS_WARNING_DAYS = (90, 30)
"""How long before the end of a certificate its organisation is reminded."""

INVITATION_DAYS = 7
"""How long the link of an invitation opens."""

_PARTIES: dict[str, tuple[range, range, str]] = {
    ReorganisationKind.MERGER: (
        range(2, 100),
        range(1, 2),
        "При слиянии две организации или больше становятся одной новой.",
    ),
    ReorganisationKind.ACCESSION: (
        range(1, 100),
        range(1, 2),
        "При присоединении одна организация или несколько переходят к одной, которая продолжает.",
    ),
    ReorganisationKind.DIVISION: (
        range(1, 2),
        range(2, 100),
        "При разделении одна организация становится двумя или больше.",
    ),
    ReorganisationKind.SEPARATION: (
        range(1, 2),
        range(2, 100),
        "При выделении организация продолжает сама, и из неё возникает ещё одна или больше: "
        "назовите её и до, и после.",
    ),
    ReorganisationKind.TRANSFORMATION: (
        range(1, 2),
        range(1, 2),
        "При преобразовании одна организация становится одной другой.",
    ),
}
"""How many were before and come after, by ст. 57 ГК РФ."""

_KPP = re.compile(r"\d{4}[0-9A-Z]{2}\d{3}")


def standing_may_become(present: str, wanted: str) -> bool:
    return wanted in NEXT_STANDINGS[Standing(present)]


def is_in_force(since: date, until: date | None, on: date) -> bool:
    """`until` is the first day without the right, so that ending today takes effect today (T5)."""
    return since <= on and (until is None or on < until)


def reorganisation_flaw(kind: str, before: Collection[int], after: Collection[int]) -> str:
    """Why these parties, by their keys, do not make a reorganisation of the kind; empty when they do."""
    counts_before, counts_after, words = _PARTIES[ReorganisationKind(kind)]
    continue_on = set(before) & set(after)
    if kind == ReorganisationKind.SEPARATION:
        is_right = continue_on == set(before)
    else:
        is_right = not continue_on
    if is_right and len(before) in counts_before and len(after) in counts_after:
        return ""
    return words


def qms_threshold(valid_until: date, on: date) -> int:
    """By how many days before the end its people have been warned; 0 when the term is over."""
    left = (valid_until - on).days
    if left < 0:
        return 0
    return min((days for days in QMS_WARNING_DAYS if left <= days), default=left)


def is_kpp(text: str) -> bool:
    """Nine places: four of the tax office, two of the reason (digits or Latin capitals), three of order."""
    return bool(_KPP.fullmatch(text))


def compact(number: str) -> str:
    """A number as typed, without spaces and dashes, in Latin capitals."""
    return re.sub(r"[\s\-–—]", "", number).upper()


def inn_flaw(number: str) -> str:
    """Why this is not the INN of an organisation; empty when it is. DomainError for that of a person (R3)."""
    if re.fullmatch(r"[0-9]{12}", number):
        raise DomainError(
            "ИНН из 12 цифр бывает у человека, а членом Ассоциации бывает только организация. "
            "Введите ИНН организации: 10 цифр.",
            MEMBERS_ARE_ORGANISATIONS,
        )
    if not re.fullmatch(r"[0-9]{10}", number):
        return "В ИНН организации 10 цифр."
    if number.startswith("00") or not inn.is_valid(number):
        return "Такого ИНН не бывает: контрольная цифра не сходится. Проверьте, нет ли опечатки."
    return ""


def kpp_flaw(number: str) -> str:
    if not is_kpp(number):
        return "В КПП девять знаков: цифры, а на пятом и шестом месте бывают и латинские буквы."
    return ""


def ogrn_flaw(number: str) -> str:
    if re.fullmatch(r"[0-9]{15}", number):
        return "Это номер предпринимателя (ОГРНИП). Введите ОГРН организации: 13 цифр."
    if not re.fullmatch(r"[0-9]{13}", number):
        return "В ОГРН 13 цифр."
    if not ogrn.is_valid(number):
        return "Такого ОГРН не бывает: контрольная цифра не сходится. Проверьте, нет ли опечатки."
    return ""
