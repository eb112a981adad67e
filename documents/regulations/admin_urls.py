from django.urls import path

from .views import drafting, renditions, reviewing, uploading

app_name = "regulations_admin"
urlpatterns = [
    path("upload/", uploading.upload_edition, name="upload_edition"),
    path("reading/<int:reading_pk>/", uploading.show_reading, name="show_reading"),
    path("<int:pk>/", drafting.show_edition, name="show_edition"),
    path("<int:pk>/correct/", drafting.correct_quickly, name="correct_quickly"),
    path("<int:pk>/row/<int:row>/", drafting.correct_row, name="correct_row"),
    path("<int:pk>/undo/", drafting.undo_correction, name="undo_correction"),
    path("<int:pk>/source/", uploading.download_source, name="download_source"),
    path("<int:pk>/replace/", uploading.replace_source, name="replace_source"),
    path("<int:pk>/details/", reviewing.save_details, name="save_details"),
    path("<int:pk>/review/", reviewing.send_to_review, name="send_to_review"),
    path("<int:pk>/return/", reviewing.return_draft, name="return_draft"),
    path("<int:pk>/delete/", reviewing.delete_draft, name="delete_draft"),
    path("<int:pk>/preview/", reviewing.preview_draft, name="preview_draft"),
    path("<int:pk>/compare/", renditions.choose_pair, name="choose_pair"),
    path(
        "<int:pk>/compare/<int:other_pk>/", renditions.compare_renditions, name="compare_renditions"
    ),
    path("<int:pk>/adopt/", reviewing.adopt_edition, name="adopt_edition"),
]
