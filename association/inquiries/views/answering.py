"""What the organisations of the one who is logged in were asked, and their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from association.organisations.queries import chosen_organisations
from documents.uploads.views import serve
from home.workdays.queries import today

from .. import operations, permissions
from ..choices import RequestState
from ..forms.information import AnswerForm
from ..models import Addressee, AnswerFile
from ..queries import information as queries
from ..rules import information as rules
from ..rules import names
from .doors import attempt, find
from .help import sees_help
from .information import find_file

ON_A_PAGE = 25
ROWS = Addressee.objects.select_related("request__body", "organisation")


@login_required
@require_safe
def questions(request):
    own = chosen_organisations(request)
    page = Paginator(queries.questions_to(request.user, own), ON_A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    on = today()
    context = {
        "page": shown,
        "rows": [(each, *_standing(each, on)) for each in shown],
        "organisations": own,
        "sees_answers": permissions.may_see_answers(request.user),
        "sees_help": sees_help(request.user),
        "rule": names.ANSWERING,
    }
    return render(request, "inquiries/questions.html", context)


def _standing(addressee, on) -> tuple[str, str]:
    request = addressee.request
    return rules.standing_of(addressee.answered_on, request.due_on, on, request.state)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, pk: int):
    """The question, what was answered, and the form while an answer is taken."""
    may = permissions.may_answer if request.method == "POST" else permissions.may_see_question
    found = find(ROWS, pk, request.user, may)
    form = AnswerForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    status = attempt(form, lambda: _answer(found, form, request.user))
    if status is None:
        messages.success(request, "Ответ отправлен.")
        return redirect(found)
    words, tone = _standing(found, today())
    context = {
        "addressee": found,
        "asked": found.request,
        "words": words,
        "tone": tone,
        "files": found.request.files.select_related("file"),
        "answers": found.answers.select_related("by__person").prefetch_related("files__file"),
        "form": form if _takes_answer(request.user, found) else None,
        "sees_answers": permissions.may_see_answers(request.user),
        "rule": names.ANSWERING,
    }
    return render(request, "inquiries/question.html", context, status=status)


def _takes_answer(user, found: Addressee) -> bool:
    return found.request.state == RequestState.OPEN and permissions.may_answer(user, found)


def _answer(found: Addressee, form: AnswerForm, user) -> None:
    operations.answer_question(
        found, form.cleaned_data["text"], form.files_given, by=user, at=timezone.now()
    )


@login_required
@require_safe
def open_request_file(request, pk: int, attached_pk: int):
    found = find(ROWS, pk, request.user, permissions.may_see_question)
    return serve(find_file(found.request.files.all(), attached_pk))


@login_required
@require_safe
def open_answer_file(request, pk: int, file_pk: int):
    found = find(ROWS, pk, request.user, permissions.may_see_question)
    return serve(find_file(AnswerFile.objects.filter(answer__addressee=found), file_pk))
