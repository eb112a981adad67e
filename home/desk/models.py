"""The secret address by which a calendar program reads the dates of one person."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class CalendarLink(models.Model):
    """Whoever knows the address reads titles and days, and nothing else; a new one makes the former void (T5)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_link",
        verbose_name="учётная запись",
    )
    token = models.CharField("секретная часть адреса", max_length=64, unique=True)
    made_at = models.DateTimeField("создан")

    class Meta:
        verbose_name = "адрес календаря"
        verbose_name_plural = "адреса календарей"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("calendar:feed", args=[self.token])
