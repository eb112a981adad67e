from .application import ApplicationCounter, ApplicationFile, MembershipApplication, Statement
from .decision import AdmissionDecision, ExpertConclusion, Order
from .settings import MembershipSettings
from .submission import SignedPaper, Submission

__all__ = [
    "AdmissionDecision",
    "ApplicationCounter",
    "ApplicationFile",
    "ExpertConclusion",
    "MembershipApplication",
    "MembershipSettings",
    "Order",
    "SignedPaper",
    "Statement",
    "Submission",
]
