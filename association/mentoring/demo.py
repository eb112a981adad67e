"""Mentors of the demo: a list that the Presidium approved, pairs at work, one that reached its aim, a list on its way."""

import datetime
from dataclasses import dataclass, replace

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.meetings.demo import hold, working_day
from association.meetings.demo.story import Asked
from association.organisations.models import Organisation
from association.organisations.operations import record_qms_certificate
from association.processes.models import Process
from documents.uploads.inspection import CheckedUpload
from home.accounts.models import User
from home.workdays.queries import today

from . import demo_story as story
from .choices import Criterion, Language, Side, Stance
from .models import MentorProfile, Pair, PairList
from .operations import (
    evaluating,
    forming,
    planning,
    profiles,
    suggesting,
    working,
    working_files,
    working_help,
    working_talk,
)
from .operations.forming.lines import Proposed
from .operations.forming.papers import print_list

LAST_LIST, FORMED, ASSIGNED = -81, -55, -45


@dataclass(frozen=True)
class Cast:
    """Who acts, and the organisations of the demo in their order."""

    organisations: list[Organisation]
    chair: User
    secretary: User
    paper: CheckedUpload
    now: datetime.datetime

    def days(self, number: int) -> datetime.datetime:
        return self.now + datetime.timedelta(number)

    def head_of(self, organisation: Organisation) -> User:
        return organisation.head.user


def load(cast: Cast) -> None:
    """Told once: what stands already stays as it is."""
    if MentorProfile.objects.exists():
        return
    cast = replace(cast, organisations=_as_they_are_now(cast.organisations))
    _write_profiles(cast)
    _approve_list(cast, _agreed_list(cast))
    for place, tell in (
        (story.LIVELY, _work_together),
        (story.SILENT, _fall_silent),
        (story.CERTIFIED, _reach_certificate),
        *((place, _go_on) for place in story.QUIETLY),
        (story.ASKING, _call_the_chair),
    ):
        tell(Pair.objects.get(candidate=cast.organisations[place]), cast)
    _form_next_list(cast)
    _await_confirmation(cast)


def _as_they_are_now(organisations: list[Organisation]) -> list[Organisation]:
    """Their standing has changed since they were registered."""
    keys = [each.pk for each in organisations]
    now = Organisation.objects.select_related("head__user", "branch").in_bulk(keys)
    return [now[key] for key in keys]


def _write_profiles(cast: Cast) -> None:
    at = cast.days(LAST_LIST - 1)
    common = {
        "works_remotely": True,
        "meets_in_person": True,
        "languages": [Language.RUSSIAN],
        "about": "",
    }
    for place, (capacity, codes, reach) in story.MENTORS.items():
        organisation = cast.organisations[place]
        told = {
            **common,
            "is_willing": True,
            "capacity": capacity,
            "reach_km": reach,
            "branches": [organisation.branch],
            "processes": Process.objects.filter(code__in=codes),
        }
        profiles.offer_as_mentor(organisation, told, by=cast.head_of(organisation), at=at)
    for place, codes in story.CANDIDATES.items():
        organisation = cast.organisations[place]
        told = {**common, "needs": Process.objects.filter(code__in=codes)}
        profiles.ask_for_mentor(organisation, told, by=cast.head_of(organisation), at=at)


def _agreed_list(cast: Cast) -> PairList:
    """What the program suggests, agreed by everybody but one, whom the chair has answered."""
    by, at = cast.chair, cast.days(LAST_LIST)
    pairs = forming.open_list(by=by, at=at)
    pairs = forming.explain_list(pairs, story.NOTE, seen=pairs.version, by=by, at=at)
    _suggest(pairs, cast, at)
    _send(pairs, cast, at)
    for place, opinion in enumerate(pairs.opinions.exclude(stance=Stance.AGREED)):
        objects = place == 0
        forming.say_opinion(
            pairs,
            Stance.OBJECTED if objects else Stance.AGREED,
            story.OBJECTION if objects else "",
            seen=opinion.pk,
            by=opinion.person.user,
            at=cast.days(LAST_LIST + 2),
        )
    pairs.refresh_from_db()
    objection = pairs.opinions.get(stance=Stance.OBJECTED)
    forming.answer_opinion(
        objection, story.ANSWER, seen=pairs.version, by=by, at=cast.days(LAST_LIST + 3)
    )
    print_list.call(pairs.pk)
    return pairs


def _suggest(pairs: PairList, cast: Cast, at: datetime.datetime) -> None:
    pairs = suggesting.ask_for_suggestion(pairs, seen=pairs.version, by=cast.chair, at=at)
    # The task of the queue that follows finds that nobody waits for it any more.
    suggesting.fill_list.call(pairs.pk, at.isoformat(), cast.chair.pk)


def _send(pairs: PairList, cast: Cast, at: datetime.datetime) -> None:
    pairs.refresh_from_db()
    forming.send_for_agreement(
        pairs, today(at + datetime.timedelta(10)), seen=pairs.version, by=cast.chair, at=at
    )
    pairs.refresh_from_db()


def _approve_list(cast: Cast, pairs: PairList) -> None:
    presidium = CollegialBody.objects.get(kind=BodyKind.PRESIDIUM)
    heard = "Председатель представил список. Возражение одного из членов и ответ на него зачитаны."
    _hold(presidium, Asked(None, heard, subject=("pairs", pairs.pk)), cast, FORMED)


def _hold(body: CollegialBody, asked: Asked, cast: Cast, day: int) -> None:
    hold(body, [asked], by=cast.secretary, at=working_day(cast.now, day))


def _work_together(pair: Pair, cast: Cast) -> None:
    """Plan, journal, questions, a document."""
    for days, kind, minutes, text, is_mentors in story.JOURNAL:
        side = Side.MENTOR if is_mentors else Side.CANDIDATE
        draft = working.EntryDraft(kind, pair.begins_on + datetime.timedelta(days), minutes, text)
        at = cast.days(FORMED + days + 1)
        working.add_entry(pair, draft, **_said_by(pair, side, cast), at=at)
    first, second = pair.stages.all()[:2]
    for side in Side:
        _confirm(first, side, cast, cast.days(-24))
    _confirm(second, Side.CANDIDATE, cast, cast.days(-4))
    mentor, candidate = (_said_by(pair, side, cast) for side in Side)
    asked = working_talk.ask_question(pair, story.QUESTION, **candidate, at=cast.days(-26))
    working_talk.answer_question(asked, story.REPLY, **mentor, at=cast.days(-25))
    working_talk.ask_question(pair, story.UNANSWERED, **candidate, at=cast.days(-2))
    title = "Политика в области качества, проект"
    working_files.share_file(pair, cast.paper, title, **candidate, at=cast.days(-27))


def _said_by(pair: Pair, side: Side, cast: Cast) -> dict:
    return {"side": side, "by": cast.head_of(pair.organisation_on(side))}


def _confirm(stage, side: Side, cast: Cast, at: datetime.datetime) -> None:
    stage.refresh_from_db()
    planning.confirm_stage(stage, seen=stage.version, **_said_by(stage.pair, side, cast), at=at)


def _fall_silent(pair: Pair, cast: Cast) -> None:
    _, kind, minutes, text, _ = story.JOURNAL[0]
    draft = working.EntryDraft(kind, pair.begins_on + datetime.timedelta(5), minutes, text)
    at = cast.days(FORMED + 6)
    working.add_entry(pair, draft, **_said_by(pair, Side.MENTOR, cast), at=at)


def _go_on(pair: Pair, cast: Cast) -> None:
    for days, kind, minutes, text, is_mentors in story.JOURNAL[1:4]:
        side = Side.MENTOR if is_mentors else Side.CANDIDATE
        draft = working.EntryDraft(kind, pair.begins_on + datetime.timedelta(days), minutes, text)
        at = cast.days(FORMED + days + 2)
        working.add_entry(pair, draft, **_said_by(pair, side, cast), at=at)


def _call_the_chair(pair: Pair, cast: Cast) -> None:
    said = _said_by(pair, Side.CANDIDATE, cast)
    working_help.call_for_help(pair, story.HELP, **said, at=cast.days(-1))


def _reach_certificate(pair: Pair, cast: Cast) -> None:
    """The candidate is certified, the pair ends by itself, the mentor says how it was."""
    _, kind, minutes, text, _ = story.JOURNAL[1]
    draft = working.EntryDraft(kind, pair.begins_on + datetime.timedelta(9), minutes, text)
    working.add_entry(pair, draft, **_said_by(pair, Side.MENTOR, cast), at=cast.days(FORMED + 10))
    for stage in pair.stages.all():
        for side in Side:
            _confirm(stage, side, cast, cast.days(-14))
    _certify(pair.candidate, "СМК-К-7", cast, cast.days(-12), by=cast.secretary)
    evaluating.evaluate(
        pair,
        Side.CANDIDATE,
        evaluating.Marks(5, 5, "Без наставника мы писали бы документы ещё год."),
        by=cast.head_of(pair.candidate),
        at=cast.days(-9),
    )


def _certify(organisation, number: str, cast: Cast, at, *, by: User, is_confirmed=True) -> None:
    record_qms_certificate(
        organisation,
        number=number,
        issuer="Орган по сертификации систем качества Приозёрного края",
        issued_on=today(at),
        valid_until=today(at) + datetime.timedelta(3 * 365),
        is_confirmed=is_confirmed,
        by=by,
        at=at,
    )


def _form_next_list(cast: Cast) -> None:
    """The silent pair gets another mentor; two members of the Presidium have answered."""
    at = cast.days(-2)
    silent = Pair.objects.get(candidate=cast.organisations[story.SILENT])
    taken = set(Pair.objects.values_list("mentor", flat=True))
    free = [cast.organisations[place] for place in story.MENTORS]
    mentor = next(each for each in free if each.pk not in taken)
    pairs = forming.open_list(by=cast.chair, at=at)
    ground = "Наставник перегружен и просит его заменить; новый согласен работать удалённо."
    proposed = Proposed(mentor, silent.candidate, Criterion.TERRITORY, ground)
    forming.replace_pair(pairs, silent, proposed, seen=pairs.version, by=cast.chair, at=at)
    _send(pairs, cast, at)
    for opinion in pairs.opinions.exclude(stance=Stance.AGREED)[:2]:
        forming.say_opinion(
            pairs, Stance.AGREED, seen=opinion.pk, by=opinion.person.user, at=cast.days(-1)
        )


def _await_confirmation(cast: Cast) -> None:
    """The member of the demo has entered its certificate; the secretary has it on the desk."""
    member = cast.organisations[1]
    head = cast.head_of(member)
    _certify(member, "СМК-Н-2", cast, cast.days(-3), by=head, is_confirmed=False)
