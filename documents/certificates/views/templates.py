"""Templates in Wagtail's admin: a draft with its preview, its approval by an order, the next version."""

import base64
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.papers.pdf import PaperError
from documents.uploads.views import serve
from home.accounts.decorators import weighty
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import papers, queries, wording
from ..forms import ApproveForm, DeleteDraftForm, TemplateForm
from ..models import CertificateKind, CertificateTemplate
from ..operations import templates as operations
from ..permissions import may_set_up_certificates
from ..rules import FORM_APPROVED
from ..wording import CONTENTS, Approval

NEVER_KEPT = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


def for_keepers(view):
    @wraps(view)
    def door(request, *args, **kwargs):
        if not may_set_up_certificates(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return door


@for_keepers
@require_http_methods(["GET", "POST"])
def start(request, pk: int):
    """The next version of a kind's template; where one is being drafted already, that one."""
    kind = get_object_or_404(CertificateKind, pk=pk)
    if draft := queries.draft_of(kind):
        return redirect("certificates_admin:change_template", draft.pk)
    if request.method == "POST":
        try:
            draft = operations.start_version(kind, by=request.user, at=timezone.now())
            return redirect("certificates_admin:change_template", draft.pk)
        except DomainError as refusal:
            messages.warning(request, refusal.message)
    context = {"kind": kind, "latest": queries.latest_template(kind), "rule": FORM_APPROVED}
    return render(request, "certificates/admin/start_template.html", context)


@for_keepers
@require_http_methods(["GET", "POST"])
def change(request, pk: int):
    """The draft beside what it looks like; «Показать» does without script what htmx does by itself."""
    template = _find(pk)
    if not template.is_draft:
        messages.warning(request, "Эта версия утверждена, её не меняют: начните новую.")
        return redirect(shown_at(template))
    form = _form(request, template)
    wanted = template
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST:
            wanted = _as_typed(template, form)
        elif _saved(request, template, form):
            messages.success(request, "Черновик сохранён.")
            return redirect("certificates_admin:change_template", pk)
    context = {
        "form": form,
        "template": template,
        "placeholders": queries.placeholders_of(template.kind),
        "preview": _preview(wanted),
        "rule": FORM_APPROVED,
        "back": shown_at(template),
    }
    return render(request, "certificates/admin/change_template.html", context)


@for_keepers
@require_POST
def preview(request, pk: int):
    """The picture of what is typed at the moment; nothing is kept."""
    template = _find(pk)
    form = _form(request, template)
    if form.is_valid():
        shown = _preview(_as_typed(template, form))
    else:
        faults = [f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items()]
        shown = {"fault": " ".join(faults)}
    return render(request, "certificates/admin/preview.html", {"preview": shown})


@for_keepers
@require_safe
def picture(request, pk: int):
    shown = papers.picture_of(_printed(_find(pk)))
    return HttpResponse(shown, content_type="image/png", headers=NEVER_KEPT)


@for_keepers
@require_safe
def specimen(request, pk: int):
    template = _find(pk)
    name = f'inline; filename="specimen-{template.kind.code}-{template.version}.pdf"'
    return HttpResponse(
        _printed(template),
        content_type="application/pdf",
        headers={**NEVER_KEPT, "Content-Disposition": name},
    )


@for_keepers
@require_safe
def order(request, pk: int):
    """The scan of the order that approved the version."""
    template = _find(pk)
    if template.order_file is None:
        raise Http404
    return serve(template.order_file)


@for_keepers
@weighty
@require_http_methods(["GET", "POST"])
def approve(request, pk: int):
    """What exactly is approved, and by which order (R188)."""
    template = _find(pk)
    form = ApproveForm(
        request.POST or None, request.FILES or None, initial={"seen": queries.digest_of(template)}
    )

    def act(fields):
        approval = Approval(fields["order_number"], fields["order_date"], fields["order_by"])
        return operations.approve_template(
            template,
            approval,
            scan=fields["scan"],
            seen=fields["seen"],
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, f"«{template}»: утверждён, дальше выдают по нему.")
        return redirect(shown_at(template))
    context = {"form": form, "template": template, "rule": FORM_APPROVED}
    return render(request, "certificates/admin/approve_template.html", context)


@for_keepers
@require_http_methods(["GET", "POST"])
def delete(request, pk: int):
    template = _find(pk)
    form = DeleteDraftForm(request.POST or None, initial={"seen": queries.digest_of(template)})

    def act(fields):
        operations.delete_draft(template, seen=fields["seen"], by=request.user, at=timezone.now())
        return True

    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, "Черновик удалён.")
        return redirect("certificates_certificatetemplate_modeladmin_index")
    context = {"form": form, "template": template, "rule": FORM_APPROVED}
    return render(request, "certificates/admin/delete_template.html", context)


def shown_at(template: CertificateTemplate) -> str:
    return reverse("certificates_certificatetemplate_modeladmin_inspect", args=[template.pk])


def _find(pk: int) -> CertificateTemplate:
    return get_object_or_404(CertificateTemplate.objects.select_related("kind"), pk=pk)


def _form(request, template: CertificateTemplate) -> TemplateForm:
    return TemplateForm(
        request.POST or None,
        request.FILES or None,
        initial=queries.contents_of(template) | {"seen": queries.digest_of(template)},
        has_background=bool(template.background),
    )


def _saved(request, template: CertificateTemplate, form: TemplateForm) -> bool:
    def act(fields):
        return operations.change_draft(
            template,
            form.contents(),
            background=form.new_background(),
            seen=fields["seen"],
            by=request.user,
            at=timezone.now(),
        )

    return _done(form, act)


def _done(form, act) -> bool:
    try:
        act(form.cleaned_data)
    except DomainError as refusal:
        refusal.show_in(form)
        return False
    return True


def _as_typed(template: CertificateTemplate, form: TemplateForm) -> CertificateTemplate:
    """The draft as it would be, unsaved; a new background is shown once it is kept."""
    for name in CONTENTS:
        setattr(template, name, form.cleaned_data[name])
    if form.cleaned_data.get("without_background"):
        template.background = ""
    return template


def _preview(template: CertificateTemplate) -> dict[str, str]:
    """`picture` as a `data:` address, or `fault` in words."""
    try:
        wording.check_contents(
            queries.contents_of(template), queries.placeholders_of(template.kind)
        )
        shown = papers.picture_of(papers.specimen(template, on=today()))
    except DomainError as refusal:
        return {"fault": refusal.message}
    except PaperError:
        return {"fault": "Такой бланк не помещается на лист. Сократите слова или сделайте мельче."}
    return {"picture": f"data:image/png;base64,{base64.b64encode(shown).decode()}"}


def _printed(template: CertificateTemplate) -> bytes:
    try:
        return papers.specimen(template, on=today())
    except PaperError:
        raise Http404 from None
