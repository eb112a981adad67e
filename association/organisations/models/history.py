"""What was true of an organisation on a date, and how one became another (T82)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from home.accounts.models import Person

from ..choices import ReorganisationKind, Side
from .lists import Branch, Territory
from .organisation import Organisation


class ParticularsQuerySet(models.QuerySet):
    def on(self, day):
        """Those in force on the day, the one that counts first."""
        return self.filter(since__lte=day).order_by("-since", "-pk")


class Particulars(models.Model):
    """Names, head, addresses and place of an organisation since a day, until the next row; never edited."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="particulars", verbose_name="организация"
    )
    since = models.DateField("с какого дня")
    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=200)
    kpp = models.CharField("КПП", max_length=9)
    legal_address = models.CharField("юридический адрес", max_length=500)
    postal_address = models.CharField("почтовый адрес", max_length=500, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="particulars", verbose_name="территория"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="particulars", verbose_name="отрасль"
    )
    head = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="руководитель")
    head_position = models.CharField("должность руководителя", max_length=200)
    ground = models.CharField("основание", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс",
    )
    at = models.DateTimeField("когда внесено")

    objects = ParticularsQuerySet.as_manager()

    class Meta:
        verbose_name = "сведения об организации"
        verbose_name_plural = "сведения об организациях"
        ordering = ["organisation", "-since", "-pk"]
        indexes = [models.Index(fields=["organisation", "-since"], name="particulars_since")]

    def __str__(self) -> str:
        return f"{self.short_name} с {self.since:%d.%m.%Y}"


class Reorganisation(models.Model):
    """An act by which organisations became others (ст. 57 ГК РФ; п. 3.15 «а»); never edited."""

    kind = models.CharField("вид", max_length=20, choices=ReorganisationKind)
    on = models.DateField("с какого дня")
    act = models.CharField("акт", max_length=300, help_text="Кто издал и какой акт.")
    act_number = models.CharField("номер акта", max_length=50)
    act_date = models.DateField("дата акта")
    file = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан акта",
    )
    organisations = models.ManyToManyField(
        Organisation, through="ReorganisationParty", related_name="reorganisations"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс"
    )
    at = models.DateTimeField("когда внесено")

    class Meta:
        verbose_name = "реорганизация"
        verbose_name_plural = "реорганизации"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act_number", "act_date", "kind"],
                name="reorganisation_act_once",
                violation_error_message="Реорганизация по этому акту уже внесена.",
            ),
            models.CheckConstraint(
                condition=Q(act_date__lte=F("on")), name="reorganisation_not_before_its_act"
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display().lower()}: {self.act} №\xa0{self.act_number} "
            f"от {self.act_date:%d.%m.%Y}"
        )


class ReorganisationParty(models.Model):
    """One organisation of a reorganisation: what was, or what came after."""

    reorganisation = models.ForeignKey(
        Reorganisation, models.PROTECT, related_name="parties", verbose_name="реорганизация"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="parties", verbose_name="организация"
    )
    side = models.CharField("кем была", max_length=20, choices=Side)

    class Meta:
        verbose_name = "участник реорганизации"
        verbose_name_plural = "участники реорганизации"
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "organisation", "side"], name="reorganisation_side_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_side_display().lower()}"
