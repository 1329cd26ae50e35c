"""A report is checked, explained, returned, and signed: never while anything in it is wrong, never by who wrote it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.kernel.notices import services as notices

from .. import selectors
from ..models import Composition, FindingAnswer
from ..rules.digests import content_digest
from ..rules.judging import TooMuch
from ..rules.keeping import as_data
from ..rules.states import Act
from ..rules.written import report_data
from .decrees import decrees_to_attach, pictures_to_attach
from .faults import Refused, too_long
from .papers import pdf_of
from .steps import REPORT, begin, close
from .telling import tell_superior

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..models import AnnualReport, Edition
    from ..rules.content import Report
    from .steps import Step

SIGNED = "annual_report"


@legal_act
def explain_finding(
    *, report_id: int, kind: str, facts: str, words: str, actor: str, at: datetime, happened_at: datetime | None = None
) -> FindingAnswer:
    """Answer a doubt that the register's own numbers raise; any other finding is mended, not answered.

    Raises: Refused (`reason_missing`, `no_such_doubt`), WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("reason_missing")
    step = begin(report_id=report_id, act=Act.EXPLAIN, actor=actor, at=at, happened_at=happened_at)
    of = selectors.sources(edition=step.edition, on=step.day)
    made = selectors.composed(edition=step.edition, on=step.day, of=of)
    found = _judged(step, made, of)
    if not any(each.explainable and (each.finding.kind, each.facts) == (kind, facts) for each in found):
        raise Refused("no_such_doubt")
    answer, _new = FindingAnswer.objects.update_or_create(
        edition=step.edition,
        kind=kind,
        facts=facts,
        defaults={"words": words.strip(), "answered_by": actor, "answered_at": step.then},
    )
    close(step, facts={"kind": kind})
    return answer


@legal_act
def check_report(
    *,
    report_id: int,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """State that a report was checked: nothing in it is wrong, and what the office keeps stands still from now on.

    The superior is told that it waits for his signature. Raises: Refused (`findings_left`, `nobody_signs`,
    `decree_gone`, `file_not_released`: what could not be published is not checked),
    StaleReport, WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.CHECK, actor=actor, at=at, version=version, happened_at=happened_at)
    edition, report = step.edition, step.report
    of = selectors.sources(edition=edition, on=step.day)
    if not of.signature.name:
        raise Refused("nobody_signs")
    made = selectors.composed(edition=edition, on=step.day, of=of)
    _nothing_wrong(step, made, of)
    decrees_to_attach(office_id=report.office_id, kept=of.kept, at=at)
    pictures_to_attach(office_id=report.office_id, year=report.year, at=at)
    edition.kept = as_data(of.office, of.kept, of.signature)
    edition.checked_at, edition.checked_by = step.then, actor
    edition.save(update_fields=["kept", "checked_at", "checked_by"])
    Composition.objects.create(edition=edition, content=report_data(made))
    if happened_at is None:
        tell_superior(
            report,
            key="sign",
            subject=_("Laporan %(year)s menunggu tanda tangan") % {"year": report.year},
            text=_("Laporan layanan informasi publik %(year)s sudah diperiksa PPID.") % {"year": report.year},
            at=at,
        )
    return close(step)


def _judged(step: Step, made: Report, of: selectors.Sources) -> list[selectors.Judged]:
    """Return everything that is wrong. Raises: Refused `too_long`."""
    try:
        return selectors.judged(edition=step.edition, report=made, on=step.day, of=of)
    except TooMuch as error:
        raise too_long(error) from error


def _nothing_wrong(step: Step, made: Report, of: selectors.Sources) -> None:
    """Raises: Refused `findings_left`, `too_long`."""
    left = [each for each in _judged(step, made, of) if each.open]
    if left:
        raise Refused("findings_left", count=len(left))


@legal_act
def return_report(
    *,
    report_id: int,
    reason: str,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """Return a checked report to be mended; what the office keeps may change again.

    Raises: Refused (`reason_missing`), StaleReport, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(report_id=report_id, act=Act.RETURN, actor=actor, at=at, version=version, happened_at=happened_at)
    edition = step.edition
    edition.kept, edition.checked_at, edition.checked_by, edition.reason = None, None, "", reason.strip()
    edition.save(update_fields=["kept", "checked_at", "checked_by", "reason"])
    Composition.objects.filter(edition=edition).delete()
    notices.dismiss_all(key_prefix=f"reports:{step.report.pk}:sign:", at=at)
    return close(step)


@legal_act
def sign_report(
    *,
    report_id: int,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """Sign a checked report: its PDF gets a number and a code that confirms it, and never changes again.

    The PDF is typeset in this transaction, although slow rendering belongs to tasks: it prints its number and code, and
    the act keeps its digest, so a task could only finish a report that already counts as signed, or leave a hole in the
    numbers. The office waits up to a second for its next number; only its superior signs, once a year.

    happened_at: when it was truly signed, for a report that is taken over from before. Law: Perki 1/2021 Pasal 56;
    SOP 8. Raises: Refused (`findings_left`, `signs_own_words`), StaleReport, WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.SIGN, actor=actor, at=at, version=version, happened_at=happened_at)
    edition, report = step.edition, step.report
    if actor in selectors.authors(edition=edition):
        raise Refused("signs_own_words")
    signed = selectors.signature(office=report.office, on=step.day, signer=actor)
    _fix_signer(edition, signed.name, signed.acting)
    of = selectors.sources(edition=edition, on=step.day)
    made = selectors.composed(edition=edition, on=step.day, signed_on=step.day, of=of)
    _nothing_wrong(step, made, of)
    role = _("Plh. %(role)s") if signed.acting else "%(role)s"
    edition.letter = letters.issue_paper(
        make=lambda number, code: pdf_of(_numbered(made, number, code), code_url=letters.code_address(code)),
        template=SIGNED,
        title=_("Laporan Tahunan Layanan Informasi Publik %(year)s") % {"year": report.year},
        office=report.office,
        subject_kind=REPORT,
        subject_id=str(report.pk),
        signer_ref=actor,
        signed_as=role % {"role": signed.function},
        at=step.then,
        permission="reports.see",
    )
    edition.signed_on, edition.signed_at, edition.signed_by = step.day, step.then, actor
    letter = edition.letter
    edition.content_digest = content_digest(_numbered(made, letter.number, letter.code))
    signed_fields = ["letter", "signed_on", "signed_at", "signed_by", "signer_name", "kept", "content_digest"]
    edition.save(update_fields=signed_fields)
    notices.dismiss_all(key_prefix=f"reports:{report.pk}:sign:", at=at)
    facts = {"letter": letter.number, "pdf": letter.digest, "content": edition.content_digest}
    return close(step, facts={**facts, "frozen": edition.frozen.digest})


def _fix_signer(edition: Edition, name: str, acting: bool) -> None:  # noqa: FBT001 one fact of two
    edition.signer_name = name
    if edition.kept is not None:
        edition.kept["signature"] |= {"name": name, "acting": acting}


def _numbered(made: Report, number: str, code: str) -> Report:
    return replace(made, signature=replace(made.signature, number=number, code=code))


def draft_pdf(*, edition: Edition, on: date) -> bytes:
    """Return the PDF of an edition: of a draft as it stands, and once it is signed the very document that was."""
    if edition.letter is None:
        return pdf_of(selectors.composed(edition=edition, on=on))
    with documents.open_bytes(document=edition.letter.document) as opened:
        content: bytes = opened.read()
    return content


def remade_pdf(*, edition: Edition) -> bytes:
    """Return the PDF of a signed edition, made again from what was checked: byte for byte what was signed, while
    templates, fonts and the typesetter are those of then. Raises: Refused (`wrong_state`, it is not signed)."""
    if edition.signed_on is None or edition.letter is None:
        raise Refused("wrong_state")
    made = selectors.composed(edition=edition, on=edition.signed_on)
    return pdf_of(made, code_url=letters.code_address(edition.letter.code))
