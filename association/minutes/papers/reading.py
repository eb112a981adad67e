"""What papers need of a protocol that is not in its content: state, signatures, the agreement sheet."""

from .. import queries
from ..choices import ProtocolState, SignatureMethod
from ..content import Content
from ..content.moments import day, moment
from ..content.shapes import PersonEntry
from ..models import Protocol, Signature
from . import wording
from .making import AgreementLine, Frame, Signed

DRAFTS = (ProtocolState.DRAFT, ProtocolState.AGREEMENT)
"""Until it goes to be signed a paper says that it is a draft."""


def frame_of(protocol: Protocol) -> Frame:
    rules = protocol.meeting.rule_set
    signatures = queries.signatures_of(protocol) if protocol.content_sha256 else ()
    return Frame(
        signatories=rules.signatories,
        is_draft=protocol.state in DRAFTS,
        signed=tuple(map(_signed, signatures)),
        sha256=protocol.content_sha256,
        has_sheet=rules.agreement_sheet,
    )


def _signed(signature: Signature) -> Signed:
    is_simple = signature.method == SignatureMethod.SIMPLE
    text = signature.agreement_text
    return Signed(
        capacity=signature.capacity,
        method=signature.method,
        at=moment(signature.entered_at) if is_simple else day(signature.signed_on),
        sha256=signature.content_sha256,
        agreement_version=text.version if text else None,
        office=signature.office_title,
    )


def lines_of(protocol: Protocol, content: Content) -> list[AgreementLine]:
    return [_line(each, content) for each in queries.lines_of(protocol)]


def _line(agreement, content: Content) -> AgreementLine:
    entry = content["people"].get(str(agreement.person_id))
    return AgreementLine(
        name=wording.named(entry) if entry else agreement.person.short_name,
        position=_place_of(entry) if entry else "",
        answer=agreement.answer,
        on=moment(agreement.answered_at),
        remarks=agreement.remarks,
        reply=agreement.reply,
    )


def _place_of(person: PersonEntry) -> str:
    return ", ".join(filter(None, (person["position"], person["organisation"])))
