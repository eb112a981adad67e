"""Acts of write-off: which records, by which commission, and that they are gone (4.10, R67)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.uploads.models import StoredFile
from home.accounts.models import ConsentText, Person
from home.rulebook.text import NBSP

from ..choices import ActState, Manner
from .records import Record


class ActBook(models.Model):
    """Its locked row gives the numbers of the acts of a body in a year, without gaps."""

    body_key = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("год")
    last_number = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "книга актов"
        verbose_name_plural = "книги актов"
        constraints = [
            models.UniqueConstraint(fields=["body_key", "year"], name="act_book_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.body_key} {self.year}"


class WriteOffAct(models.Model):
    """An act over records of one body. It gets its number when it goes to the commission; the number stays its own."""

    body_key = models.CharField(max_length=60, blank=True, editable=False)
    body_name = models.CharField("орган", max_length=250)
    state = models.CharField("состояние", max_length=20, choices=ActState, default=ActState.DRAFT)
    year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    number = models.PositiveIntegerField("номер", null=True, blank=True)
    drawn_on = models.DateField("дата акта", null=True, blank=True)
    ground = models.TextField("основание", max_length=500)
    sha256 = models.CharField("контрольная сумма перечня", max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField("начат")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
    ended_at = models.DateTimeField("исполнен или отменён", null=True, blank=True)
    end_reason = models.TextField("почему отменён", max_length=500, blank=True)
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="PDF"
    )

    class Meta:
        verbose_name = "акт о списании"
        verbose_name_plural = "акты о списании"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body_key", "year", "number"], name="act_number_once"),
            models.CheckConstraint(
                condition=Q(
                    number__isnull=True, year__isnull=True, drawn_on__isnull=True, sha256=""
                )
                | (
                    Q(number__isnull=False, year__isnull=False, drawn_on__isnull=False)
                    & ~Q(sha256="")
                ),
                name="act_numbered_with_its_list",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("signing", "complete")) | Q(number__isnull=False),
                name="act_signed_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "signing"), ended_at__isnull=True)
                | Q(state__in=("complete", "cancelled"), ended_at__isnull=False),
                name="act_ended_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return f"Акт о списании, {self.get_state_display().lower()}"
        return f"Акт о списании №{NBSP}{self.number} за{NBSP}{self.year}{NBSP}г."

    def get_absolute_url(self) -> str:
        return reverse("records:act", args=[self.pk])


class WriteOffItem(models.Model):
    """A record in an act; in one living act at a time."""

    act = models.ForeignKey(WriteOffAct, models.PROTECT, related_name="items")
    record = models.ForeignKey(Record, models.PROTECT, related_name="write_offs")
    is_live = models.BooleanField(default=True)

    class Meta:
        verbose_name = "запись в акте"
        verbose_name_plural = "записи в актах"
        ordering = ["record__date", "record__pk"]
        constraints = [
            models.UniqueConstraint(fields=["act", "record"], name="act_names_a_record_once"),
            models.UniqueConstraint(
                fields=["record"], condition=Q(is_live=True), name="record_in_one_living_act"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.record}"


class CommissionMember(models.Model):
    """Who signs an act, in which office; each signature with its moment, manner and the hash of the list."""

    act = models.ForeignKey(WriteOffAct, models.PROTECT, related_name="commission")
    position = models.PositiveSmallIntegerField("место")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="член комиссии",
    )
    name = models.CharField("имя", max_length=250)
    office = models.CharField("должность", max_length=200)
    is_chair = models.BooleanField("председатель комиссии", default=False)
    signed_at = models.DateTimeField("когда подписал", null=True, blank=True)
    signed_on = models.DateField("дата подписи", null=True, blank=True)
    manner = models.CharField("как подписал", max_length=20, choices=Manner, blank=True)
    content_sha256 = models.CharField("что подписано", max_length=64, blank=True)
    agreement = models.ForeignKey(
        ConsentText,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="соглашение о простой подписи",
    )
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан подписанного акта",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто внёс подпись",
    )

    class Meta:
        verbose_name = "член комиссии"
        verbose_name_plural = "члены комиссии"
        ordering = ["act", "position"]
        constraints = [
            models.UniqueConstraint(fields=["act", "person"], name="commission_person_once"),
            models.UniqueConstraint(fields=["act", "position"], name="commission_place_once"),
            models.UniqueConstraint(
                fields=["act"], condition=Q(is_chair=True), name="commission_one_chair"
            ),
            models.CheckConstraint(
                condition=Q(
                    signed_at__isnull=True, signed_on__isnull=True, manner="", content_sha256=""
                )
                | (
                    Q(signed_at__isnull=False, signed_on__isnull=False)
                    & ~Q(manner="")
                    & ~Q(content_sha256="")
                ),
                name="commission_signature_whole",
            ),
            models.CheckConstraint(
                condition=~Q(manner=Manner.CABINET)
                | Q(agreement__isnull=False, person__isnull=False),
                name="commission_signs_by_agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"

    @property
    def is_signed(self) -> bool:
        return self.manner in Manner.values
