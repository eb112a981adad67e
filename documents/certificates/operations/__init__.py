"""Acts of the register."""

from ..rules import Holder
from .ending import revoke_certificate, void_certificate
from .issuing import issue_certificate, issue_instead, replace_certificate
from .rendering import render_certificate, render_certificates
from .taking import Old, take_over_certificate

__all__ = [
    "Holder",
    "Old",
    "issue_certificate",
    "issue_instead",
    "render_certificate",
    "render_certificates",
    "replace_certificate",
    "revoke_certificate",
    "take_over_certificate",
    "void_certificate",
]
