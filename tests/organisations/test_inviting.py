"""The link of an invitation opens once, for whoever brings it, and tells nobody who has an account (T5)."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from association.organisations import operations, rules
from association.organisations.choices import RepresentativeRole
from association.organisations.models import Representative
from association.organisations.permissions import may_represent
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import OrganisationFactory

LINK = re.compile(r"/invitation/([\w-]+)/")
WEEK = datetime.timedelta(days=rules.INVITATION_DAYS)


def invite(organisation, by, email="new@example.org", at=None):
    role = RepresentativeRole.QUALITY
    return operations.invite_representative(
        organisation, email, role, by=by, at=at or timezone.now()
    )


def secrets_sent() -> list[str]:
    letters = Letter.objects.filter(kind="organisations.invited").order_by("pk")
    return [LINK.search(letter.text).group(1) for letter in letters]


def test_link_lets_in_once(organisation, representative, stranger):
    invite(organisation, representative)
    [secret] = secrets_sent()
    made = operations.accept_invitation(secret, by=stranger, at=timezone.now())
    again = operations.accept_invitation(secret, by=stranger, at=timezone.now())
    assert (made, made.role, made.organisation) == (again, "quality", organisation)
    with pytest.raises(DomainError) as refusal:
        operations.accept_invitation(secret, by=UserFactory(), at=timezone.now())
    assert refusal.value.rule == rules.INVITED_ONCE
    told = Letter.objects.filter(kind="organisations.invitation_accepted")
    assert [letter.person for letter in told] == [representative.person]


def test_secret_is_kept_as_its_hash_alone(organisation, representative):
    invitation = invite(organisation, representative)
    [secret] = secrets_sent()
    assert invitation.secret_hash == operations.hash_of(secret)
    assert Letter.objects.get(kind="organisations.invited").is_secret


@pytest.mark.parametrize("how", ["old", "withdrawn", "resent", "unknown", "sender left"])
def test_dead_link_opens_nothing(organisation, representative, stranger, client, how):
    at = timezone.now()
    invitation = invite(organisation, representative, at=at - WEEK if how == "old" else at)
    secret = "x" * 43 if how == "unknown" else secrets_sent()[0]
    if how == "withdrawn":
        operations.withdraw_invitation(invitation, by=representative, at=at)
    if how == "resent":
        operations.resend_invitation(invitation, by=representative, at=at)
    if how == "sender left":
        own = Representative.objects.get(person=representative.person)
        operations.end_representation(own, by=representative, at=at)
    client.force_login(stranger)
    address = reverse("invitations:invitation", args=[secret])
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 409)
    assert not may_represent(stranger, organisation)


def test_pressed_twice_is_one_letter(organisation, representative):
    """T34."""
    assert invite(organisation, representative) == invite(organisation, representative)
    assert len(secrets_sent()) == 1


def test_letters_of_one_organisation_have_a_limit(organisation, representative):
    for number in range(20):
        invite(organisation, representative, f"new{number}@example.org")
    with pytest.raises(DomainError):
        invite(organisation, representative, "one-too-many@example.org")


def test_answer_is_the_same_for_an_address_with_an_account(organisation, representative, client):
    client.force_login(representative)
    address = reverse("organisations:invite", args=[organisation.pk])
    answers = [
        client.post(address, {"email": email, "role": "papers"}, follow=True)
        for email in (UserFactory().email, "nobody@example.org")
    ]
    said = [[str(message) for message in answer.context["messages"]] for answer in answers]
    assert said == [["Приглашение отправлено."]] * 2


def test_newcomer_comes_back_to_the_invitation(organisation, representative, client):
    invite(organisation, representative)
    address = reverse("invitations:invitation", args=secrets_sent())
    text = client.get(address).content.decode()
    assert f"{reverse('account_signup')}?next={address.replace('/', '%2F')}" in text
    assert client.post(address).status_code == 200
    assert Representative.objects.count() == 1


def test_existing_user_confirms_by_a_button(organisation, representative, stranger, client):
    invite(organisation, representative)
    address = reverse("invitations:invitation", args=secrets_sent())
    client.force_login(stranger)
    assert "Принять приглашение" in client.get(address).content.decode()
    assert client.post(address).url == organisation.get_absolute_url()
    assert may_represent(stranger, organisation)


def test_secretary_invites_only_where_nobody_speaks(
    organisation, representative, secretary, client
):
    log_in(client, secretary)
    lonely = OrganisationFactory()
    statuses = [
        client.get(reverse("organisations:invite", args=[one.pk])).status_code
        for one in (organisation, lonely)
    ]
    assert statuses == [404, 200]


def test_role_changes_from_today_and_the_former_stays(organisation, representative):
    own = Representative.objects.get(person=representative.person)
    made = operations.change_role(
        own, RepresentativeRole.PAPERS, by=representative, at=timezone.now()
    )
    own.refresh_from_db()
    assert (own.until, made.until, made.get_role_display()) == (
        timezone.localdate(),
        None,
        "Ведёт документы",
    )
    assert may_represent(representative, organisation)
