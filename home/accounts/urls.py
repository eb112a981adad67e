from django.urls import path

from home.accounts.views import account as views
from home.accounts.views import personal

app_name = "accounts"

urlpatterns = [
    path("consent/<slug:purpose>/<int:version>/", views.consent_text, name="consent_text"),
    path("cabinet/profile/", views.profile, name="profile"),
    path("cabinet/profile/name/", views.edit_name, name="edit_name"),
    path("cabinet/my-data/", personal.own_data, name="personal_data"),
    path("cabinet/my-data/export.json", personal.export, name="export_personal_data"),
    path("cabinet/my-data/erasure/", personal.erasure, name="erasure"),
    path(
        "cabinet/my-data/erasure/take-back/", personal.take_erasure_back, name="take_erasure_back"
    ),
    path("cabinet/consents/", views.consents, name="consents"),
    path(
        "cabinet/consents/<slug:purpose>/<int:version>/give/",
        views.give_consent,
        name="give_consent",
    ),
    path("cabinet/consents/simple-signature/", views.accept_signature, name="accept_signature"),
    path("cabinet/consents/<int:pk>/withdraw/", views.withdraw_consent, name="withdraw_consent"),
]
