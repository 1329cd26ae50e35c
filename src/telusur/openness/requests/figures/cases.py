"""The numbers of the request service. Requests and the people behind them are counted apart."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.figures.rules import tallies
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Note, Row
from telusur.kernel.figures.rules.facts import WHOLE
from telusur.kernel.figures.selectors import define, said

from .. import selectors
from ..models import labels
from ..rules.questions import title_of
from ..rules.words import ENDED_UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from telusur.kernel.figures.rules.definitions import Label
    from telusur.kernel.figures.rules.facts import Tallied
    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.rules.tallies import Tally

    from ..selectors import CountedCase

SOURCE = _("UU 14/2008 Pasal 12; Perki 1/2021 Pasal 56")
GROUP = _("Permohonan informasi")
MONTH = Dimension("month", _("Bulan diterima"), {f"{number:02d}": name for number, name in MONTHS.items()})
CHANNEL = Dimension("channel", _("Saluran"), {**labels.CHANNELS, "": labels.NOT_RECORDED})
TRACK = Dimension("track", _("Jalur"), labels.TRACKS)
OUTCOME = Dimension("outcome", _("Hasil"), {**labels.OUTCOMES, "": _("Belum atau tidak diputus")})
SEX = Dimension("sex", _("Jenis kelamin"), {**labels.SEXES, "": _("Tidak diisi")}, personal=True)
OCCUPATION = Dimension("occupation", _("Pekerjaan"), {**labels.OCCUPATIONS, "": _("Tidak diisi")}, personal=True)
TYPE = Dimension("applicant_type", _("Jenis pemohon"), labels.APPLICANT_TYPES, personal=True)
PEOPLE = (SEX, OCCUPATION, TYPE)

PUBLIC_COLUMNS = (
    Column("number", _("Nomor")),
    Column("received_on", _("Diterima")),
    Column("channel", _("Saluran")),
    Column("outcome", _("Hasil")),
    Column("answered_on", _("Diberitahukan")),
    Column("due_on", _("Batas waktu")),
    Column("days", _("Hari kerja")),
)
OFFICER_COLUMNS = (PUBLIC_COLUMNS[0], Column("question", _("Yang diminta")), *PUBLIC_COLUMNS[1:])


def _row(case: CountedCase, *, value: int | None = None, day: date | None = None, until: date | None = None) -> Row:
    return Row(
        id=case.id,
        columns={
            "number": case.number,
            "question": title_of(case.question),
            "received_on": case.received_on,
            "channel": said(CHANNEL, case.channel),
            "outcome": said(OUTCOME, case.outcome),
            "answered_on": case.answered_on,
            "due_on": case.due_on,
            "days": case.days,
        },
        groups={
            "month": f"{case.received_on.month:02d}",
            "channel": case.channel,
            "track": case.track,
            "outcome": case.outcome,
            "sex": case.sex,
            "occupation": case.occupation,
            "applicant_type": case.applicant_type,
        },
        value=value,
        day=day or case.received_on,
        until=until,
    )


def received(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    cases = selectors.cases_received(office_id=office_id, start=period.start, end=period.end)
    return [_row(case, value=case.person) for case in cases]


def answered(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the requests received in the period that have their written notification, valued by working days where
    the calendar knows them."""
    cases = selectors.cases_received(office_id=office_id, start=period.start, end=period.end)
    return [_row(case, value=case.days) for case in cases if case.answered_on is not None]


def ended_unanswered(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the requests received in the period that are over without a written notification."""
    cases = selectors.cases_received(office_id=office_id, start=period.start, end=period.end)
    return [_row(case) for case in cases if case.answered_on is None and case.state in ENDED_UNANSWERED]


def extended(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the requests received in the period whose time to answer was extended."""
    cases = selectors.cases_received(office_id=office_id, start=period.start, end=period.end)
    return [_row(case) for case in cases if case.extended]


def uncounted_days(tallies: Tallied, _on: date) -> list[Note]:
    """Return how many of the answered requests have no working days, and why."""
    whole = tallies[WHOLE]
    if not whole.unvalued:
        return []
    title = _("%(n)s dari %(total)s permohonan tidak ikut dihitung") % {"n": whole.unvalued, "total": whole.n}
    text = _("Kalender hari kerja belum dimuat untuk tahun permohonan itu, jadi lama jawabnya tidak diketahui.")
    return [Note(str(title), str(text))]


def due_or_answered(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the requests of the period that are answered or past their date, valued 1 where answered in time."""
    cases = selectors.cases_received(office_id=office_id, start=period.start, end=period.end)
    found = [case for case in cases if case.due_on and (case.answered_on or case.ran_past(case.due_on, on=on))]
    return [
        _row(case, value=int(bool(case.answered_on and case.due_on and case.answered_on <= case.due_on)))
        for case in found
    ]


def running(office_id: int, period: Period, on: date) -> Sequence[Row]:
    last = last_day(period, on)
    return [_row(case) for case in selectors.cases_open(office_id=office_id, on=last)] if last else []


def overdue(office_id: int, period: Period, on: date) -> Sequence[Row]:
    last = last_day(period, on)
    if not last:
        return []
    cases = selectors.cases_open(office_id=office_id, on=last)
    return [_row(case) for case in cases if case.due_on and case.due_on < last]


def stood_open(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the requests that ran on any day of the period, each from the day it came in to the day it was over."""
    cases = selectors.cases_running(office_id=office_id, start=period.start, end=period.end)
    return [_row(case, until=case.ended_on) for case in cases]


def stood_overdue(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the requests that ran past their date on any day of the period, from the first such day."""
    cases = selectors.cases_running(office_id=office_id, start=period.start, end=period.end)
    return [
        _row(case, day=past_due(case.received_on, case.due_on), until=case.ended_on) for case in cases if case.due_on
    ]


def past_due(received_on: date, due_on: date) -> date:
    """Return the first day on which what was due on `due_on` is overdue."""
    return max(received_on, due_on + timedelta(days=1))


def last_day(period: Period, on: date) -> date | None:
    """Return the day of which a state is told: the period's last, today while it runs, None before it begins."""
    return min(period.end - timedelta(days=1), on) if period.start <= on else None


def _figure(
    key: str,
    name: Label,
    unit: Label,
    definition: Label,
    rows: Callable[[int, Period, date], Sequence[Row]],
    *dimensions: Dimension,
    measure: Callable[[Tally], Value] = tallies.count,
    notes: Callable[[Tallied, date], Sequence[Note]] | None = None,
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
            public_columns=PUBLIC_COLUMNS,
            officer_columns=OFFICER_COLUMNS,
            officer_permission="requests.see",
            officer_page="requests_case",
            notes=notes,
            spans=spans,
            relation=relation,
        )
    )


_figure(
    "received",
    _("Permohonan"),
    _("permohonan"),
    _("Permohonan informasi yang diterima pada masa ini menurut tanggal terima sebenarnya, melalui semua saluran."),
    received,
    MONTH,
    CHANNEL,
    OUTCOME,
    TRACK,
    *PEOPLE,
    relation=_(
        "Sebuah permohonan dijawab, selesai tanpa jawaban, atau masih berjalan. “Sedang berjalan” menghitung semua "
        "yang belum selesai pada akhir masa, kapan pun diterimanya; “Hasil” menurut putusannya, juga yang belum "
        "diberitahukan dan karena itu masih berjalan."
    ),
)
_figure(
    "applicants",
    pgettext_lazy("figures", "Pemohon"),
    _("orang atau badan"),
    _("Pemohon berbeda di balik permohonan masa ini; satu pemohon yang meminta beberapa kali dihitung satu kali."),
    received,
    MONTH,
    CHANNEL,
    OUTCOME,
    *PEOPLE,
    measure=tallies.count_distinct,
)
_figure(
    "answered",
    _("Permohonan dijawab"),
    _("permohonan"),
    _("Permohonan yang diterima pada masa ini dan sudah mendapat pemberitahuan tertulis."),
    answered,
    CHANNEL,
    TRACK,
    OUTCOME,
)
_figure(
    "ended_unanswered",
    _("Selesai tanpa jawaban"),
    _("permohonan"),
    _(
        "Permohonan yang diterima pada masa ini dan ditutup tanpa pemberitahuan tertulis: dicabut pemohon, tidak "
        "dilengkapi, atau diteruskan ke badan publik lain."
    ),
    ended_unanswered,
    CHANNEL,
    OUTCOME,
)
_figure(
    "days_mean",
    _("Rata-rata waktu jawab"),
    _("hari kerja"),
    _("Rata-rata hari kerja dari penerimaan sampai pemberitahuan tertulis; hari terima ialah hari ke-0."),
    answered,
    CHANNEL,
    TRACK,
    measure=tallies.mean_value,
    notes=uncounted_days,
)
_figure(
    "days_median",
    _("Median waktu jawab"),
    _("hari kerja"),
    _("Nilai tengah hari kerja dari penerimaan sampai pemberitahuan tertulis; hari terima ialah hari ke-0."),
    answered,
    CHANNEL,
    TRACK,
    measure=tallies.median_value,
    notes=uncounted_days,
)
_figure(
    "days_longest",
    _("Waktu jawab terlama"),
    _("hari kerja"),
    _("Hari kerja terbanyak dari penerimaan sampai pemberitahuan tertulis; hari terima ialah hari ke-0."),
    answered,
    CHANNEL,
    TRACK,
    measure=tallies.longest_value,
    notes=uncounted_days,
)
_figure(
    "days_slowest_tenth",
    _("Sepersepuluh paling lambat"),
    _("hari kerja"),
    _("Sembilan dari sepuluh permohonan yang dijawab selesai dalam hari kerja sebanyak ini atau kurang."),
    answered,
    measure=tallies.slowest_tenth_value,
    notes=uncounted_days,
)
_figure(
    "in_time",
    _("Dijawab tepat waktu"),
    _("persen"),
    _(
        "Bagian permohonan yang diberitahukan paling lambat pada batas waktunya, "
        "di antara yang dijawab atau lewat batas."
    ),
    due_or_answered,
    CHANNEL,
    TRACK,
    measure=tallies.share_of_ones,
)
_figure(
    "extended",
    _("Waktu jawab diperpanjang"),
    _("permohonan"),
    _("Permohonan yang diterima pada masa ini dan waktu jawabnya diperpanjang secara tertulis, sekali saja."),
    extended,
    CHANNEL,
    TRACK,
)
_figure(
    "open",
    _("Sedang berjalan"),
    _("permohonan"),
    _("Permohonan yang belum dijawab dan belum ditutup pada akhir masa ini, atau hari ini bila masa masih berjalan."),
    running,
    CHANNEL,
    spans=stood_open,
)
_figure(
    "overdue",
    _("Lewat batas waktu"),
    _("permohonan"),
    _("Permohonan yang sedang berjalan dan batas waktunya sudah lewat pada akhir masa ini, atau hari ini."),
    overdue,
    spans=stood_overdue,
)
