from django.urls import path

from . import views

app_name = "regulations_admin"
urlpatterns = [
    path("<int:pk>/", views.show_edition, name="show_edition"),
    path("<int:pk>/adopt/", views.adopt_edition, name="adopt_edition"),
]
