"""The register of certificates: kinds, templates and signatories as data, and rows that never change once issued."""

from .batch import Batch, BatchItem
from .book_file import BookFile
from .certificate import BookEntry, Certificate, RegisterBook
from .handover import HandOver
from .kind import CertificateKind, Signatory
from .template import CertificateTemplate

__all__ = [
    "Batch",
    "BatchItem",
    "BookEntry",
    "BookFile",
    "Certificate",
    "CertificateKind",
    "CertificateTemplate",
    "HandOver",
    "RegisterBook",
    "Signatory",
]
