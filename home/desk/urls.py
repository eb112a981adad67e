from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("duties/", views.duties, name="duties"),
    path("duties/calendar/", views.replace_calendar_link, name="replace_calendar_link"),
    path("duties/calendar/remove/", views.remove_calendar_link, name="remove_calendar_link"),
]
