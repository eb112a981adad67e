"""Addresses below /cabinet/minutes/."""

from django.urls import path

from .views import agreeing, drawing, files, papers, reading, signing

app_name = "minutes"

urlpatterns = [
    path("", reading.protocols, name="protocols"),
    path("<int:pk>/", reading.protocol, name="protocol"),
    path("<int:pk>/recount/", reading.recount_protocol, name="recount"),
    path("<int:pk>/text/", drawing.edit_text, name="edit_text"),
    path("<int:pk>/facts/", drawing.state_facts, name="state_facts"),
    path("<int:pk>/submit/", drawing.submit, name="submit"),
    path("<int:pk>/reopen/", drawing.reopen, name="reopen"),
    path("<int:pk>/answer/", agreeing.answer, name="answer"),
    path("<int:pk>/reply/<int:line_pk>/", agreeing.reply, name="reply"),
    path("<int:pk>/end-agreement/", agreeing.end_agreement, name="end_agreement"),
    path("<int:pk>/sign/<slug:capacity>/", signing.sign, name="sign"),
    path("<int:pk>/paper-original/", signing.record_paper, name="record_paper"),
    path("<int:pk>/attach/", signing.attach, name="attach"),
    path("<int:pk>/print/<slug:level>.<slug:ext>", papers.print_protocol, name="print_protocol"),
    path(
        "<int:pk>/print/decisions/<int:decision_pk>/<slug:level>.<slug:ext>",
        papers.print_extract,
        name="print_extract",
    ),
    path(
        "<int:pk>/print/agreement/sheet.<slug:ext>", papers.print_agreement, name="print_agreement"
    ),
    path("<int:pk>/file-again/", signing.file_again, name="file_again"),
    path("<int:pk>/scan/<int:signature_pk>/", files.open_scan, name="open_scan"),
    path("<int:pk>/detached/<int:detached_pk>/", files.open_detached, name="open_detached"),
]
