"""A pair that works: approved by a decision of the Presidium, and over when its aim is reached (R46, R47, R68)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from association.meetings.models import Decision
from association.organisations.models import Organisation, QmsCertificate

from ..choices import Criterion, EndGround, Side


class PairQuerySet(models.QuerySet):
    def in_force(self, on):
        """Those that work on the day; `ended_on` is the first day without."""
        return self.filter(begins_on__lte=on).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def of(self, organisation):
        return self.filter(Q(mentor=organisation) | Q(candidate=organisation))

    def matching(self, text: str):
        """Every word of `text` occurs in the names or numbers of one of the two."""
        if not text:
            return self
        named = Organisation.objects.matching(text).values("pk")
        return self.filter(Q(mentor__in=named) | Q(candidate__in=named))


class Pair(models.Model):
    """One mentor and one candidate, from the decision that approved them to the day their work ended."""

    mentor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pairs_as_mentor", verbose_name="наставник"
    )
    candidate = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pairs_as_candidate", verbose_name="кандидат"
    )
    criterion = models.CharField("по какому признаку", max_length=20, choices=Criterion)
    begins_on = models.DateField("работает с")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="pairs", verbose_name="решение об утверждении"
    )
    ended_on = models.DateField("работала до", null=True, blank=True)
    end_ground = models.CharField("почему закончена", max_length=20, choices=EndGround, blank=True)
    end_note = models.CharField("пояснение", max_length=1000, blank=True)
    end_decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_pairs",
        verbose_name="решение о прекращении",
    )
    certificate = models.ForeignKey(
        QmsCertificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="сертификат, полученный кандидатом",
    )
    ended_at = models.DateTimeField("когда внесено окончание", null=True, blank=True)
    last_entry_at = models.DateTimeField("последняя запись", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "пара «наставник — кандидат»"
        verbose_name_plural = "пары «наставник — кандидат»"
        ordering = ["-begins_on", "-pk"]
        indexes = [models.Index(fields=["ended_on", "begins_on"], name="pair_in_force")]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "candidate"],
                condition=Q(ended_on__isnull=True),
                name="pair_works_once",
                violation_error_message="Эта пара уже работает.",
            ),
            models.CheckConstraint(condition=~Q(mentor=F("candidate")), name="pair_of_two"),
            models.CheckConstraint(
                condition=Q(criterion__in=Criterion.values), name="pair_has_criterion"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begins_on")),
                name="pair_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_ground="", ended_at__isnull=True)
                | Q(ended_on__isnull=False, ended_at__isnull=False)
                & (
                    Q(end_ground=EndGround.CERTIFIED, certificate__isnull=False)
                    | Q(end_ground=EndGround.DECISION, end_decision__isnull=False)
                ),
                name="pair_ended_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} — {self.candidate}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:pair", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Its end has been entered; whether it works on a day is asked of `in_force`."""
        return self.ended_on is not None

    def organisation_on(self, side: Side) -> Organisation:
        return self.mentor if side == Side.MENTOR else self.candidate
