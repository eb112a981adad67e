from django.urls import path

from .views import acting, history, inviting, joining, organisations, qms, registration

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
    path("representatives/<int:pk>/role/", inviting.change_role, name="change_role"),
    path("choose/", acting.choose_organisation, name="choose_organisation"),
    path("stand-ins/<int:pk>/end/", acting.end_stand_in, name="end_stand_in"),
    path("invitations/<int:pk>/resend/", inviting.resend_invitation, name="resend_invitation"),
    path(
        "invitations/<int:pk>/withdraw/", inviting.withdraw_invitation, name="withdraw_invitation"
    ),
    path("qms/<int:pk>/file/", qms.qms_file, name="qms_file"),
    path("qms/<int:pk>/check/", qms.check_qms, name="check_qms"),
    path("qms/<int:pk>/confirm/", qms.confirm_qms, name="confirm_qms"),
    path("qms/<int:pk>/reject/", qms.reject_qms, name="reject_qms"),
    path("qms/<int:pk>/end/", qms.end_qms_certificate, name="end_qms_certificate"),
    path(
        "certification/<int:pk>/withdraw/",
        qms.withdraw_certification,
        name="withdraw_certification",
    ),
    path("certification/<int:pk>/", qms.decide_certification, name="decide_certification"),
    path("reorganisations/<int:pk>/act/", history.reorganisation_act, name="reorganisation_act"),
    path("<int:pk>/", organisations.organisation, name="organisation"),
    path("<int:pk>/details/", organisations.change_details, name="change_details"),
    path("<int:pk>/head/", organisations.change_head, name="change_head"),
    path("<int:pk>/history/", history.history, name="history"),
    path("<int:pk>/invite/", inviting.invite, name="invite"),
    path("<int:pk>/stand-in/", acting.begin_stand_in, name="begin_stand_in"),
    path("<int:pk>/qms/", qms.add_qms_certificate, name="add_qms_certificate"),
    path("<int:pk>/certification/", qms.ask_certification, name="ask_certification"),
]
