from .application import ApplicationCounter, ApplicationFile, MembershipApplication, Statement
from .composition import CompositionFile, CompositionLine
from .decision import AdmissionDecision, ExpertConclusion, Order
from .departure import Departure, DepartureCounter
from .expertise import Expert, Expertise
from .settings import MembershipSettings
from .submission import SignedPaper, Submission

__all__ = [
    "AdmissionDecision",
    "ApplicationCounter",
    "ApplicationFile",
    "CompositionFile",
    "CompositionLine",
    "Departure",
    "DepartureCounter",
    "Expert",
    "ExpertConclusion",
    "Expertise",
    "MembershipApplication",
    "MembershipSettings",
    "Order",
    "SignedPaper",
    "Statement",
    "Submission",
]
