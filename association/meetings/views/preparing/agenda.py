"""The secretary's agenda, its approval and its sending."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from home.accounts.fields import SeenForm
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError

from ... import permissions
from ...choices import Act
from ...forms.answering import RemarkForm
from ...forms.preparing import ItemForm, MaterialForm, ReturnForm
from ...models import ItemFile
from ...operations import agenda as operations
from ...queries import preparing as queries
from ...rules import names, procedure
from .doors import UPLOADS, act_page, for_whoever, get_or_post, item_of, posted


@require_GET
@for_whoever(permissions.may_invite)
def agenda(request, meeting):
    """Everything the agenda is made of: its items, what members propose, what other rooms put before the body."""
    procedure.next_state(meeting.state, Act.EDIT_AGENDA)
    context = {
        "meeting": meeting,
        "items": queries.agenda_of(meeting),
        "waiting": queries.proposals_waiting(meeting),
        "subjects": queries.subjects_waiting(meeting.body),
        "rule": names.in_words_of(meeting.rule_set.source, names.AGENDA),
        "proposing_rule": names.in_words_of(meeting.rule_set.source, names.PROPOSING),
        "goes_back": meeting.state != "collecting",
        "may_submit": permissions.may_run_meeting(request.user, meeting),
    }
    return render(request, "meetings/agenda.html", context)


@get_or_post
@for_whoever(permissions.may_invite)
def add_item(request, meeting):
    procedure.next_state(meeting.state, Act.EDIT_AGENDA)
    form = ItemForm(request.POST or None, meeting=meeting)
    return _item_page(
        request,
        meeting,
        form,
        lambda data: operations.add_item(
            meeting, form.question, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        title="Новый вопрос повестки",
        done="Вопрос внесён в повестку.",
    )


@get_or_post
@for_whoever(permissions.may_invite)
def change_item(request, meeting, item_pk):
    procedure.next_state(meeting.state, Act.EDIT_AGENDA)
    item = item_of(meeting, item_pk)
    form = ItemForm(request.POST or None, meeting=meeting, item=item)
    return _item_page(
        request,
        meeting,
        form,
        lambda data: operations.change_item(
            item, form.question, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        title=f"Вопрос {item.position}",
        done="Вопрос изменён.",
    )


def _item_page(request, meeting, form, act, **page):
    warning = "" if meeting.state == "collecting" else "Правка вернёт повестку на утверждение."
    return act_page(
        request,
        meeting,
        form,
        act,
        to=_agenda_of(meeting),
        submit="Сохранить",
        rule=names.in_words_of(meeting.rule_set.source, names.RESPONSIBLE),
        explanation=warning,
        **page,
    )


def _agenda_of(meeting) -> str:
    return f"{meeting.get_absolute_url()}agenda/"


@require_POST
@for_whoever(permissions.may_invite)
def move_item(request, meeting, item_pk, way):
    """One press, with or without script; the page that comes back is the agenda again."""
    item = item_of(meeting, item_pk)
    operations.move_item(
        item, up=way == "up", seen=_seen(request), by=request.user, at=timezone.now()
    )
    return redirect(f"{_agenda_of(meeting)}#item-{item.pk}")


@require_POST
@for_whoever(permissions.may_invite)
def remove_item(request, meeting, item_pk):
    item = item_of(meeting, item_pk)
    operations.remove_item(item, seen=_seen(request), by=request.user, at=timezone.now())
    messages.success(request, "Вопрос убран из повестки.")
    return redirect(_agenda_of(meeting))


@require_POST
@for_whoever(permissions.may_invite)
def add_subject(request, meeting):
    """«Ждут решения»: the matter and the key of what is put before the body, as the page offered them."""
    matter, _, key = request.POST.get("subject", "").partition(":")
    if not (key.isascii() and key.isdigit()) or len(key) > 18:
        raise DomainError("Выберите дело из списка.", names.AGENDA)
    operations.add_subject(
        meeting, matter, int(key), seen=_seen(request), by=request.user, at=timezone.now()
    )
    messages.success(request, "Вопрос внесён в повестку.")
    return redirect(_agenda_of(meeting))


def _seen(request) -> int | None:
    """Of the buttons; the version that was on the screen, or one that no meeting has."""
    form = SeenForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else -1


@require_POST
@for_whoever(permissions.may_run_meeting)
def submit_agenda(request, meeting):
    operations.submit_agenda(meeting, seen=_seen(request), by=request.user, at=timezone.now())
    messages.success(request, "Повестка передана на утверждение.")
    return redirect(meeting)


@require_POST
@for_whoever(permissions.may_lead_meeting)
def approve_agenda(request, meeting):
    operations.approve_agenda(meeting, seen=_seen(request), by=request.user, at=timezone.now())
    messages.success(request, "Повестка утверждена.")
    return redirect(meeting)


@get_or_post
@for_whoever(permissions.may_lead_meeting)
def return_agenda(request, meeting):
    procedure.next_state(meeting.state, Act.RETURN_AGENDA)
    form = ReturnForm(request.POST or None, initial={"seen": meeting.version})
    return act_page(
        request,
        meeting,
        form,
        lambda data: operations.return_agenda(
            meeting, data["remarks"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
        title="Вернуть повестку с замечаниями",
        submit="Вернуть секретарю",
        done="Повестка возвращена секретарю.",
        rule=names.in_words_of(meeting.rule_set.source, names.AGENDA),
    )


@get_or_post
@for_whoever(permissions.may_invite)
def send_invitations(request, meeting):
    """Shows to whom and what before it is sent; a second sending replaces the first."""
    procedure.next_state(meeting.state, Act.SEND)
    form = SeenForm(request.POST or None, initial={"seen": meeting.version})
    people = list(queries.people_of(meeting))
    return act_page(
        request,
        meeting,
        form,
        lambda data: operations.send_invitations(
            meeting, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        title="Разослать приглашения",
        submit="Разослать",
        done="Приглашения рассылаются: каждому своё письмо с повесткой и записью для календаря.",
        rule=names.in_words_of(meeting.rule_set.source, names.INFORMING),
        people=people,
        without_files=[each for each in queries.agenda_of(meeting) if not each.files.all()],
        is_again=meeting.sent_at is not None,
    )


@get_or_post
@for_whoever(permissions.may_see_meeting)
def attach_material(request, meeting, item_pk):
    item = item_of(meeting, item_pk)
    if not permissions.may_add_materials(request.user, item):
        raise Http404
    procedure.next_state(meeting.state, Act.ADD_MATERIALS)
    if request.method == "POST" and limited(request, "meetings.upload", UPLOADS):
        return too_many(request)
    return act_page(
        request,
        meeting,
        MaterialForm(*posted(request)),
        lambda data: operations.attach_material(
            item, data["title"], data["upload"], by=request.user, at=timezone.now()
        ),
        title="Приложить материал",
        submit="Приложить",
        done="Материал приложен.",
        rule=names.in_words_of(meeting.rule_set.source, names.MATERIALS),
        explanation=f"К вопросу {item.position}: {item.title}",
    )


@require_POST
@for_whoever(permissions.may_see_meeting)
def remove_material(request, meeting, file_pk):
    files = ItemFile.objects.filter(item__meeting=meeting).select_related("item", "file")
    material = get_object_or_404(files, pk=file_pk)
    material.item.meeting = meeting
    if not permissions.may_add_materials(request.user, material.item):
        raise Http404
    operations.remove_material(material, by=request.user, at=timezone.now())
    messages.success(request, "Материал убран.")
    return redirect(meeting)


@get_or_post
@for_whoever(permissions.may_see_meeting)
def remark(request, meeting, item_pk):
    item = item_of(meeting, item_pk)
    may = permissions.may_see_item(request.user, item)
    if not (may and permissions.may_remark(request.user, meeting) and request.user.person_id):
        raise Http404
    procedure.next_state(meeting.state, Act.REMARK)
    return act_page(
        request,
        meeting,
        RemarkForm(request.POST or None),
        lambda data: operations.remark(
            item,
            data["text"],
            author=request.user.person,
            by=request.user,
            at=timezone.now(),
        ),
        title=f"Замечание к проекту решения по вопросу {item.position}",
        submit="Отправить замечание",
        done="Замечание отправлено: его видят члены органа и секретарь.",
        rule=names.in_words_of(meeting.rule_set.source, names.ATTENDING),
        explanation=item.draft_decision,
    )
