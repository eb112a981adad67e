"""What is said about an adopted text beside it: corrections of misprints, and interpretations. The text stays."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .editions import Clause


class Erratum(models.Model):
    """A misprint of an adopted edition, corrected on a day; readers see both spellings."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="errata", verbose_name="пункт")
    wrong = models.CharField("напечатано", max_length=500)
    right = models.CharField("следует читать", max_length=500, blank=True)
    made_on = models.DateField("дата исправления")
    ground = models.CharField(
        "основание", max_length=300, help_text="Кто и чем исправил: «приказ от 12.01.2026 №\xa07»."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто внёс",
    )
    made_at = models.DateTimeField("внесено")

    class Meta:
        verbose_name = "исправление опечатки"
        verbose_name_plural = "исправления опечаток"
        ordering = ["made_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(wrong=models.F("right")),
                name="erratum_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return f"«{self.wrong}» → «{self.right}»"


class InterpretationQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_on=None)


class Interpretation(models.Model):
    """An editor's note at a clause: how a doubtful place is understood. Never part of the text.

    It speaks of the clause as it stood in the edition of `clause`; a later edition shows it at the clause of
    the same anchor while the text of that clause is the same.
    """

    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="interpretations", verbose_name="пункт"
    )
    text = models.TextField("толкование", max_length=4000)
    written_on = models.DateField("дата")
    decision = models.CharField(
        "решение",
        max_length=300,
        blank=True,
        help_text="Чем утверждено, если утверждено: «решение Президиума от 12.01.2026 №\xa03».",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто внёс",
    )
    created_at = models.DateTimeField("внесено")
    withdrawn_on = models.DateField("снято", null=True, blank=True)

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        verbose_name = "толкование"
        verbose_name_plural = "толкования"
        ordering = ["written_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("written_on")),
                name="interpretation_withdrawn_after_written",
                violation_error_message="Толкование не могли снять раньше, чем написали.",
            ),
        ]

    def __str__(self) -> str:
        return f"Толкование: {self.clause}"
