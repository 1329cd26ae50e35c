"""A signed report is published, sent to whom it is owed, and its receipts come back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents import services as documents
from telusur.kernel.jobs.services import enqueue
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public
from telusur.openness.information import services as information
from telusur.openness.information.rules.entries import Entry, InformationClass

from .. import selectors
from ..models import Dispatch, Edition
from ..rules.chapters.policy import named
from ..rules.keeping import from_data
from ..rules.states import Act, Receiver
from .decrees import decrees_to_attach, let_picture_out, not_released, pictures_to_attach
from .faults import Refused
from .preparing import ask_for_drawings
from .steps import begin, close, reminder_prefix
from .telling import tell_upper

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..models import AnnualReport

PAPER = "report_paper"
LONGEST_TITLE = 300


@legal_act
def publish_report(
    *,
    report_id: int,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """Publish a signed report: page and PDF at once, the other papers as soon as a worker has made them.

    An edition published before stays readable below it. Law: UU 14/2008 Pasal 11, 12; Perki 1/2021 Pasal 56.
    Raises: Refused (`decree_gone`, `file_not_released`), StaleReport, WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.PUBLISH, actor=actor, at=at, version=version, happened_at=happened_at)
    report, edition = step.report, step.edition
    Edition.objects.filter(report=report, published_at__isnull=False, replaced_at=None).update(replaced_at=step.then)
    edition.published_at = step.then
    edition.save(update_fields=["published_at"])
    letter = edition.letter
    if letter is not None:
        _attach(edition, letter.document_id, title=letter.title, name=paper_name(edition), actor=actor, at=at)
    _attach_decrees(edition, actor=actor, at=at)
    _attach_pictures(edition, actor=actor, at=at)
    report.first_published_at = report.first_published_at or step.then
    if report.item_id is None:
        report.item_id = _entered(edition, actor=actor, at=at)
    made = selectors.composed(edition=edition, on=edition.signed_on or step.day)
    ask_for_drawings(made, office_code=report.office.code)
    enqueue("reports.make_papers", edition_id=edition.pk)
    close(step, changed=("first_published_at", "item_id"))
    touch_public(office_code=report.office.code)
    return report


def _entered(edition: Edition, *, actor: str, at: datetime) -> int:
    """Return the draft in the list of public information that the report gets: what only officers know, such as its
    retention, they add before they propose it. Law: Perki 1/2021 Pasal 56: part of what is there at any time."""
    report, letter = edition.report, edition.letter
    title = _("Laporan Tahunan Layanan Informasi Publik %(year)s") % {"year": report.year}
    facts = {"year": report.year, "office": report.office.name}
    entry = Entry(
        title=title,
        summary=_("Laporan %(office)s atas pelayanan informasi publik tahun %(year)s.") % facts,
        information_class=InformationClass.ANYTIME,
        year=report.year,
        holder="PPID",
        responsible="PPID",
        made=edition.signed_on.isoformat() if edition.signed_on else "",
        made_place=report.office.city,
    )
    files = []
    if letter is not None:
        with documents.open_bytes(document=letter.document) as opened:
            content = io.BytesIO(opened.read())
        files = [information.NewFile(content, f"{paper_name(edition)}.pdf", title, made_here=True)]
    user = accounts.user_of(ref=actor)
    return information.enter_item(office_id=report.office_id, entry=entry, officer=user, at=at, files=files).pk


def _attach_decrees(edition: Edition, *, actor: str, at: datetime) -> None:
    """Give the decrees that the report names as its annexes as files. Raises: as `decrees_to_attach`."""
    if edition.kept is None:
        return
    _office, kept, _signature = from_data(edition.kept)
    decrees = decrees_to_attach(office_id=edition.report.office_id, kept=kept, at=at)
    for number, decree in enumerate(decrees, start=1):
        name = paper_name(edition, f"keputusan-{number}")
        _attach(edition, decree.document, title=named(decree), name=name, actor=actor, at=at)


def _attach_pictures(edition: Edition, *, actor: str, at: datetime) -> None:
    """Give the pictures of the annex as files under their captions. Raises: as `pictures_to_attach`."""
    report = edition.report
    pictures = pictures_to_attach(office_id=report.office_id, year=report.year, at=at)
    for number, picture in enumerate(pictures, start=1):
        let_picture_out(picture=picture, actor=actor, at=at)
        title, name = _("Gambar: %(title)s") % {"title": picture.title}, paper_name(edition, f"gambar-{number}")
        _attach(edition, picture.document_id, title=title[:LONGEST_TITLE], name=name, actor=actor, at=at)


def _attach(edition: Edition, document_id: int, *, title: str, name: str, actor: str, at: datetime) -> None:
    """Raises: Refused `file_not_released`."""
    try:
        documents.attach(
            document_id=document_id,
            thing_kind=PAPER,
            thing_id=str(edition.pk),
            office_id=edition.report.office_id,
            access="public",
            title=title,
            name=name,
            at=at,
            actor=actor,
        )
    except documents.NotReleased as error:
        raise not_released(error) from error


def paper_name(edition: Edition, part: str = "") -> str:
    """Return what a paper of an edition is called when it is downloaded, without its ending."""
    report = edition.report
    more = f"-edisi-{edition.number}" if edition.number > 1 else ""
    return f"laporan-layanan-informasi-{report.year}-{report.office.slug}{more}{f'-{part}' if part else ''}"


@legal_act
def record_dispatch(
    *,
    report_id: int,
    receiver: Receiver,
    name: str,
    way: str,
    sent_on: date,
    proof: str,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """Record that a published report was sent to one who is owed it, with its proof; the office above is told.

    Law: Perki 1/2021 Pasal 56; SOP 8. Raises: Refused (`proof_missing`, `already_sent`, `no_receiver_above`,
    `sent_before_signing`, `happened_in_future`), StaleReport, WrongState, NotPermitted.
    """
    if not proof.strip():
        raise Refused("proof_missing")
    step = begin(report_id=report_id, act=Act.SEND, actor=actor, at=at, version=version, happened_at=happened_at)
    report, edition = step.report, step.edition
    if receiver == Receiver.UPPER and report.office.parent is None:
        raise Refused("no_receiver_above")
    if edition.dispatches.filter(receiver=receiver).exists():
        raise Refused("already_sent")
    if edition.signed_on is not None and sent_on < edition.signed_on:
        raise Refused("sent_before_signing")
    if sent_on > local_day(office=report.office, at=at):
        raise Refused("happened_in_future")
    late = sent_on > report.due_on and receiver not in selectors.first_sent(report=report)
    Dispatch.objects.create(
        edition=edition,
        receiver=receiver,
        name=name.strip(),
        way=way.strip(),
        sent_on=sent_on,
        proof=proof.strip(),
        recorded_at=at,
        recorded_by=actor,
    )
    if receiver == Receiver.UPPER and happened_at is None:
        facts = {"office": report.office.name, "year": report.year}
        tell_upper(
            report,
            key="sent",
            subject=_("Laporan %(year)s dari %(office)s") % facts,
            text=_("%(office)s mengirim laporan layanan informasi publik %(year)s.") % facts,
            link=f"/{report.office.slug}/laporan/{report.year}/",
            at=at,
        )
    if not selectors.unsent_to(edition=edition):
        prefix = reminder_prefix(of="annual", office_code=report.office.code, year=report.year)
        notices.dismiss_all(key_prefix=prefix, at=at)
    return close(step, facts={"receiver": str(receiver), "sent_on": sent_on.isoformat(), "late": late})


@legal_act
def record_receipt(
    *, report_id: int, receiver: Receiver, received_on: date, receipt: str, actor: str, at: datetime
) -> Dispatch:
    """Record the receipt of what was sent. Raises: Refused (`receipt_missing`, `nothing_there`,
    `receipt_before_sending`, `happened_in_future`), WrongState, NotPermitted."""
    if not receipt.strip():
        raise Refused("receipt_missing")
    step = begin(report_id=report_id, act=Act.RECEIVE, actor=actor, at=at)
    sent = Dispatch.objects.select_for_update().filter(edition=step.edition, receiver=receiver).first()
    if sent is None:
        raise Refused("nothing_there")
    if received_on < sent.sent_on:
        raise Refused("receipt_before_sending", day=date_format(sent.sent_on, "j F Y"))
    if received_on > step.day:
        raise Refused("happened_in_future")
    sent.received_on, sent.receipt = received_on, receipt.strip()
    sent.save(update_fields=["received_on", "receipt"])
    close(step, facts={"receiver": str(receiver), "received_on": received_on.isoformat()})
    return sent
