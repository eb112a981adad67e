from django.urls import path

from association.meetings.views import dossiers

from .views import agenda, expertise_office, office

app_name = "membership_admin"

urlpatterns = [
    path("<int:pk>/", office.application, name="application"),
    path("<int:pk>/assign-experts/", expertise_office.assign_experts, name="assign_experts"),
    path("<int:pk>/expertise/term/", expertise_office.change_term, name="change_term"),
    path(
        "<int:pk>/expertise/call-off/",
        expertise_office.call_off_expertise,
        name="call_off_expertise",
    ),
    path("<int:pk>/agenda/", dossiers.put_on_agenda(agenda.APPLICATION), name="put_on_agenda"),
    path(
        "<int:pk>/agenda/new/", dossiers.call_with(agenda.APPLICATION), name="call_with_application"
    ),
    *(
        path(f"<int:pk>/{act.url_name.replace('_', '-')}/", office.act_page(act), name=act.url_name)
        for act in office.OFFICE_ACTS
    ),
]
