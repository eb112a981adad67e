"""After `migrate` an index that is still empty is filled; later, rooms keep it by themselves."""

import logging

from django.apps import apps
from django.db import OperationalError, ProgrammingError, transaction
from django.db.models.signals import post_migrate

logger = logging.getLogger(__name__)


def _fill_when_empty(**kwargs):
    from .models import IndexEntry
    from .operations import rebuild
    from .registry import sources

    try:
        with transaction.atomic():
            if not IndexEntry.objects.exists():
                for source in sources():
                    list(rebuild(source))
    except (OperationalError, ProgrammingError):
        # Tables of some room are still to come: the next `migrate` finds the index empty again.
        logger.info("The index of search is filled when all migrations are there.")


post_migrate.connect(
    _fill_when_empty, sender=apps.get_app_config("portal"), dispatch_uid="search.fill_when_empty"
)
