"""Who follows a regulation: an address, the consent to keep it, and nothing else (152-FZ)."""

import uuid

from django.db import models

from documents.regulations.models import RegulationPage
from home.accounts.models import ConsentText


class Address(models.Model):
    """An address and the text that its owner agreed to when giving it (T66)."""

    page = models.ForeignKey(
        RegulationPage, models.CASCADE, related_name="%(class)ss", verbose_name="положение"
    )
    email = models.EmailField("электронная почта", max_length=254)
    text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="+", verbose_name="текст согласия"
    )
    text_sha256 = models.CharField("контрольная сумма согласия", max_length=64)
    asked_at = models.DateTimeField("согласие дано")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Without the address: Wagtail's log keeps what this returns (T65)."""
        return f"{self._meta.verbose_name}: {self.page.short_name}"


class FollowRequest(Address):
    """An address that nobody has confirmed yet; deleted when it is, or when its term is over."""

    token_sha256 = models.CharField("хеш кода из письма", max_length=64, unique=True)

    class Meta:
        verbose_name = "запрос на письма о редакциях"
        verbose_name_plural = "запросы на письма о редакциях"
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["page", "email"], name="follow_request_of_address")]


class Follower(Address):
    """A confirmed address: it gets a letter about each new edition until its owner leaves, and then the row goes."""

    key = models.UUIDField("ключ отказа", default=uuid.uuid4, unique=True, editable=False)
    confirmed_at = models.DateTimeField("подтверждено")

    class Meta:
        verbose_name = "письма о редакциях"
        verbose_name_plural = "письма о редакциях"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "email"], name="follower_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__gte=models.F("asked_at")),
                name="follower_confirmed_after_asking",
            ),
        ]
