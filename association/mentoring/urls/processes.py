"""Who answers for which process."""

from django.urls import path

from ..views import processes, processes_own, processes_proposals, processes_report

ONE = "processes/proposals/<int:pk>/"

urlpatterns = [
    path("processes/", processes.find_help, name="find_help"),
    path("processes/<int:pk>/", processes.process, name="process"),
    path("processes/own/", processes_own.own_processes, name="own_processes"),
    path(
        "processes/assignments/<int:pk>/support/",
        processes_own.record_support,
        name="record_support",
    ),
    path("processes/assignments/<int:pk>/ask/", processes.ask_for_support, name="ask_for_support"),
    path("processes/support/<int:pk>/file/", processes_own.open_support_file, name="support_file"),
    path("processes/support/<int:pk>/strike/", processes_own.strike_support, name="strike_support"),
    path("processes/report/", processes_report.process_report, name="process_report"),
    path("processes/report.pdf", processes_report.process_report_pdf, name="process_report_pdf"),
    path("processes/report.xlsx", processes_report.process_report_xlsx, name="process_report_xlsx"),
    path("processes/proposals/", processes_proposals.proposals, name="proposals"),
    path("processes/proposals/open/", processes_proposals.open_proposal, name="open_proposal"),
    path(ONE, processes_proposals.proposal, name="proposal"),
    path(f"{ONE}places/", processes_proposals.propose_places, name="propose_places"),
    path(
        f"{ONE}lines/<int:line_pk>/", processes_proposals.remove_line, name="remove_proposal_line"
    ),
    path(f"{ONE}note/", processes_proposals.explain_proposal, name="explain_proposal"),
    path(f"{ONE}ready/", processes_proposals.make_ready, name="make_proposal_ready"),
    path(f"{ONE}take-back/", processes_proposals.take_back, name="take_back_proposal"),
    path(f"{ONE}withdraw/", processes_proposals.withdraw_proposal, name="withdraw_proposal"),
    path(
        f"{ONE}agenda/", processes_proposals.put_proposal_on_agenda, name="put_proposal_on_agenda"
    ),
    path(f"{ONE}call/", processes_proposals.call_with_proposal, name="call_with_proposal"),
]
