from django.urls import path

from .views import badge, opendata, register

app_name = "register"

urlpatterns = [
    path("members/", register.members, name="members"),
    path("members/map/", register.territories, name="map"),
    path("members/data/", opendata.describe, name="open_data"),
    path("members/data/members.csv", opendata.as_csv, name="csv"),
    path("members/data/members.json", opendata.as_json, name="json"),
    path("members/badge/<str:token>.svg", badge.picture, name="badge"),
    path("members/<int:pk>/", register.member, name="member"),
    path("cabinet/badge/<int:pk>/", badge.code, name="badge_code"),
]
