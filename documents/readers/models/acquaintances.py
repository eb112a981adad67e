"""Who has read which edition (R87)."""

from django.db import models
from django.db.models import F, Q

from documents.regulations.models import Edition
from home.accounts.models import Person

from ..choices import Manner


class AcquaintanceQuerySet(models.QuerySet):
    def with_editions(self):
        return self.select_related("edition__page", "since__page", "person")


class Acquaintance(models.Model):
    """That a person said: I have read this edition; the whole of it, or what changed `since` one they had read."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="acquaintances", verbose_name="кто"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="acquaintances", verbose_name="редакция"
    )
    at = models.DateTimeField("когда")
    manner = models.CharField("что прочитано", max_length=20, choices=Manner)
    since = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="по сравнению с редакцией",
    )

    objects = AcquaintanceQuerySet.as_manager()

    class Meta:
        verbose_name = "ознакомление"
        verbose_name_plural = "ознакомления"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="acquaintance_once"),
            models.CheckConstraint(
                condition=Q(manner=Manner.FULL, since__isnull=True)
                | Q(Q(manner=Manner.DIFFERENCES, since__isnull=False), ~Q(since=F("edition"))),
                name="acquaintance_differences_have_a_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: {self.edition}"


class EditionToRead(Edition):
    """An edition as the register of acquaintance shows it."""

    class Meta:
        proxy = True
        verbose_name = "ознакомление с редакцией"
        verbose_name_plural = "ознакомление по редакциям"
        ordering = ["-effective_from", "-pk"]
