"""A request for help: an organisation that need not be known here, and a person who may answer for it (2.3.1)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.bodies.models import CollegialBody
from association.organisations.models import Organisation, Territory
from documents.uploads.models import StoredFile
from home.accounts.models import ConsentText, Person

from ..choices import HELP_TONES, HelpState, HelpTopic
from ..rules import help as rules

FORGOTTEN = "удалено по сроку хранения"


class HelpRequest(models.Model):
    """What was asked and answered; a year after its end, or at the word of who asked, only the fact of it stays."""

    year = models.PositiveSmallIntegerField("год", editable=False)
    number = models.PositiveIntegerField("номер в году", editable=False)
    key = models.UUIDField("ключ ссылки", default=uuid.uuid4, unique=True, editable=False)
    topic = models.CharField("о чём", max_length=20, choices=HelpTopic)
    organisation_name = models.CharField("организация", max_length=300)
    inn = models.CharField("ИНН", max_length=10, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="help_requests",
        verbose_name="чей представитель обратился",
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="территория",
    )
    contact_name = models.CharField("кто обращается", max_length=300)
    email = models.EmailField("электронная почта", max_length=254, blank=True)
    phone = models.CharField("телефон", max_length=50, blank=True)
    text = models.TextField("вопрос", max_length=5000)
    consent_text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="+", verbose_name="текст согласия"
    )
    consent_sha256 = models.CharField("контрольная сумма согласия", max_length=64)
    asked_at = models.DateTimeField("получено")
    state = models.CharField(
        "состояние", max_length=20, choices=HelpState, default=HelpState.NEW, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    executor = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="help_requests",
        verbose_name="исполнитель",
    )
    body = models.ForeignKey(
        CollegialBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="help_requests",
        verbose_name="орган",
    )
    routed_at = models.DateTimeField("передано", null=True, blank=True)
    answer = models.TextField("ответ", max_length=10_000, blank=True)
    answer_file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="файл ответа",
    )
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто ответил",
    )
    finished_at = models.DateTimeField("завершено", null=True, blank=True)
    forgotten_at = models.DateTimeField("данные удалены", null=True, blank=True)

    class Meta:
        verbose_name = "обращение о помощи"
        verbose_name_plural = "обращения о помощи"
        ordering = ["-year", "-number"]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="help_request_state"),
            models.Index(fields=["executor", "state"], name="help_request_executor"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="help_request_number_once"),
            models.CheckConstraint(
                condition=~Q(state=HelpState.ROUTED) | Q(executor__isnull=False),
                name="help_request_routed_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(HelpState.NEW, HelpState.ROUTED), finished_at__isnull=True)
                | (~Q(state__in=(HelpState.NEW, HelpState.ROUTED)) & Q(finished_at__isnull=False)),
                name="help_request_finished_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(email="", phone="", answer="", answer_file__isnull=True),
                name="help_request_forgotten_is_empty",
            ),
        ]

    def __str__(self) -> str:
        """Without who asks: Wagtail's log keeps what this returns (T65)."""
        return f"Обращение №\xa0{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("inquiries:help_request", args=[self.pk])

    @property
    def title(self) -> str:
        return rules.number_of(self.year, self.number)

    @property
    def tone(self) -> str:
        return HELP_TONES[self.state]
