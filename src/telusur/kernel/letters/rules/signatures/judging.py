"""Judge the signature on a PDF with pyHanko. Heavy to import: only the process of `__main__` and tests do.

Law: PP 71/2019 Pasal 59, 60 (a signature shows who signed, and every later change can be known; not read).
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from . import Fault, Found, NotTaken, Trust
from .additions import only_signatures_added

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def judge(pdf: bytes, *, size: int, digest: str, roots: Sequence[bytes], at: datetime) -> Found:
    """Return the last signature on a letter whose own bytes have this `size` and SHA-256 `digest`.

    Every signature must hold, the last must cover the whole file, and between our bytes and the end nothing may stand
    but signatures and what belongs to them. roots: certificates (PEM or DER) that are trusted. Raises: NotTaken.
    """
    if not pdf.startswith(b"%PDF-"):
        raise NotTaken(Fault.NOT_PDF)
    if hashlib.sha256(pdf[:size]).hexdigest() != digest:
        raise NotTaken(Fault.NOT_OUR_BYTES)
    if len(pdf) == size:
        raise NotTaken(Fault.NOT_SIGNED)
    try:
        return _judged(pdf, size, [_certificate(root) for root in roots], at)
    except (PdfError, SignatureValidationError, AttributeError, KeyError, TypeError, ValueError) as error:
        # a stranger's PDF can hold anything anywhere; what cannot be read is not taken
        raise NotTaken(Fault.UNREADABLE) from error


def _judged(pdf: bytes, size: int, roots: Sequence[x509.Certificate], at: datetime) -> Found:
    reader = PdfFileReader(io.BytesIO(pdf))
    signatures: list[EmbeddedPdfSignature] = [each for each in reader.embedded_signatures if each.sig_object]
    if not signatures:
        raise NotTaken(Fault.NOT_SIGNED)
    context = ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False)
    for each in signatures:
        _hold(each, context, last=each is signatures[-1])
    _nothing_else_added(reader, size)
    last = signatures[-1]
    return _found(last, context, roots)


def _hold(signature: EmbeddedPdfSignature, context: ValidationContext, *, last: bool) -> None:
    status = validate_pdf_signature(signature, context, skip_diff=True)
    if not status.intact:
        raise NotTaken(Fault.CHANGED_AFTER)
    if not status.valid:
        raise NotTaken(Fault.BROKEN)
    wanted = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
    if status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and last:
        raise NotTaken(Fault.CHANGED_AFTER)
    if status.coverage < wanted:
        raise NotTaken(Fault.NOT_WHOLE)


def _nothing_else_added(reader: PdfFileReader, size: int) -> None:
    """Compare our revision with the whole: what a signature adds may stand, a changed page may not."""
    revisions = [number for number in range(reader.total_revisions) if _end_of(reader, number) <= size]
    if not revisions:
        raise NotTaken(Fault.UNREADABLE)
    if not only_signatures_added(reader, base=revisions[-1]):
        raise NotTaken(Fault.CONTENT_CHANGED)


def _end_of(reader: PdfFileReader, revision: int) -> int:
    """Return where a revision's own table of objects begins: before the end of its bytes."""
    return int(reader.xrefs.get_startxref_for_revision(revision))


def _found(signature: EmbeddedPdfSignature, context: ValidationContext, roots: Sequence[x509.Certificate]) -> Found:
    certificate: x509.Certificate = signature.signer_cert
    trusted = bool(validate_pdf_signature(signature, context, skip_diff=True).trusted)
    known = {root.subject.hashable for root in roots}
    chain = _issuers(signature.signer_cert, signature)
    trust = Trust.TRUSTED if trusted else Trust.DOUBTFUL if known & chain else Trust.UNKNOWN
    return Found(
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        fingerprint=certificate.sha256.hex(),
        signed_at=signature.self_reported_timestamp,
        trust=trust,
    )


def _issuers(certificate: x509.Certificate, signature: EmbeddedPdfSignature) -> set[str]:
    """Return the names on the way up from a certificate, as far as the file itself brings them."""
    others = {each.subject.hashable: each for each in signature.other_embedded_certs or ()}
    names, here = set(), certificate
    while here is not None and here.issuer.hashable not in names:
        names.add(here.issuer.hashable)
        here = others.get(here.issuer.hashable)
    return names


def _name(name: x509.Name) -> str:
    facts = name.native
    found = facts.get("common_name") or facts.get("organization_name") or name.human_friendly
    return str(found)[:300]


def _certificate(content: bytes) -> x509.Certificate:
    if pem.detect(content):
        _kind, _headers, content = pem.unarmor(content)
    return x509.Certificate.load(content)
