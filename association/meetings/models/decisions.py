from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.records.choices import Level
from documents.uploads.models import StoredFile
from home.accounts.models import Person

from ..choices import DecisionForm, Execution, Step
from ..rules.decisions import Course
from .agenda import AgendaItem
from .meeting import Meeting
from .votes import Vote


class Decision(models.Model):
    """What the meeting decided on an item; made by an adopted vote and by nothing else (R7)."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", verbose_name="заседание"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="decisions", verbose_name="вопрос"
    )
    vote = models.OneToOneField(
        Vote, models.PROTECT, related_name="decision", verbose_name="голосование"
    )
    number = models.CharField("номер", max_length=20, help_text="«3.1»: вопрос и решение по нему.")
    form = models.CharField("вид", max_length=20, choices=DecisionForm)
    text = models.TextField("решение")
    level = models.CharField("кто видит", max_length=20, choices=Level)
    adopted_on = models.DateField("принято")
    executor = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_to_carry_out",
        verbose_name="исполнитель",
    )
    due_on = models.DateField("исполнить до", null=True, blank=True)
    execution = models.CharField(
        "исполнение", max_length=20, choices=Execution, default=Execution.NOT_NEEDED
    )
    told_at = models.DateTimeField("доведено до исполнителя", null=True, blank=True)
    reported_on = models.DateField("исполнитель доложил", null=True, blank=True)
    accepted_on = models.DateField("исполнение принято", null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    effect = models.CharField(
        "что из него последовало",
        max_length=500,
        blank=True,
        help_text="Что сделала программа, исполняя решение.",
    )

    class Meta:
        verbose_name = "решение"
        verbose_name_plural = "решения"
        ordering = ["-adopted_on", "meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(execution=Execution.NOT_NEEDED, executor__isnull=True)
                | Q(~Q(execution=Execution.NOT_NEEDED), executor__isnull=False),
                name="decision_carried_out_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(execution__in=[Execution.REPORTED, Execution.DONE])
                | Q(reported_on__isnull=False),
                name="decision_reported_has_day",
            ),
            models.CheckConstraint(
                condition=Q(execution=Execution.DONE, accepted_on__isnull=False)
                | Q(~Q(execution=Execution.DONE), accepted_on__isnull=True),
                name="decision_done_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["executor", "execution", "due_on"], name="decision_of_executor"),
            models.Index(fields=["execution", "due_on"], name="decision_overdue"),
            models.Index(fields=["-adopted_on", "meeting", "id"], name="decision_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision", args=[self.pk])

    @property
    def title(self) -> str:
        return f"Решение №\xa0{self.number}"

    @property
    def course(self) -> Course:
        return Course(self.due_on, self.reported_on, self.accepted_on)

    @property
    def is_internal(self) -> bool:
        """None of the three forms of 1.5 (C37)."""
        return self.form == DecisionForm.INTERNAL


class ExecutionStep(models.Model):
    """One step of carrying a decision out: who said or did what, when; never edited."""

    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="steps", verbose_name="решение"
    )
    kind = models.CharField("что", max_length=20, choices=Step)
    text = models.TextField("что сделано", blank=True)
    change = models.CharField("что изменено", max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "шаг исполнения"
        verbose_name_plural = "шаги исполнения"
        ordering = ["decision", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
