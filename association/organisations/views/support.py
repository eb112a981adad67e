"""What the views of the room share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from home.rulebook import DomainError

from ..models import Organisation


def find_organisation(user, pk: int, may) -> Organisation:
    """The organisation, or 404 both for one that is not there and for another's (T1)."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("territory", "branch", "head"), pk=pk
    )
    if not may(user, organisation):
        raise Http404
    return organisation


def add_refusal(form, refusal: DomainError) -> None:
    """Show a refusal next to the field that is to blame, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))
