"""Profiles of mentors and candidates, and the counts of the ratio rule."""

urlpatterns: list = []
