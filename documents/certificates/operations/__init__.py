"""Acts of the register."""

from ..rules import Holder
from .ending import revoke_certificate, void_certificate
from .issuing import issue_certificate, issue_instead, replace_certificate
from .rendering import render_certificate, render_certificates

__all__ = [
    "Holder",
    "issue_certificate",
    "issue_instead",
    "render_certificate",
    "render_certificates",
    "replace_certificate",
    "revoke_certificate",
    "void_certificate",
]
