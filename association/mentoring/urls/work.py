"""The room of a pair: its plan, journal, questions, documents, calls for help."""

from django.urls import path

from ..views import work_documents as documents
from ..views import work_help as help_calls
from ..views import work_journal as journal
from ..views import work_plan as plan
from ..views import work_questions as questions

ROOM = "pairs/<int:pk>/"

urlpatterns = [
    path("own-pairs/", plan.own_pairs, name="own_pairs"),
    path(ROOM, plan.show_pair, name="pair"),
    path(f"{ROOM}stages/add/", plan.add_stage, name="add_stage"),
    path(f"{ROOM}stages/<int:stage_pk>/change/", plan.change_stage, name="change_stage"),
    path(f"{ROOM}stages/<int:stage_pk>/remove/", plan.remove_stage, name="remove_stage"),
    path(f"{ROOM}stages/<int:stage_pk>/confirm/", plan.confirm_stage, name="confirm_stage"),
    path(f"{ROOM}stages/<int:stage_pk>/take-back/", plan.take_back_stage, name="take_back_stage"),
    path(f"{ROOM}journal/", journal.show_journal, name="journal"),
    path(f"{ROOM}journal/add/", journal.add_entry, name="add_entry"),
    path(f"{ROOM}journal/<int:entry_pk>/strike/", journal.strike_entry, name="strike_entry"),
    path(f"{ROOM}questions/", questions.show_questions, name="questions"),
    path(f"{ROOM}questions/ask/", questions.ask_question, name="ask_question"),
    path(f"{ROOM}questions/<int:question_pk>/", questions.show_question, name="question"),
    path(
        f"{ROOM}questions/<int:question_pk>/settle/",
        questions.settle_question,
        name="settle_question",
    ),
    path(f"{ROOM}documents/", documents.show_documents, name="documents"),
    path(f"{ROOM}documents/share/", documents.share_file, name="share_file"),
    path(f"{ROOM}documents/<int:file_pk>/", documents.open_file, name="open_file"),
    path(f"{ROOM}documents/<int:file_pk>/withdraw/", documents.withdraw_file, name="withdraw_file"),
    path(f"{ROOM}help/", help_calls.show_help_calls, name="help_calls"),
    path(f"{ROOM}help/ask/", help_calls.call_for_help, name="call_for_help"),
    path(f"{ROOM}help/<int:call_pk>/answer/", help_calls.answer_call, name="answer_help_call"),
]
