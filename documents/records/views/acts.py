"""Acts of write-off, for the one who keeps the archive and for the commission."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.uploads.views import serve
from home.accounts.decorators import weighty
from home.accounts.fields import SeenForm
from home.accounts.queries import SIMPLE_SIGNATURE, accepted_text
from home.desk.acts import attempt
from home.workdays.queries import today

from .. import permissions, queries, registry
from ..choices import ActState
from ..forms.acts import ActForm, CancelForm, CompleteForm, PaperSignatureForm
from ..models import WriteOffAct
from ..operations import destroying, write_off
from ..rules import names
from ..rules.writing_off import MOST_RECORDS
from .doors import for_keepers, get_or_post, readers_of, told

ON_A_PAGE = 20
TONES = {
    ActState.DRAFT: "neutral",
    ActState.SIGNING: "waiting",
    ActState.COMPLETE: "positive",
    ActState.CANCELLED: "ended",
}


@require_safe
@for_keepers
def acts(request):
    page = Paginator(queries.acts_of(readers_of(request).keeps), ON_A_PAGE)
    found = page.get_page(request.GET.get("page"))
    for each in found:
        each.tone = TONES[each.state]
    return render(request, "records/acts.html", {"page_of_acts": found})


@get_or_post
@for_keepers
def start(request):
    """A new act over the records of one body, `?body=`, whose term is over."""
    key = request.GET.get("body", "")
    if key not in readers_of(request).keeps:
        raise Http404
    name = registry.names_of([key])[key]
    form = _act_form(request, key, [])
    started: list[WriteOffAct] = []

    def act(fields):
        started.append(
            write_off.start_act(
                key, body_name=name, **_given(fields), by=request.user, at=timezone.now()
            )
        )

    status = attempt(form, act)
    if status is None:
        return redirect(started[0])
    context = {"form": form, "body_name": name, "names": names}
    return render(request, "records/write_act.html", context, status=status)


@get_or_post
@login_required
def change(request, pk: int):
    act = _find(request, pk, permissions.may_keep_act)
    if act.state != ActState.DRAFT:
        messages.error(request, "Акт уже отдан комиссии: изменить его нельзя.")
        return redirect(act)
    form = _act_form(request, act.body_key, list(act.items.select_related("record")), act)
    seen = SeenForm(request.POST or None, initial={"seen": act.version})
    version = seen.cleaned_data["seen"] if seen.is_bound and seen.is_valid() else act.version
    status = attempt(
        form,
        lambda fields: write_off.change_act(
            act, **_given(fields), seen=version, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect(act)
    context = {
        "form": form, "seen": seen, "act": act, "body_name": act.body_name, "names": names,
    }  # fmt: skip
    return render(request, "records/write_act.html", context, status=status)


def _act_form(request, key: str, items: list, act: WriteOffAct | None = None) -> ActForm:
    due = list(queries.due_records([key], today())[: MOST_RECORDS - len(items)])
    records = [item.record for item in items] + due
    choices = [(record.pk, f"{record}, {record.date:%d.%m.%Y}") for record in records]
    chosen = [item.record_id for item in items] or [record.pk for record in due]
    initial = {"records": chosen, "ground": act.ground if act else ""}
    for seat in act.commission.all() if act else ():
        place = seat.position
        initial[f"who_{place}"] = str(seat.person_id or "")
        initial[f"name_{place}"] = "" if seat.person_id else seat.name
        initial[f"office_{place}"] = seat.office
    seats = registry.may_sit_over(key)
    return ActForm(request.POST or None, records=choices, seats=seats, initial=initial)


def _given(fields: dict) -> dict:
    return {
        "records": map(int, fields["records"]),
        "commission": fields["commission"],
        "ground": fields["ground"],
    }


@require_safe
@login_required
def act(request, pk: int):
    """The list, the commission, what each may do now."""
    found = _find(request, pk, permissions.may_see_act)
    found.tone = TONES[found.state]
    items = found.items.select_related("record__record_class").order_by("record__date", "record")
    commission = list(found.commission.all())
    mine = next((m for m in commission if permissions.may_sign_act(request.user, m)), None)
    context = {
        "act": found,
        "page_of_items": Paginator(items, 100).get_page(request.GET.get("page")),
        "commission": commission,
        "mine": mine,
        "may_keep": permissions.may_keep_act(request.user, found),
        "all_signed": all(member.is_signed for member in commission),
        "seen": SeenForm(initial={"seen": found.version}),
        "names": names,
    }
    return render(request, "records/act.html", context)


@require_POST
@login_required
def send(request, pk: int):
    act = _find(request, pk, permissions.may_keep_act)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    return told(
        request,
        lambda: write_off.send_act(act, seen=seen, by=request.user, at=timezone.now()),
        "Акт отдан комиссии: у него есть номер, члены комиссии получили письма.",
        act,
    )


@weighty
@get_or_post
def sign(request, pk: int):
    """By whoever sits in the commission and has just proved it; on GET, what is about to be signed."""
    act = _find(request, pk, permissions.may_see_act)
    mine = act.commission.filter(person__isnull=False, person=request.user.person_id).first()
    if mine is None:
        raise Http404
    if act.state != ActState.SIGNING or mine.is_signed:
        return redirect(act)
    if not accepted_text(request.user.person, SIMPLE_SIGNATURE):
        query = urlencode({"next": request.path})
        return redirect(f"{reverse('accounts:accept_signature')}?{query}")
    if request.method == "POST":
        return told(
            request,
            lambda: write_off.sign_act(act, by=request.user, at=timezone.now()),
            "Вы подписали акт.",
            act,
        )
    context = {"act": act, "mine": mine, "count": act.items.count(), "rule": names.COMMISSION}
    return render(request, "records/sign_act.html", context)


@weighty
@get_or_post
def record_paper(request, pk: int):
    """The keeper writes down that a member has signed the printed act."""
    act = _find(request, pk, permissions.may_keep_act)
    waiting = list(act.commission.filter(manner=""))
    if act.state != ActState.SIGNING or not waiting:
        return redirect(act)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperSignatureForm(*posted, members=[(each.pk, str(each)) for each in waiting])

    def do(fields):
        member = next(each for each in waiting if str(each.pk) == fields["member"])
        write_off.record_paper_signature(
            act, member, on=fields["on"], upload=fields["scan"], by=request.user, at=timezone.now()
        )

    status = attempt(form, do)
    if status is None:
        return redirect(act)
    context = {"act": act, "form": form, "rule": names.COMMISSION}
    return render(request, "records/record_paper.html", context, status=status)


@get_or_post
@login_required
def cancel(request, pk: int):
    act = _find(request, pk, permissions.may_keep_act)
    if act.state not in (ActState.DRAFT, ActState.SIGNING):
        return redirect(act)
    form = CancelForm(request.POST or None, initial={"seen": act.version})
    status = attempt(
        form,
        lambda fields: write_off.cancel_act(act, **fields, by=request.user, at=timezone.now()),
    )
    if status is None:
        messages.success(request, "Акт отменён, записи остаются в архиве.")
        return redirect(act)
    context = {"act": act, "form": form, "rule": names.ACT_NUMBER}
    return render(request, "records/cancel_act.html", context, status=status)


@weighty
@get_or_post
def complete(request, pk: int):
    """The act that cannot be undone: it asks for the proof of who does it, and for a tick."""
    act = _find(request, pk, permissions.may_keep_act)
    if act.state != ActState.SIGNING:
        return redirect(act)
    form = CompleteForm(request.POST or None, initial={"seen": act.version})
    status = attempt(
        form,
        lambda fields: destroying.complete_act(
            act, seen=fields["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Акт исполнен: файлы и тексты записей уничтожены.")
        return redirect(act)
    context = {"act": act, "form": form, "count": act.items.count(), "rule": names.WRITE_OFF}
    return render(request, "records/complete_act.html", context, status=status)


@require_safe
@login_required
def pdf(request, pk: int):
    act = _find(request, pk, permissions.may_see_act)
    if act.paper is None:
        messages.info(request, "PDF акта ещё готовится: обычно это меньше минуты.")
        return redirect(reverse("records:act", args=[act.pk]))
    return serve(act.paper)


@require_safe
@login_required
def scan(request, pk: int, member_pk: int):
    act = _find(request, pk, permissions.may_see_act)
    members = act.commission.filter(scan__isnull=False).select_related("scan")
    return serve(get_object_or_404(members, pk=member_pk).scan)


def _find(request, pk: int, may) -> WriteOffAct:
    act = WriteOffAct.objects.select_related("paper").filter(pk=pk).first()
    if act is None or not may(request.user, act):
        raise Http404
    return act
