"""Electronic signatures on letters: taken from an uploaded file or from a connected service, and always judged."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.documents import services as documents
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record

from .. import selectors
from ..models import Letter, Signature
from ..rules.signatures import Fault, Found, NotTaken, Port, Trust

if TYPE_CHECKING:
    from ..rules.signatures import Credentials

JUDGE = "telusur.kernel.letters.rules.signatures"
SECONDS = 90
LARGEST = 20 << 20  # bytes of a signed letter
MARK = b"%%EOF"


def judged(*, letter: Letter, pdf: bytes, at: datetime) -> Found:
    """Return the signature on a file that claims to be the signed copy of the letter; read by a process of its own.

    Raises: NotTaken. Another letter of ours is told from a strange file.
    """
    if not pdf.startswith(b"%PDF-"):
        raise NotTaken(Fault.NOT_PDF)
    if len(pdf) > LARGEST:
        raise NotTaken(Fault.UNREADABLE)
    asked = {
        "size": letter.document.size,
        "digest": letter.digest,
        "roots": [base64.b64encode(root).decode() for root in selectors.trusted_roots()],
        "at": at.isoformat(),
    }
    answer = _asked_of_the_judge(json.dumps(asked).encode() + b"\n" + pdf)
    if "fault" not in answer:
        signed_at = datetime.fromisoformat(answer["signed_at"]) if answer["signed_at"] else None
        return Found(answer["signer"], answer["issuer"], answer["fingerprint"], signed_at, Trust(answer["trust"]))
    fault = Fault(answer["fault"])
    if fault == Fault.NOT_OUR_BYTES and _begins_as_another(letter, pdf):
        fault = Fault.ANOTHER_LETTER
    raise NotTaken(fault)


def keep_signature(*, letter_id: int, pdf: bytes, actor: str, at: datetime, port: Port = Port.UPLOAD) -> Signature:
    """Judge a signed copy of a letter and let it go out from now on in the letter's place; the unsigned one stays.

    Raises: NotTaken, Letter.DoesNotExist.
    """
    letter = Letter.objects.select_related("document", "office").get(pk=letter_id)
    found = judged(letter=letter, pdf=pdf, at=at)
    name = f"{letter.number.replace('/', '-')}-bertanda-tangan.pdf"
    document = documents.store(content=io.BytesIO(pdf), name=name, at=at, made_here=True)
    return _kept(letter_id, document.pk, found, actor=actor, at=at, port=port)


@transaction.atomic
def _kept(letter_id: int, document_id: int, found: Found, *, actor: str, at: datetime, port: Port) -> Signature:
    letter = Letter.objects.select_for_update(of=("self",)).select_related("attachment", "office").get(pk=letter_id)
    before = letter.attachment
    attachment = documents.attach(
        document_id=document_id,
        thing_kind=before.thing_kind,
        thing_id=before.thing_id,
        office_id=before.office_id,
        access=before.access,
        permission=before.permission,
        title=before.title,
        at=at,
        actor=actor,
        replaces=before.pk,
        addressed=True,
    )
    letter.attachment = attachment
    letter.save(update_fields=["attachment"])
    signature = Signature.objects.create(
        letter=letter,
        attachment=attachment,
        digest=attachment.document.digest,
        signer=found.signer,
        issuer=found.issuer,
        fingerprint=found.fingerprint,
        signed_at=found.signed_at,
        trust=found.trust,
        port=port,
        kept_at=at,
        kept_by=actor,
    )
    record(
        "letters.keep_signature",
        log=office_log(letter.office.code),
        subject_kind=letter.subject_kind,
        subject_id=letter.subject_id,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "letter": letter.number,
            "digest": signature.digest,
            "certificate": found.fingerprint,
            "trust": found.trust.value,
            "port": port.value,
        },
    )
    return signature


def sign_with_service(*, letter_id: int, credentials: Credentials, actor: str, at: datetime) -> Signature:
    """Let the connected service sign a letter in the signer's name, and keep what it returns if it holds.

    The credentials live as long as this call. Raises: ServiceRefused, NotTaken, LookupError if no service is connected.
    """
    service = selectors.signing_service()
    if service is None:
        raise LookupError("no signing service")
    letter = Letter.objects.select_related("document").get(pk=letter_id)
    with documents.open_bytes(document=letter.document) as opened:
        pdf = opened.read()
    signed = service.sign(pdf=pdf, file_name=f"{letter.number.replace('/', '-')}.pdf", credentials=credentials)
    return keep_signature(letter_id=letter_id, pdf=signed, actor=actor, at=at, port=Port.SERVICE)


def _asked_of_the_judge(question: bytes) -> dict[str, str]:
    with tempfile.TemporaryFile() as given:
        given.write(question)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", "-m", JUDGE],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            start_new_session=True,
        )
        try:
            answered, _errors = child.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise NotTaken(Fault.UNREADABLE) from error
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.communicate()
    if child.returncode != 0:
        raise NotTaken(Fault.UNREADABLE)
    answer: dict[str, str] = json.loads(answered)
    return answer


def _begins_as_another(letter: Letter, pdf: bytes) -> bool:
    """Return whether the file begins with the bytes of another letter of the same office."""
    ends, place = [len(pdf)], pdf.find(MARK)
    while place != -1 and len(ends) < 20:  # noqa: PLR2004 more revisions than anybody signs
        ends += [place + len(MARK), place + len(MARK) + 1]
        place = pdf.find(MARK, place + 1)
    digests = {hashlib.sha256(pdf[:end]).hexdigest() for end in ends}
    return Letter.objects.filter(office_id=letter.office_id, digest__in=digests).exclude(pk=letter.pk).exists()
