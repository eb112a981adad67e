"""Questions of the Association to its members, with a term; answers are added and never changed (5.2, 5.7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.bodies.models import CollegialBody
from association.organisations.models import Organisation
from documents.uploads.models import StoredFile

from ..choices import REQUEST_TONES, Circle, RequestState
from ..rules import information as rules


class InformationRequest(models.Model):
    """What is asked; its addressees are written down when it is sent, as they were that day."""

    year = models.PositiveSmallIntegerField("год", editable=False)
    number = models.PositiveIntegerField("номер в году", editable=False)
    body = models.ForeignKey(
        CollegialBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="information_requests",
        verbose_name="от имени органа",
    )
    title = models.CharField("о чём", max_length=200)
    text = models.TextField("что нужно сообщить", max_length=10_000)
    due_on = models.DateField("ответить до")
    circle = models.CharField("кому", max_length=20, choices=Circle)
    state = models.CharField(
        "состояние", max_length=20, choices=RequestState, default=RequestState.OPEN
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отправил"
    )
    sent_as = models.CharField("в каком качестве", max_length=200)
    sent_at = models.DateTimeField("отправлен")
    finished_at = models.DateTimeField("закрыт", null=True, blank=True)
    finish_reason = models.CharField("почему", max_length=500, blank=True)

    class Meta:
        verbose_name = "запрос сведений"
        verbose_name_plural = "запросы сведений"
        ordering = ["-year", "-number"]
        indexes = [models.Index(fields=["state", "due_on"], name="information_request_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="information_request_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, finished_at__isnull=True)
                | (~Q(state=RequestState.OPEN) & Q(finished_at__isnull=False)),
                name="information_request_finished_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.CANCELLED, finish_reason=""),
                name="information_request_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Запрос №\xa0{self.registration_number}"

    def get_absolute_url(self) -> str:
        return reverse("inquiries:information_request", args=[self.pk])

    @property
    def registration_number(self) -> str:
        return rules.number_of(self.year, self.number)

    @property
    def tone(self) -> str:
        return REQUEST_TONES[self.state]


class RequestFile(models.Model):
    """What goes with the question: a form to fill in, a letter."""

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="files", verbose_name="запрос"
    )
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")

    class Meta:
        verbose_name = "файл запроса"
        verbose_name_plural = "файлы запросов"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class Addressee(models.Model):
    """One member that was asked; `answered_at` is the moment of its first answer."""

    request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="addressees", verbose_name="запрос"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="information_requests",
        verbose_name="организация",
    )
    answered_at = models.DateTimeField("ответила", null=True, blank=True)
    answered_on = models.DateField("день ответа", null=True, blank=True)

    class Meta:
        verbose_name = "адресат запроса"
        verbose_name_plural = "адресаты запросов"
        ordering = ["organisation__short_name", "pk"]
        indexes = [
            models.Index(fields=["organisation", "answered_at"], name="addressee_of_organisation")
        ]
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="addressee_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_on__isnull=True)
                | Q(answered_at__isnull=False, answered_on__isnull=False),
                name="addressee_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("inquiries:question", args=[self.pk])


class Answer(models.Model):
    """One answer of an addressee; the next one adds to it."""

    addressee = models.ForeignKey(
        Addressee, models.PROTECT, related_name="answers", verbose_name="адресат"
    )
    text = models.TextField("ответ", max_length=10_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто ответил"
    )
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "ответ на запрос"
        verbose_name_plural = "ответы на запросы"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Ответ: {self.addressee}"


class AnswerFile(models.Model):
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="files", verbose_name="ответ")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")

    class Meta:
        verbose_name = "файл ответа"
        verbose_name_plural = "файлы ответов"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)
