from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from association.bodies.models import CollegialBody, RuleSet
from association.organisations.models import Organisation
from home.accounts.models import Person

from ..choices import MEETING_TONES, WITHOUT_SITTING, MeetingForm, MeetingState, Occasion


class Meeting(models.Model):
    """One meeting of a body, by the rules that were in force when it was called (R223).

    An absentee vote and a poll have `closes_at`, the moment until which answers are taken, and `starts_at` is
    when they are asked for. `opened_at` and `closed_at` are what really happened.
    """

    body = models.ForeignKey(
        CollegialBody, models.PROTECT, related_name="meetings", verbose_name="орган"
    )
    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="+", verbose_name="набор правил"
    )
    form = models.CharField(
        "форма", max_length=20, choices=MeetingForm, default=MeetingForm.IN_PERSON
    )
    occasion = models.CharField("повод", max_length=20, choices=Occasion, default=Occasion.ORDINARY)
    reason = models.CharField("почему вне очереди", max_length=500, blank=True)
    starts_at = models.DateTimeField("начало")
    closes_at = models.DateTimeField("ответы принимаются до", null=True, blank=True)
    place = models.CharField("место", max_length=300, blank=True)
    venue = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="на базе организации",
    )
    link = models.URLField("ссылка на видеовстречу", max_length=500, blank=True)
    state = models.CharField(
        "состояние", max_length=20, choices=MeetingState, default=MeetingState.COLLECTING
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    sequence = models.PositiveIntegerField(
        "номер обновления в календаре", default=0, editable=False
    )
    update_note = models.CharField("что изменилось", max_length=500, blank=True)
    agenda_remarks = models.TextField("что исправить в повестке", blank=True)
    agenda_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agenda_approved_at = models.DateTimeField("повестка утверждена", null=True, blank=True)
    sent_at = models.DateTimeField("приглашения разосланы", null=True, blank=True)
    presiding = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="presided_meetings",
        verbose_name="председательствующий",
    )
    presiding_ground = models.CharField("почему председательствует", max_length=300, blank=True)
    secretary = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_meetings",
        verbose_name="секретарь заседания",
    )
    opened_at = models.DateTimeField("открыто", null=True, blank=True)
    closed_at = models.DateTimeField("закрыто", null=True, blank=True)
    cancel_reason = models.CharField("почему отменено", max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("созвано")

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=WITHOUT_SITTING, closes_at__isnull=False)
                | Q(~Q(form__in=WITHOUT_SITTING), closes_at__isnull=True),
                name="meeting_without_sitting_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("starts_at")),
                name="meeting_closes_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(occasion=Occasion.EXTRAORDINARY, reason=""),
                name="meeting_extraordinary_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[MeetingState.OPEN, MeetingState.CLOSED])
                | Q(opened_at__isnull=False),
                name="meeting_held_has_its_beginning",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CLOSED) | Q(closed_at__isnull=False),
                name="meeting_closed_has_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED, cancel_reason=""),
                name="meeting_cancelled_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-starts_at"], name="meeting_of_body"),
            models.Index(fields=["state", "starts_at"], name="meeting_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.get_form_display()} заседание"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def is_without_sitting(self) -> bool:
        return self.form in WITHOUT_SITTING

    @property
    def tone(self) -> str:
        return MEETING_TONES[self.state]
