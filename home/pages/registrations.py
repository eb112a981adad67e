"""What the room says at start-up: who edits its pages, and what empties the cache of public pages."""

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.accounts.choices import Role
from home.accounts.roles import grant

from .cache import empty_public_cache
from .models import AssociationSettings

grant(Role.ADMINISTRATOR, "pages.change_associationsettings")


def _empty(**kwargs):
    empty_public_cache()


def _empty_after_pages() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_empty, dispatch_uid="pages.empty_public_cache")
    # A draft is saved too; only a deletion takes something away from readers.
    post_delete.connect(_empty, sender=Page, dispatch_uid="pages.empty_public_cache")


def _empty_after_what_pages_show() -> None:
    shown = (
        AssociationSettings,
        PageViewRestriction,
        Site,
        get_image_model(),
        get_document_model(),
    )
    for model in shown:
        for signal in (post_save, post_delete):
            signal.connect(_empty, sender=model, dispatch_uid="pages.empty_public_cache")


_empty_after_pages()
_empty_after_what_pages_show()
