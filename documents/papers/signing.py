"""The site's own seal on a finished PDF: PAdES B-B by a P-256 key, so that readers of PDF see any change.

The key and its certificates come as PEM, from `SIGNING_KEY_FILE` or `SIGNING_KEY`; they are read once a
process. Nothing is asked of the network, so there is no time stamp: the day of issue stands in the register.
"""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone
from pyhanko.keys.pemder import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Signature"
YEARS = 15
CURVE = "secp256r1"
FORGIVEN = timedelta(days=1)
"""A clock that is behind must not find a new certificate to be of tomorrow."""
LARGEST_SEAL = 4096
"""Bytes kept free for one P-256 signature; every further certificate of the chain adds its own length."""


class KeyUnfit(Exception):
    """The key is there, but nothing can be signed with it."""


@dataclass(frozen=True)
class Seal:
    """A key that was read, with the certificate that readers see."""

    signer: SimpleSigner
    fingerprint: str
    name: str
    valid_until: datetime

    def sign(self, pdf: bytes) -> bytes:
        """The PDF with a signature after it; what stood there stays as it was, byte for byte."""
        signed = io.BytesIO()
        _PdfASigner(_METADATA, self.signer).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            output=signed,
            bytes_reserved=LARGEST_SEAL + 2 * self._chain_length(),
        )
        return signed.getvalue()

    def _chain_length(self) -> int:
        """The signature is written as hexadecimal digits, two for a byte."""
        return sum(len(each.dump()) for each in self.signer.cert_registry)


class _PdfASigner(PdfSigner):
    def register_extensions(self, pdf_out, *, md_algorithm: str) -> None:
        """pyHanko would raise the file to PDF 2.0 for the curve's sake, and PDF/A-2 ends at 1.7."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


_METADATA = PdfSignatureMetadata(
    field_name=FIELD,
    md_algorithm="sha256",
    subfilter=SigSeedSubFilter.PADES,
    certify=True,
    docmdp_permissions=MDPPerm.NO_CHANGES,
)


def current_seal() -> Seal | None:
    """What new papers are signed with; None while the site has no key. KeyUnfit when it cannot be used."""
    pem = settings.SIGNING_KEY or _pem_of(settings.SIGNING_KEY_FILE)
    if not pem:
        return None
    seal = read_seal(pem, settings.SIGNING_KEY_PASSPHRASE)
    if seal.valid_until < timezone.now():
        # Readers of PDF would call every such seal a bad one.
        raise KeyUnfit(f"его срок истёк {seal.valid_until:%d.%m.%Y}")
    return seal


def _pem_of(path: str) -> str:
    if not path:
        return ""
    try:
        return Path(path).read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnfit(f"файл ключа не читается ({type(error).__name__})") from error


@cache
def read_seal(pem: str, passphrase: str = "") -> Seal:
    """The seal in a PEM: a private key on P-256, its certificate, and above it those of its issuers."""
    try:
        key = load_private_key_from_pemder_data(pem.encode(), passphrase.encode() or None)
        certificates = list(load_certs_from_pemder_data(pem.encode()))
    except (ValueError, TypeError) as error:
        raise KeyUnfit("ключ не разобрать: проверьте его вид (PEM) и пароль") from error
    if key.algorithm != "ec" or key.curve != ("named", CURVE):
        raise KeyUnfit("нужен ключ на кривой P-256")
    own = [each for each in certificates if _public_key(each) == _point_of(key)]
    if not own:
        raise KeyUnfit("рядом с ключом нет его сертификата")
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    (certificate,) = own[:1]
    return Seal(
        signer=SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=store),
        fingerprint=certificate.sha256.hex(),
        name=certificate.subject.native.get("common_name", ""),
        valid_until=certificate.not_valid_after,
    )


def _point_of(key) -> bytes:
    loaded = serialization.load_der_private_key(key.dump(), password=None)
    return loaded.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _public_key(certificate) -> bytes:
    return certificate.public_key.dump()


def new_seal_pem(name: str, *, at: datetime, passphrase: str = "") -> bytes:
    """A fresh key with a certificate signed by itself, in the name of the association, as one PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - FORGIVEN)
        .not_valid_after(at.replace(day=min(at.day, 28), year=at.year + YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_FOR_SIGNATURES, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked
    ) + certificate.public_bytes(serialization.Encoding.PEM)


_FOR_SIGNATURES = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
