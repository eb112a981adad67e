"""After `migrate` an index that is still empty is filled; later, rooms keep it by themselves."""

from django.apps import apps
from django.db.models.signals import post_migrate


def _fill_when_empty(**kwargs):
    from .models import IndexEntry
    from .operations import rebuild
    from .registry import sources

    if not IndexEntry.objects.exists():
        for source in sources():
            for _ in rebuild(source):
                pass


post_migrate.connect(
    _fill_when_empty, sender=apps.get_app_config("portal"), dispatch_uid="search.fill_when_empty"
)
