"""Doors that several rooms hang in front of their views."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required


def weighty(view):
    """For an act of weight: who does it has logged in, or proved it again, within the last minutes.

    AccountAdapter.is_reauthentication_required says how recently; the form that asks comes back to the view.
    """
    return login_required(reauthentication_required(app="accounts")(view))
