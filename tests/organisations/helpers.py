from wagtail.models import ModelLogEntry


def logged(organisation) -> list[str]:
    """What the room has logged of the organisation, the oldest first, without the name of the room."""
    entries = ModelLogEntry.objects.filter(object_id=str(organisation.pk)).order_by("pk")
    actions = entries.values_list("action", flat=True)
    return [action.partition(".")[2] for action in actions if action.startswith("organisations.")]
