"""One term of one person in one office of a body."""

from datetime import date

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from association.organisations.models import Organisation
from home.accounts.models import Person

from ..choices import SINGLE_OFFICES, BodyKind, Filling, OfficeKind, ReleaseGround
from .bodies import CollegialBody


class OfficeQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def overlapping(self, since, until):
        """Those whose term shares a day with [since, until)."""
        found = self.filter(Q(until__isnull=True) | Q(until__gt=since))
        return found if until is None else found.filter(since__lt=until)


class Office(models.Model):
    """One term of one person in one office of a body (R28, R30).

    `term_ends` is the first day after the term that a regulation gives, `until` the first day without the office:
    who stays on when the term is over still acts, and is flagged, until somebody else comes or an act ends it.
    """

    body = models.ForeignKey(
        CollegialBody, models.PROTECT, related_name="offices", verbose_name="орган"
    )
    kind = models.CharField("должность в органе", max_length=20, choices=OfficeKind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="offices", verbose_name="человек"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="от какой организации",
    )
    since = models.DateField("с какого дня")
    until = models.DateField(
        "до какого дня", null=True, blank=True, help_text="Этот день уже не входит в срок."
    )
    term_ends = models.DateField(
        "срок истекает",
        null=True,
        blank=True,
        help_text="Первый день после срока. Пока преемника нет, человек остаётся в должности, а срок отмечен как истёкший.",
    )
    filling = models.CharField(
        "как занял должность", max_length=20, choices=Filling, default=Filling.ELECTED
    )
    position = models.CharField(
        "должность на основной работе",
        max_length=200,
        blank=True,
        help_text="Стоит в протоколе после фамилии. Для руководителя организации можно не заполнять.",
    )
    ground = models.CharField(
        "основание",
        max_length=300,
        help_text="Решение об избрании или назначении: орган, дата, номер протокола.",
    )
    release_ground = models.CharField(
        "основание досрочного освобождения",
        max_length=20,
        choices=ReleaseGround,
        blank=True,
        editable=False,
    )
    release_note = models.CharField(
        "чем закончился срок", max_length=300, blank=True, editable=False
    )
    source_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    source_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    source = GenericForeignKey("source_type", "source_id")

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "должность в органе"
        verbose_name_plural = "должности в органах"
        ordering = ["body", "kind", "-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="office_ends_after_start",
                violation_error_message="Срок должен кончаться позже, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(term_ends__isnull=True) | Q(term_ends__gt=F("since")),
                name="office_term_ends_after_start",
                violation_error_message="Срок должен истекать позже, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(release_ground="") | Q(until__isnull=False),
                name="office_released_with_day",
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "person", "since"],
                name="office_entered_once",
                violation_error_message="Эта должность с этого дня уже внесена.",
            ),
            models.UniqueConstraint(
                fields=["body", "kind"],
                condition=Q(kind__in=SINGLE_OFFICES, until__isnull=True),
                name="office_held_by_one",
                violation_error_message="Эту должность уже занимает другой человек без срока окончания.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} — {self.person} ({self.body})"

    def is_in_force(self, on) -> bool:
        return self.since <= on and (self.until is None or self.until > on)

    @property
    def is_chair_of_presidium(self) -> bool:
        """Whose early release has three grounds and no more (3.7)."""
        return self.kind == OfficeKind.CHAIR and self.body.kind == BodyKind.PRESIDIUM

    @property
    def runs_out(self) -> date | None:
        """The nearer of the two ends."""
        return min(filter(None, (self.term_ends, self.until)), default=None)

    def clean(self):
        if self.kind not in SINGLE_OFFICES or not (self.body_id and self.since):
            return
        others = Office.objects.filter(body=self.body_id, kind=self.kind).exclude(pk=self.pk)
        # Whose term is out makes room for the next one.
        others = others.exclude(until__isnull=True, term_ends__lte=self.since)
        if other := others.overlapping(self.since, self.until).select_related("person").first():
            raise ValidationError(
                {
                    "since": f"В это время должность занимает {other.person}. Сначала закончите тот срок."
                }
            )
