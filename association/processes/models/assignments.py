"""Who answers for methodical support of which process: assigned by a meeting of the Association alone (3.17, R49, R50)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from association.meetings.models import Decision
from association.organisations.models import Organisation
from documents.uploads.models import StoredFile

from ..choices import PROPOSAL_TONES, Assigning, ProposalState, Support
from .catalogue import Process


class AssignmentQuerySet(models.QuerySet):
    def in_force(self, on):
        """Those that stand on the day; `until` is the first day without."""
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))

    def matching(self, text: str):
        """By the names and numbers of the member, or by the process."""
        members = Organisation.objects.matching(text).values("pk")
        return self.filter(Q(organisation__in=members) | Q(process__name__icontains=text))


class ProcessAssignment(models.Model):
    """A member answers for methodical support of a process since a decision; the constraint knows none without (R50)."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments", verbose_name="организация"
    )
    process = models.ForeignKey(
        Process, models.PROTECT, related_name="assignments", verbose_name="процесс"
    )
    since = models.DateField("закреплено с")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="assignments", verbose_name="решение"
    )
    until = models.DateField("до", null=True, blank=True)
    end_decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_assignments",
        verbose_name="решение о снятии",
    )
    end_reason = models.CharField("почему снято", max_length=500, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "закрепление процесса"
        verbose_name_plural = "закрепления процессов"
        ordering = ["process", "organisation", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "process"],
                condition=Q(until__isnull=True),
                name="assignment_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, end_reason="")
                | Q(until__isnull=False, until__gte=F("since")) & ~Q(end_reason=""),
                name="assignment_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.process}"


class AssignmentProposal(models.Model):
    """What is put to a meeting of the Association at once; its states stand in rules.assigning."""

    year = models.PositiveSmallIntegerField("год", editable=False)
    number = models.PositiveIntegerField("номер в году", editable=False)
    state = models.CharField(
        "состояние",
        max_length=20,
        choices=ProposalState,
        default=ProposalState.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    note = models.TextField("пояснение", max_length=3000, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал"
    )
    opened_at = models.DateTimeField("начато")
    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignment_proposal",
        verbose_name="решение",
    )
    answer = models.TextField("чем закончилось", max_length=3000, blank=True)
    closed_at = models.DateTimeField("закончено", null=True, blank=True)

    class Meta:
        verbose_name = "предложение о закреплении процессов"
        verbose_name_plural = "предложения о закреплении процессов"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="assignment_proposal_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.APPROVED, decision__isnull=False)
                | ~Q(state=ProposalState.APPROVED) & Q(decision__isnull=True),
                name="assignment_proposal_approved_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"Закрепление процессов №\xa0{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("processes:proposal", args=[self.pk])

    @property
    def title(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def status(self) -> ProposalState:
        return ProposalState(self.state)

    @property
    def tone(self) -> str:
        return PROPOSAL_TONES[self.status]


class AssignmentLine(models.Model):
    proposal = models.ForeignKey(
        AssignmentProposal, models.CASCADE, related_name="lines", verbose_name="предложение"
    )
    kind = models.CharField(
        "что предлагается", max_length=10, choices=Assigning, default=Assigning.ASSIGN
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="организация"
    )
    process = models.ForeignKey(Process, models.PROTECT, related_name="+", verbose_name="процесс")

    class Meta:
        verbose_name = "строка предложения"
        verbose_name_plural = "строки предложений"
        ordering = ["process", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation", "process"], name="assignment_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.process}"


class SupportQuerySet(models.QuerySet):
    def standing(self):
        """What was entered and not struck."""
        return self.filter(struck_at__isnull=True)


class ProcessSupport(models.Model):
    """What a member has done for another on the process it answers for: a procedure, an instruction, an audit (R49)."""

    assignment = models.ForeignKey(
        ProcessAssignment, models.PROTECT, related_name="support", verbose_name="закрепление"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="support_received", verbose_name="кому помогли"
    )
    kind = models.CharField("чем помогли", max_length=20, choices=Support)
    title = models.CharField("название документа или тема", max_length=300)
    on = models.DateField("когда")
    note = models.TextField("пояснение", max_length=3000, blank=True)
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс"
    )
    at = models.DateTimeField("внесено")
    struck_at = models.DateTimeField("вычеркнуто", null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто вычеркнул",
    )
    struck_why = models.CharField("почему вычеркнуто", max_length=500, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = "методическая помощь"
        verbose_name_plural = "методическая помощь"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["assignment", "-on"], name="support_of_assignment"),
            models.Index(fields=["-on", "-id"], name="support_newest"),
        ]
        constraints = [
            # A mistaken entry takes its file with it: whatever was uploaded by mistake is open to nobody.
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_why="")
                | Q(struck_at__isnull=False, struck_by__isnull=False, file__isnull=True)
                & ~Q(struck_why=""),
                name="support_struck_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
