"""What is typed before there is an organisation."""

from django.conf import settings
from django.db import models


class RegistrationDraft(models.Model):
    """What a user has typed of an organisation that is not registered yet; kept between visits."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="organisation_draft",
        verbose_name="учётная запись",
    )
    answers = models.JSONField("ответы", default=dict)
    updated_at = models.DateTimeField("изменён", auto_now=True)

    class Meta:
        verbose_name = "черновик регистрации"
        verbose_name_plural = "черновики регистрации"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.user}"
