from django.urls import path

from . import views, vision

app_name = "pages"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("vision/", vision.choose_vision, name="choose_vision"),
]
