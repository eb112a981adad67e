"""How a membership ends: exit at will, removal by the Presidium, reorganisation, another ground (R40–R42, C13, C14)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.meetings.models import Decision
from association.organisations.models import Organisation, Reorganisation

from ..choices import DepartureKind, DepartureState
from ..rules import leaving


class DepartureQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=leaving.OPEN_STATES)

    def matching(self, text: str):
        """By the names and numbers of the organisation, in any case."""
        return self.filter(organisation__in=Organisation.objects.matching(text))


class Departure(models.Model):
    """One way out, from its paper to the last day; its states stand in rules.leaving.TRANSITIONS."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="departures", verbose_name="организация"
    )
    kind = models.CharField("вид", max_length=20, choices=DepartureKind)
    state = models.CharField(
        "состояние", max_length=20, choices=DepartureState, default=DepartureState.DRAFT
    )
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    year = models.PositiveSmallIntegerField("год", null=True, blank=True, editable=False)
    number = models.PositiveIntegerField("номер", null=True, blank=True, editable=False)
    ground = models.TextField("основание", max_length=3000, blank=True)
    initiator = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="removals_asked",
        verbose_name="кто предложил исключить",
    )
    paper = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="печатное заявление",
    )
    scan = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан с подписью руководителя",
    )
    own_scan = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="заявление самой организации",
    )
    journal_number = models.CharField("номер по журналу входящих", max_length=50, blank=True)
    received_on = models.DateField("дата получения", null=True, blank=True)
    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="removal",
        verbose_name="решение заседания",
    )
    decision_text = models.CharField("решение, принятое на бумаге", max_length=500, blank=True)
    reorganisation = models.ForeignKey(
        Reorganisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="реорганизация",
    )
    ends_on = models.DateField("членство прекращено с", null=True, blank=True)
    answer = models.TextField("чем закончилось", max_length=3000, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал"
    )
    opened_at = models.DateTimeField("начато")
    filed_at = models.DateTimeField("подано", null=True, blank=True)
    closed_at = models.DateTimeField("закончено", null=True, blank=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = "прекращение членства"
        verbose_name_plural = "прекращения членства"
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["state", "kind"], name="departure_state_kind")]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="departure_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(state__in=leaving.OPEN_STATES) & ~Q(kind=DepartureKind.REMOVAL),
                name="departure_open_once",
                violation_error_message="Такое заявление уже рассматривается.",
            ),
            # A draft is its author's own: one member's stops no other from proposing (3.14).
            models.UniqueConstraint(
                fields=["organisation", "initiator"],
                condition=Q(kind=DepartureKind.REMOVAL, state=DepartureState.DRAFT),
                name="departure_removal_draft_once",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(kind=DepartureKind.REMOVAL, state=DepartureState.FILED),
                name="departure_removal_filed_once",
                violation_error_message="Такое предложение уже рассматривается.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=leaving.OPEN_STATES, closed_at__isnull=True)
                | Q(state__in=leaving.CLOSED_STATES, closed_at__isnull=False),
                name="departure_closed_with_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=DepartureState.DONE) | Q(ends_on__isnull=False),
                name="departure_done_with_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DepartureKind.REMOVAL) | Q(initiator__isnull=False),
                name="departure_removal_has_initiator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} — {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("membership:departure", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in leaving.OPEN_STATES

    @property
    def registration_number(self) -> str:
        """«3/2026», or nothing before it is filed."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def title(self) -> str:
        """«Заявление о выходе №\xa03/2026»."""
        named = DepartureKind(self.kind).paper
        return f"{named} №\xa0{self.registration_number}" if self.number else named

    @property
    def status(self) -> DepartureState:
        return DepartureState(self.state)

    @property
    def rule(self):
        return leaving.RULES[DepartureKind(self.kind)]

    @property
    def applicant(self) -> Organisation:
        """Whose head signs: the one that leaves, or the member that proposes to remove another."""
        return self.initiator or self.organisation

    @property
    def is_removal(self) -> bool:
        return self.kind == DepartureKind.REMOVAL


class DepartureCounter(models.Model):
    """The last number given in a year; taken under its lock, without gaps."""

    year = models.PositiveSmallIntegerField("год", primary_key=True)
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "счётчик прекращений членства"
        verbose_name_plural = "счётчики прекращений членства"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
