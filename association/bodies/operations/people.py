"""A person who comes into a body without being known yet."""

from django.db import transaction

from home.accounts.models import Person, User
from home.accounts.operations import create_account
from home.rulebook.text import fold_text


@transaction.atomic
def enter_person(person: Person, email: str, *, by) -> Person:
    """A saved person as it is; an unsaved one saved, with an account that lets them in by a code from a letter, when an address is given.

    Whose the address is nobody learns here (T11): an account with the same name is taken for theirs, one with
    another name is left alone, and the administrator joins the two if they are one (T82).
    """
    if person.pk is not None:
        return person
    user = User.objects.filter(email=email).select_related("person").first() if email else None
    if user and user.person and _named_alike(user.person, person):
        return user.person
    person.save()
    if email and user is None:
        create_account(person, email, by=by)
    return person


def _named_alike(one: Person, other: Person) -> bool:
    return fold_text(one.full_name) == fold_text(other.full_name)
