from django.urls import path

from .views import books, cabinet, verification

app_name = "certificates"
urlpatterns = [
    path("verify/", verification.verify_number, name="verify"),
    path("verify/file/", verification.verify_file, name="verify_file"),
    path("verify/sums/", books.sums, name="sums"),
    path("verify/<str:code>/", verification.verify_code, name="verify_code"),
    path("api/certificates/<str:code>/", verification.verify_json, name="verify_json"),
    path("cabinet/certificates/", cabinet.mine, name="mine"),
    path("cabinet/certificates/<int:pk>/", cabinet.show_certificate, name="show_certificate"),
    path("cabinet/certificates/<int:pk>/pdf/", cabinet.download, name="download"),
]
