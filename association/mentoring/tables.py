"""The lists behind the counts as a table that leaves the site."""

from association.organisations.models import Organisation
from home.registers.exports import guarded, in_words

from .choices import Language, Roll

_COMMON = ("Организация", "ИНН", "Территория", "Отрасль")
_WORK = ("Удалённо", "С выездами", "Языки", "О себе")
COLUMNS = {
    Roll.MENTORS: (
        *_COMMON,
        "Сертификат СМК действует по",
        "Скольким поможет сразу",
        "Пар сейчас",
        "Научит",
        "Выезжает, км",
        *_WORK,
    ),
    Roll.CANDIDATES: (*_COMMON, "Наставников сейчас", "Нужна помощь", *_WORK),
    Roll.ABLE: (*_COMMON, "Сертификат СМК действует по", "Пар сейчас", "Анкета"),
}


def row_of(organisation: Organisation, roll: Roll) -> list[str]:
    """Cells under COLUMNS of the roll, none of them a formula (T29)."""
    return [guarded(in_words(value)) for value in _VALUES[roll](organisation)]


def told_of(organisation: Organisation, roll: Roll) -> tuple:
    """(profile or None, how it works in words) of a row of the list."""
    profile = _profile(organisation, roll)
    return profile, ways_of(profile) if profile else ""


def ways_of(profile) -> str:
    """«удалённо, с выездами до 60 км; русский, татарский»."""
    ways = ["удалённо"] if profile.works_remotely else []
    if profile.meets_in_person:
        reach = getattr(profile, "reach_km", None)
        ways.append("с\xa0выездами" if reach is None else f"с\xa0выездами до\xa0{reach}\xa0км")
    return f"{', '.join(ways)}; {languages_of(profile)}"


def _profile(organisation: Organisation, roll: Roll):
    name = "candidate_profile" if roll == Roll.CANDIDATES else "mentor_profile"
    return getattr(organisation, name, None)


def _common(organisation: Organisation) -> list:
    return [
        organisation.short_name,
        organisation.inn,
        organisation.territory.name,
        organisation.branch.name,
    ]


def _work(profile) -> list:
    if profile is None:
        return [""] * len(_WORK)
    return [profile.works_remotely, profile.meets_in_person, languages_of(profile), profile.about]


def languages_of(profile) -> str:
    known = dict(Language.choices)
    return ", ".join(known[code] for code in profile.languages if code in known)


def _names(processes) -> str:
    return "; ".join(process.name for process in processes.all())


def _mentor(organisation: Organisation) -> list:
    profile = organisation.mentor_profile
    return [
        *_common(organisation),
        organisation.certified_until,
        profile.capacity,
        organisation.pairs_now or 0,
        _names(profile.processes),
        profile.reach_km,
        *_work(profile),
    ]


def _candidate(organisation: Organisation) -> list:
    profile = _profile(organisation, Roll.CANDIDATES)
    needs = _names(profile.needs) if profile else ""
    return [*_common(organisation), organisation.pairs_now or 0, needs, *_work(profile)]


def _able(organisation: Organisation) -> list:
    said = "не готова" if _profile(organisation, Roll.ABLE) else "не заполнена"
    return [
        *_common(organisation),
        organisation.certified_until,
        organisation.pairs_now or 0,
        said,
    ]


_VALUES = {Roll.MENTORS: _mentor, Roll.CANDIDATES: _candidate, Roll.ABLE: _able}
