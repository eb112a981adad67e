"""What was concluded, decided and ordered on an application. All of it is evidence and is never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from association.bodies.models import CollegialBody
from association.meetings.models import Decision

from ..choices import DecisionForm, Outcome
from .application import MembershipApplication


class Recorded(models.Model):
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс"
    )
    recorded_at = models.DateTimeField("когда внесено")

    class Meta:
        abstract = True


class ExpertConclusion(Recorded):
    """What the Expert Group says of a candidate's papers; the last one counts (R22, R23)."""

    application = models.ForeignKey(
        MembershipApplication,
        models.PROTECT,
        related_name="conclusions",
        verbose_name="заявление",
    )
    expertise = models.OneToOneField(
        "membership.Expertise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conclusion",
        verbose_name="экспертиза",
    )
    outcome = models.CharField("заключение", max_length=20, choices=Outcome)
    date = models.DateField("дата")
    author = models.CharField("кто дал заключение", max_length=300)
    text = models.TextField("замечания экспертов", max_length=5000, blank=True)
    file = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="файл заключения",
    )
    paper = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="печатное заключение",
    )

    class Meta:
        verbose_name = "экспертное заключение"
        verbose_name_plural = "экспертные заключения"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="conclusion_outcome_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.date:%d.%m.%Y}"


class AdmissionDecision(Recorded):
    """By which body, when and in what form an organisation was admitted (R7, R27).

    Made by the vote of a meeting it has `decision`, and the number of the protocol is asked of that meeting: it is
    given when the protocol is drawn up. One that was taken on paper has the number that the secretary entered.
    """

    application = models.OneToOneField(
        MembershipApplication,
        models.PROTECT,
        related_name="decision",
        verbose_name="заявление",
    )
    body = models.ForeignKey(CollegialBody, models.PROTECT, related_name="+", verbose_name="орган")
    body_name = models.CharField("орган, как он тогда назывался", max_length=200)
    date = models.DateField("дата решения")
    protocol_number = models.CharField("номер протокола", max_length=50, blank=True)
    form = models.CharField("форма решения", max_length=20, choices=DecisionForm)
    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="admission",
        verbose_name="решение заседания",
    )
    # A vote may be closed by its term, without anybody at the keyboard.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто внёс",
    )

    class Meta:
        verbose_name = "решение о приёме"
        verbose_name_plural = "решения о приёме"
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=DecisionForm.values)
                & (~Q(protocol_number="") | Q(decision__isnull=False)),
                name="admission_decision_whole",
            )
        ]

    def __str__(self) -> str:
        """With the number of the protocol as soon as there is one."""
        if number := self.protocol_number or self._number_of_meeting():
            return f"{self.body_name}, протокол №\xa0{number} от {self.date:%d.%m.%Y}"
        return f"{self.body_name}, решение №\xa0{self.decision.number} от {self.date:%d.%m.%Y}"

    def _number_of_meeting(self) -> int | None:
        protocol = getattr(self.decision.meeting, "protocol", None)
        return protocol.number if protocol else None


class Order(Recorded):
    """The order that approves the composition; one order may confirm several organisations (R27)."""

    number = models.CharField("номер приказа", max_length=50)
    date = models.DateField("дата приказа")
    signed_by = models.CharField("кто подписал", max_length=300)
    signed_position = models.CharField("должность подписавшего", max_length=300)

    class Meta:
        verbose_name = "приказ о составе"
        verbose_name_plural = "приказы о составе"
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number", "date"], name="order_number_date_once")
        ]

    def __str__(self) -> str:
        return f"приказ №\xa0{self.number} от {self.date:%d.%m.%Y}"
