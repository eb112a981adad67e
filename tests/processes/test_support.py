"""What a responsible member does for others: entered, struck, asked for, opened (3.17, R49)."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.bodies.choices import OfficeKind
from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from association.processes import permissions
from association.processes.choices import Support
from association.processes.models import ProcessSupport
from association.processes.operations import supporting as operations
from association.processes.operations.supporting import Help
from association.processes.rules import names
from documents.uploads.models import StoredFile
from documents.uploads.operations import store_upload
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.bodies import officer
from tests.factories.mentoring import NOW, TODAY, presidium_body, speaks_for
from tests.factories.organisations import OrganisationFactory
from tests.factories.processes import assignment, member, support
from tests.factories.uploads import checked

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def candidate():
    return OrganisationFactory(standing=Standing.CANDIDATE)


def help_for(organisation, *, on=TODAY, **fields) -> Help:
    return Help(organisation, Support.PROCEDURE, "Управление записями", on, **fields)


def acts_on(subject) -> list[str]:
    entries = ModelLogEntry.objects.filter(
        object_id=str(subject.pk), action__startswith="processes."
    )
    return [entry.action for entry in entries.order_by("pk")]


def test_help_is_kept_with_its_file_and_told_to_whoever_was_helped():
    given_by, helped = assignment(member(short_name="Лицей")), candidate()
    reader = speaks_for(helped)
    by = speaks_for(given_by.organisation)

    made = operations.record_support(
        given_by, help_for(helped, upload=checked("form.pdf")), by=by, at=NOW
    )

    assert (made.organisation, made.file.original_name, made.by) == (helped, "form.pdf", by)
    assert acts_on(made) == ["processes.record_support"]
    letter = Letter.objects.get(kind="processes.supported")
    assert letter.person == reader.person
    assert "Лицей отвечает за процесс «Внутренний аудит»" in letter.text


@pytest.mark.parametrize(
    ("standing", "on"),
    [(Standing.FORMER, TODAY), (Standing.NONE, TODAY), (Standing.MEMBER, TODAY - DAY)],
)
def test_help_to_strangers_or_before_the_decision_is_not_entered(standing, on):
    given_by = assignment()
    helped = OrganisationFactory(standing=standing)
    with pytest.raises(DomainError) as refusal:
        operations.record_support(given_by, help_for(helped, on=on), by=UserFactory(), at=NOW)
    assert refusal.value.rule is names.SUPPORT
    assert (ProcessSupport.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_help_entered_twice_is_kept_once():
    """T34; the same with another file is another."""
    given_by, helped, by = assignment(), candidate(), UserFactory()
    speaks_for(helped)
    form = checked("form.pdf")
    for file in (None, None, form, form):
        operations.record_support(given_by, help_for(helped, upload=file), by=by, at=NOW)
    assert (given_by.support.count(), StoredFile.objects.count()) == (2, 1)
    assert Letter.objects.filter(kind="processes.supported").count() == 2


def test_struck_entry_stays_with_its_reason_and_loses_its_file(
    django_capture_on_commit_callbacks,
):
    by = UserFactory()
    entry = support(file=store_upload(checked(), by=by, at=NOW))
    kept = entry.file.file
    with pytest.raises(DomainError) as refusal:
        operations.strike_support(entry, "  ", by=by, at=NOW)
    assert refusal.value.field == "why"

    with django_capture_on_commit_callbacks(execute=True):
        operations.strike_support(entry, "не та организация", by=by, at=NOW)

    entry.refresh_from_db()
    assert (entry.struck_at, entry.struck_by, entry.struck_why, entry.file) == (
        NOW,
        by,
        "не та организация",
        None,
    )
    assert (StoredFile.objects.count(), kept.storage.exists(kept.name)) == (0, False)
    assert acts_on(entry) == ["processes.strike_support"]
    with pytest.raises(DomainError, match="уже вычеркнули"):
        operations.strike_support(entry, "ещё раз", by=by, at=NOW)


def test_asking_writes_to_those_who_speak_for_the_member():
    given_by, asking = assignment(), candidate()
    reader, asker = speaks_for(given_by.organisation), speaks_for(asking)
    told = operations.ask_for_support(given_by, asking, "Нужна форма журнала.", by=asker, at=NOW)
    letter = Letter.objects.get(kind="processes.asked")
    assert (told, letter.person) == (1, reader.person)
    for words in ("Нужна форма журнала.", asking.phone, asking.email, str(asker)):
        assert words in letter.text
    assert acts_on(given_by) == ["processes.ask_for_support"]
    again = operations.ask_for_support(given_by, asking, "Нужна форма журнала.", by=asker, at=NOW)
    assert (again, acts_on(given_by)) == (0, ["processes.ask_for_support"])


def test_asking_is_refused_where_nobody_would_read_it():
    given_by = assignment()
    ended = assignment(code="risks", since=TODAY - DAY, until=TODAY, end_reason="снято")
    for subject, asking, words in (
        (given_by, candidate(), "пока никто не\xa0говорит"),
        (given_by, given_by.organisation, "отвечаете вы\xa0сами"),
        (ended, candidate(), "уже не\xa0отвечает"),
    ):
        with pytest.raises(DomainError, match=words) as refusal:
            operations.ask_for_support(subject, asking, "Помогите", by=UserFactory(), at=NOW)
        assert refusal.value.rule is names.RESPONSIBILITY
    assert not Letter.objects.exists()


# Who may: role × act.

ACTS = ("find", "report", "propose", "enter", "strike", "open")
MATRIX = {
    "anonymous": "",
    "stranger": "",
    "former": "",
    "candidate": "find",
    "helped": "find open",
    "other": "find open",
    "owner": "find enter strike open",
    "stand_in": "find report propose enter strike open",
    "voter": "find report open",
    "chair": "find report propose open",
    "secretary": "find report propose strike open",
    "administrator": "find report propose strike open",
    "authority": "find report",
}


def user_of(role: str, entry):
    made = {
        "anonymous": AnonymousUser,
        "stranger": UserFactory,
        "former": lambda: _left(speaks_for(member())),
        "candidate": lambda: speaks_for(candidate()),
        "helped": lambda: speaks_for(entry.organisation),
        "other": lambda: speaks_for(member()),
        "owner": lambda: speaks_for(entry.assignment.organisation),
        "stand_in": lambda: _standing_in(entry.assignment.organisation),
        "voter": lambda: officer(presidium_body()),
        "chair": lambda: officer(presidium_body(), OfficeKind.CHAIR),
        "secretary": lambda: UserFactory(role=Role.SECRETARY),
        "administrator": lambda: UserFactory(role=Role.ADMINISTRATOR),
        "authority": lambda: UserFactory(role=Role.AUTHORITY_SUPPORT),
    }
    return made[role]()


def _left(user):
    organisation = user.person.representations.get().organisation
    change_standing(organisation, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
    return user


def _standing_in(organisation):
    user, now = UserFactory(role=Role.SECRETARY), timezone.now()
    organisation.stand_ins.create(
        person=user.person, reason="просьба", began_at=now - DAY, expires_at=now + DAY
    )
    return user


@pytest.mark.parametrize("role", MATRIX)
def test_rights_of_roles(role):
    entry = support(to=candidate())
    user = user_of(role, entry)
    owner = entry.assignment.organisation
    owner.refresh_from_db()
    may = {
        "find": permissions.may_find_help(user),
        "report": user.is_authenticated and permissions.may_see_report(user),
        "propose": user.is_authenticated and permissions.may_propose_assignments(user),
        "enter": permissions.may_support(user, owner),
        "strike": permissions.may_strike_support(user, entry),
        "open": permissions.may_open_support(user, entry),
    }
    assert [act for act in ACTS if may[act]] == MATRIX[role].split()


def test_struck_file_and_others_files_are_not_found(client):
    """T1: whoever may not open a file does not learn that it exists."""
    by = UserFactory()
    entry = support(to=candidate(), file=store_upload(checked(), by=by, at=NOW))
    address = reverse("processes:support_file", args=[entry.pk])
    client.force_login(speaks_for(candidate()))
    assert client.get(address).status_code == 404
    client.force_login(speaks_for(member()))
    assert client.get(address).status_code == 200
    operations.strike_support(entry, "ошибка", by=by, at=NOW)
    assert client.get(address).status_code == 404
