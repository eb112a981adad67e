from django.urls import path

from .views import answering, help, information, participation

app_name = "inquiries"

urlpatterns = [
    path("", answering.questions, name="questions"),
    path("questions/<int:pk>/", answering.question, name="question"),
    path(
        "questions/<int:pk>/attached/<int:attached_pk>/",
        answering.open_request_file,
        name="open_request_file",
    ),
    path(
        "questions/<int:pk>/files/<int:file_pk>/",
        answering.open_answer_file,
        name="open_answer_file",
    ),
    path("requests/", information.information_requests, name="information_requests"),
    path("requests/new/", information.ask_members, name="ask_members"),
    path("requests/<int:pk>/", information.information_request, name="information_request"),
    path("requests/<int:pk>/answers.csv", information.answers_csv, name="answers_csv"),
    path("requests/<int:pk>/close/", information.close_request, name="close_request"),
    path("requests/<int:pk>/cancel/", information.cancel_request, name="cancel_request"),
    path("help/", help.help_requests, name="help_requests"),
    path("help/<int:pk>/", help.help_request, name="help_request"),
    path("help/<int:pk>/file/", help.open_help_file, name="open_help_file"),
    path("help/<int:pk>/route/", help.route_help, name="route_help"),
    path("help/<int:pk>/answer/", help.answer_help, name="answer_help"),
    path("help/<int:pk>/decline/", help.decline_help, name="decline_help"),
    path("participation/", participation.members, name="participation_of_members"),
    path("participation/<int:pk>/", participation.participation, name="participation"),
]
