"""Who answers for which process."""

from django.urls import path

from .views import finding, own, proposals, report

app_name = "processes"

ONE = "proposals/<int:pk>/"

urlpatterns = [
    path("", finding.find_help, name="find_help"),
    path("<int:pk>/", finding.process, name="process"),
    path("own/", own.own_processes, name="own_processes"),
    path(
        "assignments/<int:pk>/support/",
        own.record_support,
        name="record_support",
    ),
    path("assignments/<int:pk>/ask/", finding.ask_for_support, name="ask_for_support"),
    path("support/<int:pk>/file/", own.open_support_file, name="support_file"),
    path("support/<int:pk>/strike/", own.strike_support, name="strike_support"),
    path("report/", report.process_report, name="process_report"),
    path("report.pdf", report.process_report_pdf, name="process_report_pdf"),
    path("report.xlsx", report.process_report_xlsx, name="process_report_xlsx"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/open/", proposals.open_proposal, name="open_proposal"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}places/", proposals.propose_places, name="propose_places"),
    path(f"{ONE}lines/<int:line_pk>/", proposals.remove_line, name="remove_proposal_line"),
    path(f"{ONE}note/", proposals.explain_proposal, name="explain_proposal"),
    path(f"{ONE}ready/", proposals.make_ready, name="make_proposal_ready"),
    path(f"{ONE}take-back/", proposals.take_back, name="take_back_proposal"),
    path(f"{ONE}withdraw/", proposals.withdraw_proposal, name="withdraw_proposal"),
    path(f"{ONE}agenda/", proposals.put_proposal_on_agenda, name="put_proposal_on_agenda"),
    path(f"{ONE}call/", proposals.call_with_proposal, name="call_with_proposal"),
]
