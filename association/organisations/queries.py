"""What the room knows, asked in the words of the field."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.roles import has_role
from home.workdays.queries import today

from .choices import CertificationOutcome, JoinState
from .models import (
    CertificationRequest,
    JoinRequest,
    Organisation,
    Particulars,
    QmsCertificate,
    RegistrationDraft,
    Representative,
    RepresentativeInvitation,
    StandIn,
)
from .permissions import may_stand_in
from .rules import DATED, QMS_WARNING_DAYS

CHOSEN = "organisations.chosen"
"""Where the session keeps as whom its user acts."""


def organisations_represented_by(user):
    """Those for which the user speaks today as a representative: a stand-in is not among them."""
    if not user.is_authenticated or user.person_id is None:
        return Organisation.objects.none()
    return Organisation.objects.represented_by(user.person_id, today())


def organisations_stood_in_for_by(user):
    """Busy organisations for which the user of the staff acts at this moment."""
    if not may_stand_in(user):
        return Organisation.objects.none()
    return Organisation.objects.stood_in_for_by(user.person_id, timezone.now())


def organisations_of(user):
    """Those for which the user acts today: as a representative, or for a busy one of the staff."""
    if not may_stand_in(user):
        return organisations_represented_by(user)
    return organisations_represented_by(user) | organisations_stood_in_for_by(user)


def acting_for(user) -> list[Organisation]:
    """`organisations_of(user)` by name, one query for the life of the user object.

    `is_stood_in_for` tells that somebody of the staff acts for it now, `is_by_me` that it is the user.
    """
    if not hasattr(user, "_acting_for"):
        stood_in = StandIn.objects.in_force(timezone.now()).filter(organisation=OuterRef("pk"))
        by_me = stood_in.filter(person=user.person_id)
        found = organisations_of(user).select_related("territory")
        user._acting_for = list(
            found.annotate(is_stood_in_for=Exists(stood_in), is_by_me=Exists(by_me))
        )
    return user._acting_for


def chosen_organisation(request) -> Organisation | None:
    """As whom the user acts in this session; the only one chooses itself, None is for all of several.

    The choice is checked each time against today's rights: a former representative's counts no more (T5).
    """
    theirs = acting_for(request.user)
    if len(theirs) == 1:
        return theirs[0]
    chosen = request.session.get(CHOSEN)
    return next((each for each in theirs if each.pk == chosen), None)


def chosen_organisations(request) -> list[Organisation]:
    """To what a list narrows: the chosen one, or all for which the user acts."""
    chosen = chosen_organisation(request)
    return [chosen] if chosen else acting_for(request.user)


def particulars_on(organisation: Organisation, on: date) -> Particulars | None:
    """What was true of it at the end of the day; None before it came into the register (T82)."""
    rows = organisation.particulars.on(on).select_related("territory", "branch", "head")
    return rows.first()


def history_of(organisation: Organisation) -> list[Particulars]:
    """Of each day of change the row that counts, the latest first."""
    rows = organisation.particulars.select_related(
        "territory", "branch", "head", "by__person"
    ).order_by("since", "pk")
    by_day = {row.since: row for row in rows}
    return list(reversed(by_day.values()))


def changes_of(organisation: Organisation) -> list[tuple[Particulars, list[tuple[str, str, str]]]]:
    """Rows of its history with what each changed as (label, before, after), the latest first."""
    rows = history_of(organisation)
    return [
        (row, _differences(before, row))
        for row, before in zip(rows, [*rows[1:], None], strict=False)
    ]


def _differences(before: Particulars | None, row: Particulars) -> list[tuple[str, str, str]]:
    if before is None:
        return []
    labels = {name: Particulars._meta.get_field(name).verbose_name for name in DATED}
    return [
        (label, str(getattr(before, name)), str(getattr(row, name)))
        for name, label in labels.items()
        if getattr(before, name) != getattr(row, name)
    ]


def reorganisations_of(organisation: Organisation):
    """In which it was a party, with all the others; the latest first."""
    return organisation.reorganisations.distinct().prefetch_related("parties__organisation")


def is_certified(organisation: Organisation, on: date) -> bool:
    """A certificate of its QMS is in force on the day (R4, R43, C11)."""
    return organisation.qms_certificates.in_force(on).exists()


def certified(on: date):
    """Organisations with a certificate of the QMS in force on the day."""
    in_force = QmsCertificate.objects.in_force(on)
    return Organisation.objects.filter(pk__in=in_force.values("organisation"))


def representatives_in_force(organisation: Organisation, on: date):
    return (
        Representative.objects.in_force(on)
        .filter(organisation=organisation)
        .select_related("person")
    )


def is_last_representative(representative: Representative, on: date) -> bool:
    """Without this person nobody would speak for the organisation."""
    others = representatives_in_force(representative.organisation, on).exclude(pk=representative.pk)
    return not others.exists()


def past_representatives(organisation: Organisation, on: date):
    """Those whose term has ended: the history keeps their names (T82)."""
    return (
        Representative.objects.filter(organisation=organisation, until__lte=on)
        .select_related("person")
        .order_by("-until", "-pk")
    )


def members(on: date):
    """Member organisations at the end of the day `on`."""
    return Organisation.objects.members(on)


def people_of(organisations, on: date):
    """Everyone who speaks for any of `organisations` on the day `on`, each once."""
    in_force = Representative.objects.in_force(on).filter(organisation__in=organisations)
    return Person.objects.filter(pk__in=in_force.values("person"))


def invitations_waiting(organisation: Organisation):
    """Letters on their way or out of their days; neither accepted nor withdrawn."""
    return organisation.invitations.waiting().select_related("invited_by__person")


def invitation_open(secret_hash: str, at: datetime) -> RepresentativeInvitation | None:
    """Whose link still opens; None for an unknown, used, withdrawn or old one alike."""
    found = (
        RepresentativeInvitation.objects.waiting()
        .filter(secret_hash=secret_hash, expires_at__gt=at)
        .select_related("organisation", "invited_by__person")
    )
    return found.first()


def stand_ins_now(organisation: Organisation, at: datetime):
    """Who of the staff acts for the organisation at the moment."""
    return organisation.stand_ins.in_force(at).select_related("person")


def secretaries():
    """People of the office: they hear of what waits for it."""
    return Person.objects.filter(
        user__groups__name=Role.SECRETARY.label, user__is_active=True
    ).distinct()


def qms_certificates_waiting():
    """What members have entered and nobody has compared with the scan yet, the oldest first."""
    return QmsCertificate.objects.waiting().select_related("organisation").order_by("at", "pk")


def qms_certificates_ending(on: date):
    """Those within the longest warning, or just over, of organisations that have no later one."""
    later = QmsCertificate.objects.filter(
        organisation=OuterRef("organisation"),
        ended_on__isnull=True,
        valid_until__gt=OuterRef("valid_until"),
    )
    first, last = (
        on - timedelta(days=QMS_WARNING_DAYS[-1]),
        on + timedelta(days=QMS_WARNING_DAYS[0]),
    )
    return (
        QmsCertificate.objects.filter(
            ~Exists(later),
            confirmed_at__isnull=False,
            ended_on__isnull=True,
            valid_until__range=(first, last),
        )
        .select_related("organisation")
        .order_by("valid_until", "pk")
    )


def certification_requests_waiting():
    return CertificationRequest.objects.filter(outcome=CertificationOutcome.WAITING).select_related(
        "organisation"
    )


def find_by_numbers(inn: str, kpp: str) -> Organisation | None:
    return Organisation.objects.filter(inn=inn, kpp=kpp).first()


def find_by_line(words: list[str]) -> list[Organisation]:
    """Those of an INN, or of an INN and a KPP."""
    numbers = dict(zip(("inn", "kpp"), words, strict=False))
    return list(Organisation.objects.filter(**numbers)) if len(words) <= 2 else []


def join_requests_to_decide(organisations):
    return JoinRequest.objects.filter(
        organisation__in=organisations, state=JoinState.WAITING
    ).select_related("person", "organisation", "authority")


def join_requests_waiting_for(user):
    """Those to organisations of the user; for the secretary also those with a document of authority."""
    decidable = Q(organisation__in=organisations_represented_by(user))
    if has_role(user, Role.SECRETARY):
        decidable |= Q(authority__isnull=False)
    waiting = JoinRequest.objects.filter(decidable, state=JoinState.WAITING)
    return waiting.exclude(person=user.person_id).select_related("person", "organisation")


def join_requests_of(user):
    """What the user asked for and is still without an answer, or was refused."""
    if not user.is_authenticated or user.person_id is None:
        return JoinRequest.objects.none()
    return JoinRequest.objects.filter(person=user.person_id).exclude(state=JoinState.ACCEPTED)


def standing_history(organisation: Organisation):
    """The steps of its standing, the latest first."""
    return organisation.standing_changes.select_related("by__person")


def draft_answers(user) -> dict[str, str]:
    """What the user has typed of an organisation that is not registered yet, as it was typed."""
    draft = RegistrationDraft.objects.filter(user=user).first()
    return draft.answers if draft else {}
