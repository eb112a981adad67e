"""The plan of a pair: begun from the contents of 3.16, changed by the two, passed when both confirm (R45)."""

import datetime

import pytest
from django.urls import reverse

from association.mentoring.choices import EndGround
from association.mentoring.models import Stage, StageTemplate
from association.mentoring.operations import planning
from association.mentoring.operations.planning import StageDraft
from association.mentoring.operations.working import EntryDraft, add_entry
from association.mentoring.rules import names
from home.rulebook import DomainError
from tests.factories.accounts import log_in
from tests.factories.mentoring import NOW, TODAY, acts_logged, decision_of_presidium, room

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NEXT_MONTH = TODAY + datetime.timedelta(days=30)
DRAFT = StageDraft("Карта процессов", "Нарисовать и согласовать.", NEXT_MONTH)


@pytest.fixture
def here():
    return room()


def add(here, draft: StageDraft = DRAFT) -> Stage:
    return planning.add_stage(here.pair, draft, **here.mentor)


def test_plan_begins_with_the_contents_of_help_and_terms_from_the_first_day(here):
    retired = StageTemplate.objects.last()
    StageTemplate.objects.filter(pk=retired.pk).update(is_retired=True)

    planning.begin_plan(here.pair, at=NOW)
    planning.begin_plan(here.pair, at=NOW)

    templates = StageTemplate.objects.in_use()
    assert [(stage.title, stage.due_on) for stage in here.pair.stages.all()] == [
        (template.title, TODAY + datetime.timedelta(days=template.days)) for template in templates
    ]
    assert acts_logged(here.pair) == ["begin_plan"]


def test_stage_is_passed_when_both_have_confirmed(here):
    stage = add(here)

    stage = planning.confirm_stage(stage, seen=stage.version, **here.candidate)
    assert stage.is_passed is False
    stage = planning.confirm_stage(stage, seen=stage.version, **here.mentor)

    stage.refresh_from_db()
    assert stage.is_passed is True
    assert (stage.mentor_by, stage.candidate_by) == (here.users["mentor"], here.users["candidate"])
    assert acts_logged(here.pair) == ["add_stage", "confirm_stage", "pass_stage"]
    here.pair.refresh_from_db()
    assert here.pair.last_entry_at == NOW


def test_confirmation_is_taken_back_until_the_other_confirms(here):
    stage = planning.confirm_stage(add(here), seen=1, **here.candidate)
    stage = planning.take_back_stage(stage, seen=stage.version, **here.candidate)
    assert (stage.candidate_at, stage.candidate_by) == (None, None)

    for side in (here.candidate, here.mentor):
        stage = planning.confirm_stage(stage, seen=stage.version, **side)
    with pytest.raises(DomainError) as refusal:
        planning.take_back_stage(stage, seen=stage.version, **here.candidate)
    assert refusal.value.rule == names.HELP_CONTENTS


def test_confirmed_stage_is_not_changed_under_the_others_hand(here):
    stage = planning.confirm_stage(add(here), seen=1, **here.candidate)
    other = StageDraft("Что-то совсем другое", "", NEXT_MONTH)
    for act in (
        lambda: planning.change_stage(stage, other, seen=stage.version, **here.mentor),
        lambda: planning.remove_stage(stage, seen=stage.version, **here.mentor),
    ):
        with pytest.raises(DomainError):
            act()
    stage.refresh_from_db()
    assert stage.title == DRAFT.title
    assert acts_logged(here.pair) == ["add_stage", "confirm_stage"]


def test_who_has_read_an_older_stage_confirms_nothing(here):
    """T35: the words changed while they were being read."""
    stage = add(here)
    planning.change_stage(
        stage,
        StageDraft("Карта процессов", "И ещё реестр рисков.", NEXT_MONTH),
        seen=1,
        **here.mentor,
    )
    with pytest.raises(DomainError) as refusal:
        planning.confirm_stage(stage, seen=1, **here.candidate)
    assert "изменили" in str(refusal.value)
    assert Stage.objects.get(pk=stage.pk).candidate_at is None


def test_two_stages_of_one_name_are_refused_beside_the_name(here):
    add(here)
    second = add(here, StageDraft("Реестр рисков", "", NEXT_MONTH))
    for act in (
        lambda: add(here),
        lambda: planning.change_stage(second, DRAFT, seen=1, **here.mentor),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.field == "title"


def test_removed_stage_leaves_its_entries_outside_the_plan(here):
    stage = add(here)
    entry = add_entry(
        here.pair, EntryDraft("visit", TODAY, 90, "Были у них.", stage), **here.mentor
    )
    planning.remove_stage(stage, seen=stage.version, **here.candidate)
    entry.refresh_from_db()
    assert entry.stage is None
    with pytest.raises(DomainError):
        planning.confirm_stage(stage, seen=1, **here.mentor)


def test_nothing_is_added_when_the_work_is_over(here):
    stage = add(here)
    end(here.pair)
    for act in (
        lambda: planning.confirm_stage(stage, seen=1, **here.mentor),
        lambda: add(here, StageDraft("Ещё один", "", NEXT_MONTH)),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.rule == names.ROOM


def end(pair) -> None:
    pair.ended_on, pair.ended_at = TODAY, NOW
    pair.end_ground, pair.end_decision = EndGround.DECISION, decision_of_presidium()
    pair.save()


def address(here, name: str, **arguments) -> str:
    return reverse(f"mentoring:{name}", kwargs={"pk": here.pair.pk, **arguments})


def test_plan_is_worked_with_in_the_browser(client, here):
    """Without script: a form a page, a button an act."""
    log_in(client, here.users["mentor"])
    typed = {"seen": "0", "title": "Карта процессов", "about": "", "due_on": "15.03.2030"}
    assert client.post(address(here, "add_stage"), typed).status_code == 302
    stage = here.pair.stages.get()
    typed |= {"seen": stage.version, "about": "Вместе с завучем."}
    assert client.post(address(here, "change_stage", stage_pk=stage.pk), typed).status_code == 302

    client.post(address(here, "confirm_stage", stage_pk=stage.pk), {"seen": "2"})
    log_in(client, here.users["candidate"])
    page = client.get(here.pair.get_absolute_url()).text
    assert ("Ждёт вашего подтверждения" in page, "Вместе с завучем." in page) == (True, True)
    answer = client.post(
        address(here, "confirm_stage", stage_pk=stage.pk), {"seen": "2"}, follow=True
    )
    assert "пройден 1 из\xa01\xa0этапа" in answer.text
    assert "Изменить" not in answer.text


def test_button_without_its_version_does_nothing(client, here):
    stage = add(here)
    log_in(client, here.users["mentor"])
    for data in ({}, {"seen": "завтра"}, {"seen": "-1"}):
        answer = client.post(address(here, "confirm_stage", stage_pk=stage.pk), data, follow=True)
        assert "Форма дошла не полностью" in answer.text
    stage.refresh_from_db()
    assert stage.mentor_at is None
