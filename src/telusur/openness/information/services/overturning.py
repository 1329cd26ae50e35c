"""What a ruling, or the reply to an objection, opens of what was excluded: all of it, or a part for one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day, office_by_id

from ..models import Determination, Disclosure
from ..rules.exemptions import Force, Holding, OpenedBy, Overturning, ends_by_consent, may_end
from ..selectors import binding
from .determining import opened
from .opening import open_by_law, opened_under
from .proceedings import (
    DETERMINATION,
    hold_move,
    link_to_determination,
    locked_determination,
    record_on_determination,
    tell_office,
)
from .writing import Facts, as_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from telusur.kernel.offices.models import Office


@legal_act
def overturn_determinations(
    *, office_id: int, determination_ids: Iterable[int], by: Overturning, actor: str, at: datetime
) -> list[Determination]:
    """Let what overturned a refusal take hold of the determinations on which it rested; return those it ended.

    office_id: the office whose refusal fell. One that overturns all of it ends the determination which that office made
    or whose matter it holds: what it closed leaves the DIK and stands in the DIP as setiap saat, its file after the
    release check. The determination goes on, and only what was opened is noted beside it, where a part was opened;
    where it protects a person (g, h), whose secret falls for one applicant alone; and where another office made it,
    which is told to look at it again. What a ruling opened at one office stands in the DIP of that office then, too.
    What ended or was opened by then stays as it is; what was replaced goes on in its successor. actor: who recorded it
    at that office, or `system`. Raises: NotYours, NoRuleInForce.
    Law: UU 14/2008 Pasal 11 ayat (2), 18 ayat (2), 46.
    """
    office = office_by_id(office_id=office_id)
    ended = []
    for key in sorted({_successor(each) for each in determination_ids}):
        found = locked_determination(determination_id=key)
        if found.force != Force.IN_FORCE or not binding(office_id=office_id).filter(pk=key).exists():
            continue
        whole = by.whole and not ends_by_consent(found.grounds, on=found.valid_from)
        here = {"determined_here": found.office_id == office_id, "held_here": found.holder_id == office_id}
        if whole and may_end(by.cause, **here, on=local_day(office=office, at=at)):
            _open_whole(found, office=office, by=by, actor=actor, at=at)
            ended.append(found)
            continue
        _open_part(found, office=office, by=by, actor=actor, at=at)
        if whole and by.cause == OpenedBy.RULING:
            _list_at(office, found, by=by, at=at)
    return ended


def _successor(determination_id: int) -> int:
    """Return the newest determination in the place of this one."""
    found = Determination.objects.values_list("replaced_by_id", flat=True).get(pk=determination_id)
    return determination_id if found is None else _successor(found)


def _open_whole(found: Determination, *, office: Office, by: Overturning, actor: str, at: datetime) -> None:
    row = hold_move(found, Holding.OVERTURN, actor=actor, at=at, office_id=office.pk)
    found.force, found.opened_by, found.opened_reference = row.after, by.cause.value, by.number.strip()
    found.ended_on = local_day(office=found.holder, at=at)
    found.save(update_fields=["force", "opened_by", "opened_reference", "ended_on"])
    said = _said(by)
    if found.holder_id != office.pk:
        _list_at(office, found, by=by, at=at)
    _tell_deciding_office(found, by=by, at=at, text=said)
    opened(found, act=Holding.OVERTURN, actor=actor, at=at, said=said, facts={"decided_on": by.decided_on.isoformat()})


def _list_at(office: Office, found: Determination, *, by: Overturning, at: datetime) -> None:
    """Let what an office refused on the determination of another stand in its own list; once."""
    if opened_under(office=office, cause=by.cause, reference=by.number, title=found.title):
        return
    open_by_law(
        office=office,
        title=found.title,
        summary=_said(by),
        cause=by.cause,
        reference=by.number,
        actor="system",
        at=at,
        tags=found.tags,
    )


def _open_part(found: Determination, *, office: Office, by: Overturning, actor: str, at: datetime) -> None:
    """Note beside the determination what was opened for one request; once."""
    said = _said(by)
    noted = Disclosure.objects.filter(determination=found, office=office, opened_by=by.cause.value)
    if noted.filter(reference=by.reference, what=said).exists():
        return
    hold_move(found, Holding.OPEN_PART, actor=actor, at=at, office_id=office.pk)
    Disclosure.objects.create(
        determination=found,
        office=office,
        opened_by=by.cause.value,
        what=said,
        reference=by.reference,
        given_on=by.decided_on,
        recorded_by=accounts.user_of(ref=actor),
        recorded_at=at,
    )
    if found.office_id != office.pk:
        text = _("%(said)s Penetapan Anda tetap berlaku untuk selebihnya; tinjau apakah masih tepat.") % {"said": said}
        _tell_deciding_office(found, by=by, at=at, text=text)
    facts: Facts = {"by": by.cause.value, "reference": as_code(by.number), "decided_on": by.decided_on.isoformat()}
    record_on_determination(Holding.OPEN_PART, determination=found, office=office, actor=actor, at=at, facts=facts)


def _tell_deciding_office(found: Determination, *, by: Overturning, at: datetime, text: str) -> None:
    tell_office(
        office=found.office,
        key=f"{DETERMINATION}/{found.pk}/overturned/{by.cause}/{by.number}",
        subject=_("Dibuka oleh putusan atau keberatan: %(title)s") % {"title": found.title},
        text=text,
        link=link_to_determination(found, found.office),
        at=at,
    )


def _said(by: Overturning) -> str:
    facts = {"number": by.number, "day": date_format(by.decided_on, "j F Y")}
    if by.cause == OpenedBy.RULING:
        return _("Dibuka oleh putusan atau kesepakatan nomor %(number)s tanggal %(day)s.") % facts
    return _("Dibuka oleh tanggapan Atasan PPID atas keberatan %(number)s tanggal %(day)s.") % facts
