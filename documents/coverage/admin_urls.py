from django.urls import path

from .views import admin

app_name = "coverage_admin"
urlpatterns = [
    path("", admin.rules, name="rules"),
    path("review/", admin.review, name="review"),
    path("rule/<str:code>/", admin.rule, name="rule"),
    path("rule/<str:code>/link/<int:pk>/", admin.link, name="link"),
    path("clause/<int:pk>/", admin.clause, name="clause"),
    path("row/<int:pk>/unlink/", admin.unlink, name="unlink"),
    path("row/<int:pk>/move/", admin.move, name="move"),
]
