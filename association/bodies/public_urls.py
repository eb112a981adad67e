"""What is read without logging in."""

from django.urls import path

from .views import bodies

app_name = "public_bodies"

urlpatterns = [path("bodies/", bodies.public_bodies, name="bodies")]
