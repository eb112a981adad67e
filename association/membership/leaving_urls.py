"""Leaving and the line of life; a part of `urls`."""

from django.urls import path

from .views import leaving, life, overview

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("overview/<int:pk>/", overview.overview_of_one, name="overview_of"),
    path("overview/<int:pk>/life/", life.life, name="life"),
    path("leaving/", leaving.departures_page, name="departures"),
    path("leaving/exit/<int:pk>/", leaving.start_exit, name="start_exit"),
    path("leaving/removal/<int:pk>/", leaving.find_member, name="find_member"),
    path(
        "leaving/removal/<int:pk>/<int:organisation_pk>/",
        leaving.propose_removal,
        name="propose_removal",
    ),
    path("leaving/<int:pk>/", leaving.departure, name="departure"),
    path("leaving/<int:pk>/ground/", leaving.change_ground, name="change_ground"),
    path("leaving/<int:pk>/file/", leaving.file_departure, name="file_departure"),
    path("leaving/<int:pk>/withdraw/", leaving.withdraw_departure, name="withdraw_departure"),
    path("leaving/<int:pk>/own/", leaving.attach_own_application, name="attach_own_application"),
    path("leaving/<int:pk>/print/", leaving.print_departure_again, name="print_departure_again"),
    path(
        "leaving/<int:pk>/files/<slug:what>/",
        leaving.open_departure_file,
        name="open_departure_file",
    ),
]
