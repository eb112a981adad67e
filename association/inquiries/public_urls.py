"""Help for anybody, without logging in."""

from django.urls import path

from .views import asking

app_name = "help"

urlpatterns = [
    path("help/", asking.ask, name="ask"),
    path("help/sent/", asking.sent, name="sent"),
    path("help/<str:token>/", asking.status, name="status"),
    path("help/<str:token>/file/", asking.open_file, name="open_file"),
    path("help/<str:token>/withdraw/", asking.withdraw, name="withdraw"),
]
