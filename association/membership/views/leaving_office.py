"""The office: the page of a departure, what came on paper, other grounds, the line of life of any organisation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from association.organisations.models import Organisation
from association.organisations.registry import life_of
from home.accounts.decorators import weighty
from home.desk.acts import attempt
from home.notices.queries import letters_of_source

from .. import departures, operations, permissions
from ..forms.leaving import OtherGroundForm, PaperForm, PaperRemovalForm
from ..models import Departure
from ..rules import leaving as rules
from ..rules import names
from .leaving import find_departure
from .life import ON_A_PAGE
from .steps import get_or_post
from .timeline import departure_timeline


def _may_see(user, departure: Departure) -> bool:
    return permissions.may_see_registers(user) and bool(departure.number)


@require_GET
def departure(request, pk):
    """Facts, papers, letters, and what the office may do."""
    found = find_departure(pk, request.user, _may_see)
    lacks = departures.needs_own_application(found) and found.is_open
    context = {
        "departure": found,
        "next": rules.what_next(found.kind, found.state, lacks_own_application=lacks),
        "lacks_own": lacks,
        "warning": departures.floor_warning(found.organisation) if found.is_open else "",
        "letters": letters_of_source(found).select_related("person"),
        "reading": departures.reading_of_removal() if found.is_removal else "",
        "entries": departure_timeline(found, reader=request.user),
        "may_act": permissions.may_end_memberships(request.user),
        "names": names,
    }
    return render(request, "membership/admin/departure.html", context)


@require_GET
def life(request, pk):
    """Every act with its paper, person and clause; from here the office enters what came on paper."""
    if not permissions.may_see_registers(request.user):
        raise Http404
    organisation = get_object_or_404(Organisation.objects.select_related("territory"), pk=pk)
    acts = permissions.may_end_memberships(request.user) and departures.may_end(organisation)
    context = {
        "organisation": organisation,
        "page": Paginator(life_of(organisation), ON_A_PAGE).get_page(request.GET.get("page")),
        "may_act": acts,
        "may_remove": acts and organisation.is_member,
        "names": names,
    }
    return render(request, "membership/admin/life.html", context)


def _page(request, pk, form_class, act, *, title, submit, explanation, rule, done):
    """A form about one organisation: shown, or done and back to its line of life."""
    if not permissions.may_end_memberships(request.user):
        raise Http404
    organisation = get_object_or_404(Organisation, pk=pk)
    if not departures.may_end(organisation):
        raise Http404
    form = form_class(request.POST if request.method == "POST" else None)
    status = attempt(form, lambda data: act(organisation, form, data))
    if status is None:
        messages.success(request, done)
        return redirect("leaving_admin:life", organisation.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "title": title,
        "submit": submit,
        "explanation": explanation,
        "rule": rule,
        "warning": departures.floor_warning(organisation),
    }
    return render(request, "membership/admin/leave.html", context, status=status)


@get_or_post
@weighty
def record_exit(request, pk):
    def act(organisation, form, data):
        operations.record_exit_on_paper(
            organisation, form.paper, by=request.user, at=timezone.now()
        )

    return _page(
        request,
        pk,
        PaperForm,
        act,
        title="Выход по бумажному заявлению",
        submit="Внести и прекратить членство",
        explanation="Внесите, когда подписанное руководителем заявление записано в журнал входящих. "
        "Членство прекращается в день получения: отказать нельзя, голосования не нужно.",
        rule=names.LEAVE_AT_WILL,
        done="Членство прекращено, организации отправлено письмо.",
    )


@get_or_post
@weighty
def record_removal(request, pk):
    def act(organisation, form, data):
        operations.record_removal_on_paper(
            organisation,
            data["initiator"],
            data["ground"],
            form.paper,
            by=request.user,
            at=timezone.now(),
        )

    return _page(
        request,
        pk,
        PaperRemovalForm,
        act,
        title="Предложение вывести из состава",
        submit="Внести предложение",
        explanation="Внесите заявление члена Ассоциации, которое пришло на бумаге. "
        f"Организация узнает о нём из письма; решит Президиум. {departures.reading_of_removal()}",
        rule=names.REMOVAL,
        done="Предложение внесено. Теперь его можно поставить в повестку Президиума.",
    )


@get_or_post
@weighty
def end_on_other_ground(request, pk):
    def act(organisation, form, data):
        operations.end_on_other_ground(organisation, **data, by=request.user, at=timezone.now())

    return _page(
        request,
        pk,
        OtherGroundForm,
        act,
        title="Прекратить по иному основанию",
        submit="Прекратить членство",
        explanation="Пункт 3.15 Положения знает два основания: реорганизацию и выход. "
        "Иное, например ликвидация, возможно только по решению, на которое вы сошлётесь.",
        rule=names.OTHER_GROUND,
        done="Членство прекращено, организации отправлено письмо.",
    )
