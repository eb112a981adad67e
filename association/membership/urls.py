from django.urls import include, path

from .views import cabinet, files, steps

app_name = "membership"

urlpatterns = [
    path("", cabinet.applications, name="applications"),
    path("new/", cabinet.start_application, name="start_application"),
    path("", include("association.membership.leaving_urls")),
    path("", include("association.membership.expertise_urls")),
    path("<int:pk>/", cabinet.application, name="application"),
    path("<int:pk>/basis/", steps.choose_basis, name="choose_basis"),
    path("<int:pk>/evidence/", steps.evidence, name="evidence"),
    path("<int:pk>/evidence/<slug:code>/", steps.attach_file, name="attach_file"),
    path("<int:pk>/certificate/", steps.describe_certificate, name="describe_certificate"),
    path("<int:pk>/recommendation/", steps.recommend_to_presidium, name="recommend_to_presidium"),
    path("<int:pk>/regulation/", steps.acknowledge_regulation, name="acknowledge_regulation"),
    path("<int:pk>/review/", steps.review_application, name="review_application"),
    path("<int:pk>/submit/", steps.submit_application, name="submit_application"),
    path("<int:pk>/signed/", cabinet.attach_signed_scan, name="attach_signed_scan"),
    path("<int:pk>/withdraw/", cabinet.withdraw_application, name="withdraw_application"),
    path("<int:pk>/print/", cabinet.print_again, name="print_again"),
    path("<int:pk>/files/<int:file_pk>/", files.open_file, name="open_file"),
    path("<int:pk>/files/<int:file_pk>/remove/", steps.remove_file, name="remove_file"),
    path("<int:pk>/paper/<int:revision>/", files.open_paper, name="open_paper"),
    path("<int:pk>/signed/<int:paper_pk>/", files.open_signed_scan, name="open_signed_scan"),
    path(
        "<int:pk>/conclusions/<int:conclusion_pk>/", files.open_conclusion, name="open_conclusion"
    ),
]
