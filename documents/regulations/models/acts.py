"""The register of governing acts: what a regulation rests on, and whether it still holds (R2, R94, C33)."""

from django.db import models
from django.db.models import Q

from ..choices import Validity


class GoverningAct(models.Model):
    """A law, a programme, an order: named in texts, kept outside the site."""

    kind = models.CharField("вид", max_length=80, help_text="Федеральный закон, приказ, концепция.")
    title = models.CharField("название", max_length=500)
    issuer = models.CharField("кто принял", max_length=200, blank=True)
    number = models.CharField("номер", max_length=60, blank=True)
    dated = models.DateField("дата", null=True, blank=True)
    validity = models.CharField(
        "действие", max_length=10, choices=Validity, default=Validity.IN_FORCE
    )
    expired_on = models.DateField("утратил силу с", null=True, blank=True)
    url = models.URLField("где опубликован", max_length=500, blank=True)
    mentions = models.TextField(
        "как называют в тексте",
        blank=True,
        max_length=2000,
        help_text="По одному названию в строке: эти слова в положениях станут ссылками.",
    )
    order = models.PositiveIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "руководящий документ"
        verbose_name_plural = "руководящие документы"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expired_on=None) | Q(validity=Validity.EXPIRED),
                name="governing_act_expired_has_status",
                violation_error_message="Дату утраты силы имеет только утративший силу документ.",
            ),
        ]

    def __str__(self) -> str:
        number = f"№\xa0{self.number}" if self.number else ""
        return " ".join(filter(None, (self.kind, f"«{self.title}»", number)))
