"""The D form is printed for checking, then for good, signed, scanned and published."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Access
from telusur.kernel.documents.rules.release.findings import FindingKind
from telusur.kernel.law.acts import legal_act
from telusur.results.elections.rules.codes import REGENCY, above
from telusur.results.elections.selectors import office_of
from telusur.results.recapitulation.services import settle_forms

from .. import selectors
from ..models import Paper, Signature
from ..rules.states import Act, PaperKind, Seat
from .comparing import compare_regency
from .drawing import Print, printed_before_the_lock, still_true, whole
from .steps import Refused, Step, begin, finish, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.kernel.documents.models import Attachment, Document
    from telusur.results.elections.selectors import Service

    from ..models import Plenary

SEE_PAPERS = "plenaries.see_papers"
THING = "plenary"
LOOKS_LIKE = frozenset({FindingKind.NIK, FindingKind.KK, FindingKind.NPWP, FindingKind.PHONE})
LONGEST_REASON = 500


def print_proof(*, plenary_id: int, by: Service, at: datetime) -> Paper:
    """Print the D form for witnesses and supervisors to check: every unit is read, and no objection waits.

    Raises: Refused: `not_permitted`, `unread_units`, `changed_units` since they were read, `objections`; WrongState.
    Law: Perbawaslu 4/2024 Pasal 46.
    """

    @legal_act
    def keep(made: Print | None) -> Paper:
        step = begin(plenary_id=plenary_id, act=Act.PRINT_PROOF, by=by, at=at)
        whole(step)
        paper = _paper(step, still_true(made, step, PaperKind.PROOF))
        paper.index = finish("plenaries.print_proof", step, _facts(paper))
        paper.save()
        return paper

    return printed_before_the_lock(keep, act=Act.PRINT_PROOF, kind=PaperKind.PROOF, plenary_id=plenary_id, by=by, at=at)


def print_final(*, plenary_id: int, by: Service, at: datetime) -> Paper:
    """Print the D form for good, with its signed code: what the proof said, as nothing changed since.

    Raises: Refused: `not_permitted`, `changed_units`, `objections`; WrongState without a proof of the present numbers.
    """

    @legal_act
    def keep(made: Print | None) -> Paper:
        step = begin(plenary_id=plenary_id, act=Act.PRINT_FINAL, by=by, at=at)
        whole(step)
        true = still_true(made, step, PaperKind.FINAL)
        values = np.array(true.total.values, dtype="<i4").tobytes()
        step.plenary.totals, step.plenary.gaps = values, np.array(true.total.gaps, dtype="<i4").tobytes()
        paper = _paper(step, true)
        facts = {**_facts(paper), "totals": hashlib.sha256(values).hexdigest()}
        paper.index = finish("plenaries.print_final", step, facts)
        paper.save()
        return paper

    return printed_before_the_lock(keep, act=Act.PRINT_FINAL, kind=PaperKind.FINAL, plenary_id=plenary_id, by=by, at=at)


@legal_act
def return_to_reading(*, plenary_id: int, reason: str, by: Service, at: datetime) -> Plenary:
    """Take back a final before it is published, as an error was found in it or a unit changed; what was printed stays.

    Raises: Refused: `not_permitted`, `no_reason`; WrongState.
    """
    step = begin(plenary_id=plenary_id, act=Act.RETURN, by=by, at=at)
    said = words(reason, "no_reason", at=at)
    step.plenary.totals = step.plenary.gaps = None
    step.plenary.signatures.update(given=None, reason="", recorded_at=None)
    finish("plenaries.return_to_reading", step, {"reason": said})
    return step.plenary


@legal_act
def record_signatures(
    *, plenary_id: int, told: Mapping[int, tuple[bool, str]], by: Service, at: datetime
) -> list[Signature]:
    """Record who signed the final, or why not, of all these seats or of none; each is an act in the log. A missing
    signature of a witness voids nothing.

    told: by id of the signature whether it was given, and why not.
    Raises: Refused: `not_permitted`, `no_reason` for one that is missing, `identity`; LookupError; WrongState.
    Law: PKPU 5/2024 (penandatanganan formulir D.HASIL).
    """
    step = begin(plenary_id=plenary_id, act=Act.SIGN, by=by, at=at)
    held = step.plenary.signatures.select_for_update(of=("self",)).filter(pk__in=told).order_by("pk")
    seats = {seat.pk: seat for seat in held}
    for key, (given, reason) in told.items():
        if key not in seats:
            raise LookupError(key)
        seat = seats[key]
        seat.given, seat.reason, seat.recorded_at = given, "" if given else words(reason, "no_reason", at=at), at
        seat.save(update_fields=["given", "reason", "recorded_at"])
    for key in told:
        seat = seats[key]
        finish("plenaries.record_signature", step, {"seat": seat.seat, "seat_number": seat.place, "given": seat.given})
    return [seats[key] for key in told]


@legal_act
def close_signing(*, plenary_id: int, by: Service, at: datetime) -> Plenary:
    """Say that the form is signed: of each seat it is known whether it signed, and a member of the committee did.

    Raises: Refused: `not_permitted`, `signatures` that nobody recorded, `nobody` of the committee signed; WrongState.
    """
    step = begin(plenary_id=plenary_id, act=Act.CLOSE_SIGNING, by=by, at=at)
    open_ = step.plenary.signatures.filter(given=None).count()
    if open_:
        raise Refused("signatures", count=open_)
    if not step.plenary.signatures.filter(seat=Seat.MEMBER, given=True).exists():
        raise Refused("nobody")
    finish("plenaries.close_signing", step, {"missing": step.plenary.signatures.filter(given=False).count()})
    return step.plenary


def upload_scan(*, plenary_id: int, content: BinaryIO, name: str, by: Service, at: datetime) -> Paper:
    """Keep the scan of the signed form. It shows names and signatures, so only who is on duty sees it; its digest is
    public. Raises: Refused: `not_permitted`, `a_print` where the file is one that was printed here, unsigned;
    documents.Refused for bytes that are no document; WrongState.
    """
    begin(plenary_id=plenary_id, act=Act.UPLOAD_SCAN, by=by, at=at, locked=False)
    document = documents.store(content=content, name=name, at=at)  # judged before anything is locked
    return _scanned(plenary_id=plenary_id, document=document, by=by, at=at)


@legal_act
def _scanned(*, plenary_id: int, document: Document, by: Service, at: datetime) -> Paper:
    step = begin(plenary_id=plenary_id, act=Act.UPLOAD_SCAN, by=by, at=at)
    if Paper.objects.filter(digest=document.digest).exclude(kind=PaperKind.SCAN).exists():
        raise Refused("a_print")
    paper = _kept(step, PaperKind.SCAN, document.pk, document.digest)
    paper.index = finish("plenaries.upload_scan", step, _facts(paper))
    paper.save()
    return paper


def publish(*, plenary_id: int, by: Service, at: datetime) -> Paper:
    """Publish the signed D form: the public gets its copy, the polling stations are settled by it, and what form and
    plenary say is compared. Return the public copy.

    Raises: Refused: `not_permitted`, `changed_units` since the final was printed; documents.NotReleased; WrongState.
    Law: PKPU 5/2024 (pengumuman salinan).
    """

    @legal_act
    def keep(made: Print | None) -> Paper:
        step = begin(plenary_id=plenary_id, act=Act.PUBLISH, by=by, at=at)
        whole(step)
        scan = step.plenary.papers.filter(kind=PaperKind.SCAN).latest("pk")
        paper = _paper(step, still_true(made, step, PaperKind.PUBLIC))
        step.plenary.state = step.after
        step.plenary.save(update_fields=["state"])
        if step.level.of_stations:
            _settle(step, scan.digest)
        held = selectors.proceedings_of(plenary_id=plenary_id)
        proceedings = selectors.proceedings_digest(held, step.plenary.code)
        facts = {**_facts(paper), "scan": scan.digest, "proceedings": proceedings}
        paper.index = finish("plenaries.publish", step, facts)
        paper.save()
        return paper

    return printed_before_the_lock(keep, act=Act.PUBLISH, kind=PaperKind.PUBLIC, plenary_id=plenary_id, by=by, at=at)


def _settle(step: Step, evidence: str) -> None:
    """Compare what forms and plenary say of the polling stations, and settle them by what the plenary says, each with
    the reason that the public reads beside its number."""
    contest, plenary = step.plenary.contest, step.plenary
    by_reason: dict[str, dict[int, tuple[int, ...]]] = {}
    for line in plenary.lines.prefetch_related("corrections").order_by("unit"):
        why = "; ".join(dict.fromkeys(each.reason for each in line.corrections.all())) or line.reason
        reason = _("Diplenokan, berita acara %(minutes)s") % {"minutes": plenary.minutes}
        reason = f"{reason}: {why}" if why else reason
        by_reason.setdefault(reason[:LONGEST_REASON], {})[line.unit] = selectors.said_column(line=line).values
    units = {unit for values in by_reason.values() for unit in values}
    for regency in sorted({above(unit, REGENCY) for unit in units}):
        compare_regency(contest=contest, regency=regency)
    for reason, values in by_reason.items():
        settle_forms(
            contest=contest,
            layout=step.layout,
            values=values,
            reason=reason,
            minutes=plenary.minutes,
            evidence=evidence,
            actor=step.actor,
            at=step.at,
        )


def _paper(step: Step, made: Print) -> Paper:
    """Hang a print at its plenary; return its paper, not saved yet."""
    return _kept(step, made.kind, made.document.pk, made.document.digest, number=made.number, note=made.note)


def _kept(step: Step, kind: PaperKind, document: int, digest: str, *, number: int = 0, note: str = "") -> Paper:
    plenary = step.plenary
    public = kind == PaperKind.PUBLIC
    name = selectors.form_name(contest=plenary.contest, level=step.level, place=plenary.place)
    district = [plenary.district.name] if plenary.district else []
    file = documents.attach(
        document_id=document,
        thing_kind=THING,
        thing_id=str(plenary.pk),
        office_id=office_of(place=plenary.place).pk,
        access=Access.OFFICERS,
        permission=SEE_PAPERS,
        title=", ".join([f"{name} {selectors.place_name(place=plenary.place)}", *district]),
        name=" ".join([name, str(plenary.place), *district, kind, *([str(number)] if number else [])]),
        at=step.at,
        actor=step.actor,
        personal_data=not public,
    )
    if public:
        file = _let_out(file, step)
    return Paper(
        plenary=plenary,
        kind=kind,
        number=number or plenary.papers.filter(kind=kind).count() + 1,
        digest=digest,
        file=file,
        note=note,
        made_at=step.at,
    )


def _let_out(file: Attachment, step: Step) -> Attachment:
    """Open the public's copy. Tables of numbers hold rows of digits that look like a person's; what people wrote on the
    form was looked through when they wrote it (`steps.words`). Raises: documents.NotReleased for anything else."""
    check = documents.check_release(document_id=file.document_id, at=step.at)
    found = {FindingKind(kind) for kind in check.findings.values_list("kind", flat=True)}
    if found and found <= LOOKS_LIKE:
        documents.release_despite_findings(
            attachment_id=file.pk,
            reason=_("Formulir D dibuat sistem dari angka; deret angka pada tabel bukan nomor orang."),
            actor=step.actor,
            at=step.at,
        )
    return documents.release(attachment_id=file.pk, at=step.at)


def _facts(paper: Paper) -> dict[str, str | int | bool | None]:
    return {"paper": paper.kind, "paper_number": paper.number, "digest": paper.digest}
