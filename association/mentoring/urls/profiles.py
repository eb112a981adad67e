"""Profiles of mentors and candidates, and the counts of the ratio rule."""

from django.urls import path

from ..views import profiles

urlpatterns = [
    path("profiles/<int:pk>/", profiles.profile, name="profile"),
    path("profiles/<int:pk>/stop/", profiles.stop_offering, name="stop_offering"),
    path("counts/", profiles.counts, name="counts"),
    path("counts/<slug:roll>/", profiles.roll, name="roll"),
    path("counts/<slug:roll>.xlsx", profiles.roll_xlsx, name="roll_xlsx"),
]
