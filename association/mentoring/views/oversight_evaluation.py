"""«Как вам работалось»: what each of the two says of their work when it is over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from home.desk.acts import attempt
from home.workdays.queries import today

from ..choices import Side
from ..forms.oversight import EvaluationForm
from ..operations.evaluating import evaluate as evaluate_pair
from ..queries import evaluations as queries
from ..rules import names
from ..rules.oversight import evaluations_are_open, may_be_evaluated
from .work_doors import Room, for_answers, room_page


@for_answers
def evaluate(request, room: Room):
    """The form for a side that has not written, within the term; what is written, for whom it is open."""
    pair, on = room.pair, today()
    until, written = queries.evaluate_until(pair), queries.evaluations_of(pair)
    may_write = may_be_evaluated(pair.begins_on, pair.ended_on, until, on)
    if room.side is None and request.method == "POST":
        raise Http404
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    status = attempt(form, lambda _: _keep(room, form, request.user))
    if status is None:
        messages.success(request, "Спасибо: оценка записана.")
        return redirect("mentoring:evaluate", pair.pk)
    is_asked = may_write and room.side is not None and room.side not in written
    return room_page(
        request,
        room,
        "evaluation",
        "evaluation",
        status=status,
        until=until,
        is_open=until is not None and evaluations_are_open(frozenset(written), until, on),
        evaluations=queries.read_by(room.side, written, until, on) if until else [],
        missing=[side for side in Side if side not in written],
        form=form if is_asked or form.is_bound else None,
        rule=names.EVALUATION,
    )


def _keep(room: Room, form: EvaluationForm, user) -> None:
    evaluate_pair(room.pair, room.side, form.marks, by=user, at=timezone.now())
