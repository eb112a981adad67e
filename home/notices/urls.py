from django.urls import path

from .views import cabinet

app_name = "notices"
urlpatterns = [
    path("letters/", cabinet.inbox, name="inbox"),
    path("letters/<int:pk>/", cabinet.read_letter, name="read_letter"),
    path("letters/preferences/", cabinet.preferences, name="preferences"),
]
