"""Addresses of the cabinet, by subject; each list has a module of views of its own."""

from django.urls import path

from ..views.home import show_home
from .forming import urlpatterns as forming
from .oversight import urlpatterns as oversight
from .profiles import urlpatterns as profiles
from .work import urlpatterns as work

app_name = "mentoring"

urlpatterns = [
    path("", show_home, name="home"),
    *profiles,
    *forming,
    *work,
    *oversight,
]
