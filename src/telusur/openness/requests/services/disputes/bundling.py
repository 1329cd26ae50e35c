"""The bundle of a dispute: asked for by an officer, made by a job, handed to the commission after the release check."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.bundles.manifest import BadManifest, read_manifest
from telusur.kernel.documents.rules.bundles.parts import Treatment
from telusur.kernel.documents.rules.content import Unacceptable
from telusur.kernel.documents.rules.release.findings import FindingKind
from telusur.kernel.jobs.services import enqueue
from telusur.kernel.law.acts import in_its_language, legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.bundles import ActLine, Cover, Paper

from ... import selectors
from ...models import BundleState, Dispute, DisputeBundle, dispute_labels
from ..faults import Refused
from .steps import KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.documents.rules.bundles.manifest import BundledPart

    from ...selectors import Deed

BUNDLE_KIND = "dispute_bundle"
LOG_DAMAGED = "log_damaged"
WHOLE = ("dispute__office", "attachment__document")
MOST_OF_REASON = 2000


@dataclass(frozen=True)
class FoundIn:
    """What the release check found in one of the files that leave together. kinds: values of `FindingKind`."""

    title: str
    kinds: tuple[str, ...]


@legal_act
def ask_for_bundle(
    *, dispute_id: int, actor: str, at: datetime, as_they_are: Sequence[int] = (), reason: str = ""
) -> DisputeBundle:
    """Have the papers of a dispute joined into one bundle, and return the bundle to be.

    Numbers and addresses of people other than the applicant are blackened and scans of identities left out, except in
    the papers `as_they_are` (attachment ids), for a reason that the index repeats.
    Law: Perki 1/2013; UU 27/2022 Pasal 16 ayat (2), 20 ayat (2). Raises: Refused (`bundle_in_the_making`,
    `bundle_reason_missing`, `paper_unknown`).
    """
    dispute = Dispute.everything.select_for_update(of=("self",)).select_related("office").get(pk=dispute_id)
    papers = selectors.bundle_papers(dispute_id=dispute_id)
    if set(as_they_are) - {paper.attachment.pk for paper in papers if not paper.sealed}:
        raise Refused("paper_unknown")
    words = " ".join(reason.split())
    if as_they_are and not words:
        raise Refused("bundle_reason_missing")
    for running in DisputeBundle.objects.filter(dispute=dispute, state=BundleState.MAKING):
        if not selectors.is_cut_off(bundle=running, at=at):
            raise Refused("bundle_in_the_making")
        running.state, running.failure = BundleState.FAILED, "too_long"
        running.save(update_fields=["state", "failure"])
    bundle = DisputeBundle.objects.create(
        dispute=dispute,
        steps=len(papers) + 2,
        as_they_are=sorted(as_they_are),
        reason=words if as_they_are else "",
        asked_by=actor,
        asked_at=at,
    )
    enqueue("requests.make_bundle", lock=f"requests/bundle/{dispute.pk}", bundle_id=bundle.pk)
    _record("requests.bundle_ask", bundle, actor=actor, at=at, as_they_are=len(bundle.as_they_are))
    return bundle


def make_dispute_bundle(*, bundle_id: int, at: datetime) -> DisputeBundle:
    """Make a bundle that was asked for, unless that is done; what makes it impossible is kept for the page.

    The papers are read and joined before the transaction, each in a process of its own.
    """
    bundle = DisputeBundle.objects.select_related("dispute__office", "dispute__applicant").get(pk=bundle_id)
    if bundle.state != BundleState.MAKING:
        return bundle
    dispute = bundle.dispute
    with in_its_language():
        deeds = _deeds(dispute)
    zone = ZoneInfo(dispute.office.time_zone)
    try:
        made = letters.make_bundle(
            cover=_cover(dispute),
            papers=list(_papers(bundle)),
            acts=[_line(deed, zone) for _name, deed in deeds],
            logs=documents.proven_logs(subjects=_subjects(dispute), named={name for name, _deed in deeds}, at=at),
            office=dispute.office,
            at=at,
            keep=_kept(dispute),
            tell=lambda done, _of: _tell(bundle_id, done),
        )
    except Unacceptable as error:
        return _failed(bundle_id, error.fault.value)
    except ledger.LogDamaged:
        return _failed(bundle_id, LOG_DAMAGED)
    files = [
        documents.store(content=io.BytesIO(content), name=f"{name}.pdf", at=at, made_here=True)
        for name, content in (("bundel", made.pdf), ("indeks", made.front), ("manifes", made.sheet))
    ]
    _checked(files[0].pk, dispute, made, at)  # so that the page can say what it found
    _beside_checked(bundle, made.manifest.parts, at)
    return _keep(bundle_id, made, [file.pk for file in files], at)


def _kept(dispute: Dispute) -> tuple[str, ...]:
    """Return what leads to the applicant: he is a party, and the commission writes to him."""
    return tuple(text for text in (dispute.applicant.email, dispute.applicant.phone) if text)


def _checked(document_id: int, dispute: Dispute, made: letters.Bundle, at: datetime) -> None:
    """Have the release check look at a bundle while the job has the time, and tell it what was done on purpose."""
    drawn = [part for part in made.manifest.parts if part.treatment == Treatment.BLACKENED]
    pages = frozenset(page for part in drawn for page in range(part.first_page, part.first_page + part.pages))
    documents.check_release(document_id=document_id, at=at, bundled=documents.Bundled(pages, _kept(dispute)))


def _beside_checked(bundle: DisputeBundle, parts: Sequence[BundledPart], at: datetime) -> list[FoundIn]:
    """Have the release check look at every file that goes along with a bundle by itself, and return what it found; a
    file that is not among the papers any more could not be checked."""
    beside = [part for part in parts if part.treatment == Treatment.NAMED]
    if not beside:
        return []
    papers = [paper.attachment.document for paper in selectors.bundle_papers(dispute_id=bundle.dispute_id)]
    by_digest = {document.digest: document.pk for document in papers}
    found = []
    for part in beside:
        key = by_digest.get(part.original.sha256) if part.original else None
        kinds = [FindingKind.UNREADABLE.value]
        if key is not None:
            kinds = documents.found_for_others(check=documents.check_release(document_id=key, at=at))
        if kinds:
            found.append(FoundIn(part.title, tuple(kinds)))
    return found


@legal_act
def hand_over_bundle(*, bundle_id: int, actor: str, at: datetime, reason: str = "") -> DisputeBundle:
    """Note that a bundle goes to the commission with the files beside it: the release check found nothing in any of
    them, or this officer answers for what it found. Sealed for everybody else, it leaves for nobody but the commission.

    reason: why it goes all the same; kept with the bundle, and in the log as its digest. Law: UU 27/2022 Pasal 20, 35.
    Raises: NotReleased, with the files and what was found in them; Refused (`bundle_not_made`, `bundle_sent`,
    `bundle_send_reason_long`).
    """
    bundle = DisputeBundle.objects.select_for_update(of=("self",)).select_related(*WHOLE).get(pk=bundle_id)
    if bundle.state != BundleState.MADE or bundle.attachment is None:
        raise Refused("bundle_not_made")
    if bundle.sent_at is not None:
        raise Refused("bundle_sent")
    words = " ".join(reason.split())
    if len(words) > MOST_OF_REASON:
        raise Refused("bundle_send_reason_long")
    found = findings_of(bundle=bundle, at=at)
    kinds = list(dict.fromkeys(kind for each in found for kind in each.kinds))
    if found and not words:
        raise documents.NotReleased(bundle.attachment.pk, ", ".join(each.title for each in found), kinds)
    bundle.sent_at, bundle.sent_despite = at, words if found else ""
    bundle.save(update_fields=["sent_at", "sent_despite"])
    _record(
        "requests.bundle_send",
        bundle,
        actor=actor,
        at=at,
        digest=bundle.attachment.document.digest,
        findings=",".join(kinds) or None,
        reason=ledger.personal_digest(words) if found else None,
    )
    return bundle


def findings_of(*, bundle: DisputeBundle, at: datetime) -> list[FoundIn]:
    """Return what the release check found in a made bundle, without what leads to its parties and was kept for the
    commission, and in each file that goes along with it; what could not be checked counts as found."""
    if bundle.attachment is None:
        return []
    check = documents.check_release(document_id=bundle.attachment.document_id, at=at)
    kinds = documents.found_for_others(check=check)
    whole = [FoundIn(bundle.attachment.title, tuple(kinds))] if kinds else []
    try:
        parts = read_manifest(bundle.manifest).parts
    except BadManifest:  # of an older form: nobody can say what goes along
        return [*whole, FoundIn(bundle.attachment.title, (FindingKind.UNREADABLE.value,))]
    return [*whole, *_beside_checked(bundle, parts, at)]


@legal_act
def open_bundle(*, bundle_id: int, attachment_id: int, actor: str, at: datetime) -> BinaryIO:
    """Return the bytes of a file of a made bundle, having written down who opened it. The caller has proven the right.

    Law: UU 27/2022 Pasal 31, 39. Raises: Refused `bundle_not_made`.
    """
    bundle = DisputeBundle.objects.select_for_update(of=("self",)).select_related(*WHOLE).get(pk=bundle_id)
    if bundle.state != BundleState.MADE or attachment_id not in {
        bundle.attachment_id,
        bundle.index_id,
        bundle.sheet_id,
    }:
        raise Refused("bundle_not_made")
    return documents.open_sealed(
        attachment_id=attachment_id,
        purpose="dispute",
        act="requests.bundle_open",
        subject_kind=KIND,
        subject_id=str(bundle.dispute_id),
        actor=actor,
        at=at,
        facts={"bundle": bundle.pk},
    )


@legal_act
def _keep(bundle_id: int, made: letters.Bundle, files: list[int], at: datetime) -> DisputeBundle:
    bundle = DisputeBundle.objects.select_for_update(of=("self",)).select_related("dispute__office").get(pk=bundle_id)
    if bundle.state != BundleState.MAKING:
        return bundle
    titles = (_("Bundel sengketa %(number)s"), _("Indeks bundel %(number)s"), _("Manifes bundel %(number)s"))
    whole, index, sheet = (
        _attached(bundle, document_id, title % {"number": bundle.dispute.number}, at)
        for document_id, title in zip(files, titles, strict=True)
    )
    bundle.attachment, bundle.index, bundle.sheet = whole, index, sheet
    bundle.state, bundle.made_at, bundle.pages = BundleState.MADE, at, made.manifest.pages
    bundle.manifest = made.manifest.text()
    bundle.save()
    _record("requests.bundle_make", bundle, actor="system", at=at, digest=made.manifest.sha256, pages=bundle.pages)
    return bundle


def _tell(bundle_id: int, done: int) -> None:
    DisputeBundle.objects.filter(pk=bundle_id, state=BundleState.MAKING).update(steps_done=done)


def _attached(bundle: DisputeBundle, document_id: int, title: str, at: datetime) -> Attachment:
    return documents.attach(
        document_id=document_id,
        thing_kind=BUNDLE_KIND,
        thing_id=str(bundle.dispute_id),
        office_id=bundle.dispute.office_id,
        access="sealed",
        title=title,
        at=at,
        actor="system",
        personal_data=True,
    )


@transaction.atomic
def _failed(bundle_id: int, failure: str) -> DisputeBundle:
    bundle = DisputeBundle.objects.select_for_update().get(pk=bundle_id)
    bundle.state, bundle.failure = BundleState.FAILED, failure
    bundle.save(update_fields=["state", "failure"])
    return bundle


def _cover(dispute: Dispute) -> Cover:
    with in_its_language():
        return Cover(
            title=_("Bundel Sengketa Informasi Publik"),
            number=dispute.commission_number or dispute.number,
            label=_("Bundel %(number)s") % {"number": dispute.commission_number or dispute.number},
            facts=(
                (_("Kepada"), dispute.commission_name),
                (_("Pemohon"), dispute.applicant.name),
                (_("Termohon"), dispute.office.name),
                (_("Nomor pada kantor"), dispute.number),
                (_("Nomor keberatan"), dispute.objection.number),
                (_("Informasi"), dispute.information),
                (_("Pokok permohonan"), dispute.petition),
            ),
        )


def _papers(bundle: DisputeBundle) -> Iterable[Paper]:
    with in_its_language():
        whole = _("Disertakan utuh: %(reason)s") % {"reason": bundle.reason}
        left_out = _("Pindaian identitas atau kuasa: tidak diperlukan Komisi Informasi (UU 27/2022 Pasal 16 ayat (2)).")
        whose = {side: str(words) for side, words in dispute_labels.WHOSE.items()}
    for paper in selectors.bundle_papers(dispute_id=bundle.dispute_id):
        as_it_is = paper.attachment.pk in bundle.as_they_are
        yield Paper(
            title=paper.title,
            dated=paper.on,
            author=whose.get(paper.author, paper.author),
            document=None if paper.sealed else paper.attachment.document,
            name=paper.attachment.name,
            left_out=left_out if paper.sealed else "",
            as_it_is=as_it_is,
            remark=whole if as_it_is else "",
        )


def _subjects(dispute: Dispute) -> list[tuple[str, str]]:
    subjects = [("objection", str(dispute.objection_id)), (KIND, str(dispute.pk))]
    request = dispute.objection.request_id
    return subjects if request is None else [("request", str(request)), *subjects]


def _deeds(dispute: Dispute) -> list[tuple[str, Deed]]:
    """Return what was done in the whole case with the name of each act, oldest first: what the other side may know.

    How an office prepares its case is its own, so notes and assignments are not told, nor who of the office did what.
    """
    found = [
        ("requests.dispute_", selectors.dispute_deeds_for_applicant(selectors.dispute_history(dispute=dispute))),
        (
            "requests.objection_",
            selectors.objection_deeds_for_applicant(selectors.objection_history(objection=dispute.objection)),
        ),
    ]
    if dispute.objection.request_id is not None:
        key, office_id = dispute.objection.request_id, dispute.objection.office_id
        told = selectors.shown_to_applicant(selectors.history_of(request_id=key, office_id=office_id))
        found.append(("requests.", told))
    named = [(f"{prefix}{deed.act}", deed) for prefix, deeds in found for deed in deeds]
    return sorted(named, key=lambda pair: pair[1].at)


def _line(deed: Deed, zone: ZoneInfo) -> ActLine:
    with in_its_language():
        day = date_format(deed.at.astimezone(zone), "j F Y H.i")
    return ActLine(at=day, text=deed.text, detail=deed.detail, actor=deed.actor)


def _record(act: str, bundle: DisputeBundle, *, actor: str, at: datetime, **facts: str | int | bool | None) -> None:
    ledger.record(
        act,
        log=office_log(bundle.dispute.office.code),
        subject_kind=KIND,
        subject_id=str(bundle.dispute_id),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"bundle": bundle.pk, **facts},
    )
