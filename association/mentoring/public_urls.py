"""What everybody may see of mentoring."""

from django.urls import URLPattern

app_name = "mentors"

urlpatterns: list[URLPattern] = []
