from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.workdays.queries import today

from .queries import desk_of


@login_required
@require_safe
def desk(request):
    return render(request, "desk/desk.html", {"desk": desk_of(request.user, today())})
