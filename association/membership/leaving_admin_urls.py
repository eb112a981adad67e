from django.urls import path

from association.meetings.views import dossiers

from .views import agenda, leaving_office

app_name = "leaving_admin"

urlpatterns = [
    path("departures/<int:pk>/", leaving_office.departure, name="departure"),
    path(
        "departures/<int:pk>/agenda/",
        dossiers.put_on_agenda(agenda.REMOVAL),
        name="put_removal_on_agenda",
    ),
    path(
        "departures/<int:pk>/agenda/new/",
        dossiers.call_with(agenda.REMOVAL),
        name="call_with_removal",
    ),
    path("life/<int:pk>/", leaving_office.life, name="life"),
    path("life/<int:pk>/exit/", leaving_office.record_exit, name="record_exit"),
    path("life/<int:pk>/removal/", leaving_office.record_removal, name="record_removal"),
    path("life/<int:pk>/other/", leaving_office.end_on_other_ground, name="end_on_other_ground"),
]
