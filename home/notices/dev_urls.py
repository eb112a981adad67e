from django.urls import path

from .views import devmail

app_name = "devmail"
urlpatterns = [
    path("", devmail.mail_list, name="list"),
    path("<str:key>/", devmail.mail_letter, name="letter"),
    path("<str:key>/html/", devmail.mail_html, name="html"),
]
