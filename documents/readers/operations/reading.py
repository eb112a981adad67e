"""Somebody has read an edition; somebody is reminded to."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from documents.regulations.models import Edition
from documents.regulations.queries import edition_on
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.models import Letter
from home.notices.operations import send_notice
from home.notices.queries import with_addresses
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries
from ..choices import Manner
from ..links import reading_path
from ..models import Acquaintance
from ..rules import ACQUAINTANCE, REACQUAINTANCE, objection_to_acquaintance


@transaction.atomic
def acquaint(person: Person, edition: Edition, *, manner: Manner, by, at: datetime) -> Acquaintance:
    """Keep that a person has read an edition (R87); said twice is kept once, as it was said first (T34).

    Who reads the differences has read an earlier edition: the latest of those is what they are counted from.
    """
    if objection := objection_to_acquaintance(
        is_adopted=edition.is_adopted, effective_from=edition.effective_from, today=today(at)
    ):
        raise DomainError(objection, ACQUAINTANCE)
    since = queries.last_read_before(person, edition) if manner == Manner.DIFFERENCES else None
    if manner == Manner.DIFFERENCES and since is None:
        raise DomainError(
            "С прежними редакциями вы не знакомились: прочитайте весь текст.", REACQUAINTANCE
        )
    acquaintance, is_new = Acquaintance.objects.get_or_create(
        person=person, edition=edition, defaults={"at": at, "manner": manner, "since": since}
    )
    if is_new:
        log(acquaintance, "readers.acquaint", user=by, timestamp=at, data={"manner": manner})
    return acquaintance


@transaction.atomic
def remind_readers(edition: Edition, *, by, at: datetime) -> int:
    """Write to everyone bound who has not read the edition in force: once a day, by the worker; how many."""
    edition = (
        Edition.objects.select_for_update(of=("self",)).select_related("page").get(pk=edition.pk)
    )
    if edition_on(edition.page, today(at)) != edition:
        raise DomainError("Напоминают о редакции, которая действует.", ACQUAINTANCE)
    people = queries.people_who_did_not_read(edition).count()
    if not people:
        raise DomainError("С этой редакцией ознакомились все, кого она обязывает.", ACQUAINTANCE)
    if Letter.objects.filter(
        kind=emails.REMINDER.code, about=_occasion(edition, today(at))
    ).exists():
        raise DomainError("Сегодня об этой редакции уже напоминали.", ACQUAINTANCE)
    log(edition, "readers.remind", user=by, timestamp=at, data={"people": people})
    day = today(at).isoformat()
    transaction.on_commit(lambda: write_reminders.enqueue(edition.pk, day))
    return people


@task()
def write_reminders(edition_id: int, day: str) -> int:
    """Each gets one a day, however often the task runs (T57)."""
    edition = Edition.objects.select_related("page").get(pk=edition_id)
    about = _occasion(edition, date.fromisoformat(day))
    context = {
        "title": edition.page.title,
        "edition": edition,
        "url": absolute(reading_path(edition.page)),
    }
    people = with_addresses(queries.people_who_did_not_read(edition))
    letters = [
        send_notice(
            emails.REMINDER,
            to=person,
            about=about,
            context=context,
            at=timezone.now(),
            source=edition,
        )
        for person in people
    ]
    return sum(letter is not None for letter in letters)


def _occasion(edition: Edition, day: date) -> str:
    return f"edition {edition.pk} on {day:%Y-%m-%d}"
