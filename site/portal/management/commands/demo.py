"""`manage.py demo`: an invented association to try the site on; never under production settings."""

import datetime
import json
import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from association.bodies import demo as bodies
from association.bodies import demo_groups as groups
from association.inquiries import demo as inquiries
from association.meetings import demo as meetings
from association.membership import demo as membership
from association.membership import demo_life as life
from association.mentoring import demo as mentoring
from association.minutes import demo as minutes
from association.organisations import demo as organisations
from association.organisations.queries import members
from association.processes import demo as processes
from documents.certificates import demo as certificates
from documents.certificates import demo_lists as lists
from documents.coverage import demo as coverage
from documents.readers import demo as readers
from documents.records import demo as records
from documents.regulations import demo as regulations
from home.accounts import demo as accounts
from home.pages import demo as pages
from home.pages.demo_texts import ASSOCIATION
from programs.catalogue import demo as catalogue

# Places in association/organisations/demo_data.py of those who head the demo's accounts.
HEADED_BY = {"chair": 0, "member": 1, "applicant": 8}
PRESIDIUM = [0, 3, 9, 10, 13, 18, 21, 26, 28]
GROUP = [3, 10, 20, 21]
MEMBERS_OWN = 1
WAITING = 38


class Command(BaseCommand):
    help = "Заполняет базу вымышленной ассоциацией; то, что уже есть, не меняется."

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="напечатать учётные записи как JSON"
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="ничего не делать, если на сайте уже есть страницы",
        )

    def handle(self, *args, **options):
        if not settings.DEVELOPMENT_PAGES:
            raise CommandError("The demo is not for production.")
        passwords = _passwords()
        if not (options["if_empty"] and _is_used()):
            with transaction.atomic():
                _load(passwords, timezone.now())
        _tell_later(passwords)
        if options["json"]:
            self.stdout.write(json.dumps({"accounts": _accounts(passwords)}, ensure_ascii=False))
        elif options["verbosity"]:
            self.stdout.write(_readable(passwords))


def _is_used() -> bool:
    return Page.objects.filter(depth__gt=2).exists()


def _load(passwords: dict[str, str], now: datetime.datetime) -> None:
    long_ago = now - datetime.timedelta(days=400)
    users = accounts.load(passwords, at=long_ago)
    home = pages.load(Site.objects.get(is_default_site=True), today=timezone.localdate(now))
    edition = regulations.load(home, by=users["administrator"], at=long_ago)
    coverage.load(edition, by=users["administrator"], at=long_ago)
    amended_at = now - datetime.timedelta(days=76)
    amended = regulations.amend(by=users["administrator"], at=amended_at)
    # The links whose clauses the amendment changed.
    coverage.load(edition, by=users["administrator"], at=amended_at)
    catalogue.load(home, year=timezone.localdate(now).year + 1)
    certificates.load(ASSOCIATION, chair=users["chair"].person)
    heads = {place: users[key] for key, place in HEADED_BY.items()}
    all_organisations = organisations.load(heads, at=long_ago)
    presidium = bodies.load(
        users["chair"].person,
        users["secretary"].person,
        [all_organisations[place] for place in PRESIDIUM],
    )
    membership.load(all_organisations, secretary=users["secretary"], now=now)
    life.load(all_organisations, secretary=users["secretary"], now=now)
    inquiries.load(
        list(members(timezone.localdate(now)).order_by("pk")),
        chair=users["chair"],
        secretary=users["secretary"],
        now=now,
    )
    lists.load(
        ASSOCIATION,
        chair=users["chair"].person,
        by=users["administrator"],
        secretary=users["secretary"],
        now=now,
    )
    readers.load(amended, waiting={users["member"].person}, at=amended_at)
    _let_bodies_work(all_organisations, users, now)
    processes.load(all_organisations, secretary=users["secretary"], now=now)
    mentoring.load(
        mentoring.Cast(
            all_organisations, users["chair"], users["secretary"], membership.demo_paper(), now
        )
    )
    today = timezone.localdate(now)
    records.load(presidium.key, presidium.title, by=users["secretary"], today=today, at=now)


def _let_bodies_work(organisations: list, users: dict, now: datetime.datetime) -> None:
    analysis, own = groups.load(
        [organisations[place] for place in GROUP],
        organisations[MEMBERS_OWN],
        member=users["member"],
        secretary=users["secretary"],
        at=now - datetime.timedelta(days=200),
    )
    people = {key: users[key] for key in ("chair", "secretary")}
    held = meetings.load(
        analysis,
        own,
        **people,
        member=users["member"],
        waiting=membership.application_of(organisations[WAITING]),
        now=now,
    )
    minutes.load(held, **people, now=now)


def _passwords() -> dict[str, str]:
    """Made once on this machine and kept beside the base: no account of the demo has a known password (T74)."""
    file = settings.DEMO_ACCOUNTS_FILE
    if file.exists():
        return json.loads(file.read_text())
    passwords = {key: secrets.token_urlsafe(9) for key in accounts.ACCOUNTS}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(passwords))
    file.chmod(0o600)
    return passwords


def _accounts(passwords: dict[str, str]) -> dict[str, dict[str, str]]:
    return {
        key: {"email": accounts.email_of(key), "password": password}
        for key, password in passwords.items()
    }


def _readable(passwords: dict[str, str]) -> str:
    lines = [
        f"  {key:<14} {account['email']:<28} {account['password']}"
        for key, account in _accounts(passwords).items()
    ]
    return "\n".join(["Accounts of the demo (e-mail, password):", *lines])


def _tell_later(passwords: dict[str, str]) -> None:
    """`make run` prints this file without starting Django again."""
    settings.DEMO_ACCOUNTS_FILE.with_suffix(".txt").write_text(_readable(passwords) + "\n")
