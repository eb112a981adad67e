"""What the live pages compare to know whether anything has changed since they were drawn."""

from django.db.models import Count, Max, Q, Subquery

from ..choices import VoteState
from ..models import Ballot, Meeting


def stamp_of(meeting: Meeting) -> str:
    """Changes with every act, every coming and going, and every ballot of an open vote; one query.

    Of an absentee vote it tells that somebody has answered, never what (T50).
    """
    cast = (
        Ballot.objects.filter(
            ~Q(choice=""), vote__item__meeting=meeting, vote__state=VoteState.OPEN
        )
        .order_by()
        .values("vote__item__meeting")
        .annotate(number=Count("pk"))
        .values("number")
    )
    stays = "invitations__stays"
    found = Meeting.objects.filter(pk=meeting.pk).order_by()
    found = found.annotate(
        come=Count(stays), last=Max(stays), left=Count(f"{stays}__left_at"), cast=Subquery(cast)
    )
    (row,) = found.values_list("version", "come", "last", "left", "cast")
    return "-".join(str(each or 0) for each in row)
