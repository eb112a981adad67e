from django.urls import path

from .views import inviting

app_name = "invitations"
urlpatterns = [path("invitation/<slug:secret>/", inviting.invitation, name="invitation")]
