"""What everybody may see of mentoring."""

from django.urls import path

from .views import public

app_name = "mentors"

urlpatterns = [path("mentoring/", public.pairs, name="pairs")]
