"""Short lists that the administrator keeps."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

LAST_TILE = 40


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
    """Has a tile of the map, a column and a row from the upper left corner, or is in its table alone."""

    map_column = models.PositiveSmallIntegerField(
        "столбец на карте", null=True, blank=True, validators=[MaxValueValidator(LAST_TILE)]
    )
    map_row = models.PositiveSmallIntegerField(
        "строка на карте", null=True, blank=True, validators=[MaxValueValidator(LAST_TILE)]
    )

    class Meta(AdministeredList.Meta):
        verbose_name = "территория"
        verbose_name_plural = "территории"
        constraints = [
            models.UniqueConstraint(
                fields=["map_column", "map_row"],
                name="territory_tile_once",
                violation_error_message="Эту клетку карты уже занимает другая территория.",
            ),
            models.CheckConstraint(
                condition=Q(map_column__isnull=True, map_row__isnull=True)
                | Q(map_column__lte=LAST_TILE, map_row__lte=LAST_TILE),
                name="territory_tile_whole",
                violation_error_message="Укажите и столбец, и строку или не указывайте ничего.",
            ),
        ]


class Branch(AdministeredList):
    class Meta(AdministeredList.Meta):
        verbose_name = "отрасль"
        verbose_name_plural = "отрасли"
