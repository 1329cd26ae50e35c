"""What the law opens: it stands in the list at once, its file follows through the release check under a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.clocks import services as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day, office_by_id
from telusur.kernel.offices.services import touch_public

from ..models import InformationItem, Opening
from ..rules.entries import Entry, Form, InformationClass, tidy
from ..rules.exemptions import OpenedBy, Release
from ..rules.file_names import media_of
from ..rules.moves import OPENINGS, Actor, move
from ..rules.states import Act, State, transition
from ..selectors import files_of, moves_on, roles_at
from .entering import DRAFTS_ARE_SEEN_BY, digest_of, entry_of, store_files, write_entry
from .indexing import index_item
from .proceedings import Lacking, tell_office
from .publishing import item_link
from .writing import SUBJECT, Facts, actor_of, as_code, next_number, next_review, write_act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.documents.models import Document
    from telusur.kernel.offices.models import Office

    from ..models import Determination
    from .entering import NewFile


@legal_act
def publish_as_anytime(
    *,
    office_id: int,
    title: str,
    summary: str,
    cause: str,
    reference: str,
    actor: str,
    at: datetime,
    document_ids: Sequence[int] = (),
    unit_id: int | None = None,
    holder: str = "",
    responsible: str = "",
    tags: Sequence[str] = (),
) -> InformationItem:
    """Put what an objection, a ruling or an end of exclusion opens into the list, as setiap saat, by law.

    No second person is asked and no act takes it back here. cause: of `OpenedBy`; reference: number of the objection
    or the ruling, as text. document_ids: what was opened; it waits for the release check. Where the same cause opened
    an entry that has no file yet, the files are that entry's. actor: `user:12` (PPID or superior of the office) or
    `system`. Raises: NotNow, NotYours, Lacking. Law: UU 14/2008 Pasal 11 ayat (2).
    """
    office = office_by_id(office_id=office_id)
    waiting = entry_without_file(office=office, cause=OpenedBy(cause), reference=reference)
    if waiting is not None and document_ids:
        return _give_files(waiting, document_ids=document_ids, title=title, actor=actor, at=at)
    return open_by_law(
        office=office,
        title=title,
        summary=summary,
        cause=OpenedBy(cause),
        reference=reference,
        actor=actor,
        at=at,
        document_ids=document_ids,
        unit_id=unit_id,
        holder=holder,
        responsible=responsible,
        tags=tags,
    )


def open_by_law(
    *,
    office: Office,
    title: str,
    summary: str,
    cause: OpenedBy,
    reference: str,
    actor: str,
    at: datetime,
    document_ids: Sequence[int] = (),
    unit_id: int | None = None,
    holder: str = "",
    responsible: str = "",
    tags: Sequence[str] = (),
    determination: Determination | None = None,
) -> InformationItem:
    """Do what `publish_as_anytime` says, inside the caller's transaction. Raises: NotNow, NotYours, Lacking."""
    if missing := [name for name, value in (("title", title), ("reference", reference)) if not value.strip()]:
        raise Lacking(missing)
    on = local_day(office=office, at=at)
    row = move(OPENINGS, state="", act="open", actor=_actor(actor, office=office, at=at), on=on)
    entry = tidy(
        Entry(
            title=title,
            summary=summary,
            information_class=InformationClass.ANYTIME,
            year=on.year,
            holder=holder or office.name,
            responsible=responsible or _("PPID %(office)s") % {"office": office.name},
            form=Form.SOFTCOPY if document_ids else Form.HARDCOPY,
            tags=tuple(tags),
            unit_id=unit_id,
        )
    )
    item = InformationItem(office=office, entered_at=at, state=State.DRAFT.value, opened_by=cause.value)
    write_entry(item, entry, at=at)
    opening = Opening.objects.create(
        item=item,
        determination=determination,
        cause=cause.value,
        reference=reference.strip(),
        release=row.after,
        opened_at=at,
        opened_by_ref=actor,
    )
    for document_id in document_ids:
        _attach(item, document_id=document_id, name="", title=item.title, actor=actor, at=at)
    if document_ids:
        _hold_back(opening, item=item, office=office, actor=actor, at=at)
    _show(item, at=at)
    _tell(item, opening=opening, office=office, at=at)
    facts: Facts = {"cause": cause.value, "reference": as_code(opening.reference), "release": opening.release}
    facts |= {"number": item.number, "digest": digest_of(entry_of(item))}
    facts |= {f"file_{number}": row.document.digest for number, row in enumerate(files_of(item_id=item.pk), 1)}
    write_act(Act.OPEN_BY_LAW, item=item, officer=None, at=at, facts=facts, public=True, actor=actor)
    return item


def entry_without_file(*, office: Office, cause: OpenedBy, reference: str) -> Opening | None:
    """Return the entry that this very objection or ruling opened at the office and that lacks its file yet, locked."""
    rows = Opening.objects.select_for_update(of=("self",)).select_related("item__office", "deadline")
    found = rows.filter(item__office=office, cause=cause.value, reference=reference.strip())
    return found.filter(release=Release.WITHOUT_FILE.value).order_by("pk").first()


def opened_under(*, office: Office, cause: OpenedBy, reference: str, title: str) -> bool:
    """Return whether this very objection or ruling opened an entry of this title at the office, with a file or not."""
    rows = Opening.objects.filter(item__office=office, cause=cause.value, reference=reference.strip())
    return rows.filter(item__title=title.strip()).exists()


def _give_files(
    opening: Opening, *, document_ids: Sequence[int], title: str, actor: str, at: datetime
) -> InformationItem:
    item = opening.item
    for document_id in document_ids:
        _attach(item, document_id=document_id, name="", title=title, actor=actor, at=at)
    _hold_back(opening, item=item, office=item.office, actor=actor, at=at)
    notices.dismiss_all(key_prefix=f"{SUBJECT}/{item.pk}/opened/", at=at)
    _tell(item, opening=opening, office=item.office, at=at)
    facts: Facts = {"due_on": opening.due_on.isoformat() if opening.due_on else None}
    facts |= {f"file_{number}": row.document.digest for number, row in enumerate(files_of(item_id=item.pk), 1)}
    _record("information.hold_file", opening, actor=actor, at=at, facts=facts)
    return item


def add_opened_file(*, item_id: int, file: NewFile, officer: User, at: datetime) -> Opening:
    """Hand in a file of an entry that the law opened; it waits for the release check.

    Raises: NotNow, NotYours, documents.Refused; Opening.DoesNotExist for another entry.
    """
    [(document, kept)] = store_files([file], at=at)
    return _add_stored(item_id=item_id, document=document, file=kept, officer=officer, at=at)


@legal_act
def _add_stored(*, item_id: int, document: Document, file: NewFile, officer: User, at: datetime) -> Opening:
    opening = _locked(item_id)
    item, actor = opening.item, actor_of(officer)
    _attach(item, document_id=document.pk, name=file.name, title=file.title or item.title, actor=actor, at=at)
    _hold_back(opening, item=item, office=item.office, actor=actor, at=at)
    facts: Facts = {"digest": document.digest, "due_on": opening.due_on.isoformat() if opening.due_on else None}
    _record("information.hold_file", opening, actor=actor, at=at, facts=facts)
    return opening


@legal_act
def release_opened_file(*, item_id: int, officer: User, at: datetime, reason: str = "") -> Opening:
    """Let the public have the file of an entry that the law opened, once it was looked through.

    reason: what the officer answers for, where the check found something. Raises: NotNow, NotYours;
    documents.NotReleased, findings without a reason; Opening.DoesNotExist.
    Law: UU 14/2008 Pasal 11 ayat (2); UU 27/2022 Pasal 39.
    """
    opening = _locked(item_id)
    item, actor = opening.item, actor_of(officer)
    on = local_day(office=item.office, at=at)
    acting = _actor(actor, office=item.office, at=at)
    row = move(OPENINGS, state=opening.release, act="release", actor=acting, on=on)
    files = list(files_of(item_id=item.pk))
    for attachment in files:
        if reason.strip() and documents.check_release(document_id=attachment.document_id, at=at).state != "clean":
            documents.release_despite_findings(attachment_id=attachment.pk, reason=reason, actor=actor, at=at)
        documents.release(attachment_id=attachment.pk, at=at)
    opening.release, opening.released_by, opening.released_at = row.after, officer, at
    opening.release_reason = reason.strip()
    opening.save()
    if opening.deadline is not None and opening.deadline.stopped_at is None:
        opening.deadline = clocks.stop(deadline_id=opening.deadline.pk, at=at)
    notices.dismiss_all(key_prefix=f"{SUBJECT}/{item.pk}/opened/", at=at)
    index_item(item=item)
    facts: Facts = {"in_time": opening.due_on is not None and on <= opening.due_on}
    facts |= {f"file_{number}": attachment.document.digest for number, attachment in enumerate(files, 1)}
    _record("information.release_file", opening, actor=actor, at=at, facts=facts)
    return opening


@legal_act
def move_release_check(*, deadline_id: int) -> None:
    """Write the date to which the calendar moved a release check."""
    for opening in (
        Opening.objects.select_for_update(of=("self",))
        .select_related("deadline")
        .filter(deadline_id=deadline_id, release=Release.AWAITING_RELEASE.value)
    ):
        opening.due_on = opening.deadline.due_on if opening.deadline else None
        opening.save(update_fields=["due_on"])


def _locked(item_id: int) -> Opening:
    rows = Opening.objects.select_for_update(of=("self",)).select_related("item__office", "deadline")
    return rows.get(item_id=item_id)


def _hold_back(opening: Opening, *, item: InformationItem, office: Office, actor: str, at: datetime) -> None:
    """Keep the file for officers until the release check, with a day by which that is done."""
    on = local_day(office=office, at=at)
    acting = _actor(actor, office=office, at=at)
    opening.release = move(OPENINGS, state=opening.release, act="hold", actor=acting, on=on).after
    if opening.deadline is None:
        opening.deadline, opening.due_on = _clock(item, office=office, at=at)
    opening.save()


def _clock(item: InformationItem, *, office: Office, at: datetime) -> tuple[Deadline | None, date]:
    """Start the clock of the release check; without a calendar for its days the check is due at once."""
    try:
        deadline = clocks.start(
            subject_kind="information_opening",
            subject_id=str(item.pk),
            office_code=office.code,
            time_zone=office.time_zone,
            track="general",
            step="release_check",
            started_at=at,
            at=at,
            task="information.move_release_check",
            label=item.title[:80],
        )
    except CalendarGap:
        return None, local_day(office=office, at=at)
    return deadline, deadline.due_on


def _attach(item: InformationItem, *, document_id: int, name: str, title: str, actor: str, at: datetime) -> None:
    attachment = documents.attach(
        document_id=document_id,
        thing_kind=SUBJECT,
        thing_id=str(item.pk),
        office_id=item.office_id,
        access="officers",
        permission=DRAFTS_ARE_SEEN_BY,
        title=title,
        name=name,
        at=at,
        actor=actor,
    )
    item.media = media_of(attachment.document.extension)
    item.save(update_fields=["media"])


def _show(item: InformationItem, *, at: datetime) -> None:
    on = local_day(office=item.office, at=at)
    item.state, item.published_at = transition(moves_on(on=on), State.DRAFT, Act.OPEN_BY_LAW).after.value, at
    item.number = item.number or next_number(office_id=item.office_id, year=item.year)
    item.review_by, item.changed_at = next_review(item, on), at
    item.save()
    index_item(item=item)


def _tell(item: InformationItem, *, opening: Opening, office: Office, at: datetime) -> None:
    waiting = opening.release == Release.AWAITING_RELEASE
    text = _("Periksa rilis berkasnya.") if waiting else _("Lengkapi keterangannya dan tambahkan berkasnya.")
    tell_office(
        office=office,
        key=f"{SUBJECT}/{item.pk}/opened/{opening.pk}/{opening.release}",
        subject=_("Terbuka karena hukum: %(title)s") % {"title": item.title},
        text=text,
        link=item_link(item),
        at=at,
        due_on=opening.due_on,
    )


def _actor(actor: str, *, office: Office, at: datetime) -> Actor:
    roles = roles_at(actor=actor, office_id=office.pk, on=local_day(office=office, at=at))
    return Actor(roles={"handler": roles}, level=office.kind)


def _record(act: str, opening: Opening, *, actor: str, at: datetime, facts: Facts) -> None:
    item = opening.item
    ledger.record(
        act,
        log=office_log(item.office.code),
        subject_kind=SUBJECT,
        subject_id=str(item.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=facts,
    )
    touch_public(office_code=item.office.code)
