"""Addresses that letters, feeds and pages of the room point at."""

from urllib.parse import urlencode

from django.urls import reverse

from documents.regulations.models import Edition, RegulationPage


def reading_path(page: RegulationPage) -> str:
    """Where a person who is logged in reads what they have not read yet."""
    return reverse("readers:read", args=[page.pk])


def compare_path(old: Edition, new: Edition) -> str:
    dates = {"from": old.effective_from.isoformat(), "to": new.effective_from.isoformat()}
    return f"{new.page.address_of('compare')}?{urlencode(dates)}"
