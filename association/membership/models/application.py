"""An application as its applicant fills it in, and the papers handed in with it."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.organisations.models import Organisation

from ..choices import Basis, State
from ..rules import checklist, procedure

_NUMBER = re.compile(r"(?P<number>[0-9]{1,9})/(?P<year>[0-9]{4})")


class Statement(models.Model):
    """What the applicant states: the same fields in the application and in each frozen submission of it."""

    basis = models.CharField("основание", max_length=20, choices=Basis, blank=True)
    qms_number = models.CharField("номер сертификата СМК", max_length=100, blank=True)
    qms_issued_on = models.DateField("дата выдачи сертификата СМК", null=True, blank=True)
    qms_issuer = models.CharField("кем выдан сертификат СМК", max_length=300, blank=True)
    qms_valid_until = models.DateField("сертификат СМК действует до", null=True, blank=True)
    recommended_name = models.CharField("кого рекомендуют", max_length=300, blank=True)
    recommended_position = models.CharField("должность рекомендуемого", max_length=300, blank=True)
    edition = models.ForeignKey(
        "regulations.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="с какой редакцией Положения ознакомлен",
    )
    acquainted_at = models.DateTimeField("когда ознакомлен", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def qms_certificate(self) -> checklist.QmsCertificate:
        return checklist.QmsCertificate(
            self.qms_number, self.qms_issued_on, self.qms_issuer, self.qms_valid_until
        )

    @property
    def basis_rule(self):
        return procedure.basis_rule(self.basis)

    @property
    def asks_recommendation(self) -> bool:
        return checklist.asks_recommendation(self.basis)


class ApplicationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=procedure.OPEN_STATES)

    def sent(self):
        """What the secretary sees: a draft is its applicant's own affair."""
        return self.filter(number__isnull=False)

    def matching(self, text: str):
        """By the organisation's names and numbers in any case, or by «12/2026»."""
        if number := _NUMBER.fullmatch(text.strip()):
            return self.filter(number=number["number"], year=number["year"])
        return self.filter(organisation__in=Organisation.objects.matching(text))


class MembershipApplication(Statement):
    """Приложение А from the first draft to the order; its states stand in rules.procedure.TRANSITIONS."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="applications", verbose_name="организация"
    )
    state = models.CharField(
        "состояние", max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    # Grows with every change, so that whoever has read an older one is told (T35).
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    year = models.PositiveSmallIntegerField("год", null=True, blank=True, editable=False)
    number = models.PositiveIntegerField("номер", null=True, blank=True, editable=False)
    standing_before = models.CharField(
        "положение организации до заявления", max_length=20, blank=True, editable=False
    )
    remarks = models.TextField("замечания", max_length=5000, blank=True)
    refusal_reason = models.TextField("причина отказа", max_length=5000, blank=True)
    refusal_rule = models.CharField("пункт, на котором основан отказ", max_length=100, blank=True)
    order = models.ForeignKey(
        "membership.Order",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="приказ",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал"
    )
    created_at = models.DateTimeField("начато")
    submitted_at = models.DateTimeField("подано", null=True, blank=True)
    closed_at = models.DateTimeField("закончено", null=True, blank=True)
    papers_removed_at = models.DateTimeField("документы уничтожены", null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "заявление о приёме"
        verbose_name_plural = "заявления о приёме"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="application_state_submitted")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=procedure.OPEN_STATES),
                name="application_open_once",
                violation_error_message="У организации уже есть незаконченное заявление.",
            ),
            models.UniqueConstraint(fields=["year", "number"], name="application_number_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year__isnull=True, submitted_at__isnull=True)
                | Q(number__gte=1, year__isnull=False, submitted_at__isnull=False),
                name="application_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(number__isnull=False),
                name="application_numbered_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["", *Basis.values]), name="application_basis_known"
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.CANDIDATE)
                | Q(recommended_name="", recommended_position=""),
                name="application_candidate_recommends_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED, remarks=""),
                name="application_returned_with_remarks",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED, refusal_reason=""),
                name="application_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CONFIRMED, order__isnull=False)
                | Q(~Q(state=State.CONFIRMED), order__isnull=True),
                name="application_confirmed_by_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=procedure.CLOSED_STATES, closed_at__isnull=False)
                | Q(state__in=procedure.OPEN_STATES, closed_at__isnull=True),
                name="application_closed_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} — {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("membership:application", args=[self.pk])

    @property
    def registration_number(self) -> str:
        """«12/2026», or nothing before the application is sent."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def title(self) -> str:
        if self.number:
            return f"Заявление №\xa0{self.registration_number}"
        return "Заявление о приёме"

    @property
    def status(self) -> State:
        return State(self.state)

    @property
    def is_open(self) -> bool:
        return self.state in procedure.OPEN_STATES

    @property
    def is_editable(self) -> bool:
        return procedure.Act.EDIT in procedure.acts_allowed(self.state)


class ApplicationFile(models.Model):
    """A paper handed in for one requirement. One that has been sent once is hidden when removed, never deleted."""

    application = models.ForeignKey(
        MembershipApplication, models.PROTECT, related_name="files", verbose_name="заявление"
    )
    requirement = models.CharField("к какому требованию", max_length=50)
    file = models.OneToOneField(
        "uploads.StoredFile", models.PROTECT, related_name="+", verbose_name="файл"
    )
    note = models.CharField("пояснение", max_length=300, blank=True)
    removed_at = models.DateTimeField("убран", null=True, blank=True)

    class Meta:
        verbose_name = "документ заявления"
        verbose_name_plural = "документы заявления"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(requirement__in=list(checklist.REQUIREMENT_TITLES)),
                name="application_file_requirement_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement_title}: {self.file}"

    @property
    def requirement_title(self) -> str:
        return checklist.REQUIREMENT_TITLES[self.requirement]


class ApplicationCounter(models.Model):
    """The last number given in a year; a number is taken from this row under its lock, without gaps."""

    year = models.PositiveSmallIntegerField("год", primary_key=True)
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "счётчик заявлений"
        verbose_name_plural = "счётчики заявлений"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
