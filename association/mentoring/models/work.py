"""What a pair does together; nobody but the two organisations, the chair and the office sees it (R45)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from documents.uploads.models import StoredFile

from ..choices import Contact, Side
from .pairs import Pair


def _who(label: str = "кто внёс") -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label
    )


def _who_or_nobody(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Stage(models.Model):
    """One step of the pair's plan; passed when both have confirmed it."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="stages", verbose_name="пара")
    title = models.CharField("этап", max_length=200)
    about = models.TextField("что сделать", max_length=2000, blank=True)
    order = models.PositiveIntegerField("порядок", default=0)
    due_on = models.DateField("срок")
    mentor_at = models.DateTimeField("наставник подтвердил", null=True, blank=True)
    mentor_by = _who_or_nobody("кто подтвердил за наставника")
    candidate_at = models.DateTimeField("кандидат подтвердил", null=True, blank=True)
    candidate_by = _who_or_nobody("кто подтвердил за кандидата")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "этап плана"
        verbose_name_plural = "этапы плана"
        ordering = ["order", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "title"], name="stage_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(mentor_at__isnull=True, mentor_by__isnull=True)
                | Q(mentor_at__isnull=False, mentor_by__isnull=False),
                name="stage_mentor_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(candidate_at__isnull=True, candidate_by__isnull=True)
                | Q(candidate_at__isnull=False, candidate_by__isnull=False),
                name="stage_candidate_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_passed(self) -> bool:
        return self.mentor_at is not None and self.candidate_at is not None

    def confirmed_by(self, side: Side) -> bool:
        return (self.mentor_at if side == Side.MENTOR else self.candidate_at) is not None


class Entry(models.Model):
    """A visit, a call, a consultation: what was done, when and how long."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="entries", verbose_name="пара")
    stage = models.ForeignKey(
        Stage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="этап плана",
    )
    kind = models.CharField("что было", max_length=20, choices=Contact)
    held_on = models.DateField("когда")
    minutes = models.PositiveSmallIntegerField(
        "сколько минут", validators=[MinValueValidator(1), MaxValueValidator(14_400)]
    )
    text = models.TextField("что сделано", max_length=5000)
    side = models.CharField("чья запись", max_length=20, choices=Side)
    by = _who()
    at = models.DateTimeField("внесено")
    struck_at = models.DateTimeField("вычеркнуто", null=True, blank=True)
    struck_why = models.CharField("почему вычеркнуто", max_length=500, blank=True)

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "записи журнала"
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["pair", "-held_on"], name="entry_of_pair")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="entry_took_time"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_why="")
                | Q(struck_at__isnull=False) & ~Q(struck_why=""),
                name="entry_struck_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on:%d.%m.%Y}"


class Message(models.Model):
    """A question of one organisation to the other, or what either has said to it since."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="messages", verbose_name="пара")
    question = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name="на какой вопрос",
    )
    text = models.TextField("текст", max_length=5000)
    side = models.CharField("от кого", max_length=20, choices=Side)
    by = _who("кто написал")
    at = models.DateTimeField("написано")
    settled_at = models.DateTimeField("вопрос закрыт", null=True, blank=True)

    class Meta:
        verbose_name = "вопрос или ответ"
        verbose_name_plural = "вопросы и ответы"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["pair", "at"], name="message_of_pair")]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(question__isnull=True),
                name="message_settled_is_a_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.at:%d.%m.%Y}"


class SharedFile(models.Model):
    """A document that the two share; it may belong to an entry or to a message."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="files", verbose_name="пара")
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="files", verbose_name="запись"
    )
    message = models.ForeignKey(
        Message,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
        verbose_name="сообщение",
    )
    title = models.CharField("название", max_length=200)
    # Empty once it is withdrawn: the line stays and says so, the bytes are gone.
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл"
    )
    side = models.CharField("чей", max_length=20, choices=Side)
    by = _who()
    at = models.DateTimeField("внесён")
    withdrawn_at = models.DateTimeField("убран", null=True, blank=True)

    class Meta:
        verbose_name = "документ пары"
        verbose_name_plural = "документы пар"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, file__isnull=False)
                | Q(withdrawn_at__isnull=False, file__isnull=True),
                name="shared_file_there_or_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return self.title


class HelpCall(models.Model):
    """One of the two asks the chair for help with their work."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="help_calls", verbose_name="пара")
    text = models.TextField("что случилось", max_length=3000)
    side = models.CharField("кто просит", max_length=20, choices=Side)
    by = _who("кто написал")
    at = models.DateTimeField("написано")
    answer = models.TextField("ответ председателя", max_length=3000, blank=True)
    answered_by = _who_or_nobody("кто ответил")
    answered_at = models.DateTimeField("когда отвечено", null=True, blank=True)

    class Meta:
        verbose_name = "просьба о помощи паре"
        verbose_name_plural = "просьбы о помощи парам"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="help_call_answered_in_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pair}: просьба от {self.at:%d.%m.%Y}"


class Evaluation(models.Model):
    """What one of the two says of the work when it is over; each says it once."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="evaluations", verbose_name="пара")
    side = models.CharField("кто оценил", max_length=20, choices=Side)
    usefulness = models.PositiveSmallIntegerField(
        "польза", validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    cooperation = models.PositiveSmallIntegerField(
        "слаженность", validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    text = models.TextField("что было важно", max_length=3000, blank=True)
    by = _who("кто написал")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "оценка работы пары"
        verbose_name_plural = "оценки работы пар"
        ordering = ["pair", "side"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "side"], name="evaluation_once_a_side"),
            models.CheckConstraint(
                condition=Q(usefulness__range=(1, 5), cooperation__range=(1, 5)),
                name="evaluation_on_the_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair}: {self.get_side_display()}"
