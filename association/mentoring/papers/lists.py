"""A list of pairs as a paper: what is proposed and why, what the members of the Presidium said, what the chair answered."""

from documents.papers import pdf

from ..choices import Line
from ..models import PairList
from ..queries import forming as queries
from ..queries.parties import ratio_on
from ..rules import names

TEMPLATE = "mentoring/papers/list.html"


def printed_list(pair_list: PairList) -> bytes:
    lines = queries.proposed_lines(pair_list)
    opinions = queries.opinions_of(pair_list)
    return pdf.render(
        TEMPLATE,
        {
            "list": pair_list,
            "formed": [line for line in lines if line.kind == Line.FORM],
            "ended": [line for line in lines if line.kind == Line.END],
            "opinions": opinions,
            "agreement": queries.agreement_of(pair_list, opinions, pair_list.agree_until),
            "ratio": ratio_on(queries.sent_on(pair_list)),
            "rules": names,
        },
    )


def list_name(pair_list: PairList) -> str:
    """«Список пар 3-2026.pdf»."""
    return f"Список пар {pair_list.number}-{pair_list.year}.pdf"
