from django.urls import path

from ..views.decisions import acts, offices, reading, report

urlpatterns = [
    path("decisions/", reading.decisions, name="decisions"),
    path("decisions/<int:pk>/", reading.decision, name="decision"),
    path("decisions/<int:pk>/files/<int:step>/", reading.open_step_file, name="open_step_file"),
    *(
        path(f"decisions/<int:pk>/{act.step}/", acts.act_page(act), name=act.url_name)
        for act in acts.ACTS
    ),
    path("assignments/", reading.my_assignments, name="my_assignments"),
    path("bodies/<int:pk>/execution/", report.execution_report, name="execution_report"),
    path("bodies/<int:pk>/execution.csv", report.execution_csv, name="execution_csv"),
    path("bodies/<int:pk>/execution.xlsx", report.execution_xlsx, name="execution_xlsx"),
    path("bodies/<int:pk>/execution.pdf", report.execution_pdf, name="execution_pdf"),
    path("bodies/<int:pk>/execution/attach/", report.attach_report, name="attach_report"),
    path("bodies/<int:pk>/offices/", offices.office_proposals, name="office_proposals"),
    path("bodies/<int:pk>/offices/<slug:matter>/", offices.propose_office, name="propose_office"),
]
