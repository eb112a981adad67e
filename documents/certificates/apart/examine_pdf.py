"""Who sealed PDFs, and whether they stand as they were sealed: PDFs on standard input, JSON on the output.

Each PDF comes after its length (8 bytes, the highest first). Of each, in the order of their coming:
{"title": …, "seals": [{"fingerprint": …, "stands": …}]}, or null where it cannot be read. Runs in a process of its
own under `documents.uploads.limits`: a hostile file ends nothing but this. Nothing is drawn and nothing fetched (T24).
"""

import io
import json
import logging
import sys

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

MOST_SEALS = 20
LONGEST_TITLE = 300


def main() -> None:
    logging.disable(logging.CRITICAL)
    json.dump([_examined(pdf) for pdf in _pdfs(sys.stdin.buffer)], sys.stdout)


def _pdfs(stream):
    while length := stream.read(8):
        yield stream.read(int.from_bytes(length, "big"))


def _examined(pdf: bytes) -> dict | None:
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        seals = [_seal(each) for each in reader.embedded_regular_signatures[:MOST_SEALS]]
        return {"title": _title(reader), "seals": seals}
    except Exception:
        return None


def _title(reader: PdfFileReader) -> str:
    return str(reader.document_meta_view.title or "")[:LONGEST_TITLE]


def _seal(embedded) -> dict:
    """Whoever asks knows the fingerprints of the site: here a certificate vouches for itself."""
    certificate = embedded.signer_cert
    return {"fingerprint": certificate.sha256.hex(), "stands": _stands(embedded, certificate)}


def _stands(embedded, certificate) -> bool:
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, context)
    except Exception:
        return False
    return status.bottom_line and status.coverage == SignatureCoverageLevel.ENTIRE_FILE


if __name__ == "__main__":
    main()
