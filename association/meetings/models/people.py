from django.conf import settings
from django.db import models
from django.db.models import F, Q

from association.bodies.choices import OfficeKind
from association.organisations.models import Organisation
from documents.uploads.models import StoredFile
from home.accounts.models import Person

from ..choices import Answer, Capacity, Fate, Presence
from .agenda import AgendaItem
from .meeting import Meeting


class InvitationQuerySet(models.QuerySet):
    def standing(self):
        """Those not taken back."""
        return self.filter(withdrawn_at=None)

    def voting(self):
        """The roll: whoever has a vote at this meeting (T46, T47)."""
        return self.standing().filter(capacity=Capacity.VOTING)


class Invitation(models.Model):
    """One person called to one meeting, in one capacity; the voting ones are its roll.

    Office, organisation and position are kept as they were: papers cite them. When the meeting opens the roll is
    brought to the roster of the day and changes no more (T47).
    `sequence` is the version of the calendar entry that the person ought to have, `told_sequence` the one that was
    sent: a letter is due while they differ (T34, T57).
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="invitations", verbose_name="заседание"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="meeting_invitations", verbose_name="человек"
    )
    capacity = models.CharField("в каком качестве", max_length=20, choices=Capacity)
    office = models.CharField("должность в органе", max_length=20, choices=OfficeKind, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="организация",
    )
    position = models.CharField("должность", max_length=200, blank=True)
    ground = models.CharField("почему приглашён", max_length=300, blank=True)
    answer = models.CharField("ответ", max_length=20, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField("ответил", null=True, blank=True)
    sent_at = models.DateTimeField("приглашён", null=True, blank=True)
    materials_read_at = models.DateTimeField("материалы прочитаны", null=True, blank=True)
    withdrawn_at = models.DateTimeField("приглашение отозвано", null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    told_sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="invitation_once"),
        ]
        indexes = [models.Index(fields=["person", "meeting"], name="invitation_of_person")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_capacity_display()}"


class GuestProposal(models.Model):
    """Whom a member asks to invite (R107, 2.6 of the working group's rules); the answer is kept with it."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="guest_proposals", verbose_name="заседание"
    )
    author = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="кто предлагает"
    )
    who = models.CharField("кого пригласить", max_length=300)
    why = models.CharField("зачем", max_length=500)
    fate = models.CharField("что решено", max_length=20, choices=Fate, default=Fate.NEW)
    answer = models.CharField("ответ", max_length=500, blank=True)
    proposed_at = models.DateTimeField("предложено")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("когда решено", null=True, blank=True)

    class Meta:
        verbose_name = "предложение пригласить"
        verbose_name_plural = "предложения пригласить"
        ordering = ["meeting", "proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(fate=Fate.REFUSED, answer=""),
                name="guest_proposal_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.who


class Attendance(models.Model):
    """One stay of one invited person at the meeting, from coming until leaving (R75)."""

    invitation = models.ForeignKey(
        Invitation, models.PROTECT, related_name="stays", verbose_name="приглашение"
    )
    presence = models.CharField(
        "как присутствует", max_length=20, choices=Presence, default=Presence.IN_PERSON
    )
    arrived_at = models.DateTimeField("пришёл")
    left_at = models.DateTimeField("ушёл", null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "явка"
        verbose_name_plural = "явка"
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(left_at__isnull=True),
                name="attendance_present_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="attendance_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return str(self.invitation)


class WrittenOpinion(models.Model):
    """What a member who will not be there writes; it is no vote (R117, R118). Kept for good."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="opinions", verbose_name="заседание"
    )
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, related_name="opinions", verbose_name="чьё"
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="по вопросу",
    )
    text = models.TextField("мнение", blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл"
    )
    sent_at = models.DateTimeField("прислано")
    due_at = models.DateTimeField("принимались до")
    is_late = models.BooleanField("с опозданием", default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    considered_at = models.DateTimeField("рассмотрено", null=True, blank=True)
    considered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("как учтено", max_length=500, blank=True)

    class Meta:
        verbose_name = "письменное мнение"
        verbose_name_plural = "письменные мнения"
        ordering = ["meeting", "sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="", file__isnull=True), name="opinion_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.text[:60]}"
