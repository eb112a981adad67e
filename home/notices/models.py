"""The log of everything sent (R221), what its readers switched off, and letters to many."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from home.accounts.models import Person
from home.rulebook.text import fold_text

from .choices import LetterStatus, MailingStatus


class Mailing(models.Model):
    """One letter of the secretary to an audience; sent once, and it shows who was told."""

    audience = models.CharField("кому", max_length=100)
    audience_title = models.CharField("кому", max_length=200)
    subject = models.CharField("тема", max_length=200)
    text = models.TextField("текст")
    status = models.CharField(
        "состояние", max_length=20, choices=MailingStatus, default=MailingStatus.DRAFT
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="автор"
    )
    created_at = models.DateTimeField("составлено")
    accepted_at = models.DateTimeField("отправлено секретарём", null=True, blank=True)

    class Meta:
        verbose_name = "письмо адресатам"
        verbose_name_plural = "письма адресатам"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("notices_admin:mailing", args=[self.pk])


class LetterQuerySet(models.QuerySet):
    def due(self, at):
        """Waiting, and their moment has come; one-time codes first, then those never tried."""
        return self.filter(
            Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at), status=LetterStatus.QUEUED
        ).order_by("-is_secret", F("next_attempt_at").asc(nulls_first=True), "pk")

    def found_by(self, text: str):
        """Letters whose subject, address or addressee holds every word, in any case and order."""
        letters = self
        for word in fold_text(text).split():
            letters = letters.filter(
                Q(search_text__contains=word) | Q(person__search_text__contains=word)
            )
        return letters

    def in_inbox(self, person):
        """Of nobody, nothing: `person=None` would find the letters of every unknown address."""
        if person is None:
            return self.none()
        return self.filter(person=person, is_secret=False)


class Letter(models.Model):
    """One letter to one person: why, where to, what it said, what became of it.

    `person` is empty when an account's letter goes to an address that nobody has proved yet, and when an address
    itself asked for letters: then `stop_url` stops them by one press (RFC 8058), and once it has, the row
    keeps that a letter was sent, but no more to whom.
    `rule` and `clause` are kept as they were printed on the day; `calendar` is the entry of RFC 5545 that goes with
    the letter. The text of a secret letter (a
    one-time code) is wiped as soon as the letter has left or is given up.
    """

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="кому",
    )
    address = models.EmailField("адрес", max_length=254, blank=True)
    kind = models.CharField("вид письма", max_length=100)
    about = models.CharField("о чём (ключ)", max_length=200)
    rule = models.CharField("правило", max_length=100, blank=True)
    clause = models.CharField("пункт", max_length=300, blank=True)
    subject = models.CharField("тема", max_length=200)
    text = models.TextField("текст", blank=True)
    stop_url = models.CharField("отказ от писем", max_length=500, blank=True, editable=False)
    calendar = models.TextField("запись для календаря", blank=True, editable=False)
    is_secret = models.BooleanField("содержит одноразовый код", default=False)
    status = models.CharField(
        "состояние", max_length=20, choices=LetterStatus, default=LetterStatus.QUEUED
    )
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    last_error = models.CharField("последняя ошибка", max_length=200, blank=True)
    # SQLite compares Cyrillic letters by case, so a search looks here and not at the subject.
    search_text = models.TextField("для поиска", editable=False, default="")
    message_id = models.UUIDField("Message-ID", default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("составлено")
    next_attempt_at = models.DateTimeField("следующая попытка", null=True, blank=True)
    claimed_at = models.DateTimeField("взято в работу", null=True, blank=True)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    read_at = models.DateTimeField("прочитано в кабинете", null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="письмо адресатам",
    )
    source_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    source_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    source = GenericForeignKey("source_type", "source_id")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "person", "about"], name="letter_once"),
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(person__isnull=True),
                name="letter_to_address_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=LetterStatus.SENT) | Q(sent_at__isnull=False),
                name="letter_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[LetterStatus.QUEUED, LetterStatus.SENDING])
                | ~Q(address=""),
                name="letter_on_its_way_has_address",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "next_attempt_at"], name="letter_waiting"),
            models.Index(fields=["person", "-created_at"], name="letter_of_person"),
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args, **kwargs):
        """Keeps `search_text` true to the fields whose shadow it is."""
        self.remember_search_text()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("notices:read_letter", args=[self.pk])

    def remember_search_text(self) -> None:
        """For `bulk_create`, which saves without `save`."""
        self.search_text = fold_text(f"{self.subject} {self.address}")


class MutedKind(models.Model):
    """That a person wants no e-mail of an optional kind; the letter still waits in the cabinet."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="muted_kinds", verbose_name="человек"
    )
    kind = models.CharField("вид письма", max_length=100)

    class Meta:
        verbose_name = "отключённый вид писем"
        verbose_name_plural = "отключённые виды писем"
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="kind_muted_once")]

    def __str__(self) -> str:
        return self.kind
