from django.urls import path

from home.accounts import views

app_name = "accounts"

urlpatterns = [
    path("consent/<slug:purpose>/<int:version>/", views.consent_text, name="consent_text"),
    path("cabinet/profile/", views.profile, name="profile"),
    path("cabinet/profile/name/", views.edit_name, name="edit_name"),
    path("cabinet/consents/", views.consents, name="consents"),
    path(
        "cabinet/consents/<slug:purpose>/<int:version>/give/",
        views.give_consent,
        name="give_consent",
    ),
    path("cabinet/consents/simple-signature/", views.accept_signature, name="accept_signature"),
    path("cabinet/consents/<int:pk>/withdraw/", views.withdraw_consent, name="withdraw_consent"),
]
