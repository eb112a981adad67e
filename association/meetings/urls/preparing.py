from django.urls import path, register_converter

from ..views.preparing import agenda, answering, calling, pages, people, proposals


class WayConverter:
    regex = "up|down"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(WayConverter, "way")

_ITEM = "<int:pk>/agenda/<int:item_pk>"
_PERSON = "<int:pk>/people/<int:invitation_pk>"

urlpatterns = [
    path("", pages.meetings, name="meetings"),
    path("call/", calling.choose_body, name="choose_body"),
    path("bodies/<int:pk>/call/", calling.call_meeting, name="call_meeting"),
    path("bodies/<int:pk>/propose/", proposals.propose, name="propose"),
    path(
        "proposals/<int:proposal_pk>/file/",
        proposals.open_proposal_file,
        name="open_proposal_file",
    ),
    path("<int:pk>/", pages.meeting, name="meeting"),
    path("<int:pk>/people/", pages.people, name="people"),
    path("<int:pk>/letters/", pages.letters, name="letters"),
    path("<int:pk>/calendar.ics", pages.calendar, name="calendar"),
    path("<int:pk>/change/", calling.change_meeting, name="change_meeting"),
    path("<int:pk>/move/", calling.move_meeting, name="move_meeting"),
    path("<int:pk>/cancel/", calling.cancel_meeting, name="cancel_meeting"),
    path("<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("<int:pk>/agenda/add/", agenda.add_item, name="add_item"),
    path("<int:pk>/agenda/subject/", agenda.add_subject, name="add_subject"),
    path("<int:pk>/agenda/submit/", agenda.submit_agenda, name="submit_agenda"),
    path("<int:pk>/agenda/approve/", agenda.approve_agenda, name="approve_agenda"),
    path("<int:pk>/agenda/return/", agenda.return_agenda, name="return_agenda"),
    path("<int:pk>/agenda/send/", agenda.send_invitations, name="send_invitations"),
    path(f"{_ITEM}/", agenda.change_item, name="change_item"),
    path(f"{_ITEM}/<way:way>/", agenda.move_item, name="move_item"),
    path(f"{_ITEM}/remove/", agenda.remove_item, name="remove_item"),
    path(f"{_ITEM}/material/", agenda.attach_material, name="attach_material"),
    path(f"{_ITEM}/remark/", agenda.remark, name="remark"),
    path("<int:pk>/files/<int:file_pk>/", answering.open_material, name="open_material"),
    path("<int:pk>/files/<int:file_pk>/remove/", agenda.remove_material, name="remove_material"),
    path(
        "<int:pk>/proposals/<int:proposal_pk>/", proposals.decide_proposal, name="decide_proposal"
    ),
    path("<int:pk>/people/invite/", people.invite, name="invite"),
    path("<int:pk>/people/check/", people.check_roll, name="check_roll"),
    path("<int:pk>/people/propose/", people.propose_guest, name="propose_guest"),
    path(
        "<int:pk>/people/proposals/<int:guest_pk>/",
        people.answer_guest_proposal,
        name="answer_guest_proposal",
    ),
    path(f"{_PERSON}/", people.change_capacity, name="change_capacity"),
    path(f"{_PERSON}/withdraw/", people.withdraw, name="withdraw_invitation"),
    path(f"{_PERSON}/given/", people.materials_given, name="materials_given"),
    path("<int:pk>/answer/", answering.answer_invitation, name="answer_invitation"),
    path("<int:pk>/read/", answering.confirm_reading, name="confirm_reading"),
    path("<int:pk>/opinion/", answering.write_opinion, name="write_opinion"),
    path("<int:pk>/opinions/enter/", answering.enter_opinion, name="enter_opinion"),
    path(
        "<int:pk>/opinions/<int:opinion_pk>/consider/",
        answering.consider_opinion,
        name="consider_opinion",
    ),
    path(
        "<int:pk>/opinions/<int:opinion_pk>/file/",
        answering.open_opinion_file,
        name="open_opinion_file",
    ),
]
