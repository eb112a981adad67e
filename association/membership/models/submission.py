"""What was sent, frozen, and the signatures under it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..choices import Basis, Period, SignedForm, SubmitterRole
from .application import ApplicationFile, MembershipApplication, Statement


class Submission(Statement):
    """One sending of an application: everything its paper says, as it stood then; never edited (R87).

    A returned and mended application is sent again under the same number with the next `revision`.
    """

    application = models.ForeignKey(
        MembershipApplication,
        models.PROTECT,
        related_name="submissions",
        verbose_name="заявление",
    )
    revision = models.PositiveSmallIntegerField("редакция заявления")
    submitted_at = models.DateTimeField("подано")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто подал"
    )
    role = models.CharField("кем подано", max_length=20, choices=SubmitterRole)
    period = models.CharField("период Ассоциации", max_length=20, choices=Period)
    addressee = models.TextField("кому")
    association_accusative = models.CharField("куда", max_length=300)
    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=200)
    inn = models.CharField("ИНН", max_length=10)
    kpp = models.CharField("КПП", max_length=9)
    ogrn = models.CharField("ОГРН", max_length=13)
    legal_address = models.CharField("юридический адрес", max_length=500)
    head_name = models.CharField("руководитель", max_length=302)
    head_position = models.CharField("должность руководителя", max_length=200)
    files = models.ManyToManyField(
        ApplicationFile, related_name="submissions", verbose_name="документы"
    )
    paper = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="печатное заявление",
    )

    class Meta:
        verbose_name = "поданное заявление"
        verbose_name_plural = "поданные заявления"
        ordering = ["application", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "revision"], name="submission_revision_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    basis__in=Basis.values, edition__isnull=False, acquainted_at__isnull=False
                ),
                name="submission_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.title}, редакция {self.revision}"

    @property
    def addressee_lines(self) -> list[str]:
        return self.addressee.splitlines()


class SignedPaper(models.Model):
    """That the head's signature under one submission is here: a scan, or the paper entered in the journal."""

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="signed_papers",
        verbose_name="поданное заявление",
    )
    form = models.CharField("вид", max_length=20, choices=SignedForm)
    scan = models.OneToOneField(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="скан",
    )
    journal_number = models.CharField("номер по журналу входящих", max_length=50, blank=True)
    received_on = models.DateField("дата получения", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отметил"
    )
    recorded_at = models.DateTimeField("когда отмечено")

    class Meta:
        verbose_name = "подписанное заявление"
        verbose_name_plural = "подписанные заявления"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    form=SignedForm.SCAN,
                    scan__isnull=False,
                    journal_number="",
                    received_on__isnull=True,
                )
                | Q(
                    ~Q(journal_number=""),
                    form=SignedForm.PAPER,
                    scan__isnull=True,
                    received_on__isnull=False,
                ),
                name="signed_paper_scan_or_original",
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_form_display()}"
