"""The numbers of objections and of the orders that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules import tallies
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.selectors import define, said

from .. import selectors
from ..models import objection_labels
from ..rules.questions import title_of
from .cases import TRACK, last_day, past_due

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from telusur.kernel.figures.rules.definitions import Label
    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.rules.tallies import Tally

    from ..selectors import CountedObjection

OBJECTION_GROUP = _("Keberatan")
OBJECTION_SOURCE = _("UU 14/2008 Pasal 35 dan 36; Perki 1/2021 Pasal 56")
GROUND = Dimension("ground", _("Alasan"), objection_labels.GROUNDS)
VERDICT = Dimension("verdict", _("Putusan"), {**objection_labels.VERDICTS, "": _("Belum diputus")})
OBJECTION_COLUMNS = (
    Column("number", _("Nomor")),
    Column("received_on", _("Diterima")),
    Column("grounds", _("Alasan")),
    Column("verdict", _("Putusan")),
    Column("replied_on", _("Ditanggapi")),
    Column("due_on", _("Batas waktu")),
    Column("days", _("Hari kerja")),
)
OBJECTION_OFFICER_COLUMNS = (OBJECTION_COLUMNS[0], Column("information", _("Informasi")), *OBJECTION_COLUMNS[1:])


def _objection_row(
    each: CountedObjection,
    *,
    ground: str = "",
    value: int | None = None,
    day: date | None = None,
    until: date | None = None,
) -> Row:
    return Row(
        id=each.id,
        columns={
            "number": each.number,
            "information": title_of(each.information),
            "received_on": each.received_on,
            "grounds": "; ".join(str(objection_labels.GROUNDS[code]) for code in each.grounds),
            "verdict": said(VERDICT, each.verdict),
            "replied_on": each.replied_on,
            "due_on": each.due_on,
            "days": each.days,
        },
        groups={"ground": ground or each.grounds[0], "verdict": each.verdict, "track": each.track},
        value=value,
        day=day or each.received_on,
        until=until,
    )


def objected(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    found = selectors.objections_received(office_id=office_id, start=period.start, end=period.end)
    return [_objection_row(each) for each in found]


def objected_by_ground(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return a row for each ground of each objection: one objection may name several."""
    found = selectors.objections_received(office_id=office_id, start=period.start, end=period.end)
    return [_objection_row(each, ground=ground) for each in found for ground in each.grounds]


def replied(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the objections received in the period that have their reply, valued by working days."""
    found = selectors.objections_received(office_id=office_id, start=period.start, end=period.end)
    return [_objection_row(each, value=each.days) for each in found if each.days is not None]


def replies_due(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the objections of the period that are replied to or past their date, valued 1 where in time."""
    found = selectors.objections_received(office_id=office_id, start=period.start, end=period.end)
    over = [each for each in found if each.replied_on or (each.closed_on or on) > each.due_on]
    return [
        _objection_row(each, value=int(each.replied_on is not None and each.replied_on <= each.due_on)) for each in over
    ]


def waiting(office_id: int, period: Period, on: date) -> Sequence[Row]:
    last = last_day(period, on)
    return [_objection_row(each) for each in selectors.objections_waiting(office_id=office_id, on=last)] if last else []


def replies_overdue(office_id: int, period: Period, on: date) -> Sequence[Row]:
    last = last_day(period, on)
    if not last:
        return []
    found = selectors.objections_waiting(office_id=office_id, on=last)
    return [_objection_row(each) for each in found if each.due_on < last]


def stood_waiting(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the objections that waited on any day of the period, each from the day it came in to the day it ended."""
    found = selectors.objections_running(office_id=office_id, start=period.start, end=period.end)
    return [_objection_row(each, until=each.ended_on) for each in found]


def stood_overdue(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the objections that waited past their date on any day of the period, from the first such day."""
    found = selectors.objections_running(office_id=office_id, start=period.start, end=period.end)
    return [_objection_row(each, day=past_due(each.received_on, each.due_on), until=each.ended_on) for each in found]


def orders_done(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the orders of the period, valued 1 where they were carried out in time."""
    found = selectors.orders_given(office_id=office_id, start=period.start, end=period.end)
    return [_objection_row(each, value=int(in_time)) for each, in_time in found]


def _objection_figure(
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
            group=OBJECTION_GROUP,
            name=name,
            unit=unit,
            definition=definition,
            source=OBJECTION_SOURCE,
            rows=rows,
            measure=measure,
            dimensions=dimensions,
            public_columns=OBJECTION_COLUMNS,
            officer_columns=OBJECTION_OFFICER_COLUMNS,
            officer_permission="requests.see_objections",
            officer_page="objections_case",
            spans=spans,
            relation=relation,
        )
    )


_objection_figure(
    "objections",
    _("Keberatan diterima"),
    _("keberatan"),
    _("Keberatan yang diterima pada masa ini menurut tanggal terima sebenarnya, melalui semua saluran."),
    objected,
    VERDICT,
    TRACK,
    relation=_(
        "Keberatan yang tidak ditanggapi dan tidak menunggu tanggapan sudah berakhir dengan cara lain, misalnya "
        "dicabut atau dilanjutkan ke Komisi Informasi."
    ),
)
_objection_figure(
    "objection_grounds",
    _("Alasan keberatan"),
    _("alasan"),
    _("Alasan Pasal 35 ayat (1) yang disebut dalam keberatan masa ini; satu keberatan dapat menyebut beberapa."),
    objected_by_ground,
    GROUND,
)
_objection_figure(
    "objections_replied",
    _("Keberatan ditanggapi"),
    _("keberatan"),
    _("Keberatan yang diterima pada masa ini dan sudah ditanggapi tertulis oleh Atasan PPID."),
    replied,
    VERDICT,
)
_objection_figure(
    "objection_days_median",
    _("Median waktu tanggapan"),
    _("hari kerja"),
    _("Nilai tengah hari kerja dari penerimaan keberatan sampai tanggapan; hari terima ialah hari ke-0."),
    replied,
    measure=tallies.median_value,
)
_objection_figure(
    "objection_days_mean",
    _("Rata-rata waktu tanggapan"),
    _("hari kerja"),
    _("Rata-rata hari kerja dari penerimaan keberatan sampai tanggapan; satu yang sangat lambat menariknya."),
    replied,
    measure=tallies.mean_value,
)
_objection_figure(
    "objection_days_slowest_tenth",
    _("Sepersepuluh tanggapan paling lambat"),
    _("hari kerja"),
    _("Sembilan dari sepuluh keberatan yang ditanggapi selesai dalam hari kerja sebanyak ini atau kurang."),
    replied,
    measure=tallies.slowest_tenth_value,
)
_objection_figure(
    "objections_in_time",
    _("Keberatan ditanggapi tepat waktu"),
    _("persen"),
    _(
        "Bagian keberatan yang ditanggapi paling lambat pada batas waktunya, "
        "di antara yang ditanggapi atau lewat batas."
    ),
    replies_due,
    measure=tallies.share_of_ones,
)
_objection_figure(
    "objections_open",
    _("Keberatan menunggu tanggapan"),
    _("keberatan"),
    _("Keberatan yang belum ditanggapi dan belum ditutup pada akhir masa ini, atau hari ini bila masa masih berjalan."),
    waiting,
    spans=stood_waiting,
)
_objection_figure(
    "objections_overdue",
    _("Keberatan lewat batas waktu"),
    _("keberatan"),
    _("Keberatan yang menunggu tanggapan dan batas waktunya sudah lewat pada akhir masa ini, atau hari ini."),
    replies_overdue,
    spans=stood_overdue,
)
_objection_figure(
    "orders_in_time",
    _("Perintah dilaksanakan tepat waktu"),
    _("persen"),
    _(
        "Bagian perintah Atasan PPID yang dilaksanakan paling lambat pada tanggalnya, di antara keberatan masa ini; "
        "yang digantikan putusan atau kesepakatan sengketa tidak dihitung."
    ),
    orders_done,
    measure=tallies.share_of_ones,
)
