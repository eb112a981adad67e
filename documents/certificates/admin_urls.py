from django.urls import path

from .views import register

app_name = "certificates_admin"
urlpatterns = [
    path("<int:pk>/revoke/", register.revoke, name="revoke"),
    path("<int:pk>/void/", register.void, name="void"),
    path("<int:pk>/instead/", register.issue_instead, name="issue_instead"),
    path("<int:pk>/make-pdf/", register.make_pdf, name="make_pdf"),
]
