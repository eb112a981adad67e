"""What a mentor offers and a candidate needs, as they say themselves (R43, R44)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from association.organisations.models import Branch, Organisation
from association.processes.models import Process

from ..choices import Language


def russian_alone() -> list[str]:
    return [Language.RUSSIAN]


class Profile(models.Model):
    """Common to both: how they can work together."""

    works_remotely = models.BooleanField("удалённо", default=True)
    meets_in_person = models.BooleanField("с выездами", default=True)
    languages = models.JSONField("языки работы", default=russian_alone)
    about = models.TextField("о себе", max_length=2000, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто изменил"
    )
    updated_at = models.DateTimeField("изменена")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(works_remotely=True) | Q(meets_in_person=True),
                name="%(class)s_works_somehow",
            )
        ]


class MentorProfile(Profile):
    """What a member that is willing to be a mentor offers. Whether it may be one is asked of its standing and its
    certificate each time (R43), never kept here."""

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        primary_key=True,
        related_name="mentor_profile",
        verbose_name="организация",
    )
    is_willing = models.BooleanField("готова быть наставником", default=True)
    capacity = models.PositiveSmallIntegerField(
        "скольким кандидатам сможет помогать сразу",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    reach_km = models.PositiveSmallIntegerField(
        "на сколько километров готова выезжать",
        null=True,
        blank=True,
        validators=[MaxValueValidator(10_000)],
        help_text="Пусто — на любое расстояние.",
    )
    branches = models.ManyToManyField(
        Branch,
        blank=True,
        related_name="mentors",
        verbose_name="отрасли, которые знает",
        help_text="Своя отрасль считается всегда.",
    )
    processes = models.ManyToManyField(
        Process, blank=True, related_name="mentors", verbose_name="каким процессам научит"
    )

    class Meta(Profile.Meta):
        verbose_name = "анкета наставника"
        verbose_name_plural = "анкеты наставников"
        ordering = ["organisation"]
        constraints = [
            *Profile.Meta.constraints,
            models.CheckConstraint(condition=Q(capacity__gte=1), name="mentor_takes_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: наставник"


class CandidateProfile(Profile):
    """In what a candidate needs help."""

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        primary_key=True,
        related_name="candidate_profile",
        verbose_name="организация",
    )
    needs = models.ManyToManyField(
        Process, blank=True, related_name="candidates", verbose_name="в чём нужна помощь"
    )

    class Meta(Profile.Meta):
        verbose_name = "анкета кандидата"
        verbose_name_plural = "анкеты кандидатов"
        ordering = ["organisation"]

    def __str__(self) -> str:
        return f"{self.organisation}: кандидат"
