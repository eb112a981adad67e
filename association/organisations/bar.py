"""As whom the reader of the cabinet acts, on every page of it."""

from . import queries


def acting_bar(request) -> dict | None:
    """Nothing for whoever acts for nobody."""
    theirs = queries.acting_for(request.user)
    if not theirs:
        return None
    return {
        "organisations": theirs,
        "chosen": queries.chosen_organisation(request),
        "by_me": [each for each in theirs if each.is_by_me],
        "by_staff": [each for each in theirs if each.is_stood_in_for and not each.is_by_me],
        "back": request.path,
    }
