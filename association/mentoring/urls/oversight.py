"""How all pairs are getting on, their ends, the report."""

from django.urls import path

from ..views import oversight, oversight_evaluation, oversight_report

urlpatterns = [
    path("pairs/", oversight.show_pairs, name="pairs"),
    path("pairs/table.xlsx", oversight.pairs_table, name="pairs_table"),
    path("pairs/<int:pk>/end/", oversight.propose_ending, name="propose_end"),
    path("pairs/<int:pk>/evaluation/", oversight_evaluation.evaluate, name="evaluate"),
    path("thanks/", oversight.show_thanks, name="thanks"),
    path("thanks/<int:pk>/", oversight.thank, name="thank"),
    path("report/", oversight_report.pair_report, name="pair_report"),
    path("report.pdf", oversight_report.pair_report_pdf, name="pair_report_pdf"),
    path("report.xlsx", oversight_report.pair_report_xlsx, name="pair_report_xlsx"),
]
