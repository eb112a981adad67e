"""`manage.py link_rules`: after an update of the program its new rules are proposed to the editor."""

from io import StringIO

import pytest
from django.core.management import call_command

from documents.coverage.models import Coverage
from tests.coverage.conftest import JANUARY
from tests.factories.regulations import EditionFactory

pytestmark = pytest.mark.django_db


def test_new_rules_are_proposed_once(association):
    text = "Положение\n\n1. Общее\n\n1.6. Платы нет."
    EditionFactory(page=association, text=text, adopted_on=JANUARY)
    Coverage.objects.all().delete()
    first, second = StringIO(), StringIO()
    call_command("link_rules", stdout=first)
    call_command("link_rules", stdout=second)
    assert Coverage.objects.filter(rule_code="membership.free_of_charge").count() == 1
    assert first.getvalue().startswith(f"Предложено связей: {Coverage.objects.count()}.")
    assert second.getvalue().startswith("Предложено связей: 0.")
