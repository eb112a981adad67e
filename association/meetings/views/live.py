"""What the live pages compare to know whether anything has changed since they were drawn."""

from django.db.models import Count, Max, Q

from ..choices import VoteState
from ..models import Attendance, Ballot, Meeting


def stamp_of(meeting: Meeting) -> str:
    """Changes with every act, every coming and going, and every ballot of an open vote; two small queries.

    Of an absentee vote it tells that somebody has answered, never what (T50).
    """
    stays = Attendance.objects.filter(invitation__meeting=meeting).aggregate(
        come=Count("pk"), last=Max("pk"), left=Count("left_at")
    )
    cast = Ballot.objects.filter(
        ~Q(choice=""), vote__item__meeting=meeting, vote__state=VoteState.OPEN
    ).count()
    return f"{meeting.version}-{stays['come']}-{stays['last']}-{stays['left']}-{cast}"
