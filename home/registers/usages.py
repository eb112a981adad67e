"""What Wagtail's index of usages looks through: «где это используется» of images, documents and pages.

By itself it follows every foreign key of every model, and each saved row costs a task of the queue. The rows of our
rooms point at pictures and pages seldom; those that do stay in the index.
"""

from django.apps import apps
from django.db.models import Model

CONTENT = {"wagtailcore", "wagtailimages", "wagtaildocs"}


def keep_records_out() -> None:
    """Called while the rooms get ready, before Wagtail asks which models it has to follow."""
    for model in apps.get_models():
        if is_ours(model) and not holds_content(model):
            model.wagtail_reference_index_ignore = True


def is_ours(model: type[Model]) -> bool:
    return model.__module__.partition(".")[0] in {"home", "documents", "association", "programs"}


def holds_content(model: type[Model]) -> bool:
    """It is a page, has text with links in it, or points at a page, a picture or a document."""
    return any(
        hasattr(field, "extract_references")
        or (field.many_to_one and _is_content(field.related_model))
        for field in model._meta.get_fields()
    )


def _is_content(model) -> bool:
    if not isinstance(model, type):
        return False
    return model._meta.app_label in CONTENT or bool(
        {parent._meta.app_label for parent in model._meta.get_parent_list()} & CONTENT
    )
