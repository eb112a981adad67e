from django.db import models


class Counter(models.Model):
    """The last number of a year in one row of numbers; locked while the next one is given."""

    series = models.CharField("ряд", max_length=20)
    year = models.PositiveSmallIntegerField("год")
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "счётчик номеров"
        verbose_name_plural = "счётчики номеров"
        ordering = ["series", "year"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="inquiry_counter_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.year}"
