"""Organisations, who speaks for them, and how their standing changed."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from home.accounts.models import Person
from home.rulebook.text import fold_text

from . import rules
from .choices import STANDING_TONES, JoinState, RepresentativeRole, Standing


class AdministeredList(models.Model):
    """A short list that the administrator keeps in an order of their own."""

    name = models.CharField("название", max_length=150, unique=True)
    order = models.PositiveIntegerField("порядок", default=0)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Territory(AdministeredList):
    class Meta(AdministeredList.Meta):
        verbose_name = "территория"
        verbose_name_plural = "территории"


class Branch(AdministeredList):
    class Meta(AdministeredList.Meta):
        verbose_name = "отрасль"
        verbose_name_plural = "отрасли"


class OrganisationQuerySet(models.QuerySet):
    def matching(self, text: str):
        """Every word of `text` occurs in the names, numbers or address, in any case."""
        found = self
        for word in fold_text(text).split():
            found = found.filter(search_text__contains=word)
        return found

    def represented_by(self, person, on):
        """Those for which `person` speaks on the day `on`."""
        in_force = Representative.objects.in_force(on).filter(person=person)
        return self.filter(pk__in=in_force.values("organisation"))

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


class RegistrationDraft(models.Model):
    """What a user has typed of an organisation that is not registered yet; kept between visits."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="organisation_draft",
        verbose_name="учётная запись",
    )
    answers = models.JSONField("ответы", default=dict)
    updated_at = models.DateTimeField("изменён", auto_now=True)

    class Meta:
        verbose_name = "черновик регистрации"
        verbose_name_plural = "черновики регистрации"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.user}"
