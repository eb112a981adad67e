"""People, accounts, and the ways in which a test comes in."""

import time

import factory
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from home.accounts.models import Person, User

PASSWORD = "длинный-пароль-1"
LETTERS = str.maketrans("0123456789", "абвгдежзик")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    # A surname has no digits: the number is spelled in letters.
    surname = factory.Sequence(lambda n: "Тестова" + str(n).translate(LETTERS))
    name = "Анна"
    patronymic = "Игоревна"
    email = factory.Sequence(lambda n: f"person{n}@example.org")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    person = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        if create:
            self.save()

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        if create and extracted is not False:
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        """`UserFactory(role=Role.SECRETARY)`."""
        if create and extracted:
            self.groups.add(Group.objects.get(name=extracted.label))


def log_in(client, user, *methods: str, at: float | None = None) -> User:
    """A session as allauth makes it; `client.force_login` alone does not open the admins to staff.

    `methods` are "password" (when none is named), "code", "mfa"; `at` is the moment of the proof, a timestamp.
    """
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": at or time.time()} for method in methods or ("password",)
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return user
