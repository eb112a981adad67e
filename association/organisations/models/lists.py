"""Short lists that the administrator keeps."""

from django.core.validators import MaxValueValidator, MinValueValidator
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
    """Has a tile of the map, a column and a row from the upper left corner, or is in its table alone.

    Coordinates of its administrative centre are degrees of WGS 84.
    """

    map_column = models.PositiveSmallIntegerField(
        "столбец на карте", null=True, blank=True, validators=[MaxValueValidator(LAST_TILE)]
    )
    map_row = models.PositiveSmallIntegerField(
        "строка на карте", null=True, blank=True, validators=[MaxValueValidator(LAST_TILE)]
    )
    latitude = models.DecimalField(
        "широта центра",
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="В градусах, северная — без знака. По координатам считается расстояние между территориями.",
    )
    longitude = models.DecimalField(
        "долгота центра",
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="В градусах, восточная — без знака.",
    )
    neighbours = models.ManyToManyField("self", blank=True, verbose_name="соседние территории")

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
                | Q(map_column__isnull=False, map_row__isnull=False)
                & Q(map_column__lte=LAST_TILE, map_row__lte=LAST_TILE),
                name="territory_tile_whole",
                violation_error_message="Укажите и столбец, и строку или не указывайте ничего.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="territory_centre_whole",
                violation_error_message="Укажите и широту, и долготу или не указывайте ничего.",
            ),
        ]


class Branch(AdministeredList):
    class Meta(AdministeredList.Meta):
        verbose_name = "отрасль"
        verbose_name_plural = "отрасли"
