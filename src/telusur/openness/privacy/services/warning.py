"""Warns of hours that run out or did. What is owed is read from the cases as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import Breach
from ..rules.hours import warnings_owed
from .steps import BREACH, OWN_DATA, warning_prefix
from .telling import desk_link, moment

if TYPE_CHECKING:
    from datetime import datetime

    from .telling import Thing


@legal_act
def warn_of_hours(*, at: datetime) -> int:
    """Owe the PPID, and after him his superior, every warning whose hour has come; return how many were new."""
    owed = [mail for case in selectors.unanswered_near(at=at) for mail in _warnings(case, at=at)]
    owed += [mail for breach in selectors.running_breaches() for mail in _warnings(breach, at=at)]
    return notices.owe_all(owed, at=at)


def _warnings(thing: Thing, *, at: datetime) -> list[notices.Owed]:
    kind, on = BREACH if isinstance(thing, Breach) else OWN_DATA, local_day(office=thing.office, at=at)
    facts = {"number": thing.number, "due": moment(thing.due_at, ZoneInfo(thing.office.time_zone))}
    owed = {}
    for warning in warnings_owed(selectors.warnings_on(on=on), due_at=thing.due_at, at=at):
        people = accounts.holders(office_id=thing.office_id, on=on, role=warning.tells)
        late = not warning.hours_left
        for person in people or accounts.holders(office_id=thing.office_id, on=on, role="administrator"):
            key = f"{warning_prefix(kind, thing.pk)}{warning.key}:{person.pk}"
            owed[key] = notices.Owed(
                key=key,
                kind=f"hours_{warning.key}",
                office_id=thing.office_id,
                to_user_id=person.pk,
                subject=(_("Batas waktu terlewat: %(number)s") if late else _("Jam hampir habis: %(number)s")) % facts,
                text=(
                    _("%(number)s seharusnya selesai paling lambat %(due)s dan belum selesai.")
                    if late
                    else _("%(number)s harus selesai paling lambat %(due)s; malam dan hari libur ikut dihitung.")
                )
                % facts,
                link=desk_link(thing),
                number=thing.number,
                due_on=local_day(office=thing.office, at=thing.due_at),
                due_at=at,
            )
    return list(owed.values())
