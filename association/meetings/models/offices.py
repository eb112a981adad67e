from django.conf import settings
from django.db import models
from django.db.models import Q

from association.bodies.choices import OfficeKind, ReleaseGround
from association.bodies.models import CollegialBody, Office
from association.organisations.models import Organisation
from home.accounts.models import Person

from ..rules.offices import CHAIR_RELEASE, MATTERS


class OfficeProposal(models.Model):
    """Whom to elect into an office, or to release from it and on which ground: what a vote decides on (3.6–3.8).

    `body` is where the office is; the chair of the Presidium is elected by another body, the general meeting.
    """

    body = models.ForeignKey(
        CollegialBody, models.PROTECT, related_name="office_proposals", verbose_name="орган"
    )
    matter = models.SlugField("вопрос", max_length=50)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="о ком")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="от какой организации",
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="от какой должности освободить",
    )
    release_ground = models.CharField(
        "основание освобождения", max_length=20, choices=ReleaseGround, blank=True
    )
    note = models.CharField("пояснение", max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField("предложено")
    decided_at = models.DateTimeField("решено", null=True, blank=True)

    class Meta:
        verbose_name = "предложение о должности"
        verbose_name_plural = "предложения о должностях"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__in=list(MATTERS)), name="office_proposal_matter_known"
            ),
            models.CheckConstraint(
                condition=Q(matter=CHAIR_RELEASE, office__isnull=False) & ~Q(release_ground="")
                | ~Q(matter=CHAIR_RELEASE) & Q(office__isnull=True, release_ground=""),
                name="office_proposal_release_has_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.label}: {self.person}"

    @property
    def kind(self) -> OfficeKind:
        return MATTERS[self.matter]
