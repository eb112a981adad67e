"""Numbers of an organisation, checked by their control digits."""

from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.ru import inn, ogrn


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
