from django.urls import path

from ..views import attendance, course, screen, sitting, voting, voting_yourself

_ITEM = "<int:pk>/sitting/items/<int:item_pk>"
_VOTE = "<int:pk>/sitting/votes/<int:vote_pk>"

urlpatterns = [
    path("<int:pk>/sitting/", screen.sitting, name="sitting"),
    path("<int:pk>/sitting/pulse/", screen.pulse, name="pulse"),
    path("<int:pk>/sitting/open/", sitting.open_meeting, name="open_meeting"),
    path("<int:pk>/sitting/close/", sitting.close_meeting, name="close_meeting"),
    path("<int:pk>/sitting/close-poll/", sitting.close_poll, name="close_poll"),
    path("<int:pk>/sitting/present/", attendance.mark_present, name="mark_present"),
    path("<int:pk>/sitting/left/", attendance.mark_left, name="mark_left"),
    path("<int:pk>/sitting/undo-arrival/", attendance.undo_arrival, name="undo_arrival"),
    path("<int:pk>/sitting/guest/", attendance.add_guest, name="add_guest"),
    path("<int:pk>/sitting/presiding/", attendance.preside, name="preside"),
    path("<int:pk>/sitting/put-off/", course.put_off_rest, name="put_off_rest"),
    path(f"{_ITEM}/take-up/", course.take_up, name="take_up"),
    path(f"{_ITEM}/course/", course.record_course, name="record_course"),
    path(f"{_ITEM}/finish/", course.finish_item, name="finish_item"),
    path(f"{_ITEM}/withdraw/", course.remove_item, name="withdraw_item"),
    path(f"{_ITEM}/put-off/", course.put_off_item, name="put_off_item"),
    path(f"{_ITEM}/vote/", voting.open_vote, name="open_vote"),
    path(f"{_VOTE}/roll-call/", voting.roll_call, name="roll_call"),
    path(f"{_VOTE}/close/", voting.close_vote, name="close_vote"),
    path(f"{_VOTE}/annul/", voting.annul_vote, name="annul_vote"),
    path("<int:pk>/vote/", voting_yourself.vote_yourself, name="vote_yourself"),
    path("<int:pk>/vote/live/", voting_yourself.live, name="vote_live"),
]
