import factory
from wagtail_factories import PageFactory

from programs.catalogue.choices import HalfYear
from programs.catalogue.models import ProgrammeIndexPage, ProgrammePage
from tests.factories.pages import UnderHome


class ProgrammeIndexPageFactory(UnderHome):
    class Meta:
        model = ProgrammeIndexPage

    title = "Программы"
    slug = "programmes"
    show_in_menus = True


class ProgrammePageFactory(PageFactory):
    class Meta:
        model = ProgrammePage

    title = factory.Sequence(lambda n: f"Программа {n}")
    slug = factory.Sequence(lambda n: f"programme-{n}")
    hours = 36
    year = 2027
    half_year = HalfYear.FIRST
    lead = "Чему научит программа."
