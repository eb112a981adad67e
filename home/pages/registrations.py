"""What empties the cache of public pages, and what of them is found. Who edits pages, home.accounts grants for the whole tree."""

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished, post_page_move

from home.accounts.queries import PUBLICATION
from home.accounts.registry import on_consent_changed

from .cache import empty_public_cache
from .finding import register_other_pages
from .models import AssociationSettings


def _empty(**kwargs):
    empty_public_cache()


def _empty_after_saving(instance, update_fields=None, **kwargs):
    """A draft is saved by `update_fields`; what readers see changes only by a whole save."""
    if update_fields is None and isinstance(instance, Page) and instance.live:
        empty_public_cache()


def _empty_after_pages() -> None:
    for signal in (page_unpublished, post_page_move):
        signal.connect(_empty, dispatch_uid="pages.empty_public_cache")
    post_save.connect(_empty_after_saving, dispatch_uid="pages.empty_public_cache")
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


def empty_after_consent(consent) -> None:
    """Whose name may stand on public pages has changed (152-FZ, art. 10.1)."""
    empty_public_cache()


on_consent_changed(PUBLICATION, empty_after_consent)
_empty_after_pages()
_empty_after_what_pages_show()

register_other_pages("Страницы сайта")
