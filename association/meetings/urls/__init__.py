"""Addresses below /cabinet/meetings/, by the part of a meeting's way."""

from . import decisions, preparing, sitting

app_name = "meetings"

urlpatterns = [*preparing.urlpatterns, *sitting.urlpatterns, *decisions.urlpatterns]
