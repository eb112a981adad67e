"""Lists of pairs, from the suggestion to the decision."""

from django.urls import path

from association.meetings.views import dossiers

from ..views import forming as lists
from ..views import forming_agreement as agreement
from ..views import forming_board as board
from ..views import forming_lines as lines

LIST = "lists/<int:pk>/"
BOARD = f"{LIST}board/"

urlpatterns = [
    path("lists/", lists.pair_lists, name="pair_lists"),
    path("lists/new/", lists.open_list, name="open_list"),
    path(LIST, lists.pair_list, name="pair_list"),
    path(f"{LIST}paper/", lists.open_list_paper, name="open_list_paper"),
    path(f"{LIST}note/", lists.explain_list, name="explain_list"),
    path(f"{LIST}send/", lists.send_list, name="send_list"),
    path(f"{LIST}take-back/", lists.take_back, name="take_back_list"),
    path(f"{LIST}withdraw/", lists.withdraw_list, name="withdraw_list"),
    path(f"{LIST}opinion/", agreement.say_opinion, name="say_list_opinion"),
    path(
        f"{LIST}opinions/<int:opinion_pk>/answer/",
        agreement.answer_opinion,
        name="answer_list_opinion",
    ),
    path(f"{LIST}agenda/", dossiers.put_on_agenda(lists.DOSSIER), name="put_list_on_agenda"),
    path(f"{LIST}agenda/new/", dossiers.call_with(lists.DOSSIER), name="call_with_list"),
    path(BOARD, board.board, name="board"),
    path(f"{BOARD}idle/", board.idle_mentors, name="idle_mentors"),
    path(f"{BOARD}suggest/", board.suggest, name="suggest"),
    path(f"{BOARD}add/", lines.add_pair, name="add_pair"),
    path(f"{BOARD}working/", lines.pairs_at_work, name="pairs_at_work"),
    path(f"{BOARD}working/<int:pair_pk>/replace/", lines.replace_pair, name="replace_pair"),
    path(f"{BOARD}working/<int:pair_pk>/end/", lines.add_end, name="add_end"),
    path(
        f"{BOARD}candidates/<int:candidate_pk>/choose/", board.choose_mentor, name="choose_mentor"
    ),
    path(
        f"{BOARD}candidates/<int:candidate_pk>/lines/<int:line_pk>/choose/",
        board.choose_mentor,
        name="choose_other_mentor",
    ),
    path(f"{BOARD}lines/<int:line_pk>/change/", lines.change_line, name="change_line"),
    path(f"{BOARD}lines/<int:line_pk>/hold/", board.hold_line, name="hold_line"),
    path(f"{BOARD}lines/<int:line_pk>/remove/", board.remove_line, name="remove_line"),
]
