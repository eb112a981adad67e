"""What the views of the room share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

# Rooms above take it from here.
from home.desk.acts import tried as tried

from ..models import Organisation


def find_organisation(user, pk: int, may) -> Organisation:
    """The organisation, or 404 both for one that is not there and for another's (T1)."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("territory", "branch", "head"), pk=pk
    )
    if not may(user, organisation):
        raise Http404
    return organisation


def find_of_organisation(rows, user, pk: int, may):
    """A row that belongs to an organisation, or 404 when `may(user, organisation)` says no (T1)."""
    found = get_object_or_404(rows.select_related("organisation"), pk=pk)
    if not may(user, found.organisation):
        raise Http404
    return found
