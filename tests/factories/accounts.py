import factory
from factory.django import DjangoModelFactory

from home.accounts.models import Person, User


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    surname = factory.Sequence(lambda n: f"Тестова{n}")
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
        self.set_password(extracted or "длинный-пароль-1")
        if create:
            self.save()

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        if create and extracted is not False:
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)
