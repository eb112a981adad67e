"""Two programmes of the demo, as pages."""

from wagtail.models import Page

from home.pages.demo import child, text_block

from .choices import HalfYear, StudyForm
from .demo_texts import PROGRAMMES
from .models import ProgrammeIndexPage, ProgrammePage


def load(home: Page, *, year: int) -> None:
    """Programmes of the first half of `year`."""
    lead = "Программы ближайшего полугодия для организаций-членов и кандидатов."
    index = child(home, ProgrammeIndexPage(title="Программы", slug="programmy", lead=lead))
    for title, slug, lead, hours, audience, html in PROGRAMMES:
        child(
            index,
            ProgrammePage(
                title=title,
                slug=slug,
                lead=lead,
                hours=hours,
                study_form=StudyForm.PART_TIME,
                audience=audience,
                year=year,
                half_year=HalfYear.FIRST,
                contents=[text_block(html)],
            ),
        )
