"""Who stands before each address of the cabinet and of the admins (T1–T5, T7, T15, T36)."""

import pytest
from django.test import Client

from home.accounts.choices import Role
from tests import rows
from tests.factories.accounts import UserFactory, log_in
from tests.portal.addresses import ROOMS, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OWN = {
    "accounts:give_consent",  # a text, not somebody's object
    "organisations:register_step",  # a step of one's own registration
    "processes:process",  # who answers for what is there for all who belong
    "processes:ask_for_support",
    "processes:support_file",
}


def cabinet():
    return addresses("cabinet/")


# Pages that this owner's rows have not come to: 404 there as for everybody.
NOT_THERE = {
    "bodies:release_chair",  # the chair of the Presidium alone (3.7)
    "organisations:begin_stand_in",  # the secretary's
    "organisations:check_qms",
    "organisations:decide_certification",
    "organisations:end_qms_certificate",
    "membership:open_expertise_paper",  # nothing is concluded yet
    "membership:open_package_file",  # of another's package
    "membership:attach_own_application",  # of a removal alone
    "membership:propose_removal",  # nobody removes oneself
    "meetings:accept_execution",  # nothing has been reported yet
    "meetings:return_execution",
    "meetings:execution_csv",  # without its period
    "meetings:execution_pdf",
    "meetings:execution_xlsx",
    "inquiries:answers_csv",  # who asks is the chair
    "inquiries:cancel_request",
    "inquiries:decline_help",  # the secretary's
    "inquiries:information_request",
    "inquiries:route_help",
    "mentoring:answer_help_call",  # the chair's
    "mentoring:roll",  # for who forms pairs and agrees to them
    "mentoring:roll_xlsx",
    "processes:call_with_proposal",  # what the chair and the secretary prepare
    "mentoring:propose_end",  # the chair proposes
    "processes:proposal",
    "processes:put_proposal_on_agenda",
    "processes:withdraw_proposal",
    "organisations:reorganisation_act",  # nothing of this owner has been reorganised
    "minutes:answer",  # the agreement is over
    "minutes:print_agreement",
    "minutes:open_detached",  # papers of an earlier content
    "minutes:open_scan",
}

LISTS = "cabinet/mentoring/lists/"
"""Lists of pairs are the Presidium's and the office's alone (3.16)."""


def of_others():
    return [one for one in cabinet() if one.arguments and one.name not in OWN]


def test_every_argument_of_an_address_is_known():
    unknown = [
        one.name
        for one in addresses("cabinet/", *ROOMS)
        if not set(one.arguments) <= set(one.known)
    ]
    assert unknown == []


def test_owner_opens_what_strangers_may_not(client, world):
    log_in(client, world.owner)
    answers = {one.name: client.get(one.path()).status_code for one in of_others()}
    closed = {name for name, status in answers.items() if status not in (200, 202, 302, 405, 409)}
    of_presidium = {one.name for one in of_others() if one.route.startswith(LISTS)}
    assert closed - of_presidium == NOT_THERE


@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_finds_nothing_of_others(client, world, method):
    """404, or 405 where the address takes no such request from anybody (T1–T5)."""
    log_in(client, UserFactory())
    for one in of_others():
        response = getattr(client, method)(one.path())
        assert (one.name, response.status_code) in [(one.name, 404), (one.name, 405)]
        assert world.organisation.short_name not in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_is_led_to_the_log_in(client, world, method):
    for one in addresses("cabinet/", *ROOMS):
        path = one.path()
        response = getattr(client, method)(path)
        if "HX-Refresh" in response.headers:
            # A live part of a page: the page itself comes again, and leads to the log-in.
            assert (one.name, response.content) == (one.name, b"")
        elif response.status_code != 405:
            assert (one.name, response["Location"]) == (one.name, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("method", ["get", "post"])
def test_applicant_enters_no_admin(client, world, method):
    log_in(client, world.owner)
    for one in addresses(*ROOMS):
        assert (one.name, getattr(client, method)(one.path()).status_code) == (one.name, 403)


# What an editor of pages has to do with: the texts that he prepares for adoption.
EDITORS = ("admin/coverage/", "admin/^regulations/", "admin/regulations/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_editor_sees_no_people_and_no_papers(client, world, method):
    """Names, letters, applications and registers are the secretary's (T7)."""
    log_in(client, UserFactory(role=Role.EDITOR))
    for one in addresses(*ROOMS):
        if not one.route.startswith(EDITORS):
            response = getattr(client, method)(one.path())
            assert (one.name, response.status_code in (302, 403, 404, 405)) == (one.name, True)
            assert response.headers.get("Location", "/admin/") == "/admin/"


@pytest.mark.parametrize("who", ["owner", "secretary"])
def test_post_without_a_token_is_refused_everywhere(world, who):
    """No address is excused from the token (T15)."""
    client = Client(enforce_csrf_checks=True)
    log_in(client, getattr(world, who))
    for one in addresses("accounts/", "cabinet/", "vision/", *ROOMS):
        if set(one.arguments) <= set(one.known):
            path = one.path()
            if not path.startswith("/admin/") or who == "secretary":
                assert (one.name, client.post(path).status_code) == (one.name, 403)


# When a session was last seen, that a letter was opened, settings that Wagtail makes when they are first read,
# and a paper that the press makes when it is first asked for.
WRITTEN_BY_READING = {
    "django_session",
    "membership_compositionfile",
    "membership_membershipsettings",
    "mentoring_mentoringsettings",
    "minutes_protocolfile",
    "notices_letter",
    "pages_associationsettings",
    "usersessions_usersession",
    "wagtailcore_modellogentry",  # that an export was taken (T76)
}


@pytest.mark.parametrize("who", ["owner", "secretary"])
def test_get_changes_nothing_and_stays_in_no_cache(client, world, who):
    """A link in a letter, a prefetch or a picture on another site does no act (T15), and no cache keeps what a
    person sees (T63). One walk over all the pages tells both, for it takes ten seconds."""
    log_in(client, getattr(world, who))
    before = rows.take()
    kept = {
        one.name: client.get(one.path()).get("Cache-Control", "")
        for one in addresses("accounts/", "cabinet/", "vision/", *ROOMS)
        if set(one.arguments) <= set(one.known)
    }
    after = rows.take()
    changed = {table for table in {*before, *after} if before.get(table) != after.get(table)}
    assert changed - WRITTEN_BY_READING == set()
    assert "_auth_user_id" in client.session
    open_to_caches = {
        name for name, said in kept.items() if not ("no-store" in said and "private" in said)
    }
    assert open_to_caches == set()
