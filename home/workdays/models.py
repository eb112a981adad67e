from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class DayOverride(models.Model):
    """A day that is not what the state's calendar says; the office knows better."""

    date = models.DateField("дата", unique=True, error_messages={"unique": "Эта дата уже внесена."})
    is_working = models.BooleanField("рабочий день", default=False)
    note = models.CharField(
        "основание",
        max_length=200,
        help_text="Почему день рабочий или выходной: например, «указ губернатора от 10.04.2027 №\xa041».",
    )

    class Meta:
        verbose_name = "особый день"
        verbose_name_plural = "особые дни"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}: {'рабочий' if self.is_working else 'выходной'}"


class ConfirmedYear(models.Model):
    """A year whose moved days somebody has checked against the decree; terms run only through these."""

    year = models.PositiveSmallIntegerField(
        "год",
        unique=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2200)],
        error_messages={"unique": "Этот год уже подтверждён."},
    )
    ground = models.CharField(
        "основание",
        max_length=300,
        help_text="Постановление Правительства о переносе выходных дней: дата и номер.",
    )
    confirmed_at = models.DateTimeField("подтверждён", editable=False)

    class Meta:
        verbose_name = "подтверждённый год"
        verbose_name_plural = "подтверждённые годы"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2000) & Q(year__lte=2200),
                name="confirmed_year_in_range",
                violation_error_message="Год должен быть от 2000 до 2200.",
            )
        ]

    def __str__(self) -> str:
        return str(self.year)
