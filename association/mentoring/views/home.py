"""Where everything of mentoring begins for whoever has something to do with it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.workdays.queries import today

from ..front import cards_for
from ..rules import names


@login_required
@require_safe
def show_home(request):
    context = {"cards": cards_for(request.user, today()), "rule": names.FORMED_BY_CHAIR}
    return render(request, "mentoring/home.html", context)
