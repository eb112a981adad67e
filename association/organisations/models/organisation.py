"""An organisation as it is now, and how its standing changed."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from home.accounts.models import Person
from home.rulebook.text import fold_text

from ..choices import STANDING_TONES, Standing
from .lists import Branch, Territory


class OrganisationQuerySet(models.QuerySet):
    def matching(self, text: str):
        """Every word of `text` occurs in the names, numbers or address, in any case."""
        found = self
        for word in fold_text(text).split():
            found = found.filter(search_text__contains=word)
        return found

    def represented_by(self, person, on):
        """Those for which `person` speaks on the day `on`."""
        in_force = Q(representatives__until__isnull=True) | Q(representatives__until__gt=on)
        spoken_for = Organisation.objects.filter(
            in_force, representatives__person=person, representatives__since__lte=on
        )
        return self.filter(pk__in=spoken_for.values("pk"))

    def stood_in_for_by(self, person, at):
        """Those for which somebody of the staff acts at the moment `at`; such a one has no vote and signs nothing."""
        stood_in_for = Organisation.objects.filter(
            stand_ins__person=person,
            stand_ins__ended_at__isnull=True,
            stand_ins__expires_at__gt=at,
        )
        return self.filter(pk__in=stood_in_for.values("pk"))

    def members(self, on):
        """Members at the end of the day `on`, by the history of standings."""
        last = (
            StandingChange.objects.filter(organisation=models.OuterRef("pk"), on__lte=on)
            .order_by("-on", "-pk")
            .values("standing_to")[:1]
        )
        return self.alias(standing_then=models.Subquery(last)).filter(standing_then=Standing.MEMBER)


class Organisation(models.Model):
    """A legal person; one record for one pair of INN and KPP."""

    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=200)
    inn = models.CharField("ИНН", max_length=10)
    kpp = models.CharField("КПП", max_length=9)
    ogrn = models.CharField("ОГРН", max_length=13)
    legal_address = models.CharField("юридический адрес", max_length=500)
    postal_address = models.CharField("почтовый адрес", max_length=500, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="organisations", verbose_name="территория"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="organisations", verbose_name="отрасль"
    )
    head = models.ForeignKey(
        Person, models.PROTECT, related_name="headed_organisations", verbose_name="руководитель"
    )
    head_position = models.CharField("должность руководителя", max_length=200)
    phone = models.CharField("телефон", max_length=50)
    email = models.EmailField("электронная почта", max_length=254)
    website = models.URLField("сайт", max_length=200, blank=True)
    standing = models.CharField(
        "положение в Ассоциации",
        max_length=20,
        choices=Standing,
        default=Standing.NONE,
        editable=False,
    )
    taken_over_at = models.DateTimeField("перенесена", null=True, blank=True, editable=False)
    registered_at = models.DateTimeField("внесена в реестр", editable=False)
    search_text = models.TextField(editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ["short_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inn", "kpp"],
                name="organisation_inn_kpp_once",
                violation_error_message="Организация с такими ИНН и КПП уже есть в реестре.",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="organisation_standing_known"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *, update_fields=None, **kwargs):
        # Derived, not decided: SQLite cannot compare Cyrillic letters in any case by itself.
        self.search_text = fold_text(
            " ".join((self.full_name, self.short_name, self.inn, self.ogrn, self.legal_address))
        )
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.pk])

    @property
    def is_member(self) -> bool:
        return self.standing == Standing.MEMBER

    @property
    def standing_tone(self) -> str:
        return STANDING_TONES[self.standing]


class StandingChange(models.Model):
    """One step of the history of an organisation's standing; never edited."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="standing_changes",
        verbose_name="организация",
    )
    standing_from = models.CharField("было", max_length=20, choices=Standing)
    standing_to = models.CharField("стало", max_length=20, choices=Standing)
    on = models.DateField("с какого дня")
    ground = models.CharField("основание", max_length=500)
    source_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_id = models.PositiveBigIntegerField(null=True, blank=True)
    source = GenericForeignKey("source_type", "source_id")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс",
    )
    at = models.DateTimeField("когда внесено")

    class Meta:
        verbose_name = "изменение положения организации"
        verbose_name_plural = "изменения положения организаций"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing_from=F("standing_to")), name="standing_change_changes"
            ),
            models.CheckConstraint(
                condition=Q(source_type__isnull=True, source_id__isnull=True)
                | Q(source_type__isnull=False, source_id__isnull=False),
                name="standing_change_source_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_standing_to_display()}"
