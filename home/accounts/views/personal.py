"""What is kept of a person: seen, taken away, and destroyed on demand (152-FZ, art. 14; T67)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from home.accounts import mail, operations, permissions, queries
from home.accounts.decorators import weighty
from home.accounts.forms import RefuseErasureForm
from home.accounts.models import ErasureRequest, Person
from home.accounts.registry import personal_data
from home.accounts.rules import ACCESS, ERASURE, erasure_due
from home.rulebook import DomainError

SHOWN = 10
"""Records of one kind on the page; all of them are in the file."""


@login_required
def own_data(request):
    person = _own_person(request)
    context = {
        "found": [each for each in queries.data_about(person) if each.rows],
        "shown": SHOWN,
        "erasure": queries.last_erasure_request(person),
        "rule": ACCESS,
    }
    return render(request, "accounts/personal_data.html", context)


@weighty
@never_cache
@require_GET
def export(request):
    """The same as the page, whole, for a machine as well."""
    person = _own_person(request)
    content = {
        "составлено": date_format(timezone.localtime(), "Y-m-d H:i"),
        "данные": [
            {
                "что": each.title,
                "зачем": each.data.purpose,
                "до какого срока": each.data.term,
                "записи": each.rows,
            }
            for each in queries.data_about(person)
        ],
    }
    return JsonResponse(
        content,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


@weighty
def erasure(request):
    """Ask for it, with its consequences before one's eyes; see what became of it."""
    person = _own_person(request)
    waiting = person.erasure_requests.filter(decided_at=None).first()
    if request.method == "POST":
        asked = operations.ask_erasure(person, by=request.user, at=timezone.now())
        messages.success(request, f"Требование принято. Срок — до {date_format(asked.due_on)}")
        return redirect("accounts:erasure")
    context = {
        "waiting": waiting,
        "kept": [data for data in personal_data() if data.keeps_name],
        "wiped": [data for data in personal_data() if data.erase],
        "due": erasure_due(timezone.localdate()),
        "rule": ERASURE,
    }
    return render(request, "accounts/erasure.html", context)


@login_required
@require_POST
def take_erasure_back(request):
    person = _own_person(request)
    waiting = get_object_or_404(person.erasure_requests, decided_at=None)
    operations.take_erasure_back(waiting, by=request.user, at=timezone.now())
    messages.success(request, "Требование отозвано, данные остались.")
    return redirect("accounts:personal_data")


@weighty
def decide_erasure(request, pk: int):
    """In the admin: destroy what nothing obliges to keep, or refuse in words."""
    if not permissions.may_end_processing(request.user):
        raise Http404("not this user's business")
    asked = get_object_or_404(ErasureRequest.objects.select_related("person"), pk=pk)
    register = reverse("accounts_erasurerequest_modeladmin_index")
    refusing = "refuse" in request.POST
    form = RefuseErasureForm(request.POST if refusing else None)
    if request.method == "POST" and (not refusing or form.is_valid()):
        try:
            done = (_refuse if refusing else _erase)(request, asked, form)
        except DomainError as refusal:
            messages.error(request, refusal.printed)
        else:
            messages.success(request, done)
            return redirect(register)
    context = {
        "asked": asked,
        "found": [each for each in queries.data_about(asked.person) if each.rows],
        "form": form,
        "rule": ERASURE,
        "register": register,
    }
    return render(request, "accounts/admin/decide_erasure.html", context)


def _erase(request, asked: ErasureRequest, form) -> str:
    """The last letter goes past the log of letters: the address would stay in it."""
    email = asked.person.email
    erased = operations.erase_person(asked, by=request.user, at=timezone.now())
    if email:
        letter = mail.write_letter("erasure_done", email, {"kept": erased.kept}, secret=True)
        transaction.on_commit(
            lambda: send_mail(letter.subject, letter.text, None, [email], fail_silently=True)
        )
    return "Данные уничтожены, учётная запись отключена."


def _refuse(request, asked: ErasureRequest, form) -> str:
    refused = operations.refuse_erasure(
        asked, form.cleaned_data["answer"], by=request.user, at=timezone.now()
    )
    if email := refused.person.email:
        context = {"answer": refused.answer}
        mail.send_letter(mail.write_letter("erasure_refused", email, context, secret=False))
    return "Отказ записан, письмо отправлено."


def _own_person(request) -> Person:
    return get_object_or_404(Person, user=request.user)
