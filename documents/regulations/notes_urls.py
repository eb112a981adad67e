from django.urls import path

from .views import notes

app_name = "regulations_notes"
urlpatterns = [
    path("<int:pk>/notes/", notes.show_notes, name="show_notes"),
    path("<int:pk>/notes/misprint/", notes.correct_misprint, name="correct_misprint"),
    path("<int:pk>/notes/interpretation/", notes.write_interpretation, name="write_interpretation"),
    path(
        "<int:pk>/notes/<int:note>/withdraw/",
        notes.withdraw_interpretation,
        name="withdraw_interpretation",
    ),
]
