from django.urls import path

from .views import joining, organisations, registration

app_name = "organisations"
urlpatterns = [
    path("", organisations.organisations, name="organisations"),
    path("register/", registration.register, name="register"),
    path("register/check/", registration.check_registration, name="check_registration"),
    path("register/<slug:step>/", registration.register, name="register_step"),
    path("join/", joining.ask_to_join, name="ask_to_join"),
    path("join/<int:pk>/", joining.decide_join, name="decide_join"),
    path("join/<int:pk>/accept/", joining.accept_join, name="accept_join"),
    path("join/<int:pk>/refuse/", joining.refuse_join, name="refuse_join"),
    path("join/<int:pk>/authority/", joining.join_authority, name="join_authority"),
    path(
        "representatives/<int:pk>/end/",
        organisations.end_representation,
        name="end_representation",
    ),
    path(
        "representatives/<int:pk>/authority/",
        organisations.representative_authority,
        name="representative_authority",
    ),
    path("<int:pk>/", organisations.organisation, name="organisation"),
    path("<int:pk>/details/", organisations.change_details, name="change_details"),
    path("<int:pk>/head/", organisations.change_head, name="change_head"),
]
