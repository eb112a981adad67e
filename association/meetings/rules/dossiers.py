"""What is asked of a dossier on its way to an agenda."""

from home.rulebook import DomainError, rule

DOSSIER_SEEN = rule("meetings.dossier_seen", title="В повестку вносят то, что прочитали")


def check_seen(seen: int, version: int) -> None:
    """Whoever puts it on an agenda has read it as it is now (T35)."""
    if seen != version:
        raise DomainError("Пока вы читали, дело изменилось. Посмотрите его ещё раз.", DOSSIER_SEEN)
