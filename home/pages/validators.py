"""Numbers of an organisation, checked by their control digits; addresses that a button may lead to."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.ru import inn, ogrn

_OWN_ADDRESS = re.compile(r"/(?![/\\])[^\s\\]*")
_outer_address = URLValidator(schemes=["http", "https"])


def validate_address(value: str) -> None:
    """An address of the web, or a path on this site; a path of two slashes would be another site's (T16)."""
    if _OWN_ADDRESS.fullmatch(value):
        return
    try:
        _outer_address(value)
    except ValidationError:
        sentence = "Адрес начинается с «https://» или с косой черты: «/cabinet/membership/»."
        raise ValidationError(sentence) from None


def validate_inn(value: str) -> None:
    try:
        inn.validate(value)
    except WrongNumber as error:
        raise ValidationError("Такого ИНН не бывает: проверьте цифры.") from error


def validate_ogrn(value: str) -> None:
    try:
        ogrn.validate(value)
    except WrongNumber as error:
        raise ValidationError("Такого ОГРН не бывает: проверьте цифры.") from error
