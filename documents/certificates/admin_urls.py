from django.urls import path

from .views import batches, books, handing, register, templates

app_name = "certificates_admin"
urlpatterns = [
    path("lists/", batches.batches, name="batches"),
    path("lists/new/", batches.new_batch, name="new_batch"),
    path("lists/<int:pk>/", batches.batch, name="batch"),
    path("lists/<int:pk>/start/", batches.start, name="start_batch"),
    path("lists/<int:pk>/stop/", batches.stop, name="stop_batch"),
    path("lists/<int:pk>/go-on/", batches.go_on, name="go_on_batch"),
    path("lists/<int:pk>/leave-out/", batches.leave_out, name="leave_out"),
    path("lists/<int:pk>/discard/", batches.discard, name="discard_batch"),
    path("lists/<int:pk>/gather/", batches.gather, name="gather_batch"),
    path("lists/<int:pk>/papers.zip", batches.archive, name="archive"),
    path("lists/<int:pk>/papers.pdf", batches.sheet, name="sheet"),
    path("books/", books.books, name="books"),
    path("books/<int:pk>/<str:format>/", books.ask_for_book, name="ask_for_book"),
    path("books/files/<int:pk>/", books.book_file, name="book_file"),
    path("books/files/<int:pk>/download/", books.download_book, name="download_book"),
    path("hand-over/<int:pk>/scan/", handing.scan, name="hand_over_scan"),
    path("<int:pk>/hand-over/", handing.hand_over, name="hand_over"),
    path("<int:pk>/revoke/", register.revoke, name="revoke"),
    path("<int:pk>/void/", register.void, name="void"),
    path("<int:pk>/instead/", register.issue_instead, name="issue_instead"),
    path("<int:pk>/make-pdf/", register.make_pdf, name="make_pdf"),
    path("kinds/<int:pk>/template/", templates.start, name="start_template"),
    path("templates/<int:pk>/", templates.change, name="change_template"),
    path("templates/<int:pk>/preview/", templates.preview, name="preview_template"),
    path("templates/<int:pk>/picture.png", templates.picture, name="template_picture"),
    path("templates/<int:pk>/specimen.pdf", templates.specimen, name="template_specimen"),
    path("templates/<int:pk>/order/", templates.order, name="template_order"),
    path("templates/<int:pk>/approve/", templates.approve, name="approve_template"),
    path("templates/<int:pk>/delete/", templates.delete, name="delete_template"),
]
