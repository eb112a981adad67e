"""Pairs of the chair's own: any two whom the law lets into one; pairs at work replaced or proposed to end."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from association.organisations.models import Organisation
from home.workdays.queries import today

from ..forms.forming import EndForm, FindForm, PairForm, WordsForm
from ..models import PairList
from ..operations import forming as operations
from ..queries.forming import working_pairs
from ..queries.parties import candidates, mentors
from ..rules import names
from .forming_doors import act_page, board_url, get_or_post, line_of, of_list, only_chair

OFFERED_AT_MOST = 50
PAIRS_ON_A_PAGE = 25


@get_or_post
@of_list(only_chair)
def add_pair(request, pair_list: PairList):
    find = FindForm(request.GET)
    form = _pair_form(request, pair_list, find)
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.add_line(
            pair_list, form.proposed, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=board_url(pair_list),
        done="Пара добавлена и\xa0закреплена.",
        title="Добавить пару",
        rule=names.CRITERION,
        submit="Добавить пару",
        find=find,
    )


@get_or_post
@of_list(only_chair)
def change_line(request, pair_list, line_pk):
    """Any mentor, either criterion, in the chair's own words."""
    line = line_of(pair_list, line_pk)
    find = FindForm(request.GET)
    form = _pair_form(request, pair_list, find, line.candidate, line.mentor)
    form.initial |= {"criterion": line.criterion, "ground": line.ground}
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.move_line(
            line, form.proposed, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=board_url(pair_list),
        done="Пара изменена и\xa0закреплена.",
        title=f"Изменить пару кандидата «{line.candidate}»",
        rule=names.CRITERION,
        submit="Сохранить пару",
        find=find,
    )


@get_or_post
@of_list(only_chair)
def replace_pair(request, pair_list, pair_pk):
    """Another mentor for a candidate whose pair works: the end and the new pair stand in one list (3.16)."""
    pair = get_object_or_404(working_pairs(today()), pk=pair_pk)
    find = FindForm(request.GET)
    form = _pair_form(request, pair_list, find, pair.candidate)
    form.fields["ground"].required = True
    form.fields["ground"].error_messages["required"] = "Напишите, почему наставника заменяют."
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.replace_pair(
            pair_list, pair, form.proposed, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=board_url(pair_list),
        done="Замена внесена в\xa0список.",
        title=f"Заменить наставника кандидата «{pair.candidate}»",
        rule=names.EARLY_END,
        submit="Внести замену",
        find=find,
        explanation=f"Сейчас наставник\xa0— {pair.mentor}, пара работает с\xa0{pair.begins_on:%d.%m.%Y}.",
    )


@get_or_post
@of_list(only_chair)
def add_end(request, pair_list, pair_pk):
    pair = get_object_or_404(working_pairs(today()), pk=pair_pk)
    form = EndForm(request.POST or None, initial={"seen": pair_list.version})
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.add_end(
            pair_list,
            pair,
            data["ground"],
            seen=data["seen"],
            by=request.user,
            at=timezone.now(),
        ),
        to=board_url(pair_list),
        done="Прекращение внесено в\xa0список.",
        title=f"Прекратить пару «{pair}»",
        rule=names.EARLY_END,
        submit="Внести прекращение",
    )


@require_safe
@of_list(only_chair)
def pairs_at_work(request, pair_list):
    """From where a pair at work comes into the list."""
    form = WordsForm(request.GET)
    page = Paginator(working_pairs(today(), form.asked), PAIRS_ON_A_PAGE)
    context = {
        "list": pair_list,
        "form": form,
        "page": page.get_page(request.GET.get("page")),
        "rule": names.EARLY_END,
    }
    return render(request, "mentoring/forming_working.html", context)


def _pair_form(
    request,
    pair_list: PairList,
    find: FindForm,
    candidate: Organisation | None = None,
    mentor: Organisation | None = None,
) -> PairForm:
    """A candidate that is given is the only one; a mentor that is given is chosen already."""
    on, words = today(), find.given
    able = mentors(on)
    offered = {"mentor": _offered(able, words.get("mentor_words", ""), mentor)}
    if candidate is None:
        wanted = candidates()
        chosen = wanted.filter(pk=_key(request.GET.get("candidate"))).first()
        offered["candidate"] = _offered(wanted, words.get("candidate_words", ""), chosen)
    else:
        wanted = Organisation.objects.filter(pk=candidate.pk)
        chosen, offered["candidate"] = candidate, [candidate]
    initial = {
        "seen": pair_list.version,
        "candidate": chosen and chosen.pk,
        "mentor": mentor and mentor.pk,
    }
    return PairForm(
        request.POST or None,
        initial=initial,
        mentors=able,
        candidates=wanted,
        offered=offered,
    )


def _key(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _offered(organisations, words: str, chosen: Organisation | None) -> list[Organisation]:
    """Those found, by name; the one that is chosen already stands first."""
    found = organisations.matching(words).order_by("short_name", "pk")[:OFFERED_AT_MOST]
    first = [chosen] if chosen else []
    return first + [each for each in found if each != chosen]
