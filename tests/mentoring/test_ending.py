"""The end of a pair: by the candidate's certificate, told, thanked, evaluated; troubles on the chair's desk (R68)."""

import datetime

import pytest
from django.urls import reverse

from association.bodies.choices import OfficeKind
from association.mentoring.choices import EndGround, Side, Trouble
from association.mentoring.models import Evaluation, ListLine, MentoringSettings, Pair
from association.mentoring.operations.evaluating import Marks, evaluate
from association.mentoring.operations.thanking import thank_mentor
from association.mentoring.operations.watching import tell_of_troubles
from association.mentoring.personal import work_in_pairs
from association.mentoring.queries import oversight
from association.mentoring.queries.trouble import as_troubled, troubled, with_parties
from association.mentoring.registrations.oversight import (
    evaluation_tasks,
    thanks_tasks,
    trouble_tasks,
)
from association.mentoring.rules import names
from association.organisations.choices import ReorganisationKind, Standing
from association.organisations.operations import (
    ReorganisationAct,
    change_standing,
    confirm_qms_certificate,
    end_qms_certificate,
    record_qms_certificate,
    record_reorganisation,
)
from documents.certificates.choices import TemplateState
from documents.certificates.models import Certificate, CertificateKind
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.certificates import SignatoryFactory
from tests.factories.mentoring import (
    NOW,
    TODAY,
    acts_logged,
    candidate,
    certify,
    mentor,
    pair,
    presidium_body,
    speaks_for,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BEGAN = TODAY - datetime.timedelta(100)
LATER = NOW + datetime.timedelta(40)


@pytest.fixture
def chair():
    user = UserFactory()
    OfficeFactory(body=presidium_body(), person=user.person, kind=OfficeKind.CHAIR)
    return user


@pytest.fixture
def thanks_ready():
    """An order has approved the template, somebody signs."""
    kind = CertificateKind.objects.get(code="gratitude")
    kind.templates.update(state=TemplateState.APPROVED, approval="Приказ")
    SignatoryFactory(kinds=[kind])
    return kind


def letters(kind: str) -> list[Letter]:
    return list(Letter.objects.filter(kind=f"mentoring.{kind}").order_by("pk"))


class TestByCertificate:
    def test_every_pair_of_the_candidate_ends_that_day_by_itself(self):
        """R68: no decision, no button."""
        made = candidate()
        pairs = [pair(candidate_=made, begins_on=BEGAN) for _ in range(2)]
        other = pair(begins_on=BEGAN)
        people = [speaks_for(each) for each in (made, pairs[0].mentor)]

        certificate = certify(made, on=TODAY - datetime.timedelta(3))

        for each in pairs:
            each.refresh_from_db()
            assert (each.ended_on, each.end_ground) == (certificate.issued_on, EndGround.CERTIFIED)
            assert (each.certificate, each.end_decision, each.ended_at) == (certificate, None, NOW)
            assert acts_logged(each) == ["end_pair"]
        other.refresh_from_db()
        assert not other.is_over
        told = [(letter.person, letter.clause) for letter in letters("pair_ended")]
        # The candidate reads of both of its pairs.
        clause = names.UNTIL_CERTIFICATE.clause
        assert sorted(told, key=lambda row: row[0].pk) == sorted(
            [(people[0].person, clause)] * 2 + [(people[1].person, clause)],
            key=lambda row: row[0].pk,
        )

    def test_certificate_that_waits_for_the_office_ends_nothing(self):
        """R43: what an organisation enters of its own counts from its confirmation."""
        made = pair(begins_on=BEGAN)
        waiting = record_qms_certificate(
            made.candidate,
            number="СМК-9",
            issuer="Орган",
            issued_on=TODAY,
            valid_until=TODAY.replace(year=TODAY.year + 3),
            is_confirmed=False,
            by=None,
            at=NOW,
        )
        made.refresh_from_db()
        assert not made.is_over
        confirm_qms_certificate(waiting, by=UserFactory(role=Role.SECRETARY), at=LATER)
        made.refresh_from_db()
        # The day of the certificate, not of its confirmation.
        assert (made.ended_on, made.ended_at) == (TODAY, LATER)

    def test_certificate_older_than_the_pair_ends_it_on_its_first_day(self):
        made = pair(begins_on=TODAY)
        certify(made.candidate, on=BEGAN)
        made.refresh_from_db()
        assert made.ended_on == TODAY
        assert not oversight.to_thank().exists()

    def test_certificate_of_a_time_before_the_pair_ends_nothing(self):
        made = pair(begins_on=TODAY)
        certify(made.candidate, on=TODAY.replace(year=TODAY.year - 4))
        made.refresh_from_db()
        assert not made.is_over

    def test_new_certificate_of_the_mentor_ends_nothing(self):
        made = pair(begins_on=BEGAN)
        certify(made.mentor, number="СМК-2")
        made.refresh_from_db()
        assert not made.is_over

    def test_end_by_mistake_does_not_bring_the_pair_back(self):
        made = pair(begins_on=BEGAN)
        certificate = certify(made.candidate)
        secretary = UserFactory(role=Role.SECRETARY)
        end_qms_certificate(certificate, on=TODAY, reason="Внесён ошибочно.", by=secretary, at=NOW)
        made.refresh_from_db()
        assert made.ended_on == TODAY


class TestThanks:
    def test_mentor_is_thanked_by_a_paper_of_the_register(self, thanks_ready):
        made = pair(begins_on=BEGAN)
        user = speaks_for(made.mentor)
        certify(made.candidate)
        paper = Certificate.objects.get(kind=thanks_ready)
        assert (paper.holder_name, paper.source) == (made.mentor.full_name, made)
        assert made.candidate.short_name in paper.statement
        assert "с\xa010\xa0августа 2026\xa0г. по\xa018\xa0ноября 2026\xa0г." in paper.statement
        (letter,) = letters("mentor_thanked")
        assert (letter.person, paper.number in letter.text) == (user.person, True)
        assert acts_logged(made) == ["end_pair", "thank_mentor"]

    def test_without_an_approved_form_the_secretary_has_a_task(self, client):
        """R188: nothing is printed by a draft; the pair ends all the same."""
        made = pair(begins_on=BEGAN)
        certify(made.candidate)
        assert not Certificate.objects.filter(kind__code="gratitude").exists()
        secretary = log_in(client, UserFactory(role=Role.SECRETARY))
        (task,) = thanks_tasks(secretary, TODAY)
        assert (task.url, task.rule) == (reverse("mentoring:thanks"), names.GRATITUDE)
        page = client.get(task.url).content.decode()
        assert made.mentor.short_name in page
        answer = client.post(reverse("mentoring:thank", args=[made.pk]), follow=True)
        assert "не утверждён приказом" in answer.content.decode()

    def test_secretary_thanks_by_a_button_once(self, client, thanks_ready):
        made = pair(begins_on=BEGAN)
        thanks_ready.templates.update(state=TemplateState.DRAFT, approval="")
        certify(made.candidate)
        thanks_ready.templates.update(state=TemplateState.APPROVED, approval="Приказ")
        secretary = log_in(client, UserFactory(role=Role.SECRETARY))
        client.post(reverse("mentoring:thank", args=[made.pk]))
        paper = Certificate.objects.get(kind=thanks_ready)
        assert list(thanks_tasks(secretary, TODAY)) == []
        with pytest.raises(DomainError, match=paper.number):
            thank_mentor(made, by=secretary, at=NOW)

    def test_nobody_is_thanked_for_a_pair_that_a_decision_ended(self):
        made = pair(begins_on=BEGAN)
        with pytest.raises(DomainError) as refusal:
            thank_mentor(made, by=None, at=NOW)
        assert refusal.value.rule == names.GRATITUDE

    def test_paper_stays_the_mentors_own_after_it_has_left(self, client, thanks_ready):
        made = pair(begins_on=BEGAN)
        user = speaks_for(made.mentor)
        certify(made.candidate)
        change_standing(made.mentor, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
        paper = Certificate.objects.get(kind=thanks_ready)
        assert paper.is_valid
        address = reverse("certificates:show_certificate", args=[paper.pk])
        log_in(client, user)
        assert client.get(address).status_code == 200
        assert paper.number in client.get(reverse("certificates:mine")).content.decode()
        log_in(client, speaks_for(made.candidate))
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("role", [None, Role.EDITOR, Role.AUTHORITY_SUPPORT])
    def test_nobody_else_issues_papers_of_thanks(self, client, role):
        log_in(client, UserFactory(role=role) if role else UserFactory())
        made = pair()
        assert client.get(reverse("mentoring:thanks")).status_code == 404
        assert client.post(reverse("mentoring:thank", args=[made.pk])).status_code == 404


def admitted(made: Pair) -> None:
    change_standing(made.candidate, Standing.MEMBER, on=TODAY, ground="приказ", by=None, at=NOW)


def mentor_left(made: Pair) -> None:
    change_standing(made.mentor, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)


def lapsed(made: Pair) -> None:
    certificate = made.mentor.qms_certificates.get()
    end_qms_certificate(certificate, on=TODAY, reason="Отозван.", by=None, at=NOW)


def reorganised(made: Pair) -> None:
    act = ReorganisationAct(ReorganisationKind.ACCESSION, TODAY, "Приказ", "7", TODAY)
    successor = OrganisationFactory()
    record_reorganisation(act, [made.mentor], [successor], by=UserFactory(), at=NOW)


def certified_before(made: Pair) -> None:
    made.candidate.qms_certificates.create(
        number="1", issuer="Орган", issued_on=BEGAN, valid_until=TODAY, at=NOW, confirmed_at=NOW
    )


TROUBLES = [
    (admitted, Trouble.CANDIDATE_ADMITTED),
    (mentor_left, Trouble.MENTOR_LEFT),
    (lapsed, Trouble.MENTOR_UNCERTIFIED),
    (reorganised, Trouble.MENTOR_GONE),
    (certified_before, Trouble.CANDIDATE_CERTIFIED),
]


class TestTroubles:
    @pytest.mark.parametrize(("happens", "trouble"), TROUBLES)
    def test_pair_is_put_on_the_desk_of_the_chair(self, chair, happens, trouble):
        """R43, R44: nothing ends by itself; a deciding sentence with the clause of what is not met."""
        made = pair(begins_on=BEGAN)
        pair(begins_on=BEGAN)
        assert list(trouble_tasks(chair, TODAY)) == []
        happens(made)
        ((found),) = troubled(TODAY)
        assert (found.pair, found.troubles) == (made, (trouble,))
        (task,) = trouble_tasks(chair, TODAY)
        assert task.url == reverse("mentoring:propose_end", args=[made.pk])
        assert trouble.label in task.about
        made.refresh_from_db()
        assert not made.is_over

    def test_pair_that_is_over_troubles_nobody(self):
        made = pair(begins_on=BEGAN)
        certify(made.candidate)
        mentor_left(made)
        assert troubled(TODAY) == []

    def test_chair_is_told_of_a_standing_at_once_and_once(
        self, chair, django_capture_on_commit_callbacks
    ):
        made = pair(begins_on=BEGAN)
        with django_capture_on_commit_callbacks(execute=True):
            admitted(made)
        tell_of_troubles(at=LATER)
        (letter,) = letters("pair_troubled")
        assert (letter.person, letter.clause) == (chair.person, names.CANDIDATE_HAS_STATUS.clause)

    def test_member_with_a_certificate_of_the_same_hour_is_no_trouble(
        self, chair, django_capture_on_commit_callbacks
    ):
        """An order admits on a certificate: the standing changes first, the certificate is entered after it."""
        made = pair(begins_on=BEGAN)
        with django_capture_on_commit_callbacks(execute=True):
            admitted(made)
            certify(made.candidate)
        assert letters("pair_troubled") == []

    def test_each_lapse_of_a_certificate_is_told_once(self, chair):
        made = pair(begins_on=BEGAN)
        lapsed(made)
        for _ in range(2):
            tell_of_troubles(at=NOW)
        assert len(letters("pair_troubled")) == 1
        again = certify(made.mentor, number="СМК-2")
        assert troubled(TODAY) == []
        end_qms_certificate(again, on=TODAY, reason="Отозван.", by=None, at=NOW)
        tell_of_troubles(at=NOW)
        assert len(letters("pair_troubled")) == 2

    def test_many_are_one_task_more(self, chair):
        made = mentor()
        for _ in range(7):
            pair(mentor_=made)
        lapsed(Pair.objects.first())
        tasks = list(trouble_tasks(chair, TODAY))
        assert (len(tasks), tasks[-1].about) == (6, "2\xa0пары")

    def test_same_number_of_queries_for_any_number(self, django_assert_num_queries):
        made = mentor(certified=False)
        for _ in range(3):
            pair(mentor_=made)
        with django_assert_num_queries(1):
            assert len(troubled(TODAY)) == 3

    def test_others_have_no_such_task_and_ask_nothing(self, django_assert_num_queries):
        user = speaks_for(pair().mentor)
        # The desk asks for offices and roles once, whatever the sources.
        assert list(trouble_tasks(user, TODAY)) == list(thanks_tasks(user, TODAY)) == []
        with django_assert_num_queries(0):
            assert list(trouble_tasks(user, TODAY)) == []
            assert list(thanks_tasks(user, TODAY)) == []

    def test_end_of_a_pair_goes_into_a_list(self, client, chair):
        """R46, 4.11: the chair proposes, a decision ends."""
        made = pair(begins_on=BEGAN)
        lapsed(made)
        log_in(client, chair)
        address = reverse("mentoring:propose_end", args=[made.pk])
        page = client.get(address).content.decode()
        assert Trouble.MENTOR_UNCERTIFIED.label.capitalize() in page
        assert client.post(address, {"ground": ""}).status_code == 400
        answer = client.post(address, {"ground": "Сертификат наставника отозван."})
        line = ListLine.objects.get(pair=made)
        assert answer["Location"] == line.pair_list.get_absolute_url()
        assert (line.kind, line.ground) == ("end", "Сертификат наставника отозван.")

    @pytest.mark.parametrize("role", [None, Role.SECRETARY, Role.ADMINISTRATOR])
    def test_nobody_but_the_chair_proposes_an_end(self, client, role):
        """R46: the chair forms pairs; so only the chair takes them apart."""
        log_in(client, UserFactory(role=role) if role else UserFactory())
        assert client.get(reverse("mentoring:propose_end", args=[pair().pk])).status_code == 404


class TestEvaluation:
    @pytest.fixture
    def over(self):
        made = pair(begins_on=BEGAN)
        made.speakers = {side: speaks_for(made.organisation_on(side)) for side in Side}
        certify(made.candidate)
        made.refresh_from_db()
        return made

    def say(self, made, side=Side.MENTOR, at=NOW, **marks):
        marks = Marks(**{"usefulness": 5, "cooperation": 4, "text": "Всё получилось."} | marks)
        return evaluate(made, side, marks, by=made.speakers[side], at=at)

    def test_both_are_asked_until_the_last_day(self, over):
        for user in over.speakers.values():
            (task,) = evaluation_tasks(user, TODAY)
            assert (task.due, task.rule) == (TODAY + datetime.timedelta(30), names.EVALUATION)
        self.say(over)
        assert list(evaluation_tasks(over.speakers[Side.MENTOR], TODAY)) == []
        assert len(list(evaluation_tasks(over.speakers[Side.CANDIDATE], TODAY))) == 1
        assert list(evaluation_tasks(over.speakers[Side.CANDIDATE], LATER.date())) == []

    def test_said_once(self, over):
        self.say(over)
        with pytest.raises(DomainError, match="уже оценила"):
            self.say(over, usefulness=1)
        assert Evaluation.objects.get().usefulness == 5
        assert acts_logged(over) == ["end_pair", "evaluate"]

    def test_not_after_the_term_which_is_data(self, over):
        settings = MentoringSettings.load()
        settings.evaluation_days = 39
        settings.save()
        with pytest.raises(DomainError, match=r"Срок для оценки прошёл 27\.12\.2026"):
            self.say(over, at=LATER)

    def test_other_side_and_chair_read_when_both_have_written(self, client, over, chair):
        address = reverse("mentoring:evaluate", args=[over.pk])

        def reads(user) -> bool:
            log_in(client, user)
            return "Учились вместе." in client.get(address).content.decode()

        self.say(over, text="Учились вместе.")
        readers = (over.speakers[Side.MENTOR], over.speakers[Side.CANDIDATE], chair)
        assert [reads(user) for user in readers] == [True, False, False]
        self.say(over, Side.CANDIDATE)
        assert [reads(user) for user in readers] == [True, True, True]

    def test_who_wrote_it_is_told_what_is_kept(self, over):
        """152-FZ, art. 14."""
        self.say(over)
        rows = list(work_in_pairs(over.speakers[Side.MENTOR].person))
        assert [list(row) for row in rows] == [["Оценка работы пары", "Пара"]]
        assert list(work_in_pairs(over.speakers[Side.CANDIDATE].person)) == []

    def test_written_on_its_page(self, client, over):
        log_in(client, over.speakers[Side.CANDIDATE])
        address = reverse("mentoring:evaluate", args=[over.pk])
        assert client.post(address, {"usefulness": "6", "cooperation": "5"}).status_code == 200
        answer = client.post(address, {"usefulness": "4", "cooperation": "5", "text": ""})
        assert answer["Location"] == address
        said = Evaluation.objects.get()
        assert (said.side, said.usefulness, said.cooperation) == (Side.CANDIDATE, 4, 5)
        assert client.post(address, {"usefulness": "1", "cooperation": "1"}).status_code == 409

    def test_page_of_a_pair_at_work_has_no_form(self, client):
        made = pair()
        log_in(client, speaks_for(made.mentor))
        address = reverse("mentoring:evaluate", args=[made.pk])
        assert "когда она окончена" in client.get(address).content.decode()
        refused = client.post(address, {"usefulness": "1", "cooperation": "1"})
        assert refused.status_code == 409
        assert "ещё работает" in refused.content.decode()
        assert not Evaluation.objects.exists()

    def test_closed_to_others(self, client, over, chair):
        address = reverse("mentoring:evaluate", args=[over.pk])
        log_in(client, speaks_for(mentor()))
        assert client.get(address).status_code == 404
        log_in(client, chair)
        assert client.post(address, {"usefulness": "5", "cooperation": "5"}).status_code == 404
        assert not Evaluation.objects.exists()


def test_database_and_rules_find_the_same_pairs_in_trouble():
    """The filter of the desk and the words beside a pair never part."""
    pair(begins_on=BEGAN)
    for happens, _ in TROUBLES:
        happens(pair(begins_on=BEGAN))
    both = pair(begins_on=BEGAN)
    lapsed(both)
    admitted(both)
    by_rules = {
        each.pk for each in with_parties(Pair.objects.all(), TODAY) if as_troubled(each).troubles
    }
    assert {each.pair.pk for each in troubled(TODAY)} == by_rules
    assert len(by_rules) == len(TROUBLES) + 1
