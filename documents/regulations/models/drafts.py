"""How a draft comes to be: a file that is being read, corrections of what was read, readings of another copy."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.uploads.models import StoredFile

from ..choices import ReadingState
from .editions import Edition


class SourceReading(models.Model):
    """A file that waits for the task queue to read it, and what came of it.

    `answers` is what was typed beside the file: a draft of `page`, of a new page, or the file of
    `replaces` exchanged. A refusal is shown next to the field, with the same answers.
    """

    page = models.ForeignKey(
        "regulations.RegulationPage",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="положение",
    )
    replaces = models.ForeignKey(
        Edition, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="вместо"
    )
    stored_file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name="файл"
    )
    answers = models.JSONField("что введено", default=dict)
    state = models.CharField(
        "состояние", max_length=10, choices=ReadingState, default=ReadingState.WAITING
    )
    refusal = models.TextField("почему не принят", blank=True)
    refused_field = models.CharField("поле", max_length=30, blank=True)
    edition = models.ForeignKey(
        Edition, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="проект"
    )
    started_at = models.DateTimeField("начато")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )

    class Meta:
        verbose_name = "чтение файла"
        verbose_name_plural = "чтения файлов"
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReadingState.READ) | Q(edition__isnull=False),
                name="source_reading_done_has_edition",
            ),
            models.CheckConstraint(
                condition=Q(state=ReadingState.REFUSED) | Q(refusal=""),
                name="source_reading_refused_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.stored_file)


class CorrectionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone=False)


class Correction(models.Model):
    """One correction of the outline of a draft, kept so that it can be taken back.

    It exchanged the rows from `at` (from 0): `before` holds them as they were, `after` counts those
    that came. Without `before` the whole text is another, and what went earlier cannot be undone.
    `number` grows by one with every change of a draft: it is the version that two editors compare.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="corrections", verbose_name="проект"
    )
    number = models.PositiveIntegerField("номер")
    sentence = models.CharField("что сделано", max_length=200)
    at = models.PositiveIntegerField("место", default=0)
    before = models.JSONField("строки до правки", null=True)
    after = models.PositiveIntegerField("строк после правки", default=0)
    title_before = models.TextField("заголовок до правки", blank=True)
    title_line_before = models.PositiveIntegerField("строка заголовка до правки", default=0)
    undone = models.BooleanField("отменена", default=False)
    made_at = models.DateTimeField("когда")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "правка проекта"
        verbose_name_plural = "правки проектов"
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="correction_number_once"),
        ]

    def __str__(self) -> str:
        return self.sentence


class Variant(models.Model):
    """How another copy of the same text spells a place of this one (C32); no rule differs by it."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="variants", verbose_name="редакция"
    )
    order = models.PositiveIntegerField("порядок")
    anchor = models.CharField("якорь пункта", max_length=200)
    ours = models.TextField("в этой редакции", blank=True)
    theirs = models.TextField("в другом списке", blank=True)
    source_name = models.CharField("другой файл", max_length=255)

    class Meta:
        verbose_name = "разночтение"
        verbose_name_plural = "разночтения"
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="variant_order_once"),
            models.CheckConstraint(condition=~Q(ours=models.F("theirs")), name="variant_differs"),
        ]

    def __str__(self) -> str:
        return f"«{self.ours}» — «{self.theirs}»"
