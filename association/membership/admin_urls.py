from django.urls import path

from .views import office

app_name = "membership_admin"

urlpatterns = [
    path("<int:pk>/", office.application, name="application"),
    *(
        path(f"<int:pk>/{act.url_name.replace('_', '-')}/", office.act_page(act), name=act.url_name)
        for act in office.OFFICE_ACTS
    ),
]
