"""Who speaks for an organisation, and how one comes to do so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from home.accounts.models import Person

from .. import rules
from ..choices import JoinState, RepresentativeRole
from .organisation import Organisation


class RepresentativeQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


class Representative(models.Model):
    """That a person speaks for an organisation, from one day until another (T82)."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="representatives",
        verbose_name="организация",
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="representations", verbose_name="человек"
    )
    role = models.CharField("кем является", max_length=20, choices=RepresentativeRole)
    since = models.DateField("с какого дня")
    until = models.DateField(
        "до какого дня", null=True, blank=True, help_text="Этот день уже не входит в срок."
    )
    authority = models.ForeignKey(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="документ о полномочиях",
    )

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = "представитель"
        verbose_name_plural = "представители"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(until__isnull=True),
                name="representative_present_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="representative_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} — {self.organisation}"

    def is_in_force(self, on) -> bool:
        return rules.is_in_force(self.since, self.until, on)


class JoinRequest(models.Model):
    """A person asks to speak for an organisation that somebody has registered before."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="join_requests", verbose_name="организация"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="join_requests", verbose_name="кто просит"
    )
    authority = models.ForeignKey(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="документ о полномочиях",
    )
    asked_at = models.DateTimeField("подана")
    state = models.CharField(
        "состояние", max_length=20, choices=JoinState, default=JoinState.WAITING
    )
    reason = models.CharField("причина отказа", max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто решил",
    )
    decided_at = models.DateTimeField("когда решено", null=True, blank=True)

    class Meta:
        verbose_name = "просьба о доступе"
        verbose_name_plural = "просьбы о доступе"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(state=JoinState.WAITING),
                name="join_request_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(state=JoinState.WAITING, decided_at__isnull=True)
                | Q(~Q(state=JoinState.WAITING), decided_at__isnull=False),
                name="join_request_decided_with_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=JoinState.REFUSED, reason=""),
                name="join_request_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"

    @property
    def is_waiting(self) -> bool:
        return self.state == JoinState.WAITING


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Neither accepted nor withdrawn; the link of an old one may be out of its days."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class RepresentativeInvitation(models.Model):
    """A letter with a link that makes its reader a representative, once. Only the hash of the link's secret is kept."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name="организация"
    )
    email = models.EmailField("электронная почта", max_length=254)
    role = models.CharField("кем будет", max_length=20, choices=RepresentativeRole)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто пригласил"
    )
    invited_at = models.DateTimeField("отправлено")
    expires_at = models.DateTimeField("ссылка действует до")
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)
    accepted_at = models.DateTimeField("принято", null=True, blank=True)
    representative = models.OneToOneField(
        Representative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name="представитель",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение представителя"
        verbose_name_plural = "приглашения представителей"
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, representative__isnull=True)
                | Q(
                    accepted_at__isnull=False,
                    representative__isnull=False,
                    withdrawn_at__isnull=True,
                ),
                name="invitation_accepted_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    def is_open(self, at) -> bool:
        return not self.accepted_at and not self.withdrawn_at and at < self.expires_at


class StandInQuerySet(models.QuerySet):
    def in_force(self, at):
        return self.filter(ended_at__isnull=True, expires_at__gt=at)


class StandIn(models.Model):
    """That somebody of the staff acts for a busy organisation, for a reason and a short while, in everybody's sight."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="stand_ins", verbose_name="организация"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="stand_ins", verbose_name="сотрудник"
    )
    reason = models.CharField("почему", max_length=500)
    began_at = models.DateTimeField("начало")
    expires_at = models.DateTimeField("не позднее")
    ended_at = models.DateTimeField("закончено", null=True, blank=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "работа за организацию"
        verbose_name_plural = "работа за организации"
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(ended_at__isnull=True),
                name="stand_in_open_once",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("began_at")) & ~Q(reason=""), name="stand_in_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} за {self.organisation}"

    def is_in_force(self, at) -> bool:
        return self.ended_at is None and at < self.expires_at
