from django.urls import path

from .views import acts, bodies, calculator

app_name = "bodies"

urlpatterns = [
    path("", bodies.bodies, name="bodies"),
    path("new/", acts.found_body, name="found_body"),
    path("<int:pk>/", bodies.body, name="body"),
    path("<int:pk>/change/", acts.change_body, name="change_body"),
    path("<int:pk>/dissolve/", acts.dissolve_body, name="dissolve_body"),
    path("<int:pk>/share/", acts.share_body, name="share_body"),
    path("<int:pk>/fill/", acts.fill_office, name="fill_office"),
    path("offices/<int:pk>/end/", acts.end_office, name="end_office"),
    path("offices/<int:pk>/release/", acts.release_chair, name="release_chair"),
    path("offices/<int:pk>/annul/", acts.annul_office, name="annul_office"),
    path("calculator/", calculator.calculator, name="calculator"),
]
