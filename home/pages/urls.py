from django.urls import path

from . import vision

app_name = "pages"

urlpatterns = [
    path("vision/", vision.choose_vision, name="choose_vision"),
]
