from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="doc-full", order=310)
class ReadersSettings(BaseGenericSetting):
    """The term to read an amendment within: no regulation names one, so the association may."""

    days = models.PositiveSmallIntegerField(
        "рабочих дней на ознакомление с изменениями",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Считая со дня, когда редакция вступила в силу. Положение срока не называет: пусто, если его нет.",
    )

    panels = [FieldPanel("days")]

    class Meta:
        verbose_name = "ознакомление с положениями"
        constraints = [
            models.CheckConstraint(
                condition=Q(days=None) | Q(days__gte=1), name="readers_term_at_least_a_day"
            )
        ]

    def __str__(self) -> str:
        return self._meta.verbose_name
