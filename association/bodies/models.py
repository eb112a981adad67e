"""Collegial bodies and who holds which office in them, from when until when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from association.organisations.models import Organisation
from home.accounts.models import Person

from .choices import SINGLE_BODIES, SINGLE_OFFICES, BodyKind, OfficeKind


class CollegialBody(models.Model):
    kind = models.CharField("вид органа", max_length=20, choices=BodyKind)
    title = models.CharField("название", max_length=200, unique=True)
    title_genitive = models.CharField(
        "название в родительном падеже",
        max_length=200,
        help_text="Например: «Президиума Ассоциации». Так название стоит в бумагах после должности.",
    )

    class Meta:
        verbose_name = "коллегиальный орган"
        verbose_name_plural = "коллегиальные органы"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=SINGLE_BODIES),
                name="body_single_of_its_kind",
                violation_error_message="Такой орган в Ассоциации один, и он уже внесён.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OfficeQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def overlapping(self, since, until):
        """Those whose term shares a day with [since, until)."""
        found = self.filter(Q(until__isnull=True) | Q(until__gt=since))
        return found if until is None else found.filter(since__lt=until)


class Office(models.Model):
    """One term of one person in one office of a body (R28, R30)."""

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
    ground = models.CharField(
        "основание",
        max_length=300,
        help_text="Решение об избрании или назначении: орган, дата, номер протокола.",
    )

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

    def clean(self):
        if self.kind not in SINGLE_OFFICES or not (self.body_id and self.since):
            return
        others = Office.objects.filter(body=self.body_id, kind=self.kind).exclude(pk=self.pk)
        if other := others.overlapping(self.since, self.until).select_related("person").first():
            raise ValidationError(
                {
                    "since": f"В это время должность занимает {other.person}. Сначала закончите тот срок."
                }
            )
