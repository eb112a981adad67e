"""The archive in the cabinet, and the public page «Решения»."""

from django.urls import path

from .views import acts, archive, importing, keeping, public

app_name = "records"
urlpatterns = [
    path("decisions/", public.decisions, name="decisions"),
    path("decisions/<int:pk>/", public.decision, name="decision"),
    path("cabinet/archive/", archive.archive, name="archive"),
    path("cabinet/archive/new/", keeping.file_by_hand, name="file_by_hand"),
    path("cabinet/archive/completeness/", keeping.completeness, name="completeness"),
    path("cabinet/archive/due/", keeping.due, name="due"),
    path("cabinet/archive/imports/", importing.imports, name="imports"),
    path("cabinet/archive/imports/new/", importing.upload, name="upload_import"),
    path("cabinet/archive/imports/sample.csv", importing.sample, name="import_sample"),
    path("cabinet/archive/imports/<int:pk>/", importing.show_import, name="import"),
    path("cabinet/archive/imports/<int:pk>/take/", importing.carry_out, name="carry_out_import"),
    path("cabinet/archive/imports/<int:pk>/again/", importing.check_again, name="check_again"),
    path("cabinet/archive/acts/", acts.acts, name="acts"),
    path("cabinet/archive/acts/new/", acts.start, name="start_act"),
    path("cabinet/archive/acts/<int:pk>/", acts.act, name="act"),
    path("cabinet/archive/acts/<int:pk>/change/", acts.change, name="change_act"),
    path("cabinet/archive/acts/<int:pk>/send/", acts.send, name="send_act"),
    path("cabinet/archive/acts/<int:pk>/sign/", acts.sign, name="sign_act"),
    path("cabinet/archive/acts/<int:pk>/paper/", acts.record_paper, name="record_paper"),
    path("cabinet/archive/acts/<int:pk>/cancel/", acts.cancel, name="cancel_act"),
    path("cabinet/archive/acts/<int:pk>/complete/", acts.complete, name="complete_act"),
    path("cabinet/archive/acts/<int:pk>/pdf/", acts.pdf, name="act_pdf"),
    path("cabinet/archive/acts/<int:pk>/scans/<int:member_pk>/", acts.scan, name="act_scan"),
    path("cabinet/archive/<int:pk>/", archive.record, name="record"),
    path("cabinet/archive/<int:pk>/files/<int:file_pk>/", archive.open_file, name="open_file"),
    path("cabinet/archive/<int:pk>/hold/", keeping.hold, name="hold"),
    path("cabinet/archive/<int:pk>/lift/", keeping.lift, name="lift_hold"),
    path("cabinet/archive/<int:pk>/publication/", keeping.publication, name="publication"),
]
