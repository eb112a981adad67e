"""Forty organisations of the demo, each registered by its head as on the site."""

from decimal import Decimal

from stdnum.ru import inn as inn_number
from stdnum.ru import ogrn as ogrn_number

from home.accounts.demo import account_of
from home.accounts.models import Person, User

from .demo_data import (
    BRANCHES,
    CENTRES,
    LEGAL_FORMS,
    NAMES,
    ORGANISATIONS,
    PATRONYMICS,
    SURNAMES,
    TERRITORIES,
    TILES,
)
from .models import Branch, Organisation, Territory
from .operations import register_organisation

POSITIONS = {"МБДОУ": "заведующая", "МАДОУ": "заведующая"}
LOCALITY = {False: "Приозёрный край, г. {}, {}", True: "Приозёрный край, {}, {}"}


def load(heads: dict[int, User], *, at) -> list[Organisation]:
    """All of ORGANISATIONS in their order; `heads` names the user who heads the one of that place."""
    territories = _list(Territory, TERRITORIES)
    _lay_map(territories)
    branches = _list(Branch, BRANCHES)
    return [
        _organisation(place, row, territories, branches, heads.get(place), at)
        for place, row in enumerate(ORGANISATIONS)
    ]


def _lay_map(territories: list[Territory]) -> None:
    """Tiles of the map, centres, and as neighbours those whose tiles touch by a side."""
    for territory, tile, centre in zip(territories, TILES, CENTRES, strict=True):
        if territory.map_column is None:
            territory.map_column, territory.map_row = tile
            territory.latitude, territory.longitude = map(Decimal, map(str, centre))
            territory.save()
            territory.neighbours.set(
                other
                for other, place in zip(territories, TILES, strict=True)
                if _touch(tile, place)
            )


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) == 1


def _list(model, names: list[str]) -> list:
    return [
        model.objects.get_or_create(name=name, defaults={"order": place})[0]
        for place, name in enumerate(names, start=1)
    ]


def _organisation(place, row, territories, branches, user, at) -> Organisation:
    form, name, territory, branch, street = row
    numbers = _numbers(place)
    if found := Organisation.objects.filter(inn=numbers["inn"]).first():
        return found
    user = user or account_of(_head(place), f"head{place + 1}@example.org", at=at)
    where = TERRITORIES[territory]
    details = {
        "full_name": f"{LEGAL_FORMS[form]} {_quoted(name)}",
        "short_name": f"{form} {_quoted(name)}",
        "legal_address": LOCALITY["район" in where].format(where, street),
        "postal_address": "",
        "territory": territories[territory],
        "branch": branches[branch],
        "head": user.person,
        "head_position": POSITIONS.get(form, "директор"),
        "phone": f"+7 (000) 000-{place // 10 + 10}-{place % 10 + 10}",
        "email": f"org{place + 1}@example.org",
        "website": "",
    }
    return register_organisation({**numbers, **details}, by=user, at=at)


def _quoted(name: str) -> str:
    """«Имя», the inner quotes as „lapki“."""
    return "«" + name.replace("«", "„").replace("»", "“") + "»"


def _head(place: int) -> Person:
    male = place % 3 == 0
    gender = 0 if male else 1
    return Person.objects.create(
        surname=SURNAMES[place % len(SURNAMES)][gender],
        name=NAMES[place % len(NAMES)][gender],
        patronymic=PATRONYMICS[place % len(PATRONYMICS)][gender],
    )


def _numbers(place: int) -> dict[str, str]:
    """Numbers with right check digits under a region code that no region has."""
    inn = f"96{10 + place:02}{1000 + 7 * place:05}"
    ogrn = f"10296{place:02}{10000 + 13 * place:05}"
    return {
        "inn": inn + inn_number.calc_company_check_digit(inn),
        "kpp": f"96{10 + place:02}01001",
        "ogrn": ogrn + ogrn_number.calc_check_digit(ogrn + "0"),
    }
