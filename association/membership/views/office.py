"""The secretary's page of one application, and a small page for each act that its state allows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.certificates.queries import certificates_of
from home.accounts.decorators import weighty
from home.desk.acts import attempt
from home.notices.queries import letters_of_source
from home.rulebook import Rule, find_rule

from .. import expertises, operations, permissions, queries
from ..choices import Act
from ..forms.office import (
    AdmissionDecisionForm,
    ConclusionForm,
    OrderForm,
    PaperOriginalForm,
    RefusalForm,
    ReturnForm,
)
from ..models import MembershipApplication
from ..rules import names
from .doors import decision_url, find_application
from .steps import get_or_post
from .summary import submission_in_words
from .timeline import timeline


@dataclass(frozen=True)
class OfficeAct:
    """One act as a page: what it is called, what is asked, by which rule, what is done with the answers."""

    act: Act
    url_name: str
    title: str
    submit: str
    rule: Rule
    form_class: type[Form]
    do: Callable[..., object]
    done: str
    explanation: str = ""
    is_grave: bool = False

    @property
    def address(self) -> str:
        return f"membership_admin:{self.url_name}"


RETURN = OfficeAct(
    Act.RETURN,
    "return_application",
    "Вернуть с замечаниями",
    "Вернуть заявителю",
    names.PROCEDURE,
    ReturnForm,
    operations.return_application,
    "Заявление возвращено, заявителю отправлено письмо.",
    "Заявитель исправит заявление и отправит его снова под тем же номером. "
    "Подпись под прежней редакцией считаться не будет.",
)
REFUSE = OfficeAct(
    Act.REFUSE,
    "refuse_application",
    "Отклонить заявление",
    "Отклонить",
    names.PROCEDURE,
    RefusalForm,
    operations.refuse_application,
    "Заявление отклонено, заявителю отправлено письмо.",
    "Отменить отказ нельзя: организация сможет подать новое заявление.",
    is_grave=True,
)
RECORD_PAPER = OfficeAct(
    Act.RECORD_PAPER,
    "record_paper_original",
    "Отметить бумажный подлинник",
    "Отметить",
    names.HEAD_APPLIES,
    PaperOriginalForm,
    operations.record_paper_original,
    "Бумажный подлинник отмечен.",
    "Отметьте, когда подписанное руководителем заявление на бумаге записано в журнал входящих.",
)
RECORD_CONCLUSION = OfficeAct(
    Act.RECORD_CONCLUSION,
    "record_conclusion",
    "Внести экспертное заключение",
    "Внести",
    names.EXPERT_CONCLUSION,
    ConclusionForm,
    operations.record_conclusion,
    "Экспертное заключение внесено.",
    "Считается последнее внесённое заключение; прежние остаются в истории.",
)
RECORD_DECISION = OfficeAct(
    Act.RECORD_DECISION,
    "record_decision",
    "Внести решение о приёме",
    "Внести решение",
    names.ADMISSION_DECISION,
    AdmissionDecisionForm,
    operations.record_decision,
    "Решение внесено, заявителю отправлено письмо. Теперь нужен приказ.",
)
RECORD_ORDER = OfficeAct(
    Act.RECORD_ORDER,
    "record_order",
    "Внести приказ",
    "Внести приказ и завершить приём",
    names.ADMISSION_ORDER,
    OrderForm,
    operations.record_order,
    "Приказ внесён, приём завершён, заявителю отправлено письмо.",
    "Организация сразу становится членом или кандидатом; члену выдаётся сертификат.",
    is_grave=True,
)
OFFICE_ACTS = (RECORD_PAPER, RECORD_CONCLUSION, RECORD_DECISION, RECORD_ORDER, RETURN, REFUSE)


@require_GET
def application(request, pk):
    """Facts, files, history, and the acts that the state allows to this reader."""
    found = find_application(pk, request.user, permissions.may_see_in_register)
    submission = queries.current_submission(found)
    decision = queries.decision_of(found)
    expertise = expertises.under_way(found)
    context = {
        "application": found,
        "submission": submission,
        "rows": submission_in_words(submission),
        "files": submission.files.select_related("file").order_by("pk"),
        "signed_papers": queries.signed_papers(found),
        "conclusions": found.conclusions.select_related("file", "paper"),
        "expertise": expertise,
        "experts": expertises.experts_of(expertise) if expertise else [],
        "item": queries.agenda_item_of(found),
        "decision": decision,
        "decision_url": decision_url(request.user, decision),
        "names": names,
        "certificates": certificates_of(found),
        "letters": letters_of_source(found).select_related("person"),
        "earlier": found.submissions.exclude(pk=submission.pk).select_related("paper"),
        "next": queries.what_next(found),
        "review_until": queries.review_until(found),
        "review_rule": names.REVIEW_TERM,
        "refusal_rule": find_rule(found.refusal_rule),
        "acts": _acts_for(request.user, found),
        "offered": _offered(request.user, found, expertise),
        "entries": timeline(found, reader=request.user),
    }
    return render(request, "membership/admin/application.html", context)


def _acts_for(user, application: MembershipApplication) -> list[OfficeAct]:
    offered = permissions.acts_offered(user, application)
    wanted = [act for act in OFFICE_ACTS if act.act in offered]
    if not queries.is_candidate(application.organisation):
        wanted = [act for act in wanted if act is not RECORD_CONCLUSION]
    return wanted


def _offered(user, application: MembershipApplication, expertise) -> dict[str, bool]:
    """Acts with pages of their own, each where it makes sense now."""
    acts = permissions.acts_offered(user, application)
    needs_conclusion = queries.needs_conclusion(application)
    return {
        "assign_experts": Act.ASSIGN_EXPERTS in acts and needs_conclusion and expertise is None,
        "put_on_agenda": Act.PUT_ON_AGENDA in acts
        and not needs_conclusion
        and queries.is_signed(application)
        and not queries.waits_on_agenda(application),
        "run_expertise": Act.ASSIGN_EXPERTS in acts and expertise is not None,
    }


def act_page(office_act: OfficeAct):
    """The view of one act."""

    @get_or_post
    @weighty
    def view(request, pk):
        found = find_application(pk, request.user, permissions.may_decide_application)
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = office_act.form_class(*posted, initial={"seen": found.version})
        status = attempt(
            form, lambda data: _do(office_act, found, data, by=request.user, at=timezone.now())
        )
        if status is None:
            messages.success(request, office_act.done)
            return redirect("membership_admin:application", found.pk)
        context = {"application": found, "form": form, "act": office_act}
        return render(request, "membership/admin/act.html", context, status=status)

    return view


def _do(office_act: OfficeAct, application, data: dict, *, by, at: datetime):
    return office_act.do(application, **data, by=by, at=at)
