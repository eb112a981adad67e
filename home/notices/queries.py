"""Where a person can be written to, and what has been written."""

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Prefetch

from home.accounts.models import Person, User
from home.accounts.rules import normalise_email

from .choices import LetterStatus
from .models import Letter, Mailing, MutedKind
from .registry import Audience, NoticeKind, all_kinds


def address_of(person: Person) -> str:
    """Only a verified address of somebody who has an account (T56); of others, the one on record."""
    user = getattr(person, "user", None)
    if user is None:
        return person.email
    verified = [row for row in user.emailaddress_set.all() if row.verified]
    verified.sort(key=lambda row: not row.primary)
    return verified[0].email if verified else ""


def with_addresses(people):
    """The same people with what `address_of` needs, in a fixed number of queries."""
    return people.select_related("user").prefetch_related(
        Prefetch("user__emailaddress_set", EmailAddress.objects.order_by("pk"))
    )


def person_by_address(address: str) -> Person | None:
    """Whose account this address is; None when nobody has proved it."""
    owner = (
        User.objects.filter(
            emailaddress__email=normalise_email(address), emailaddress__verified=True
        )
        .select_related("person")
        .first()
    )
    return owner.person if owner else None


def is_muted(person: Person, kind: NoticeKind) -> bool:
    return not kind.obligatory and person.muted_kinds.filter(kind=kind.code).exists()


def muted_people(kind: NoticeKind) -> set[int]:
    if kind.obligatory:
        return set()
    return set(MutedKind.objects.filter(kind=kind.code).values_list("person_id", flat=True))


def preferences_of(person: Person) -> list[tuple[NoticeKind, bool]]:
    """Every kind of letter and whether the person gets it by e-mail."""
    muted = set(person.muted_kinds.values_list("kind", flat=True))
    return [(kind, kind.obligatory or kind.code not in muted) for kind in all_kinds()]


def letters_to(person: Person):
    """All of them, secret ones without their words, the newest first."""
    return Letter.objects.filter(person=person).order_by("-created_at", "-pk")


def inbox(person: Person):
    return Letter.objects.in_inbox(person)


def undelivered():
    """Letters that will reach nobody unless the secretary helps; who asked for news at an address is owed none."""
    return Letter.objects.filter(
        status__in=[LetterStatus.FAILED, LetterStatus.NO_ADDRESS], is_secret=False, stop_url=""
    )


def audience_size(audience: Audience | None) -> int:
    """How many different people would get a letter now."""
    return len({person.pk for person in audience.people()}) if audience else 0


def mailing_counts(mailing: Mailing) -> list[tuple[str, int]]:
    """(what became of them, how many) for each status that occurs, in the order of the choices."""
    counts = dict(mailing.letters.order_by().values_list("status").annotate(Count("pk")))
    return [(label, counts[value]) for value, label in LetterStatus.choices if value in counts]


def letters_of_source(instance):
    """Every letter about one object, newest first; one-time codes are about none."""
    return Letter.objects.filter(
        source_type=ContentType.objects.get_for_model(instance), source_id=instance.pk
    )
