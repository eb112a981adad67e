"""By what rules a body decides: every number with the clause that asks for it (R223)."""

from fractions import Fraction

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from home.rulebook import Rule
from home.workdays.choices import DayKind

from ..choices import (
    Comparison,
    Denominator,
    Filling,
    Period,
    RetentionStart,
    RuleSetState,
    Signatories,
    TieRule,
)
from ..rules.values import ORDINARY, VALUES, rule_of
from ..rules.voting import Adoption, QuorumRule


class RuleSetQuerySet(models.QuerySet):
    def in_force(self):
        """One version of each code."""
        return self.filter(state=RuleSetState.IN_FORCE)

    def drafts(self):
        return self.filter(state=RuleSetState.DRAFT)


class RuleSet(models.Model):
    """One version of a set of rules. Once in force it is never changed: a meeting keeps it by its key.

    `clauses` says for each value, by its name in VALUES, the clauses as they are printed («4.7», «3.1; 3.4»); a value
    that is absent there is «не из положения». `edits` counts the changes of a draft (T35). `notes` explains a value in a sentence («по аналогии с Президиумом»,
    C36). Clauses are those of the regulation whose key is `source`.
    """

    code = models.SlugField("код", max_length=50)
    version = models.PositiveIntegerField("версия", default=1)
    title = models.CharField("название", max_length=200)
    source = models.SlugField("ключ положения", max_length=50, blank=True)
    state = models.CharField(
        "состояние", max_length=20, choices=RuleSetState, default=RuleSetState.DRAFT
    )
    in_force_since = models.DateTimeField("действует с", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    edits = models.PositiveIntegerField(default=0, editable=False)

    quorum_numerator = models.PositiveSmallIntegerField("кворум: числитель", default=1)
    quorum_denominator = models.PositiveSmallIntegerField(
        "кворум: знаменатель", default=2, validators=[MinValueValidator(1)]
    )
    remote_counts = models.BooleanField("участвующие дистанционно — в кворуме", default=True)
    exact_half_note = models.BooleanField(
        "отмечать решения, принятые ровно половиной", default=True
    )
    minutes_days = models.PositiveSmallIntegerField("срок оформления протокола, дней", default=5)
    minutes_day_kind = models.CharField(
        "дни срока протокола", max_length=20, choices=DayKind, default=DayKind.CALENDAR
    )
    minutes_moves_off_days_off = models.BooleanField(
        "срок протокола переносится с выходного", default=True
    )
    opinion_days = models.PositiveSmallIntegerField(
        "за сколько рабочих дней ждут письменные мнения",
        null=True,
        blank=True,
        help_text="Пусто: письменные мнения не предусмотрены.",
        validators=[MaxValueValidator(30)],
    )
    signatories = models.CharField(
        "кто подписывает протокол",
        max_length=30,
        choices=Signatories,
        default=Signatories.CHAIR_AND_SECRETARY,
    )
    agreement_sheet = models.BooleanField("протокол согласуют члены органа", default=False)
    agreement_days = models.PositiveSmallIntegerField(
        "сколько рабочих дней ждут согласования", default=2
    )
    period = models.CharField(
        "как часто заседает", max_length=20, choices=Period, default=Period.NONE
    )
    extraordinary_fills_period = models.BooleanField(
        "внеочередное заседание засчитывается", default=False
    )
    materials_reminder_days = models.PositiveSmallIntegerField(
        "за сколько дней напомнить о материалах", default=3
    )
    retention_years = models.PositiveSmallIntegerField(
        "сколько лет хранится протокол", null=True, blank=True, help_text="Пусто: бессрочно."
    )
    retention_start = models.CharField(
        "начало хранения", max_length=20, choices=RetentionStart, default=RetentionStart.SIGNING
    )
    absentee_allowed = models.BooleanField("возможно заочное голосование", default=False)
    poll_allowed = models.BooleanField("возможен письменный опрос", default=False)
    poll_days = models.PositiveSmallIntegerField("наименьший срок опроса, дней", default=1)
    chair_filling = models.CharField(
        "как занимают должность главы", max_length=20, choices=Filling, default=Filling.ELECTED
    )
    deputy_filling = models.CharField(
        "как занимают должность заместителя",
        max_length=20,
        choices=Filling,
        default=Filling.ELECTED,
    )
    secretary_filling = models.CharField(
        "как занимают должность секретаря",
        max_length=20,
        choices=Filling,
        default=Filling.APPOINTED,
    )
    chair_term_years = models.PositiveSmallIntegerField("срок главы, лет", null=True, blank=True)
    deputy_term_years = models.PositiveSmallIntegerField(
        "срок заместителя, лет", null=True, blank=True
    )
    members_are_heads = models.BooleanField(
        "члены — руководители организаций-членов", default=False
    )

    clauses = models.JSONField("пункты", default=dict, blank=True)
    notes = models.JSONField("пояснения", default=dict, blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = "набор правил"
        verbose_name_plural = "наборы правил"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="rule_set_version_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state=RuleSetState.IN_FORCE),
                name="rule_set_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(
                    quorum_denominator__gt=0, quorum_numerator__lte=F("quorum_denominator")
                ),
                name="rule_set_quorum_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, версия\xa0{self.version}"

    @property
    def is_draft(self) -> bool:
        return self.state == RuleSetState.DRAFT

    @property
    def quorum(self) -> Fraction:
        return Fraction(self.quorum_numerator, self.quorum_denominator)

    @property
    def quorum_rule(self) -> QuorumRule:
        return QuorumRule(self.quorum, self.remote_counts, self.rule_for("quorum"))

    def adoption(self, matter_code: str) -> Adoption:
        """How a matter of this kind is adopted; one that the set does not name, as an ordinary one."""
        matters = {matter.code: matter for matter in self.matters.all()}
        return _adoption(self, matters.get(matter_code) or matters[ORDINARY])

    def rule_for(self, name: str) -> Rule:
        """The rule behind a value, by its name in VALUES; KeyError on any other."""
        clauses = self.clauses.get(name, "")
        return rule_of(self.code, name, VALUES[name], clauses, self.source)

    def note_for(self, name: str) -> str:
        return self.notes.get(name, "")


class MatterRule(models.Model):
    """By what majority one kind of matter is adopted (C5)."""

    rule_set = models.ForeignKey(
        RuleSet, models.CASCADE, related_name="matters", verbose_name="набор правил"
    )
    code = models.SlugField("код", max_length=50)
    title = models.CharField("какие вопросы", max_length=200)
    comparison = models.CharField(
        "сравнение", max_length=20, choices=Comparison, default=Comparison.AT_LEAST
    )
    numerator = models.PositiveSmallIntegerField("числитель", default=1)
    denominator = models.PositiveSmallIntegerField("знаменатель", default=2)
    counted_of = models.CharField(
        "от чего доля", max_length=20, choices=Denominator, default=Denominator.PRESENT
    )
    tie_rule = models.CharField(
        "при равенстве голосов", max_length=20, choices=TieRule, default=TieRule.NONE
    )
    tie_on_equal = models.BooleanField(
        "равенство — это когда «за» и «против» поровну",
        default=True,
        help_text="Иначе — только когда «за» ровно та доля, от которой считают, и не больше.",
    )
    clause = models.CharField("пункт", max_length=100, blank=True)
    tie_clause = models.CharField("пункт о равенстве голосов", max_length=100, blank=True)
    note = models.CharField("пояснение", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "правило принятия решений"
        verbose_name_plural = "правила принятия решений"
        ordering = ["rule_set", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "code"], name="matter_rule_once"),
            models.CheckConstraint(
                condition=Q(denominator__gt=0, numerator__lte=F("denominator")),
                name="matter_rule_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


def _adoption(rule_set: RuleSet, matter: MatterRule) -> Adoption:
    tie_rule = TieRule(matter.tie_rule)
    has_tie_rule = tie_rule != TieRule.NONE
    return Adoption(
        matter=matter.code,
        title=matter.title,
        comparison=Comparison(matter.comparison),
        share=matter.fraction,
        counted_of=Denominator(matter.counted_of),
        tie_rule=tie_rule,
        rule=_rule_for_matter(rule_set, matter, "adopt", matter.clause),
        tie_rule_cited=_rule_for_matter(rule_set, matter, "tie", matter.tie_clause)
        if has_tie_rule
        else None,
        exact_half_note=rule_set.exact_half_note,
        tie_on_equal=matter.tie_on_equal,
    )


def _rule_for_matter(rule_set: RuleSet, matter: MatterRule, part: str, clauses: str) -> Rule:
    return rule_of(
        rule_set.code,
        f"{part}-{matter.code}",
        matter.title,
        clauses,
        rule_set.source,
        like=f"{part}-{ORDINARY}",
    )
