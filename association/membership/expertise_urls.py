"""Expertises and the composition; a part of `urls`."""

from django.urls import path

from .views import composition, expertise

urlpatterns = [
    path("composition/", composition.composition, name="composition"),
    path("composition.pdf", composition.composition_pdf, name="composition_pdf"),
    path("composition.xlsx", composition.composition_xlsx, name="composition_xlsx"),
    path("expertises/", expertise.expertises_asked, name="expertises"),
    path("expertises/<int:pk>/", expertise.expertise, name="expertise"),
    path(
        "expertises/<int:pk>/files/<int:file_pk>/",
        expertise.open_package_file,
        name="open_package_file",
    ),
    path("expertises/<int:pk>/opinion/", expertise.say_opinion, name="say_opinion"),
    path("expertises/<int:pk>/conclusion/", expertise.conclude, name="conclude"),
    path("expertises/<int:pk>/paper/", expertise.open_expertise_paper, name="open_expertise_paper"),
]
