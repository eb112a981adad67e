"""What the administrator keeps: the contents of a mentor's help, and the numbers nobody wrote down."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from association.processes.models import KeptInUse

from ..rules.suggesting import Weights


class StageTemplate(models.Model):
    """One item of what a mentor helps with (3.16, R45): plans of new pairs begin with these."""

    title = models.CharField("этап", max_length=200, unique=True)
    about = models.TextField("что сделать", max_length=2000, blank=True)
    order = models.PositiveIntegerField("порядок", default=0)
    days = models.PositiveSmallIntegerField(
        "срок, дней от начала пары",
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(1500)],
        help_text="Срок не из положения: пара может назначить свой.",
    )
    is_retired = models.BooleanField("больше не используется", default=False)

    objects = KeptInUse.as_manager()

    class Meta:
        verbose_name = "этап плана пары"
        verbose_name_plural = "этапы плана пары"
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title


def _weight(label: str, default: int, hint: str = "") -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MaxValueValidator(1000)], help_text=hint
    )


@register_setting(icon="group", order=310)
class MentoringSettings(BaseGenericSetting):
    """What the regulation leaves open: terms, and what weighs how much when pairs are suggested."""

    agreement_days = models.PositiveSmallIntegerField(
        "рабочих дней на согласование списка пар",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Срок не из положения.",
    )
    silence_days = models.PositiveSmallIntegerField(
        "дней без записей, после которых пара считается молчащей",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="Срок не из положения.",
    )
    files_days = models.PositiveSmallIntegerField(
        "дней хранить документы пары после её окончания",
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(3660)],
        help_text="Срок не из положения. По истечении файлы уничтожаются, названия остаются.",
    )
    evaluation_days = models.PositiveSmallIntegerField(
        "дней на взаимную оценку после окончания пары",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="Срок не из положения.",
    )
    same_territory = _weight("одна территория", Weights.same_territory)
    neighbouring_territory = _weight("соседние территории", Weights.neighbouring_territory)
    near_territory = _weight(
        "близкие территории",
        Weights.near_territory,
        "Столько баллов при нулевом расстоянии; с расстоянием их меньше.",
    )
    near_km = models.PositiveSmallIntegerField(
        "близкие — до скольких километров",
        default=Weights.near_km,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
    )
    same_branch = _weight("одна отрасль", Weights.same_branch)
    wanted_processes = _weight(
        "процессы, в которых нужна помощь",
        Weights.wanted_processes,
        "Столько баллов, когда наставник учит всем из них.",
    )
    worked_before = _weight(
        "эта пара уже работала раньше", Weights.worked_before, "Баллы вычитаются."
    )
    most_mentors = models.PositiveSmallIntegerField(
        "сколько наставников программа предлагает одному кандидату",
        default=Weights.most_mentors,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="Больше одного программа предложит, только когда наставников больше, чем кандидатов (п.\xa03.16).",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("agreement_days"),
                FieldPanel("silence_days"),
                FieldPanel("evaluation_days"),
                FieldPanel("files_days"),
            ],
            heading="Сроки",
        ),
        MultiFieldPanel(
            [
                FieldPanel("same_territory"),
                FieldPanel("neighbouring_territory"),
                FieldPanel("near_territory"),
                FieldPanel("near_km"),
                FieldPanel("same_branch"),
                FieldPanel("wanted_processes"),
                FieldPanel("worked_before"),
                FieldPanel("most_mentors"),
            ],
            heading="Подбор пар: баллы",
        ),
    ]

    class Meta:
        verbose_name = "наставничество"
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement_days__gte=1, silence_days__gte=1, near_km__gte=1)
                & Q(most_mentors__gte=1),
                name="mentoring_terms_at_least_one",
            ),
            models.CheckConstraint(
                condition=Q(files_days__gte=1), name="mentoring_files_kept_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(evaluation_days__gte=1), name="mentoring_evaluation_takes_a_while"
            ),
        ]

    def __str__(self) -> str:
        return self._meta.verbose_name
