"""The numbers of disputes: filed, by stage, by outcome, and rulings carried out in time. Rows carry no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules import tallies
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.selectors import define, said

from .. import selectors
from ..models import dispute_labels
from ..rules.questions import title_of
from .cases import TRACK, last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from telusur.kernel.figures.rules.definitions import Label
    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.rules.tallies import Tally

    from ..selectors import CountedDispute

GROUP = _("Sengketa informasi")
SOURCE = _("UU 14/2008 Pasal 37–50; Perki 1/2021 Pasal 56")
STAGE = Dimension("stage", _("Tahap"), dispute_labels.DISPUTE_STATES)
OUTCOME = Dimension("outcome", _("Hasil"), {**dispute_labels.DISPUTE_OUTCOMES, "": _("Belum diputus")})
SETTLED = Dimension("outcome", OUTCOME.label, {**OUTCOME.labels, "": _("Selesai tanpa putusan atau kesepakatan")})
COMMISSION = Dimension("commission", _("Komisi Informasi"), dispute_labels.COMMISSIONS)
COLUMNS = (
    Column("number", _("Nomor")),
    Column("filed_on", _("Diajukan")),
    Column("commission", _("Komisi Informasi")),
    Column("stage", _("Tahap")),
    Column("outcome", _("Hasil")),
    Column("order_due_on", _("Batas pelaksanaan")),
    Column("executed_on", _("Dilaksanakan")),
)
OFFICER_COLUMNS = (COLUMNS[0], Column("information", _("Informasi")), *COLUMNS[1:])


def _row(each: CountedDispute, *, value: int | None = None, until: date | None = None) -> Row:
    return Row(
        id=each.id,
        columns={
            "number": each.number,
            "information": title_of(each.information),
            "filed_on": each.filed_on,
            "commission": each.commission_name,
            "stage": said(STAGE, each.state),
            "outcome": said(SETTLED if each.closed_on else OUTCOME, each.outcome),
            "order_due_on": each.order_due_on,
            "executed_on": each.executed_on,
        },
        groups={
            "stage": each.state,
            "outcome": each.outcome,
            "track": each.track,
            "commission": each.commission,
        },
        value=value,
        day=each.filed_on,
        until=until,
    )


def filed(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    found = selectors.disputes_filed(office_id=office_id, start=period.start, end=period.end)
    return [_row(each) for each in found]


def settled(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the disputes filed in the period that were ruled or agreed, or are over."""
    found = selectors.disputes_filed(office_id=office_id, start=period.start, end=period.end)
    return [_row(each) for each in found if each.outcome or each.closed_on]


def running(office_id: int, period: Period, on: date) -> Sequence[Row]:
    last = last_day(period, on)
    return [_row(each) for each in selectors.disputes_open(office_id=office_id, on=last)] if last else []


def stood_running(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the disputes that ran on any day of the period, each from its filing to the day it was over."""
    found = selectors.disputes_running(office_id=office_id, start=period.start, end=period.end)
    return [_row(each, until=each.closed_on) for each in found]


def carried_out(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the disputes of the period whose order was carried out or is past its day, valued 1 where in time."""
    found = selectors.disputes_filed(office_id=office_id, start=period.start, end=period.end)
    rows = []
    for each in found:
        due = each.order_due_on
        if due is not None and (each.executed_on is not None or due < on):
            rows.append(_row(each, value=int(each.executed_on is not None and each.executed_on <= due)))
    return rows


def _figure(
    key: str,
    name: Label,
    unit: Label,
    definition: Label,
    rows: Callable[[int, Period, date], Sequence[Row]],
    *dimensions: Dimension,
    measure: Callable[[Tally], Value] = tallies.count,
    spans: Callable[[int, Period, date], Sequence[Row]] | None = None,
    relation: Label = "",
) -> Figure:
    return define(
        Figure(
            key=f"requests.{key}",
            group=GROUP,
            name=name,
            unit=unit,
            definition=definition,
            source=SOURCE,
            rows=rows,
            measure=measure,
            dimensions=dimensions,
            public_columns=COLUMNS,
            officer_columns=OFFICER_COLUMNS,
            officer_permission="requests.see_disputes",
            officer_page="disputes_case",
            spans=spans,
            relation=relation,
        )
    )


_figure(
    "disputes",
    _("Sengketa diajukan"),
    _("sengketa"),
    _("Sengketa yang diajukan ke Komisi Informasi pada masa ini menurut hari Komisi Informasi menerimanya."),
    filed,
    COMMISSION,
    TRACK,
    relation=_(
        "Sengketa yang sudah diputus tetap berjalan sampai putusannya dilaksanakan dan sengketanya ditutup: yang sama "
        "dapat terhitung di kedua angka. Satu sengketa dapat membawa beberapa gugatan dan putusan pengadilan."
    ),
)
_figure(
    "disputes_by_outcome",
    _("Sengketa diputus, disepakati, atau selesai"),
    _("sengketa"),
    _("Sengketa yang diajukan pada masa ini dan sudah diputus, disepakati, atau selesai, menurut hasil terbarunya."),
    settled,
    SETTLED,
)
_figure(
    "disputes_open",
    _("Sengketa berjalan"),
    _("sengketa"),
    _(
        "Sengketa yang belum selesai pada akhir masa ini, atau hari ini bila masa masih berjalan; tahapnya menurut "
        "keadaan sekarang. Sengketa yang putusannya sudah dilaksanakan belum selesai sampai ditutup."
    ),
    running,
    STAGE,
    spans=stood_running,
)
_figure(
    "rulings_in_time",
    _("Putusan dilaksanakan tepat waktu"),
    _("persen"),
    _(
        "Bagian putusan dan kesepakatan yang dilaksanakan paling lambat pada harinya, di antara yang dilaksanakan atau "
        "lewat harinya, atas sengketa masa ini."
    ),
    carried_out,
    measure=tallies.share_of_ones,
)
