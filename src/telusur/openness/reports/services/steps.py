"""How every act of this room begins and ends: the right asked, the row locked, the ledger written last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.formats import date_format

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests.selectors import parties_of

from .. import selectors
from ..models import AnnualReport
from ..rules.moves import next_state
from ..rules.states import FIXED, Act, State
from .faults import Refused, StaleReport

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ..models import Edition

    Facts = Mapping[str, str | int | bool | None]

REPORT, BOOK, SUMMARY = "annual_report", "report_book", "access_summary"


def require_right(*, office: Office, permission: str, actor: str, at: datetime) -> None:
    """Ask whether the actor may act at this very office. Raises: Refused `not_permitted`."""
    user, on = accounts.user_of(ref=actor), local_day(office=office, at=at)
    if user is None or not accounts.may(user=user, permission=permission, office_id=office.pk, on=on):
        raise Refused("not_permitted")


def hold_books(*, office: Office, year: int, permission: str, actor: str, at: datetime) -> None:
    """Hold the year's report and books, so that nobody checks it while they change, and one changes them at a time.

    Raises: Refused (`not_permitted`, `year_fixed`).
    """
    require_right(office=office, permission=permission, actor=actor, at=at)
    with connection.cursor() as cursor:  # there may be no report yet whose row could be locked
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"reports/books/{office.pk}/{year}"])
    report = AnnualReport.everything.select_for_update(of=("self",)).filter(office=office, year=year).first()
    if report is not None and report.state in FIXED:
        raise Refused("year_fixed", year=year)


@dataclass(frozen=True)
class Step:
    """One act on one locked report: allowed by the table, not yet written. `then`: when it truly happened."""

    report: AnnualReport
    edition: Edition
    act: Act
    after: State
    actor: str
    at: datetime
    then: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.report.office, at=self.then)


def begin(
    *,
    report_id: int,
    act: Act,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> Step:
    """Lock the report and ask the table whether this actor may do this act now.

    happened_at: when it was truly done, for a report that is taken over from before; the rights of that day count.
    Raises: StaleReport, WrongState, NotPermitted; Refused (`happened_in_future`, `before_earlier_act`).
    """
    rows = AnnualReport.everything.select_for_update(of=("self",)).select_related("office__parent")
    report = rows.get(pk=report_id)
    if version is not None and version != report.version:
        raise StaleReport
    then = happened_at or at
    if then > at:
        raise Refused("happened_in_future")
    if then < report.state_since:
        earlier = local_day(office=report.office, at=report.state_since)
        raise Refused("before_earlier_act", day=date_format(earlier, "j F Y"))
    day = local_day(office=report.office, at=then)
    parties = parties_of(actor=actor, office_id=report.office_id, on=day)
    after = next_state(selectors.table_on(on=day), State(report.state), act, parties=parties)
    edition = report.editions.get(number=report.edition)
    return Step(report, edition, act, after, actor, at, then)


def close(step: Step, *, changed: tuple[str, ...] = (), facts: Facts | None = None) -> AnnualReport:
    """Write the report and its ledger row; nothing but `touch_public` may follow in the transaction."""
    report = step.report
    report.version += 1
    columns = [*changed, "version"]
    if step.after != report.state:
        report.state, report.state_since = step.after, step.then
        columns += ["state", "state_since"]
    report.save(update_fields=columns)
    record_report(report, step.act, actor=step.actor, at=step.at, then=step.then, facts=facts)
    return report


def record_report(
    report: AnnualReport, act: Act, *, actor: str, at: datetime, then: datetime, facts: Facts | None = None
) -> None:
    """Write one act into the office's log; nothing may follow in the transaction."""
    ledger.record(
        f"reports.{act}",
        log=office_log(report.office.code),
        subject_kind=REPORT,
        subject_id=str(report.pk),
        actor=actor,
        happened_at=then,
        recorded_at=at,
        facts={
            "year": report.year,
            "edition": report.edition,
            "state": str(report.state),
            **(facts or {}),
            **({"taken_over": True} if then != at else {}),
        },
    )


def reminder_prefix(*, of: str, office_code: str, year: int, half: int = 0) -> str:
    return f"reports:{of}:{office_code}:{year}:{half}:"
