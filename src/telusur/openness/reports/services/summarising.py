"""The half-yearly summary of access to information: frozen from the same figures, and public at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from telusur.kernel.figures import services as figures
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import AccessSummary
from ..rules.halves import half_of
from .faults import Refused
from .steps import SUMMARY, reminder_prefix, require_right

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

PUBLISH = "reports.summarise"


@legal_act
def publish_summary(
    *, office: Office, year: int, half: int, actor: str, at: datetime, happened_at: datetime | None = None
) -> AccessSummary:
    """Freeze the figures of a half year and make the summary of access public.

    Law: UU 14/2008 Pasal 9 ayat (2) huruf d: requests received, time needed, granted and refused, reasons.
    Raises: Refused (`not_permitted`, `half_not_over`, `already_published`, `happened_in_future`).
    """
    then = happened_at or at
    if then > at:
        raise Refused("happened_in_future")
    require_right(office=office, permission=PUBLISH, actor=actor, at=then)
    period, on = half_of(year, half), local_day(office=office, at=then)
    if on < period.end:
        raise Refused("half_not_over", day=date_format(period.end - timedelta(days=1), "j F Y"))
    if selectors.summary_of(office_id=office.pk, year=year, half=half) is not None:
        raise Refused("already_published", half=half, year=year)
    keys = list(selectors.SUMMARISED)
    taken = figures.freeze(office_id=office.pk, period=period, on=on, at=at, actor=actor, keys=keys)
    made = AccessSummary.objects.create(
        office=office, year=year, half=half, frozen=taken, frozen_at=then, published_at=then, published_by=actor
    )
    prefix = reminder_prefix(of="half_year", office_code=office.code, year=year, half=half)
    notices.dismiss_all(key_prefix=prefix, at=at)
    ledger.record(
        "reports.publish_summary",
        log=office_log(office.code),
        subject_kind=SUMMARY,
        subject_id=str(made.pk),
        actor=actor,
        happened_at=then,
        recorded_at=at,
        facts={"year": year, "half": half, "frozen": taken.digest, **({"taken_over": True} if happened_at else {})},
    )
    touch_public(office_code=office.code)
    return made
