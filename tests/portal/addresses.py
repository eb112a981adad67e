"""Every address of the site, read from the URL configuration itself: a new one is attacked from its first day."""

from dataclasses import dataclass

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from association.bodies.models import CollegialBody, Office, RuleSet
from association.inquiries.models import (
    Addressee,
    AnswerFile,
    HelpRequest,
    InformationRequest,
    RequestFile,
)
from association.meetings.models import (
    AgendaItem,
    Decision,
    ExecutionStep,
    GuestProposal,
    Invitation,
    ItemFile,
    Meeting,
    Proposal,
    Vote,
    WrittenOpinion,
)
from association.membership.models import (
    ApplicationFile,
    Departure,
    ExpertConclusion,
    Expertise,
    MembershipApplication,
    Order,
    SignedPaper,
)
from association.mentoring.models import (
    Entry,
    HelpCall,
    ListLine,
    ListOpinion,
    Message,
    Pair,
    PairList,
    SharedFile,
    Stage,
    StageTemplate,
)
from association.minutes.models import Agreement, DetachedSignature, Protocol, Signature
from association.organisations.models import (
    Branch,
    CertificationRequest,
    JoinRequest,
    Organisation,
    QmsCertificate,
    Reorganisation,
    Representative,
    RepresentativeInvitation,
    StandIn,
    Territory,
)
from association.processes.models import (
    AssignmentLine,
    AssignmentProposal,
    Process,
    ProcessAssignment,
    ProcessSupport,
)
from association.takeover.models import RegisterExport, Takeover
from documents.certificates.models import (
    Batch,
    BookFile,
    Certificate,
    CertificateKind,
    CertificateTemplate,
    HandOver,
    RegisterBook,
    Signatory,
)
from documents.coverage.models import Coverage
from documents.readers.models import Acquaintance
from documents.records.models import (
    CommissionMember,
    ImportBatch,
    Record,
    RecordClass,
    RecordFile,
    WriteOffAct,
)
from documents.regulations.models import (
    Clause,
    Edition,
    Interpretation,
    RegulationPage,
    SourceReading,
)
from home.accounts.models import Consent, ConsentText, Person
from home.accounts.queries import PERSONAL_DATA
from home.notices.models import Letter, Mailing
from home.workdays.models import ConfirmedYear, DayOverride

# What stands in an address behind each beginning; the longest beginning that fits counts.
OBJECTS = {
    "admin/accounts/consents/": {"pk": Consent},
    "admin/^accounts/consent/": {"instance_pk": Consent},
    "admin/^accounts/consenttext/": {"instance_pk": ConsentText},
    "admin/^accounts/person/": {"instance_pk": Person},
    "admin/^bodies/bodies/": {"instance_pk": CollegialBody},
    "admin/^bodies/offices/": {"instance_pk": Office},
    "admin/^certificates/certificate/": {"instance_pk": Certificate},
    "admin/^certificates/certificatekind/": {"instance_pk": CertificateKind},
    "admin/^certificates/signatory/": {"instance_pk": Signatory},
    "admin/^membership/membershipapplication/": {"instance_pk": MembershipApplication},
    "admin/^membership/order/": {"instance_pk": Order},
    "admin/^processes/assignments/": {"instance_pk": ProcessAssignment},
    "admin/^mentoring/pairs/": {"instance_pk": Pair},
    "admin/^processes/catalogue/": {"instance_pk": Process},
    "admin/^mentoring/stages/": {"instance_pk": StageTemplate},
    "admin/^notices/letter/": {"instance_pk": Letter},
    "admin/^organisations/branches/": {"instance_pk": Branch},
    "admin/^organisations/join-requests/": {"instance_pk": JoinRequest},
    "admin/^organisations/organisations/": {"instance_pk": Organisation},
    "admin/^organisations/certification/": {"instance_pk": CertificationRequest},
    "admin/^organisations/qms/": {"instance_pk": QmsCertificate},
    "admin/^organisations/reorganisations/": {"instance_pk": Reorganisation},
    "admin/^organisations/stand-ins/": {"instance_pk": StandIn},
    "admin/^organisations/territories/": {"instance_pk": Territory},
    "admin/^readers/acquaintances/": {"instance_pk": Acquaintance},
    "admin/^readers/editions/": {"instance_pk": Edition},
    "admin/^records/recordclass/": {"instance_pk": RecordClass},
    "admin/^regulations/editions/": {"instance_pk": Edition},
    "admin/^workdays/confirmedyear/": {"instance_pk": ConfirmedYear},
    "admin/^workdays/dayoverride/": {"instance_pk": DayOverride},
    "admin/^certificates/certificatetemplate/": {"instance_pk": CertificateTemplate},
    "admin/^certificates/handover/": {"instance_pk": HandOver},
    "admin/certificate-acts/": {"pk": Certificate},
    "admin/certificate-acts/books/": {"pk": RegisterBook, "format": "pdf"},
    "admin/certificate-acts/books/files/": {"pk": BookFile},
    "admin/certificate-acts/hand-over/": {"pk": HandOver},
    "admin/certificate-acts/kinds/": {"pk": CertificateKind},
    "admin/certificate-acts/lists/": {"pk": Batch},
    "admin/certificate-acts/templates/": {"pk": CertificateTemplate},
    "admin/coverage/": {"pk": Coverage},
    "admin/coverage/clause/": {"pk": Clause},
    "admin/coverage/rule/": {"code": "coverage.linked", "pk": Clause},
    "admin/mailings/": {"pk": Mailing},
    "admin/mailings/letter/": {"pk": Letter},
    "admin/membership/membershipapplication/": {"pk": MembershipApplication},
    "admin/membership/departures/": {"pk": Departure},
    "admin/membership/life/": {"pk": Organisation},
    "admin/^membership/departure/": {"instance_pk": Departure},
    "admin/organisation_chooser/": {"pk": Organisation},
    "admin/person_chooser/": {"pk": Person},
    "admin/rule-sets/": {"pk": RuleSet},
    "admin/readers/": {"pk": Edition},
    "admin/regulations/edition/": {
        "pk": Edition,
        "note": Interpretation,
        "other_pk": Edition,
        "reading_pk": SourceReading,
        "row": 0,
    },
    "admin/takeovers/": {"pk": Takeover},
    "admin/takeovers/export/": {"pk": RegisterExport},
    "cabinet/archive/": {"pk": Record, "file_pk": RecordFile},
    "cabinet/archive/acts/": {"pk": WriteOffAct, "member_pk": CommissionMember},
    "cabinet/archive/imports/": {"pk": ImportBatch},
    "cabinet/badge/": {"pk": Organisation},
    "cabinet/bodies/": {"pk": CollegialBody},
    "cabinet/bodies/offices/": {"pk": Office},
    "cabinet/certificates/": {"pk": Certificate},
    "cabinet/consents/": {"pk": Consent, "purpose": PERSONAL_DATA, "version": 1},
    "cabinet/inquiries/help/": {"pk": HelpRequest},
    "cabinet/inquiries/participation/": {"pk": Organisation},
    "cabinet/inquiries/questions/": {
        "pk": Addressee,
        "attached_pk": RequestFile,
        "file_pk": AnswerFile,
    },
    "cabinet/inquiries/requests/": {"pk": InformationRequest},
    "cabinet/letters/": {"pk": Letter},
    "cabinet/meetings/": {
        "pk": Meeting,
        "file_pk": ItemFile,
        "guest_pk": GuestProposal,
        "invitation_pk": Invitation,
        "item_pk": AgendaItem,
        "opinion_pk": WrittenOpinion,
        "proposal_pk": Proposal,
        "vote_pk": Vote,
        "way": "up",
    },
    "cabinet/meetings/bodies/": {"pk": CollegialBody, "matter": "deputy"},
    "cabinet/meetings/decisions/": {"pk": Decision, "step": ExecutionStep},
    "cabinet/membership/": {
        "pk": MembershipApplication,
        "code": "implementation",
        "file_pk": ApplicationFile,
        "revision": 1,
        "paper_pk": SignedPaper,
        "conclusion_pk": ExpertConclusion,
    },
    "cabinet/membership/leaving/": {
        "pk": Departure,
        "what": "paper",
    },
    "cabinet/membership/leaving/exit/": {"pk": Organisation},
    "cabinet/membership/leaving/removal/": {"pk": Organisation, "organisation_pk": Organisation},
    "cabinet/membership/overview/": {"pk": Organisation},
    "cabinet/membership/expertises/": {"pk": Expertise, "file_pk": ApplicationFile},
    "cabinet/mentoring/lists/": {
        "pk": PairList,
        "opinion_pk": ListOpinion,
        "pair_pk": Pair,
        "candidate_pk": Organisation,
        "line_pk": ListLine,
    },
    "cabinet/mentoring/thanks/": {"pk": Pair},
    "cabinet/mentoring/pairs/": {
        "pk": Pair,
        "stage_pk": Stage,
        "entry_pk": Entry,
        "question_pk": Message,
        "file_pk": SharedFile,
        "call_pk": HelpCall,
    },
    "cabinet/mentoring/counts/": {"roll": "mentors"},
    "cabinet/mentoring/profiles/": {"pk": Organisation},
    "cabinet/processes/": {"pk": Process},
    "cabinet/processes/assignments/": {"pk": ProcessAssignment},
    "cabinet/processes/proposals/": {"pk": AssignmentProposal, "line_pk": AssignmentLine},
    "cabinet/processes/support/": {"pk": ProcessSupport},
    "cabinet/minutes/": {
        "pk": Protocol,
        "capacity": "secretary",
        "decision_pk": Decision,
        "detached_pk": DetachedSignature,
        "ext": "pdf",
        "level": "public",
        "line_pk": Agreement,
        "signature_pk": Signature,
    },
    "cabinet/organisation/": {"pk": Organisation},
    "cabinet/regulations/": {"pk": RegulationPage},
    "decisions/extracts/": {"pk": Protocol},
    "cabinet/organisation/certification/": {"pk": CertificationRequest},
    "cabinet/organisation/invitations/": {"pk": RepresentativeInvitation},
    "cabinet/organisation/join/": {"pk": JoinRequest},
    "cabinet/organisation/qms/": {"pk": QmsCertificate},
    "cabinet/organisation/reorganisations/": {"pk": Reorganisation},
    "cabinet/organisation/stand-ins/": {"pk": StandIn},
    "cabinet/organisation/register/": {"step": "numbers"},
    "cabinet/organisation/representatives/": {"pk": Representative},
}


# What the rooms have put into the admin, beside Wagtail's own.
ROOMS = tuple(prefix for prefix in OBJECTS if prefix.startswith("admin/"))


@dataclass(frozen=True)
class Address:
    """`route` is the text of its pattern; `arguments` the names of what varies in it."""

    name: str
    route: str
    arguments: tuple[str, ...]

    @property
    def known(self) -> dict:
        """What OBJECTS says of the arguments of this address."""
        fitting = [prefix for prefix in OBJECTS if self.route.startswith(prefix)]
        return OBJECTS[max(fitting, key=len)] if fitting else {}

    def path(self) -> str:
        """The address of objects that are in the database; KeyError when OBJECTS does not know an argument."""
        values = {name: _value(self.known[name]) for name in self.arguments}
        return reverse(self.name, kwargs=values)


def _value(given):
    if not isinstance(given, type):
        return given
    return given.objects.values_list("pk", flat=True).order_by("pk").last() or 1


def addresses(*prefixes: str) -> list[Address]:
    """All named addresses whose route begins with one of `prefixes`."""
    found = _walk(get_resolver().url_patterns, "", "")
    return [address for address in found if address.route.startswith(prefixes)]


def _walk(patterns, route: str, namespace: str):
    for entry in patterns:
        here = route + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, here, inner)
        elif entry.name:
            named = entry.pattern.converters or entry.pattern.regex.groupindex
            yield Address(namespace + entry.name, here, tuple(named))
