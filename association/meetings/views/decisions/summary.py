"""A decision in words, for components/summary_list.html and timeline.html."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from association.bodies.choices import Choice
from home.rulebook.text import NBSP

from ...models import Decision


def rows_of(decision: Decision, *, shows_meeting: bool) -> list[tuple[str, str]]:
    """Its executor from outside the body reads the decision, and nothing else of the meeting."""
    meeting = decision.meeting
    when = date_format(decision.adopted_on)
    if shows_meeting:
        when = format_html('<a href="{}">Заседание {}</a>', meeting.get_absolute_url(), when)
    rows = [("Орган", meeting.body.title), ("Принято", when)]
    if shows_meeting:
        rows.append(("Вопрос", f"{decision.item.position}. {decision.item.title}"))
    rows.append(("Вид", decision.get_form_display()))
    if shows_meeting:
        rows.append(("Кто видит", decision.get_level_display()))
    if decision.executor:
        rows += [
            ("Исполнитель", str(decision.executor)),
            ("Исполнить до", date_format(decision.due_on) if decision.due_on else "без срока"),
        ]
    return rows


def ballots_of(decision: Decision) -> list[tuple[str, str]]:
    """(choice, names), in the order of the choices; last of all those who gave no vote."""
    names: dict[str, list[str]] = {choice: [] for choice in (*Choice.values, "")}
    ballots = decision.vote.ballots.select_related("invitation__person")
    for ballot in ballots.order_by("invitation__person__surname", "invitation__person__name", "pk"):
        asked = " (просит записать в протокол)" if ballot.asks_to_record else ""
        names[ballot.choice].append(f"{ballot.invitation.person}{asked}")
    labels = {**dict(Choice.choices), "": "не голосовали"}
    return [(labels[choice], ", ".join(people)) for choice, people in names.items() if people]


def history(decision: Decision) -> list[tuple]:
    """(when, what, who) of every step, the newest first."""
    steps = decision.steps.select_related("by__person", "file").order_by("-at", "-pk")
    return [(step.at, _in_words(step), str(step.by) if step.by else "") for step in steps]


def _in_words(step) -> str:
    said = ". ".join(part.rstrip(".") for part in (step.change, step.text) if part)
    words = step.get_kind_display()
    words = f"{words[0].upper()}{words[1:]}" + (f": {said}" if said else "")
    if step.file is None:
        return words
    url = reverse("meetings:open_step_file", args=[step.decision_id, step.pk])
    return format_html(f'{{}}.{NBSP}<a href="{{}}">{{}}</a>', words, url, step.file.original_name)
