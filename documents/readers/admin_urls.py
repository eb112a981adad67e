from django.urls import path

from .views import register

app_name = "readers_admin"
urlpatterns = [
    path("<int:pk>/", register.show_edition, name="edition"),
    path("<int:pk>/export/", register.export_edition, name="export_edition"),
    path("<int:pk>/remind/", register.remind, name="remind"),
]
