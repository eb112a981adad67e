"""People, and the accounts through which some of them enter. A Person is not an account."""

import hashlib

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from home.accounts.choices import ErasureState
from home.accounts.rules import name_flaw, normalise_email
from home.rulebook.text import fold_text, one_line


def validate_human_name(text: str) -> None:
    if flaw := name_flaw(text):
        raise ValidationError(flaw, code="human_name")


class PersonQuerySet(models.QuerySet):
    def found_by(self, text: str):
        """Everyone whose name or address holds every word of the text, in any case and order."""
        people = self
        for word in fold_text(text).split():
            people = people.filter(search_text__contains=word)
        return people


class Person(models.Model):
    """A human being, with or without a log-in; never merged by name alone (T82)."""

    surname = models.CharField("фамилия", max_length=100, validators=[validate_human_name])
    name = models.CharField("имя", max_length=100, validators=[validate_human_name])
    patronymic = models.CharField(
        "отчество",
        max_length=100,
        blank=True,
        help_text="Если есть.",
        validators=[validate_human_name],
    )
    email = models.EmailField("электронная почта", max_length=254, blank=True)
    # SQLite compares Cyrillic letters by case, so a search looks here and not at the names.
    search_text = models.TextField("для поиска", editable=False, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = ["surname", "name", "patronymic", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, update_fields=None, **kwargs):
        """Keeps `search_text` true to the fields whose shadow it is, whoever saves them."""
        self.search_text = fold_text(f"{self.full_name} {self.email}")
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        for field in ("surname", "name", "patronymic"):
            setattr(self, field, one_line(getattr(self, field)))
        self.email = normalise_email(self.email)

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))

    @property
    def short_name(self) -> str:
        """«М. П. Иванова», with non-breaking spaces."""
        initials = [f"{part[0]}." for part in (self.name, self.patronymic) if part]
        return "\N{NO-BREAK SPACE}".join([*initials, self.surname])


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email=normalise_email(email))

    def create_user(self, email, password=None, **fields):
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account: logs in by e-mail. Who the person is stands in Person."""

    email = models.EmailField("электронная почта", max_length=254, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="человек"
    )
    is_staff = models.BooleanField("входит в Django-администрирование", default=False)
    is_active = models.BooleanField("действует", default=True)
    date_joined = models.DateTimeField("создан", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self):
        self.email = normalise_email(self.email)

    def get_full_name(self) -> str:
        return self.person.full_name if self.person_id else self.email

    def get_short_name(self) -> str:
        return self.person.short_name if self.person_id else self.email


class ConsentText(models.Model):
    """One version of a consent to personal-data processing; never edited once somebody has given it (R220, T66)."""

    purpose = models.SlugField(
        "цель (код)",
        max_length=50,
        help_text="У согласия при регистрации — personal-data. Прежние версии остаются как были.",
    )
    version = models.PositiveIntegerField("версия")
    title = models.CharField("название", max_length=200)
    body = models.TextField("текст")
    published_at = models.DateTimeField("действует с", default=timezone.now)

    class Meta:
        verbose_name = "текст согласия"
        verbose_name_plural = "тексты согласий"
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="consent_text_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, версия {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:consent_text", args=[self.purpose, self.version])

    def clean(self):
        if self.pk and self.is_given:
            raise ValidationError(
                "На этот текст уже даны согласия, изменить его нельзя. Выпустите новую версию."
            )

    @property
    def sha256(self) -> str:
        """Of the title and the body as they are shown, 64 hexadecimal digits."""
        return hashlib.sha256(f"{self.title}\n\n{self.body}".encode()).hexdigest()

    @property
    def is_given(self) -> bool:
        """Whatever row of any room cites it was written when somebody agreed to it."""
        return any(
            field.related_model._base_manager.filter(**{field.field.name: self}).exists()
            for field in self._meta.get_fields(include_hidden=True)
            if field.one_to_many and field.auto_created
        )


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)

    def withdrawals_waiting(self):
        """Withdrawn, and the processing is not yet reported as stopped."""
        return self.filter(withdrawn_at__isnull=False, processing_ended_at=None)


class Consent(models.Model):
    """That a person agreed to one text, when, and when they took it back."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="consents", verbose_name="человек"
    )
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+", verbose_name="текст")
    text_sha256 = models.CharField("контрольная сумма текста", max_length=64)
    given_at = models.DateTimeField("дано")
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)
    processing_ended_at = models.DateTimeField("обработка прекращена", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
            models.CheckConstraint(
                condition=Q(processing_ended_at__isnull=True)
                | Q(
                    withdrawn_at__isnull=False,
                    processing_ended_at__gte=models.F("withdrawn_at"),
                ),
                name="consent_processing_ended_after_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"


class ErasureRequest(models.Model):
    """A person asks that everything be destroyed that nothing obliges to keep (T67)."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="erasure_requests", verbose_name="кто просит"
    )
    state = models.CharField(
        "состояние", max_length=20, choices=ErasureState, default=ErasureState.WAITING
    )
    asked_at = models.DateTimeField("подано")
    due_on = models.DateField("срок")
    answer = models.TextField("ответ", max_length=3000, blank=True)
    kept = models.JSONField("что осталось", default=list, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто исполнил"
    )
    decided_at = models.DateTimeField("когда исполнено", null=True, blank=True)

    class Meta:
        verbose_name = "требование об уничтожении данных"
        verbose_name_plural = "требования об уничтожении данных"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=ErasureState.WAITING),
                name="erasure_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ErasureState.WAITING, decided_at__isnull=True)
                | Q(~Q(state=ErasureState.WAITING), decided_at__isnull=False),
                name="erasure_decided_with_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.REFUSED, answer=""),
                name="erasure_refused_with_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display().lower()}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ErasureState.WAITING
