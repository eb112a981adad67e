"""What kinds of records there are (7.2, R84): data, which the administrator keeps."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..choices import RetentionStart
from ..rules.retention import LONGEST, Retention


class RecordClass(models.Model):
    """One kind of record, and how long those are kept that no rule set of a body speaks of."""

    code = models.SlugField(
        "код",
        max_length=50,
        unique=True,
        help_text="Латинскими буквами; по нему вид узнаёт система.",
    )
    title = models.CharField("название", max_length=150, unique=True)
    order = models.PositiveSmallIntegerField(
        "место в перечне", default=100, help_text="В положении записи перечислены по порядку."
    )
    clause = models.CharField(
        "пункт положения",
        max_length=60,
        blank=True,
        help_text="Где вид назван, например «п. 7.2». Пусто — не из положения.",
    )
    is_yearly = models.BooleanField(
        "ожидается каждый год",
        default=False,
        help_text="В своде по годам будет видно, что записи этого вида за год нет.",
    )
    retention_years = models.PositiveSmallIntegerField(
        "хранить, лет", null=True, blank=True, help_text="Пусто — хранить бессрочно."
    )
    retention_start = models.CharField(
        "срок считается", max_length=20, choices=RetentionStart, default=RetentionStart.SIGNING
    )
    retention_clause = models.CharField(
        "пункт о сроке",
        max_length=60,
        blank=True,
        help_text="Например «п. 4.10». Пусто — не из положения.",
    )

    class Meta:
        verbose_name = "вид записей"
        verbose_name_plural = "виды записей"
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retention_years__isnull=True)
                | Q(retention_years__gte=1, retention_years__lte=LONGEST),
                name="record_class_term_is_possible",
                violation_error_message=f"Срок хранения — от 1 до {LONGEST} лет.",
            )
        ]

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("order"), FieldPanel("clause"), FieldPanel("is_yearly")]),
        MultiFieldPanel(
            [
                FieldPanel("retention_years"),
                FieldPanel("retention_start"),
                FieldPanel("retention_clause"),
            ],
            heading="Срок хранения, когда его не задаёт регламент органа",
        ),
    ]

    def __str__(self) -> str:
        return self.title

    def clean(self):
        if self.pk and not RecordClass.objects.filter(pk=self.pk, code=self.code).exists():
            raise ValidationError({"code": "Код вида не меняется: по нему записи вносит система."})

    @property
    def retention(self) -> Retention:
        return Retention(self.retention_years, self.retention_start, self.retention_clause)
