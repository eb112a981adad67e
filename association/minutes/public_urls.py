"""What everybody may take away of a published protocol."""

from django.urls import path

from .views import papers

app_name = "minutes_public"
urlpatterns = [
    path("decisions/extracts/<int:pk>.pdf", papers.public_extract, name="extract"),
]
