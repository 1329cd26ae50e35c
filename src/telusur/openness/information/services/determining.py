"""The determination (penetapan): made of a test that was concluded; and what opens it early."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.selectors import attachments_of
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.services import personal_digest
from telusur.kernel.offices.selectors import local_day, office_by_id

from ..models import Determination, Disclosure
from ..rules.consequence import Conclusion, Proceeding
from ..rules.exemptions import (
    Decision,
    Holding,
    OpenedBy,
    ends_by_consent,
)
from ..rules.moves import NotNow
from ..selectors import binding
from .entering import store_files
from .opening import open_by_law
from .papers import determination_letter, issue_paper, sheet_of
from .proceedings import (
    DETERMINATION,
    TEST,
    Lacking,
    finish,
    hold_move,
    locked_determination,
    record_on_determination,
    take,
)
from .proposing import tell_own_office
from .registering import DecreeToCome, register_determination
from .watching import stop_watch
from .writing import Facts, actor_of, as_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User

    from ..models import ConsequenceTest, InformationItem
    from .entering import NewFile

# What opens a thing before its day, on the word of an officer; an end by date opens by itself.
EARLY = frozenset({OpenedBy.CONSENT, OpenedBy.PUBLIC_OFFICE, OpenedBy.TEST, OpenedBy.OBJECTION, OpenedBy.RULING})


class DecreeBeforeTest(Exception):
    """The decree is older than the test on which it says that it rests."""

    code = "decree_before_test"


class DisclosedLater(Exception):
    """The consent, or the link with public office, bears a day that has not come."""

    code = "disclosed_later"


class NotOpenedThus(Exception):
    """Consent and public office open only what rests on Pasal 17 huruf g or h."""

    code = "not_opened_thus"


@legal_act
def determine(
    *, test_id: int, decision: Decision, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """Determine by decree what a test concluded: excluded, for whom and how long, or open.

    Who proposed does not determine, and no regency or city does. Where it is excluded the determination is
    `test.determination`. Raises: StaleTest, NotNow, NotYours, Lacking, DecreeToCome, DecreeBeforeTest, BadPeriod,
    TooWide, ExcludedAlike, OpenedForGood.
    Law: UU 14/2008 Pasal 19; PP 61/2010; PKPU 22/2023 Pasal 24–26; PKPU 4/2025.
    """
    taken = take(test_id=test_id, act=Proceeding.DETERMINE, officer=officer, at=at, version=version)
    test = taken.test
    decision = replace(decision, grounds=decision.grounds or tuple(test.grounds))
    if missing := decision.missing(test.conclusion):
        raise Lacking(missing)
    if decision.decree_on > taken.day:
        raise DecreeToCome
    if test.begun_on is not None and decision.decree_on < test.begun_on:
        raise DecreeBeforeTest
    test.decree_number, test.decree_on = decision.decree_number.strip(), decision.decree_on
    facts: Facts = {"decree": as_code(test.decree_number), "conclusion": test.conclusion}
    excluded = decision if test.conclusion == Conclusion.EXEMPT else None
    sheet = sheet_of(test=test, officer=officer, at=at, decision=excluded)
    facts["sheet"] = number = issue_paper(sheet, test=test, officer=officer, at=at)
    if excluded:
        letter = determination_letter(test=test, decision=decision, officer=officer, at=at, sheet=number)
        facts["letter"] = issue_paper(letter, test=test, officer=officer, at=at)
        found = register_determination(decision, test=test, officer=officer, at=at)
        facts |= {"determination": found.pk, "grounds": "".join(found.grounds)}
    else:
        test.remark = decision.reasons.strip()
    if test.handler_id != test.office_id:
        subject = _("Uji konsekuensi ditetapkan: %(title)s") % {"title": test.title}
        tell_own_office(taken, subject=subject, text=test.get_conclusion_display())
    return finish(taken, changed=("decree_number", "decree_on", "remark"), facts=facts)


def disclose(
    *,
    determination_id: int,
    office_id: int,
    opened_by: str,
    what: str,
    given_on: date,
    officer: User,
    at: datetime,
    reference: str = "",
    paper: NewFile | None = None,
) -> Disclosure:
    """Record a written consent, or a link with public office, that opens something a determination excludes.

    The determination goes on for all else. office_id: an office it binds, whose PPID records. paper: the consent
    itself, kept sealed. Raises: NotNow, NotYours, Lacking, NotOpenedThus, DisclosedLater; documents.Refused.
    Law: UU 14/2008 Pasal 18 ayat (2).
    """
    if missing := [name for name, value in (("what", what), ("given_on", given_on)) if not value]:
        raise Lacking(missing)
    if opened_by == OpenedBy.CONSENT and paper is None:
        raise Lacking(["paper"])
    stored = store_files([paper], at=at) if paper else []
    return _disclose(
        determination_id=determination_id,
        office_id=office_id,
        opened_by=OpenedBy(opened_by),
        what=what,
        given_on=given_on,
        officer=officer,
        at=at,
        reference=reference,
        document_ids=[document.pk for document, _file in stored],
    )


@legal_act
def _disclose(
    *,
    determination_id: int,
    office_id: int,
    opened_by: OpenedBy,
    what: str,
    given_on: date,
    officer: User,
    at: datetime,
    reference: str,
    document_ids: Sequence[int],
) -> Disclosure:
    found = locked_determination(determination_id=determination_id)
    if not binding(office_id=office_id).filter(pk=found.pk).exists():
        raise NotNow(state=found.force, act=Holding.DISCLOSE)
    hold_move(found, Holding.DISCLOSE, actor=actor_of(officer), at=at, office_id=office_id)
    if given_on > local_day(office=office_by_id(office_id=office_id), at=at):
        raise DisclosedLater
    _opened_thus(found, opened_by)
    made = Disclosure(
        determination=found,
        office_id=office_id,
        opened_by=opened_by.value,
        what=what.strip(),
        reference=reference.strip(),
        given_on=given_on,
        recorded_by=officer,
        recorded_at=at,
    )
    for document_id in document_ids:
        made.file = documents.attach(
            document_id=document_id,
            thing_kind="information_disclosure",
            thing_id=str(found.pk),
            office_id=office_id,
            access="sealed",
            title=_("Persetujuan tertulis"),
            personal_data=True,
            at=at,
            actor=actor_of(officer),
        )
    made.save()
    facts: Facts = {"by": opened_by.value, "reference": as_code(made.reference), "what": personal_digest(made.what)}
    facts |= {"file": made.file.document.digest} if made.file else {}
    office = office_by_id(office_id=office_id)
    record_on_determination(
        Holding.DISCLOSE, determination=found, office=office, actor=actor_of(officer), at=at, facts=facts
    )
    return made


@legal_act
def declare_open(*, determination_id: int, officer: User, at: datetime) -> Determination:
    """Declare that an exclusion will end on its day, which the law asks of the PPID before it does.

    Raises: NotNow (also where no date ends it, or it is declared), NotYours. Law: PP 61/2010 Pasal 11.
    """
    found = locked_determination(determination_id=determination_id)
    hold_move(found, Holding.DECLARE, actor=actor_of(officer), at=at)
    if found.valid_until is None or found.declared_at is not None:
        raise NotNow(state=found.force, act=Holding.DECLARE)
    found.declared_at = at
    found.save(update_fields=["declared_at"])
    on = local_day(office=found.holder, at=at)
    in_time = found.deadline is None or on <= found.deadline.due_on
    stop_watch(found, at=at)
    facts: Facts = {"valid_until": found.valid_until.isoformat(), "in_time": in_time}
    record_on_determination(
        Holding.DECLARE, determination=found, office=found.holder, actor=actor_of(officer), at=at, facts=facts
    )
    return found


@legal_act
def open_determination(
    *, determination_id: int, opened_by: str, reference: str, officer: User, at: datetime
) -> InformationItem:
    """End an exclusion before its day; what it closed stands in the list from now on, its file after the release check.

    opened_by: consent and public office only where g or h close it. reference: the objection, ruling, test or paper.
    Raises: NotNow, NotYours, Lacking, NotOpenedThus. Law: UU 14/2008 Pasal 11 ayat (2), 18 ayat (2), 20.
    """
    cause = OpenedBy(opened_by)
    if cause not in EARLY:
        raise Lacking(["opened_by"])
    if not reference.strip():
        raise Lacking(["reference"])
    found = locked_determination(determination_id=determination_id)
    row = hold_move(found, Holding.OPEN, actor=actor_of(officer), at=at)
    _opened_thus(found, cause)
    found.force, found.opened_by, found.opened_reference = row.after, cause.value, reference.strip()
    found.ended_on = local_day(office=found.holder, at=at)
    found.save(update_fields=["force", "opened_by", "opened_reference", "ended_on"])
    return opened(found, act=Holding.OPEN, actor=actor_of(officer), at=at)


def opened(
    found: Determination, *, act: Holding, actor: str, at: datetime, said: str = "", facts: Facts | None = None
) -> InformationItem:
    """Move what was excluded into the list of public information, in the caller's transaction. Law: SOP 6.

    said: what else the public reads of how it came to be open. facts: what else the ledger keeps of it.
    """
    stop_watch(found, at=at)
    summary = _("Dikecualikan dengan %(decree)s tanggal %(day)s, terbuka sejak %(open)s.") % {
        "decree": found.decree_number,
        "day": date_format(found.decree_on, "j F Y"),
        "open": date_format(found.ended_on, "j F Y") if found.ended_on else "",
    }
    item = open_by_law(
        office=found.holder,
        title=found.title,
        summary=" ".join(part for part in (summary, said) if part),
        cause=OpenedBy(found.opened_by),
        reference=found.opened_reference or found.decree_number,
        actor="system",
        at=at,
        document_ids=_documents_of(found),
        unit_id=found.test.unit_id if found.test and found.test.unit and found.test.unit.active else None,
        holder=found.test.unit.name if found.test and found.test.unit else "",
        tags=found.tags,
        determination=found,
    )
    ended = found.ended_on.isoformat() if found.ended_on else None
    known: Facts = {"opened_by": found.opened_by, "ended_on": ended, "item": item.pk, **(facts or {})}
    office = found.holder if actor == "system" else found.office
    record_on_determination(act, determination=found, office=office, actor=actor, at=at, facts=known)
    return item


def _opened_thus(found: Determination, cause: OpenedBy) -> None:
    """Raises: NotOpenedThus for consent or public office where neither g nor h closes it."""
    if cause in {OpenedBy.CONSENT, OpenedBy.PUBLIC_OFFICE} and not ends_by_consent(found.grounds, on=found.valid_from):
        raise NotOpenedThus


def _documents_of(found: Determination) -> list[int]:
    """Return the documents that were excluded, as the office that holds them keeps them."""
    things = [(DETERMINATION, found.pk)] + ([(TEST, found.test_id)] if found.test_id else [])
    rows = [
        row
        for kind, key in things
        for row in attachments_of(thing_kind=kind, thing_id=str(key)).filter(withdrawn_at=None)
        if row.office_id == found.holder_id and row.openness == "excluded"
    ]
    return list(dict.fromkeys(row.document_id for row in rows))
