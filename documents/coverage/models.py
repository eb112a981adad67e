"""What the program does about the clauses of an edition. One model for links of rules and for informational marks.

Rule, sentence: `Coverage` says that a clause of an adopted edition is carried out by a rule (or carries none).
It belongs to one edition, so what past editions were carried out by stays readable for ever. A new edition takes
the rows of the one before it: the same words follow by themselves, changed words wait for a person, and so does
a rule whose clause has gone. Rows are never deleted: what is taken away says when and by whom.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.regulations.models import Clause, Edition
from home.rulebook import Rule, find_rule

from .choices import Manner, Standing


class CoverageQuerySet(models.QuerySet):
    def standing(self):
        """Not taken away."""
        return self.filter(removed_at=None)

    def of_rules(self):
        return self.exclude(rule_code="")

    def waiting(self):
        """For somebody to confirm, to link elsewhere or to take away."""
        return self.standing().filter(confirmed_at=None)

    def proposed(self):
        return self.waiting().filter(former=None)

    def changed(self):
        """The clause says other words than when the link was confirmed, or is gone."""
        return self.waiting().exclude(former=None)


class Coverage(models.Model):
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="coverage", verbose_name="редакция"
    )
    clause = models.ForeignKey(
        Clause,
        models.PROTECT,
        null=True,
        related_name="coverage",
        verbose_name="пункт",
        help_text="Пусто, когда в этой редакции такого пункта больше нет.",
    )
    former = models.ForeignKey(
        Clause,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="пункт прежней редакции, при котором связь подтверждали",
    )
    rule_code = models.CharField("правило", max_length=100, blank=True)
    manner = models.CharField("как исполняется", max_length=13, choices=Manner)
    text = models.CharField(
        "пояснение",
        max_length=1000,
        blank=True,
        help_text="Одно предложение для читателя; пусто — слова самой программы.",
    )
    linked_at = models.DateTimeField("связано")
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто связал",
    )
    confirmed_at = models.DateTimeField("подтверждено", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто подтвердил",
    )
    removed_at = models.DateTimeField("снято", null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто снял",
    )

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "связь правила с пунктом"
        verbose_name_plural = "связи правил с пунктами"
        ordering = ["edition", "clause__order", "rule_code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "rule_code"],
                condition=Q(removed_at=None),
                name="coverage_once_a_clause",
                violation_error_message="Это правило с этим пунктом уже связано.",
            ),
            models.UniqueConstraint(
                fields=["edition", "former", "rule_code"],
                condition=Q(removed_at=None, clause=None),
                name="coverage_lost_once",
            ),
            models.CheckConstraint(
                condition=Q(clause__isnull=False)
                | Q(former__isnull=False, confirmed_at__isnull=True),
                name="coverage_without_clause_waits",
            ),
            models.CheckConstraint(
                condition=Q(manner=Manner.INFORMATIONAL, rule_code="") & ~Q(text="")
                | ~Q(manner=Manner.INFORMATIONAL) & ~Q(rule_code=""),
                name="coverage_is_a_rule_or_a_note",
                violation_error_message="Связь называет правило, а пункт без правила — причину.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule or self.rule_code or self.get_manner_display()}: {self.clause or self.former}"

    @property
    def rule(self) -> Rule | None:
        """None for a note, and for a rule that the program no longer has."""
        return find_rule(self.rule_code) if self.rule_code else None

    @property
    def sentence(self) -> str:
        """How the clause is carried out, or why there is nothing to carry out."""
        if self.text:
            return self.text
        return (self.rule.does or self.rule.title) if self.rule else ""

    @property
    def standing(self) -> Standing:
        if self.clause_id is None:
            return Standing.LOST
        if self.confirmed_at:
            return Standing.STANDS
        return Standing.CHANGED if self.former_id else Standing.PROPOSED

    @property
    def needs_review(self) -> bool:
        return self.standing in (Standing.CHANGED, Standing.LOST)
