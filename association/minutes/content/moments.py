from django.utils import timezone


def moment(value) -> str:
    """In the one stated zone, whoever looks; empty for none."""
    if value is None:
        return ""
    local = timezone.localtime(value, timezone.get_default_timezone())
    return local.isoformat(timespec="seconds")


def day(value) -> str:
    return value.isoformat() if value else ""
