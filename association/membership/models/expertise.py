"""The Expert Group at work on a candidate's papers (R22, R23)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.bodies.models import CollegialBody
from home.accounts.models import Person

from ..choices import ExpertiseState, Outcome
from .application import MembershipApplication


class Expertise(models.Model):
    """The papers of one application handed to experts, until their conclusion or until they are called off."""

    application = models.ForeignKey(
        MembershipApplication,
        models.PROTECT,
        related_name="expertises",
        verbose_name="заявление",
    )
    body = models.ForeignKey(
        CollegialBody, models.PROTECT, related_name="+", verbose_name="Экспертная группа"
    )
    lead = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="кто готовит заключение"
    )
    state = models.CharField(
        "состояние", max_length=20, choices=ExpertiseState, default=ExpertiseState.UNDER_WAY
    )
    due_on = models.DateField("срок заключения")
    task = models.TextField("на что обратить внимание", max_length=3000, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто поручил"
    )
    assigned_at = models.DateTimeField("поручено")
    closed_at = models.DateTimeField("закончено", null=True, blank=True)

    class Meta:
        verbose_name = "экспертиза"
        verbose_name_plural = "экспертизы"
        ordering = ["-assigned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=ExpertiseState.UNDER_WAY),
                name="expertise_under_way_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ExpertiseState.UNDER_WAY, closed_at__isnull=True)
                | Q(~Q(state=ExpertiseState.UNDER_WAY), closed_at__isnull=False),
                name="expertise_closed_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.title}: экспертиза"

    def get_absolute_url(self) -> str:
        return reverse("membership:expertise", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state == ExpertiseState.UNDER_WAY

    @property
    def tone(self) -> str:
        """Tone of components/status.html."""
        tones = {ExpertiseState.UNDER_WAY: "waiting", ExpertiseState.CONCLUDED: "positive"}
        return tones.get(self.state, "ended")


class Expert(models.Model):
    """One expert of an expertise, and what this one says of the papers."""

    expertise = models.ForeignKey(
        Expertise, models.PROTECT, related_name="experts", verbose_name="экспертиза"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="эксперт")
    opinion = models.CharField("мнение", max_length=20, choices=Outcome, blank=True)
    remarks = models.TextField("замечания", max_length=5000, blank=True)
    said_at = models.DateTimeField("когда высказано", null=True, blank=True)

    class Meta:
        verbose_name = "эксперт"
        verbose_name_plural = "эксперты"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["expertise", "person"], name="expert_once"),
            models.CheckConstraint(
                condition=Q(opinion="", said_at__isnull=True)
                | (~Q(opinion="") & Q(said_at__isnull=False)),
                name="expert_opinion_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
