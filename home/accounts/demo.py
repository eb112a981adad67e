"""Accounts of the demo. Passwords come from outside: the repository holds none."""

from django.contrib.auth.models import Group

from .choices import Role
from .models import Person, User
from .operations import create_account, give_consent
from .queries import current_text

# key -> surname, name, patronymic, the role given by hand
ACCOUNTS = {
    "applicant": ("Рябинина", "Ксения", "Олеговна", None),
    "member": ("Лугина", "Варвара", "Борисовна", None),
    "chair": ("Озеров", "Глеб", "Андреевич", None),
    "secretary": ("Светлова", "Надежда", "Викторовна", Role.SECRETARY),
    "editor": ("Ольхов", "Макар", "Денисович", Role.EDITOR),
    "administrator": ("Тростникова", "Дарья", "Андреевна", Role.ADMINISTRATOR),
}


def email_of(key: str) -> str:
    return f"{key}@example.org"


def load(passwords: dict[str, str], *, at) -> dict[str, User]:
    """The six accounts by key, each with the password given; made once, the passwords set anew."""
    return {key: _account(key, passwords[key], at=at) for key in ACCOUNTS}


def account_of(person: Person, email: str, *, at) -> User:
    """An account with a verified address and a consent, whose owner enters by a code from a letter."""
    user = create_account(person, email, verified=True, by=None)
    give_consent(person, current_text("personal-data"), at=at)
    return user


def _account(key: str, password: str, *, at) -> User:
    surname, name, patronymic, role = ACCOUNTS[key]
    user = User.objects.filter(email=email_of(key)).first()
    if user is None:
        person = Person.objects.create(surname=surname, name=name, patronymic=patronymic)
        user = account_of(person, email_of(key), at=at)
    user.set_password(password)
    user.save(update_fields=["password"])
    if role:
        user.groups.add(Group.objects.get(name=role.label))
    return user
