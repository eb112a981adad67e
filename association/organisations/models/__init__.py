"""Organisations, who speaks for them, and how they and their standing changed."""

from .history import Particulars, Reorganisation, ReorganisationParty
from .lists import Branch, Territory
from .organisation import Organisation, StandingChange
from .qms import CertificationRequest, QmsCertificate
from .registration import RegistrationDraft
from .representative import JoinRequest, Representative, RepresentativeInvitation, StandIn

__all__ = [
    "Branch",
    "CertificationRequest",
    "JoinRequest",
    "Organisation",
    "Particulars",
    "QmsCertificate",
    "RegistrationDraft",
    "Reorganisation",
    "ReorganisationParty",
    "Representative",
    "RepresentativeInvitation",
    "StandIn",
    "StandingChange",
    "Territory",
]
