"""The determination (penetapan): made of a test that was concluded, or taken over; and what opens it early."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.selectors import attachments_of
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.services import personal_digest
from telusur.kernel.offices.selectors import local_day, office_by_id, working_offices

from ..models import Determination, Disclosure
from ..rules.consequence import Conclusion, Proceeding
from ..rules.exemptions import (
    NATIONAL,
    Binding,
    Decision,
    Holding,
    OpenedBy,
    checked_period,
    ends_by_consent,
    widest_binding,
)
from ..rules.moves import DETERMINATIONS, NotNow, move
from ..selectors import actor_at_office, binding
from .entering import store_files
from .opening import open_by_law
from .papers import determination_letter, issue_paper, period_in_words, sheet_of
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
from .watching import start_watch, stop_watch
from .writing import Facts, actor_of, as_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.offices.models import Office

    from ..models import ConsequenceTest, InformationItem
    from .entering import NewFile

# What opens a thing before its day, on the word of an officer; an end by date opens by itself.
EARLY = frozenset({OpenedBy.CONSENT, OpenedBy.PUBLIC_OFFICE, OpenedBy.TEST, OpenedBy.OBJECTION, OpenedBy.RULING})


class TooWide(Exception):
    """The decree would bind offices that this office cannot bind."""

    code = "too_wide"


class NotOpenedThus(Exception):
    """Consent and public office open only what rests on Pasal 17 huruf g or h."""

    code = "not_opened_thus"


class OverAlready(Exception):
    """The determination that is taken over has ended by now."""

    code = "over_already"


class DecreeToCome(Exception):
    """The decree bears a day that has not come: nothing is excluded by a decision nobody has made yet."""

    code = "decree_to_come"


@legal_act
def determine(
    *, test_id: int, decision: Decision, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """Determine by decree what a test concluded: excluded, for whom and how long, or open.

    Who proposed does not determine, and no regency or city does. Where it is excluded the determination is
    `test.determination`. Raises: StaleTest, NotNow, NotYours, Lacking, DecreeToCome, BadPeriod, TooWide.
    Law: UU 14/2008 Pasal 19; PP 61/2010; PKPU 22/2023 Pasal 24–26; PKPU 4/2025.
    """
    taken = take(test_id=test_id, act=Proceeding.DETERMINE, officer=officer, at=at, version=version)
    test = taken.test
    decision = replace(decision, grounds=decision.grounds or tuple(test.grounds))
    if missing := decision.missing(test.conclusion):
        raise Lacking(missing)
    if decision.decree_on > local_day(office=test.handler, at=at):
        raise DecreeToCome
    test.decree_number, test.decree_on = decision.decree_number.strip(), decision.decree_on
    facts: Facts = {"decree": as_code(test.decree_number), "conclusion": test.conclusion}
    excluded = decision if test.conclusion == Conclusion.EXEMPT else None
    sheet = sheet_of(test=test, officer=officer, at=at, decision=excluded)
    facts["sheet"] = number = issue_paper(sheet, test=test, officer=officer, at=at)
    if excluded:
        letter = determination_letter(test=test, decision=decision, officer=officer, at=at, sheet=number)
        facts["letter"] = issue_paper(letter, test=test, officer=officer, at=at)
        found = _register(decision, office=test.handler, holder=test.office, test=test, officer=officer, at=at)
        facts |= {"determination": found.pk, "grounds": "".join(found.grounds)}
    else:
        test.remark = decision.reasons.strip()
    if test.handler_id != test.office_id:
        subject = _("Uji konsekuensi ditetapkan: %(title)s") % {"title": test.title}
        tell_own_office(taken, subject=subject, text=test.get_conclusion_display())
    return finish(taken, changed=("decree_number", "decree_on", "remark"), facts=facts)


@legal_act
def take_over_determination(*, office_id: int, decision: Decision, officer: User, at: datetime) -> Determination:
    """Enter a determination that was made before this register was kept, by the PPID of the office that made it.

    Raises: NotNow, NotYours, Lacking, DecreeToCome, BadPeriod, TooWide, OverAlready.
    """
    office = office_by_id(office_id=office_id)
    on = local_day(office=office, at=at)
    if missing := decision.missing(Conclusion.EXEMPT):
        raise Lacking(missing)
    if decision.decree_on > on:
        raise DecreeToCome
    if decision.valid_until is not None and decision.valid_until <= on:
        raise OverAlready
    return _register(decision, office=office, holder=office, test=None, officer=officer, at=at)


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
    itself, kept sealed. Raises: NotNow, NotYours, Lacking, NotOpenedThus; documents.Refused.
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


def _register(
    decision: Decision, *, office: Office, holder: Office, test: ConsequenceTest | None, officer: User, at: datetime
) -> Determination:
    """Write the determination, end the one it replaces, and watch its end."""
    on = local_day(office=office, at=at)
    actor = actor_at_office(office=office, actor=actor_of(officer), on=on)
    row = move(DETERMINATIONS, state="", act=Holding.REGISTER, actor=actor, on=on)
    assert decision.valid_from is not None  # noqa: S101 `Decision.missing` asked for it
    checked_period(
        decision.grounds,
        valid_from=decision.valid_from,
        valid_until=decision.valid_until,
        statute_ends=decision.period,
        since=_excluded_since(decision.replaces_id),
    )
    binds, scope = _bound(decision, office=office, on=decision.decree_on)
    found = Determination.objects.create(
        test=test,
        office=office,
        level=office.kind,
        holder=holder,
        title=decision.title.strip(),
        grounds=sorted(set(decision.grounds)),
        statute=decision.statute.strip(),
        if_opened=decision.if_opened.strip(),
        if_closed=decision.if_closed.strip(),
        period=period_in_words(decision),
        remark=decision.remark.strip(),
        reasons=decision.reasons.strip(),
        tags=list(decision.tags),
        decree_number=decision.decree_number.strip(),
        decree_on=decision.decree_on,
        decided_by=officer,
        binds=binds.value,
        scope=scope,
        valid_from=decision.valid_from,
        valid_until=decision.valid_until,
        force=row.after,
        registered_at=at,
    )
    if binds == Binding.LISTED:
        found.bound.set(decision.bound_ids)
    if decision.replaces_id is not None:
        _replace(decision.replaces_id, by=found, officer=officer, at=at)
    start_watch(found, at=at)
    ends = found.valid_until.isoformat() if found.valid_until else None
    facts: Facts = {"grounds": "".join(found.grounds), "valid_from": found.valid_from.isoformat(), "valid_until": ends}
    facts |= {"binds": found.binds, "scope": found.scope, "test": test.pk if test else None}
    record_on_determination(
        Holding.REGISTER, determination=found, office=office, actor=actor_of(officer), at=at, facts=facts
    )
    return found


def _excluded_since(replaced_id: int | None) -> dict[str, date]:
    """Return, by ground, since when a determination and what it replaced in turn have excluded the same."""
    since: dict[str, date] = {}
    chain = [replaced_id] if replaced_id is not None else []
    while chain:
        for each in Determination.objects.filter(pk__in=chain):
            since |= {ground: min(each.valid_from, since.get(ground, each.valid_from)) for ground in each.grounds}
        chain = list(Determination.objects.filter(replaced_by__in=chain).values_list("pk", flat=True))
    return since


def _replace(determination_id: int, *, by: Determination, officer: User, at: datetime) -> None:
    """End a determination because a new one of the same office takes its place. Raises: NotNow, NotYours, TooWide."""
    old = locked_determination(determination_id=determination_id)
    if old.office_id != by.office_id:
        raise TooWide
    row = hold_move(old, Holding.REPLACE, actor=actor_of(officer), at=at)
    old.force, old.replaced_by, old.ended_on = row.after, by, by.valid_from
    old.save(update_fields=["force", "replaced_by", "ended_on"])
    stop_watch(old, at=at)
    record_on_determination(
        Holding.REPLACE,
        determination=old,
        office=old.office,
        actor=actor_of(officer),
        at=at,
        facts={"replaced_by": by.pk, "ended_on": by.valid_from.isoformat()},
    )


def _bound(decision: Decision, *, office: Office, on: date) -> tuple[Binding, str]:
    """Return whom the decree binds, and the code of its scope: as wide as the office's level allows, or less.

    Raises: TooWide; NoRuleInForce for an office that cannot determine.
    """
    widest = widest_binding(office.kind, on=on)
    binds = decision.binds or widest
    scope = NATIONAL if widest == Binding.ALL else office.code
    if binds == Binding.ALL and widest != Binding.ALL:
        raise TooWide
    if binds == Binding.TERRITORY and widest == Binding.ALL:
        raise TooWide
    if binds == Binding.LISTED:
        within = working_offices().filter(pk__in=decision.bound_ids, code__startswith=scope)
        if within.count() != len(set(decision.bound_ids)):
            raise TooWide
    return binds, scope


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
