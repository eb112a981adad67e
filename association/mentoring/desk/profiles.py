"""What the cabinet shows an organisation of its profile: a card, a task, a line at the clause."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.queries import acting_for
from home.desk.registry import Task
from home.rulebook import LiveState, Rule

from .. import permissions
from ..front import Card
from ..queries import profiles as queries
from ..queries.profiles import ProfileState
from ..rules import names


def address_of(organisation: Organisation) -> str:
    return reverse("mentoring:profile", args=[organisation.pk])


def _belonging(user) -> list[Organisation]:
    return [each for each in acting_for(user) if each.standing in permissions.BELONGING]


def _with_states(user, today: date) -> Iterator[tuple[Organisation, ProfileState]]:
    """One query, and none for whom acts for nobody that belongs."""
    if organisations := _belonging(user):
        states = queries.states_of(organisations, today)
        yield from ((each, states[each.pk]) for each in organisations)


def profile_cards(user, today: date) -> Iterator[Card]:
    for organisation, state in _with_states(user, today):
        title, rule = _called(organisation)
        text, label, tone = in_words(organisation, state)
        about = f"{organisation.short_name}. {text}"
        yield Card(title, about, address_of(organisation), rule, label, tone)


def _called(organisation: Organisation) -> tuple[str, Rule]:
    if organisation.standing == Standing.CANDIDATE:
        return "Анкета кандидата", names.CANDIDATE_HAS_STATUS
    return "Анкета наставника", names.MENTOR_IS_CERTIFIED


def in_words(organisation: Organisation, state: ProfileState) -> tuple[str, str, str]:
    """(sentence, status, tone) of the profile of an organisation."""
    if organisation.standing == Standing.CANDIDATE:
        if state.has_asked:
            return "По\xa0анкете подбирают наставника.", "Заполнена", "positive"
        return "Расскажите, в\xa0чём нужна помощь.", "Не\xa0заполнена", "attention"
    if state.is_certified:
        return _OF_CERTIFIED[state.is_willing]
    if state.is_waiting:
        said = "Секретарь ещё не\xa0сверил сертификат СМК со\xa0сканом."
        return said, "Ждёт подтверждения", "waiting"
    return "Наставником бывает член с\xa0действующим сертификатом СМК.", "", "neutral"


_OF_CERTIFIED = {
    None: ("Организация может помогать кандидатам.", "Не\xa0заполнена", "neutral"),
    True: ("Организация предлагает себя наставником.", "Готова", "positive"),
    False: ("Новых пар организации не\xa0предлагают.", "Не\xa0готова", "neutral"),
}


def counts_card(user, today: date) -> Iterator[Card]:
    if permissions.may_see_counts(user):
        yield Card(
            "Сколько наставников и\xa0кандидатов",
            "Числа на\xa0сегодня и\xa0что они позволяют.",
            reverse("mentoring:counts"),
            names.RATIO,
        )


def profile_tasks(user, today: date) -> Iterator[Task]:
    """A candidate is asked for its needs; a member is invited by a letter and left in peace."""
    asked = [each for each in acting_for(user) if each.standing == Standing.CANDIDATE]
    if not asked:
        return
    silent = queries.candidates_without_profile().filter(pk__in=[each.pk for each in asked])
    for organisation in silent:
        yield Task(
            "Расскажите, в\xa0чём нужна помощь наставника",
            address_of(organisation),
            names.CANDIDATE_HAS_STATUS,
            about=organisation.short_name,
        )


def profiles_now(user, on: date) -> Iterator[LiveState]:
    """At 3.16: what the organisations of the reader are in it."""
    for organisation, state in _with_states(user, on):
        text, label, _ = in_words(organisation, state)
        title, rule = _called(organisation)
        said = f"{organisation.short_name}: {title[0].lower()}{title[1:]}"
        said += f"\xa0— {label[0].lower()}{label[1:]}" if label else f". {text}"
        yield LiveState(rule, said, address_of(organisation))


def profile_step(user, organisation: Organisation) -> tuple[str, str] | None:
    """A button on the page of a candidate."""
    if organisation.standing != Standing.CANDIDATE:
        return None
    return _called(organisation)[0], address_of(organisation)
