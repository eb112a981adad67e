"""The questions of the agenda: buttons of the screen, the prose that saves itself, and why a question is off."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..forms import sitting as forms
from ..operations import course
from ..rules import sitting as rules
from .screen import attempt, back, conducting, item_of, on_screen, reason_page, screen, seen


@on_screen
def take_up(request, meeting, item_pk):
    course.take_up(
        item_of(meeting, item_pk), seen=seen(request), by=request.user, at=timezone.now()
    )


@on_screen
def finish_item(request, meeting, item_pk):
    course.finish_item(
        item_of(meeting, item_pk), seen=seen(request), by=request.user, at=timezone.now()
    )


@require_POST
@conducting
def record_course(request, meeting, item_pk):
    """Saved by its button, and by itself while it is typed: then only the line «сохранено» comes back."""
    item, form = item_of(meeting, item_pk), forms.CourseForm(request.POST)
    done = attempt(
        form,
        lambda data: course.record_course(item, **data, by=request.user, at=timezone.now()),
    )
    if request.htmx:
        texts = {name: form.cleaned_data.get(name, "") for name in ("heard", "spoken")}
        context = {
            "form": form,
            "trace": rules.trace(**texts) if done else "",
            "at": timezone.now(),
        }
        return render(request, "meetings/sitting/saved.html", context)
    return back(meeting) if done else screen(request, meeting, course_form=form, status=409)


remove_item = reason_page(
    "Снять вопрос с повестки",
    "Причина войдёт в протокол. Снятый вопрос в повестку этого заседания не вернуть.",
    "Снять вопрос",
    lambda meeting, item_pk, **data: course.remove_item(
        item_of(meeting, item_pk), **data, at=timezone.now()
    ),
)
put_off_item = reason_page(
    "Отложить вопрос",
    "Вопрос вернётся к предложениям и будет ждать следующего заседания этого органа.",
    "Отложить вопрос",
    lambda meeting, item_pk, **data: course.put_off_item(
        item_of(meeting, item_pk), **data, at=timezone.now()
    ),
)
put_off_rest = reason_page(
    "Отложить все оставшиеся вопросы",
    "Вопросы, которые ещё не рассмотрены, вернутся к предложениям и будут ждать следующего заседания.",
    "Отложить оставшиеся",
    lambda meeting, **data: course.put_off_rest(meeting, **data, at=timezone.now()),
)
