"""Rows of the rooms cost the queue nothing; what holds pictures is still found by «где это используется»."""

from wagtail.models import ReferenceIndex

from home.registers.usages import is_ours


def test_only_what_holds_content_is_followed():
    followed = {model._meta.label for model in ReferenceIndex.tracked_models if is_ours(model)}
    assert followed == {
        "bodies.CollegialBody",
        "catalogue.ProgrammeIndexPage",
        "catalogue.ProgrammePage",
        "pages.HomePage",
        "pages.NewsIndexPage",
        "pages.NewsPage",
        "pages.SectionPage",
        "readers.EditionToRead",
        "regulations.Edition",
        "regulations.RegulationIndexPage",
        "regulations.RegulationPage",
    }
