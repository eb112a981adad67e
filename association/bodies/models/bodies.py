"""A collegial body: of the Association, or of one organisation that nobody else looks into."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from association.organisations.models import Organisation
from documents.regulations.models import RegulationPage

from ..choices import SINGLE_BODIES, BodyKind, RuleSetState
from .rule_sets import RuleSet


class CollegialBodyQuerySet(models.QuerySet):
    def in_being(self, on):
        return self.filter(Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on))

    def of_the_association(self):
        return self.filter(owner=None)


class CollegialBody(models.Model):
    """`owner` is the organisation whose body it is; None is the Association itself.

    The Association sees a body of an organisation only when it is shared with it.
    """

    kind = models.CharField("вид органа", max_length=20, choices=BodyKind)
    title = models.CharField("название", max_length=200)
    title_genitive = models.CharField(
        "название в родительном падеже",
        max_length=200,
        help_text="Например: «Президиума Ассоциации». Так название стоит в бумагах после должности.",
    )
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name="чей орган",
        editable=False,
    )
    is_shared = models.BooleanField("показан Ассоциации", default=False, editable=False)
    regulation = models.ForeignKey(
        RegulationPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="положение об органе",
    )
    rules_code = models.SlugField(
        "набор правил",
        max_length=50,
        default="working-group",
        help_text="По какому набору правил орган решает.",
    )
    purpose = models.TextField(
        "чем занимается",
        max_length=2000,
        blank=True,
        help_text="Коротко, своими словами: стоит на странице органа.",
    )
    composition = models.TextField(
        "кто входит по положению",
        max_length=2000,
        blank=True,
        help_text="Должности, по которым людей включают в состав. Например: заместители директора, педагог-психолог.",
    )
    founded_on = models.DateField("создан", null=True, blank=True)
    ground = models.CharField(
        "основание создания",
        max_length=300,
        blank=True,
        help_text="Решение или приказ, которым орган создан: чей, дата, номер.",
    )
    dissolved_on = models.DateField("упразднён", null=True, blank=True)

    objects = CollegialBodyQuerySet.as_manager()

    class Meta:
        verbose_name = "коллегиальный орган"
        verbose_name_plural = "коллегиальные органы"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=SINGLE_BODIES),
                name="body_single_of_its_kind",
                violation_error_message="Такой орган в Ассоциации один, и он уже внесён.",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | ~Q(kind__in=SINGLE_BODIES),
                name="body_of_association_alone",
                violation_error_message="Президиум и общее собрание есть только у Ассоциации.",
            ),
            models.UniqueConstraint(
                fields=["title"],
                condition=Q(owner__isnull=True),
                name="body_title_once",
                violation_error_message="Орган с таким названием уже внесён.",
            ),
            models.UniqueConstraint(
                fields=["owner", "title"],
                condition=Q(owner__isnull=False),
                name="body_title_once_in_organisation",
                violation_error_message="Орган с таким названием у вашей организации уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(is_shared=False),
                name="body_shared_by_its_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bodies:body", args=[self.pk])

    @property
    def key(self) -> str:
        """How the rooms below call the body: they know nothing of it."""
        return f"bodies:{self.pk}"

    @property
    def owner_name(self) -> str:
        return self.owner.short_name if self.owner_id else "Ассоциация"

    def is_in_being(self, on) -> bool:
        return self.dissolved_on is None or self.dissolved_on > on

    @property
    def rule_set(self) -> RuleSet:
        """The rules in force; a meeting keeps the ones it began with."""
        return RuleSet.objects.get(code=self.rules_code, state=RuleSetState.IN_FORCE)
