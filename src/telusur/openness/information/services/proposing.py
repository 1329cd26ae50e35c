"""A consequence test from its proposal to the office that tests it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.selectors import attachments_of
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.services import personal_digest
from telusur.kernel.offices.selectors import local_day, office_by_id, units_of

from ..models import ConsequenceTest, Passage
from ..rules.consequence import Proceeding, Proposal
from ..rules.moves import TESTS, move
from ..selectors import actor_at_office, determination_in_force, similar_determinations
from .entering import store_files
from .proceedings import TEST, Lacking, Taken, finish, link_to_test, record_on_test, take, tell_office
from .writing import Facts, actor_of, as_code, given

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.documents.models import Document
    from telusur.kernel.offices.models import Office

    from ..rules.exemptions import DeterminationFacts
    from .entering import NewFile

SEES_FILES = "information.see_exempt"
PROPOSED = ("title", "description", "reason", "occasion", "reference", "request_due_on", "statute")


class AlreadyDetermined(Exception):
    """Determinations on the same substance are in force; going on needs a reason. found: those nobody was offered."""

    code = "already_determined"

    def __init__(self, found: list[DeterminationFacts]) -> None:
        super().__init__(", ".join(each.decree_number for each in found))
        self.found = found


class NoOfficeAbove(Exception):
    """There is no office of the level to which a test goes from here."""

    code = "no_office_above"


class NotCovering(Exception):
    """The determination is not in force for the office that asks."""

    code = "not_covering"


def propose_test(
    *,
    office_id: int,
    proposal: Proposal,
    officer: User,
    at: datetime,
    despite: str = "",
    files: Sequence[NewFile] = (),
) -> ConsequenceTest:
    """Propose that something be tested before anything of it is excluded.

    despite: why a new test, where determinations on the same substance are in force. files: what is to be tested; kept
    for those who test. The clock of a request goes on. Raises: NotYours, Lacking, AlreadyDetermined; documents.Refused
    before anything is written. Law: UU 14/2008 Pasal 19; Perki 1/2021 Pasal 49; PKPU 22/2023 Pasal 25.
    """
    stored = store_files(files, at=at)
    return _propose(office_id=office_id, proposal=proposal, officer=officer, at=at, despite=despite, stored=stored)


@legal_act
def _propose(
    *,
    office_id: int,
    proposal: Proposal,
    officer: User,
    at: datetime,
    despite: str,
    stored: Sequence[tuple[Document, NewFile]],
) -> ConsequenceTest:
    office = office_by_id(office_id=office_id)
    on = local_day(office=office, at=at)
    test = ConsequenceTest(office=office, handler=office, proposed_by=officer, proposed_at=at, stage_since=at)
    _write(test, proposal)
    actor = actor_at_office(office=office, actor=actor_of(officer), on=on)
    test.stage = move(TESTS, state="", act=Proceeding.PROPOSE, actor=actor, on=on).after
    _offer(test, office=office, despite=despite, on=on)
    test.save()
    Passage.objects.create(test=test, office=office, arrived_at=at)
    for document, file in stored:
        _attach(
            document, title=file.title or file.name, name=file.name, test=test, office=office, officer=officer, at=at
        )
    tell_office(
        office=office,
        key=f"{TEST}/{test.pk}/proposed",
        subject=_("Usul uji konsekuensi: %(title)s") % {"title": test.title},
        text=test.reason,
        link=link_to_test(test, office),
        at=at,
        but=officer,
    )
    facts: Facts = {"occasion": test.occasion, "reference": as_code(test.reference)}
    facts |= {"digest": personal_digest(test.description), "despite": bool(test.despite)}
    facts |= {f"file_{number}": document.digest for number, (document, _file) in enumerate(stored, 1)}
    record_on_test(Proceeding.PROPOSE, test=test, office=office, officer=officer, at=at, facts=facts)
    return test


@legal_act
def revise_proposal(
    *, test_id: int, proposal: Proposal, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """Write a proposal anew before it is sent or tested. Raises: StaleTest, NotNow, NotYours, Lacking."""
    taken = take(test_id=test_id, act=Proceeding.REVISE, officer=officer, at=at, version=version)
    _write(taken.test, proposal)
    changed = (*PROPOSED, "grounds", "tags", "unit")
    return finish(taken, changed=changed, facts={"digest": personal_digest(taken.test.description)})


def attach_to_test(*, test_id: int, file: NewFile, officer: User, at: datetime) -> ConsequenceTest:
    """Add a file to a proposal; it is kept for those who test. Law: SOP 6.

    Raises: NotNow, NotYours, documents.Refused.
    """
    [(document, kept)] = store_files([file], at=at)
    return _attach_stored(test_id=test_id, document=document, file=kept, officer=officer, at=at)


@legal_act
def _attach_stored(*, test_id: int, document: Document, file: NewFile, officer: User, at: datetime) -> ConsequenceTest:
    taken = take(test_id=test_id, act=Proceeding.ATTACH, officer=officer, at=at)
    title = file.title or file.name
    _attach(document, title=title, name=file.name, test=taken.test, office=taken.office, officer=officer, at=at)
    return finish(taken, facts={"file": document.digest})


@legal_act
def send_test(*, test_id: int, officer: User, at: datetime, version: int | None = None) -> ConsequenceTest:
    """Send a regency's or city's proposal to its province. Raises: StaleTest, NotNow, NotYours, NoOfficeAbove.

    Law: PKPU 22/2023 Pasal 25.
    """
    taken = take(test_id=test_id, act=Proceeding.SEND, officer=officer, at=at, version=version)
    return _hand_on(taken, to=_above(taken.test.handler, "province"))


@legal_act
def forward_test(*, test_id: int, officer: User, at: datetime, version: int | None = None) -> ConsequenceTest:
    """Pass a test on from the province to the national office. Raises: StaleTest, NotNow, NotYours, NoOfficeAbove.

    Law: PKPU 22/2023 Pasal 24, 25.
    """
    taken = take(test_id=test_id, act=Proceeding.FORWARD, officer=officer, at=at, version=version)
    return _hand_on(taken, to=_above(taken.test.handler, "national"))


@legal_act
def return_test(
    *, test_id: int, reason: str, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """Give a proposal back to the office that made it, with the reason.

    Raises: StaleTest, NotNow, NotYours, ReasonMissing.
    """
    reason = given(reason)
    taken = take(test_id=test_id, act=Proceeding.RETURN, officer=officer, at=at, version=version)
    taken.test.remark = reason
    return _hand_on(taken, to=taken.test.office, because=reason)


@legal_act
def withdraw_test(
    *, test_id: int, reason: str, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """Take a proposal back before it is tested. Raises: StaleTest, NotNow, NotYours, ReasonMissing."""
    reason = given(reason)
    taken = take(test_id=test_id, act=Proceeding.WITHDRAW, officer=officer, at=at, version=version)
    taken.test.remark = reason
    return finish(taken, changed=("remark",), facts={"reason": personal_digest(reason)})


@legal_act
def reuse_determination(
    *, test_id: int, determination_id: int, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """End a test because a determination on the same substance binds the office that proposed it.

    Raises: StaleTest, NotNow, NotYours, NotCovering. Law: national determinations bind every office.
    """
    taken = take(test_id=test_id, act=Proceeding.REUSE, officer=officer, at=at, version=version)
    test = taken.test
    on = local_day(office=test.office, at=at)
    if determination_in_force(determination_id=determination_id, office_id=test.office_id, on=on) is None:
        raise NotCovering
    test.covered_by_id = determination_id
    if test.handler_id != test.office_id:
        tell_own_office(taken, subject=_("Sudah ada penetapan: %(title)s") % {"title": test.title}, text=test.title)
    return finish(taken, changed=("covered_by",), facts={"determination": determination_id})


def tell_own_office(taken: Taken, *, subject: str, text: str) -> None:
    """Owe a word to the office that proposed the test."""
    test = taken.test
    tell_office(
        office=test.office,
        key=f"{TEST}/{test.pk}/{taken.act}/{test.version}",
        subject=subject,
        text=text,
        link=link_to_test(test, test.office),
        at=taken.at,
        but=taken.officer,
    )


def offer_before_testing(taken: Taken, *, despite: str) -> None:
    """Let a test begin only past the determinations that were offered. Raises: AlreadyDetermined."""
    _offer(taken.test, office=taken.test.office, despite=despite, on=taken.day)


def _offer(test: ConsequenceTest, *, office: Office, despite: str, on: date) -> None:
    texts = (test.title, test.description)
    found = similar_determinations(office_id=office.pk, texts=texts, tags=test.tags, on=on)
    fresh = [each for each in found if each.id not in test.offered]
    if not fresh:
        return
    if not despite.strip():
        raise AlreadyDetermined(fresh)
    test.offered = sorted({*test.offered, *(each.id for each in fresh)})
    test.despite = "\n\n".join(part for part in (test.despite, despite.strip()) if part)


def _write(test: ConsequenceTest, proposal: Proposal) -> None:
    """Write what is proposed into the row. Raises: Lacking."""
    if missing := proposal.missing():
        raise Lacking(missing)
    if proposal.unit_id and not units_of(office_id=test.office_id).filter(pk=proposal.unit_id).exists():
        raise Lacking(["unit_id"])
    for name in PROPOSED:
        value = getattr(proposal, name)
        setattr(test, name, value.strip() if isinstance(value, str) else value)
    test.grounds, test.tags, test.unit_id = sorted(set(proposal.grounds)), list(proposal.tags), proposal.unit_id


def _hand_on(taken: Taken, *, to: Office, because: str = "") -> ConsequenceTest:
    """Give a test to another office, with its files, and tell it. The office that gives it away acts."""
    test = taken.test
    test.handler = to
    Passage.objects.get_or_create(test=test, office=to, defaults={"arrived_at": taken.at})
    _lend_files(taken, to=to)
    returned = taken.act == Proceeding.RETURN
    subject = _("Uji konsekuensi dikembalikan: %(title)s") if returned else _("Uji konsekuensi dikirim: %(title)s")
    tell_office(
        office=to,
        key=f"{TEST}/{test.pk}/{taken.act}/{test.version}",
        subject=subject % {"title": test.title},
        text=because or test.reason,
        link=link_to_test(test, to),
        at=taken.at,
    )
    facts: Facts = {"to": to.code}
    if because:
        facts["reason"] = personal_digest(because)
    return finish(taken, changed=("handler", "remark"), facts=facts)


def _lend_files(taken: Taken, *, to: Office) -> None:
    """Let the office that tests read what is to be tested: the same documents, under its own right."""
    rows = list(attachments_of(thing_kind=TEST, thing_id=str(taken.test.pk)).filter(withdrawn_at=None))
    there = {row.document_id for row in rows if row.office_id == to.pk}
    for row in rows:
        if row.document_id not in there:
            there.add(row.document_id)
            _attach(
                row.document,
                title=row.title,
                name=row.name,
                test=taken.test,
                office=to,
                officer=taken.officer,
                at=taken.at,
            )


def _attach(
    document: Document, *, title: str, name: str, test: ConsequenceTest, office: Office, officer: User, at: datetime
) -> None:
    documents.attach(
        document_id=document.pk,
        thing_kind=TEST,
        thing_id=str(test.pk),
        office_id=office.pk,
        access="officers",
        permission=SEES_FILES,
        openness="excluded",
        title=title,
        name=name,
        at=at,
        actor=actor_of(officer),
    )


def _above(office: Office, kind: str) -> Office:
    """Return the nearest office of that kind above. Raises: NoOfficeAbove."""
    found = office.parent_id
    while found is not None:
        above = office_by_id(office_id=found)
        if above.kind == kind and above.withdrawn_on is None:
            return above
        found = above.parent_id
    raise NoOfficeAbove(kind)
