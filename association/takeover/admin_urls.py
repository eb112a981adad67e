from django.urls import path

from .views import exports, takeovers

app_name = "takeover_admin"
urlpatterns = [
    path("", takeovers.takeovers, name="takeovers"),
    path("new/", takeovers.start, name="start"),
    path("sample.xlsx", takeovers.sample, name="sample"),
    path("export/", exports.export, name="export"),
    path("export/<int:pk>/", exports.show_export, name="show_export"),
    path("export/<int:pk>/file/", exports.download_export, name="download_export"),
    path("<int:pk>/", takeovers.takeover, name="takeover"),
    path("<int:pk>/carry-out/", takeovers.carry_out, name="carry_out"),
    path("<int:pk>/check/", takeovers.check_again, name="check_again"),
]
