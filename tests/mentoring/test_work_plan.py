"""The plan of a pair: begun from the contents of 3.16, changed by the two, passed when both confirm (R45)."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from association.mentoring.models import StageTemplate
from association.mentoring.operations.planning import begin_plan
from tests.factories.mentoring import NOW, TODAY
from tests.factories.mentoring import pair as working_pair

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def logged(subject) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(subject.pk)).order_by("pk")
    return [entry.action for entry in entries if entry.action.startswith("mentoring.")]


def test_plan_begins_with_the_contents_of_help_and_terms_from_the_first_day():
    pair = working_pair()
    retired = StageTemplate.objects.last()
    StageTemplate.objects.filter(pk=retired.pk).update(is_retired=True)

    begin_plan(pair, at=NOW)
    begin_plan(pair, at=NOW)

    templates = StageTemplate.objects.in_use()
    assert [(stage.title, stage.due_on) for stage in pair.stages.all()] == [
        (template.title, TODAY + datetime.timedelta(days=template.days)) for template in templates
    ]
    assert logged(pair) == ["mentoring.begin_plan"]
