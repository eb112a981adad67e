from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..choices import Basis, Period


@register_setting(icon="form", order=300)
class MembershipSettings(BaseGenericSetting):
    """What of joining is data, not code: the period, the addressees, and numbers the regulation leaves open."""

    period = models.CharField(
        "период Ассоциации",
        max_length=20,
        choices=Period,
        default=Period.WORKING,
        help_text="От него зависит, кому адресуют заявление (п.\xa03.13 Положения).",
    )
    organisational_addressee = models.TextField(
        "кому в организационный период",
        max_length=500,
        default="Руководителю органа управления образованием",
        help_text="Должность и имя в дательном падеже, как в заявлении; можно в несколько строк.",
    )
    working_addressee = models.TextField(
        "кому в период работы",
        max_length=500,
        default="Председателю Президиума Ассоциации",
        help_text="Должность и имя в дательном падеже, как в заявлении; можно в несколько строк.",
    )
    association_accusative = models.CharField(
        "Ассоциация в винительном падеже",
        max_length=300,
        default="Ассоциацию образовательных организаций",
        help_text="Стоит в заявлении после слов «Прошу принять … в».",
    )
    specialists_minimum = models.PositiveSmallIntegerField(
        "сколько обученных специалистов нужно кандидату",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Число в п.\xa03.2 «б» Положения не названо.",
    )
    review_days = models.PositiveSmallIntegerField(
        "рабочих дней на рассмотрение",
        default=10,
        validators=[MinValueValidator(1)],
        help_text="Срок не из положения: по нему сайт напоминает секретарю.",
    )

    expertise_days = models.PositiveSmallIntegerField(
        "рабочих дней на экспертное заключение",
        default=10,
        validators=[MinValueValidator(1)],
        help_text="Срок не из положения: его можно изменить, поручая экспертизу.",
    )
    refused_papers_days = models.PositiveSmallIntegerField(
        "дней хранить документы отклонённого или отозванного заявления",
        default=365,
        validators=[MinValueValidator(1)],
        help_text="Срок не из положения: после него файлы уничтожаются, а запись о заявлении остаётся.",
    )
    removal_needs_own_application = models.BooleanField(
        "для вывода из состава нужно заявление самой организации",
        default=False,
        help_text="П.\xa03.14 Положения можно понять двояко; обычно хватает заявления того, кто предложил.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("period"),
                FieldPanel("organisational_addressee"),
                FieldPanel("working_addressee"),
                FieldPanel("association_accusative"),
            ],
            heading="Заявление",
        ),
        MultiFieldPanel(
            [
                FieldPanel("specialists_minimum"),
                FieldPanel("review_days"),
                FieldPanel("expertise_days"),
                FieldPanel("refused_papers_days"),
            ],
            heading="Рассмотрение",
        ),
        MultiFieldPanel(
            [FieldPanel("removal_needs_own_application")], heading="Прекращение членства"
        ),
    ]

    class Meta:
        verbose_name = "приём в Ассоциацию"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(specialists_minimum__gte=1),
                name="settings_specialists_at_least_one",
            )
        ]

    def __str__(self) -> str:
        return self._meta.verbose_name

    def addressee_for(self, basis: Basis) -> str:
        """A candidate writes to the chair in either period (R26)."""
        if self.period == Period.ORGANISATIONAL and basis != Basis.CANDIDATE:
            return self.organisational_addressee
        return self.working_addressee
