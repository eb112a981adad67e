"""A list of pairs on its way: the chair forms it, the members of the Presidium agree, a meeting decides (3.16, R46)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from association.meetings.models import Decision
from association.organisations.models import Organisation
from documents.uploads.models import StoredFile
from home.accounts.models import Person

from ..choices import LIST_TONES, Criterion, Hold, Line, ListState, Origin, Stance
from .pairs import Pair


class PairList(models.Model):
    """What the chair proposes at once; its states stand in rules.forming.TRANSITIONS."""

    year = models.PositiveSmallIntegerField("год", editable=False)
    number = models.PositiveIntegerField("номер в году", editable=False)
    state = models.CharField(
        "состояние", max_length=20, choices=ListState, default=ListState.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    note = models.TextField("пояснение председателя", max_length=3000, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал"
    )
    opened_at = models.DateTimeField("начат")
    suggesting_since = models.DateTimeField("подбор идёт с", null=True, blank=True, editable=False)
    suggested_at = models.DateTimeField("подобран", null=True, blank=True, editable=False)
    weights = models.JSONField("баллы подбора", default=dict, editable=False)
    sent_at = models.DateTimeField("отправлен на согласование", null=True, blank=True)
    agree_until = models.DateField("согласовать до", null=True, blank=True)
    # C38: whom the ratio rule counted, on the day of the decision.
    mentors_counted = models.PositiveIntegerField("наставников", null=True, blank=True)
    candidates_counted = models.PositiveIntegerField("кандидатов", null=True, blank=True)
    counted_on = models.DateField("сосчитано на", null=True, blank=True)
    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pair_list",
        verbose_name="решение",
    )
    # The list with its opinions for the agenda (4.8); the queue prints it anew after each word said of it.
    paper = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="печатный список",
    )
    suggestion_flaw = models.CharField(
        "почему подбор не\xa0удался", max_length=300, blank=True, editable=False
    )
    # What the best list was worth when pairs were last suggested, with nothing locked or dropped: what the chair's
    # changes cost is told by it.
    best_served = models.PositiveIntegerField("кандидатов с наставником", null=True, editable=False)
    best_points = models.IntegerField("баллов", null=True, editable=False)
    answer = models.TextField("чем закончилось", max_length=3000, blank=True)
    closed_at = models.DateTimeField("закончен", null=True, blank=True)

    class Meta:
        verbose_name = "список пар"
        verbose_name_plural = "списки пар"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="pair_list_number_once"),
            models.CheckConstraint(
                condition=Q(state=ListState.APPROVED, decision__isnull=False)
                & Q(mentors_counted__isnull=False, candidates_counted__isnull=False)
                & Q(counted_on__isnull=False)
                | ~Q(state=ListState.APPROVED) & Q(decision__isnull=True),
                name="pair_list_approved_by_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListState.AGREEMENT)
                | Q(sent_at__isnull=False, agree_until__isnull=False),
                name="pair_list_sent_with_a_term",
            ),
        ]

    def __str__(self) -> str:
        return f"Список пар №\xa0{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:pair_list", args=[self.pk])

    @property
    def title(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def status(self) -> ListState:
        return ListState(self.state)

    @property
    def tone(self) -> str:
        return LIST_TONES[self.status]


class ListLine(models.Model):
    """One pair to form, or one that works and is to end; a replacement is an END and the FORM that `replaces` it."""

    pair_list = models.ForeignKey(
        PairList, models.CASCADE, related_name="lines", verbose_name="список"
    )
    kind = models.CharField("что предлагается", max_length=10, choices=Line, default=Line.FORM)
    mentor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="наставник"
    )
    candidate = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="кандидат"
    )
    criterion = models.CharField("по какому признаку", max_length=20, choices=Criterion)
    pair = models.ForeignKey(
        Pair,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="какую пару прекратить или заменить",
    )
    ground = models.CharField("почему", max_length=1000, blank=True)
    score = models.IntegerField("баллы", default=0)
    reasons = models.JSONField("из чего баллы", default=list)
    origin = models.CharField(
        "откуда", max_length=20, choices=Origin, default=Origin.CHAIR, editable=False
    )
    hold = models.CharField("отметка", max_length=10, choices=Hold, default=Hold.FREE)

    class Meta:
        verbose_name = "строка списка пар"
        verbose_name_plural = "строки списков пар"
        ordering = ["kind", "candidate__short_name", "mentor__short_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair_list", "mentor", "candidate"], name="list_line_once"
            ),
            models.CheckConstraint(condition=~Q(mentor=F("candidate")), name="list_line_of_two"),
            models.CheckConstraint(
                condition=Q(kind=Line.FORM) | Q(kind=Line.END, pair__isnull=False) & ~Q(ground=""),
                name="list_line_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(criterion__in=Criterion.values), name="list_line_has_criterion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} — {self.candidate}"


class ListOpinion(models.Model):
    """What a member of the Presidium says of a list; asked when it is sent, `stance` is empty until they answer."""

    pair_list = models.ForeignKey(
        PairList, models.CASCADE, related_name="opinions", verbose_name="список"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="pair_list_opinions", verbose_name="член Президиума"
    )
    stance = models.CharField("мнение", max_length=20, choices=Stance, blank=True)
    reason = models.TextField("почему", max_length=3000, blank=True)
    said_at = models.DateTimeField("когда", null=True, blank=True)
    answer = models.TextField("ответ председателя", max_length=3000, blank=True)
    answered_at = models.DateTimeField("когда отвечено", null=True, blank=True)

    class Meta:
        verbose_name = "мнение о списке пар"
        verbose_name_plural = "мнения о списках пар"
        ordering = ["person__surname", "person__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pair_list", "person"], name="list_opinion_once"),
            models.CheckConstraint(
                condition=~Q(stance=Stance.OBJECTED) | ~Q(reason=""),
                name="list_opinion_objects_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(stance="", said_at__isnull=True)
                | ~Q(stance="") & Q(said_at__isnull=False),
                name="list_opinion_said_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_stance_display() or 'ещё не ответил'}"
