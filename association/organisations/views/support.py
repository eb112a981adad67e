"""What the views of the room share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import Organisation


def find_organisation(user, pk: int, may) -> Organisation:
    """The organisation, or 404 both for one that is not there and for another's (T1)."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("territory", "branch", "head"), pk=pk
    )
    if not may(user, organisation):
        raise Http404
    return organisation
