"""Addresses below /cabinet/minutes/."""

app_name = "minutes"

urlpatterns = []
