from django.urls import path

from .views import admin

app_name = "notices_admin"
urlpatterns = [
    path("", admin.mailings, name="mailings"),
    path("new/", admin.compose_mailing, name="compose_mailing"),
    path("<int:pk>/edit/", admin.compose_mailing, name="edit_mailing"),
    path("<int:pk>/check/", admin.check_mailing, name="check_mailing"),
    path("<int:pk>/", admin.mailing, name="mailing"),
    path("letter/<int:pk>/resend/", admin.resend, name="resend_letter"),
]
