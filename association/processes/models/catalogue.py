"""The catalogue of processes of a quality management system, kept by the administrator (R49)."""

from django.db import models


class KeptInUse(models.QuerySet):
    def in_use(self):
        return self.filter(is_retired=False)


class Process(models.Model):
    """A process of the quality management system: what mentors teach, candidates need and members answer for (R49)."""

    code = models.SlugField("код", max_length=50, unique=True)
    name = models.CharField("название", max_length=200, unique=True)
    about = models.TextField("что входит", max_length=2000, blank=True)
    order = models.PositiveIntegerField("порядок", default=0)
    is_retired = models.BooleanField(
        "больше не используется",
        default=False,
        help_text="Новых закреплений не будет; прежние остаются в истории.",
    )

    objects = KeptInUse.as_manager()

    class Meta:
        verbose_name = "процесс СМК"
        verbose_name_plural = "процессы СМК"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
