"""What the views of the room share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import CollegialBody, Office


def find_body(user, pk: int, may) -> CollegialBody:
    """The body, or 404 both for one that is not there and for another's (T1)."""
    body = get_object_or_404(CollegialBody.objects.select_related("owner", "regulation"), pk=pk)
    if not may(user, body):
        raise Http404
    return body


def find_office(user, pk: int, may) -> Office:
    office = get_object_or_404(
        Office.objects.select_related("body__owner", "person", "organisation"), pk=pk
    )
    if not may(user, office.body):
        raise Http404
    return office
