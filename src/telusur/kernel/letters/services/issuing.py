"""Letters are rendered by Typst as PDF/A-2a and PDF/UA-1; the same facts at the same instant give the same bytes."""

from __future__ import annotations

import hashlib
import io
import secrets
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import segno
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import Letter
from ..rules.letters import as_data
from ..rules.letters import signed_as as role_of
from ..rules.numbering import letter_number
from .printing import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..rules.letters import AnyLetter, Letterhead

# Crockford's alphabet: no I, L, O, U, so that a code survives being read aloud.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def qr_svg(url: str) -> str:
    """Return a QR code of `url` as an SVG document."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, svgns=True, border=1)
    return out.getvalue().decode()


def long_date(at: datetime, *, time_zone: str) -> str:
    """Return the day of `at` in `time_zone` in words, such as `7 April 2026`."""
    with translation.override("id"):
        return date_format(at.astimezone(ZoneInfo(time_zone)), "j F Y")


def render(
    *, letter: AnyLetter, office: Office, at: datetime, number: str = "", code: str = "", draft: bool = False
) -> bytes:
    """Return the letter as a PDF (PDF/A-2a, PDF/UA-1). Without a number it is a form, a receipt or a draft.

    Raises: typst.TypstError where a template is at fault, never for what the facts say.
    """
    return rendered(
        letter=letter,
        head=selectors.letterhead(office=office),
        at=at,
        time_zone=office.time_zone,
        number=number,
        code=code,
        draft=draft,
    )


def rendered(
    *,
    letter: AnyLetter,
    head: Letterhead,
    at: datetime,
    time_zone: str,
    number: str = "",
    code: str = "",
    draft: bool = False,
) -> bytes:
    """Return the letter under a letterhead as a PDF, without asking the database."""
    with in_its_language():
        dated = long_date(at, time_zone=time_zone)
    code_url = code_address(code)
    facts = {
        **as_data(letter),
        "head": {"office": head.office, "lines": list(head.lines), "city": head.city},
        "title": letter.title,
        "number": number or "…",
        "dated": dated,
        "draft": draft,
        "code": code,
        "code_url": code_url,
        "code_qr": qr_svg(code_url) if code else "",
        "foot": " · ".join(part for part in (letter.title, number, dated) if part),
    }
    return printed(letter.template, facts, at=at, logo=list(head.logo))


def code_address(code: str) -> str:
    """Return the page that confirms a letter by its code; "" without one."""
    return settings.BASE_URL + reverse("letter_verification", args=[code]) if code else ""


@transaction.atomic
def issue(
    *,
    letter: AnyLetter,
    office: Office,
    subject_kind: str,
    subject_id: str,
    signer_ref: str,
    at: datetime,
    permission: str,
) -> Letter:
    """Number the letter, render it, keep its bytes and attach them to the subject.

    What officers wrote for its passages (`write_passages`) is put in. Numbers leave no gaps: the office's counter
    stays locked until the caller's transaction ends.
    permission: what an officer needs to open the PDF; the applicant gets it from the room above.
    Law: UU 14/2008 Pasal 22 ayat (7), (8).
    """
    worded = selectors.worded(letter=letter, office_id=office.pk, subject_kind=subject_kind, subject_id=subject_id)
    return issue_paper(
        make=lambda number, code: render(letter=worded, office=office, at=at, number=number, code=code),
        template=worded.template,
        title=worded.title,
        office=office,
        subject_kind=subject_kind,
        subject_id=subject_id,
        signer_ref=signer_ref,
        signed_as=role_of(worded),
        at=at,
        permission=permission,
    )


@transaction.atomic
def issue_paper(
    *,
    make: Callable[[str, str], bytes],
    template: str,
    title: str,
    office: Office,
    subject_kind: str,
    subject_id: str,
    signer_ref: str,
    signed_as: str,
    at: datetime,
    permission: str,
) -> Letter:
    """Number a paper that another room renders, keep its bytes and attach them to the subject, as `issue` does.

    make: its PDF, from the number and the code that confirms it.
    """
    on = local_day(office=office, at=at)
    number = letter_number(
        selectors.numbering_pattern(office=office, on=on),
        sequence=_next_number(office_id=office.pk, year=on.year),
        office_code=office.code,
        on=on,
        unit=selectors.unit_code(office=office),
        register=selectors.register_code(subject_kind=subject_kind, on=on),
    )
    code = new_code()
    pdf = make(number, code)
    document = documents.store(content=io.BytesIO(pdf), name=f"{number.replace('/', '-')}.pdf", at=at, made_here=True)
    attachment = documents.attach(
        document_id=document.pk,
        thing_kind=subject_kind,
        thing_id=subject_id,
        office_id=office.pk,
        access="officers",
        permission=permission,
        title=title,
        at=at,
        actor=signer_ref,
        addressed=True,
    )
    return Letter.objects.create(
        office_id=office.pk,
        number=number,
        template=template,
        title=title,
        subject_kind=subject_kind,
        subject_id=subject_id,
        document_id=document.pk,
        attachment_id=attachment.pk,
        digest=hashlib.sha256(pdf).hexdigest(),
        code=code,
        signer_ref=signer_ref,
        signed_as=signed_as,
        issued_at=at,
    )


def new_code() -> str:
    """Return a code that confirms one letter: 60 random bits, in three groups of four."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))
    return "-".join(letters[i : i + 4] for i in (0, 4, 8))


def _next_number(*, office_id: int, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into letters_lettercounter (office_id, year, last) values (%s, %s, 1)"
            " on conflict (office_id, year) do update set last = letters_lettercounter.last + 1 returning last",
            [office_id, year],
        )
        return int(cursor.fetchone()[0])
