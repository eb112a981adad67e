"""«Линия жизни»: what an application leaves there, each act with its paper, its person and its clause."""

import datetime

import pytest
from django.urls import reverse

from association.membership import operations
from association.membership.application_life import life_of_applications
from association.membership.choices import State
from association.membership.models import SignedPaper
from association.membership.rules import names
from tests.factories.expertise import candidates_application, expert_group, expertise_of
from tests.factories.membership import NOW, TODAY, application_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def told(organisation) -> dict:
    return {event.title: event for event in life_of_applications(organisation)}


def test_return_and_signature_stand_in_the_life(applicant, secretary):
    application = application_in(State.SUBMITTED, applicant, secretary=secretary)
    application.refresh_from_db()
    operations.return_application(
        application, "Нет плана.", seen=application.version, by=secretary, at=NOW
    )
    events = told(application.organisation)
    signed = events["Получена подпись руководителя под заявлением"]
    scan = SignedPaper.objects.get()
    place = reverse("membership:open_signed_scan", args=[application.pk, scan.pk])
    assert (signed.on, signed.by, signed.rule) == (TODAY, str(applicant), names.HEAD_APPLIES)
    assert signed.papers == (("Скан с\xa0подписью", place),)
    returned = events[f"{application.title} возвращено с\xa0замечаниями"]
    assert (returned.detail, returned.by, returned.is_public) == (
        "Нет плана.",
        str(secretary),
        False,
    )


def test_paper_original_is_told_by_its_number_and_day(applicant, secretary):
    application = application_in(State.SUBMITTED, applicant, secretary=secretary)
    operations.record_paper_original(
        application, "17-вх", TODAY, seen=application.version, by=secretary, at=NOW
    )
    events = life_of_applications(application.organisation)
    assert "Бумажный подлинник, №\xa017-вх по\xa0журналу входящих" in {
        event.detail for event in events
    }


def test_expertise_is_told_without_its_experts(applicant, secretary):
    expertise = expertise_of(candidates_application(applicant), *expert_group(), by=secretary)
    operations.call_off_expertise(
        expertise, "Эксперт заболел.", by=secretary, at=NOW + datetime.timedelta(hours=1)
    )
    events = told(expertise.application.organisation)
    handed = events["Документы переданы Экспертной группе"]
    assert (handed.rule, handed.by) == (names.EXPERTISE, str(secretary))
    assert handed.detail == f"{expertise.body.title}, срок до\xa0{expertise.due_on:%d.%m.%Y}"
    assert "Экспертиза прекращена без заключения" in events
    assert expertise.lead.surname not in " ".join(f"{e.title} {e.detail}" for e in events.values())
