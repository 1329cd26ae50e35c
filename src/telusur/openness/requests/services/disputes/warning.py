"""Warns of what comes near or passed: hearings, answers, ordered tests, windows, rulings to carry out; of the
commission's own time it only tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

from ... import selectors
from ..telling import case_link, in_words, proxy_link
from .clocks import CASSATION, COURT, HEARING, SETTLEMENT, START
from .steps import KIND, TEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from ...models import Dispute
    from ...selectors import DisputeDue

    Words = Callable[[bool], tuple[str, str]]


def warn_of_disputes(*, at: datetime) -> int:
    """Owe every warning of the disputes' days whose time has come; return how many were new.

    One that fails does not hold up the others. Raises: ExceptionGroup of what failed, such as CalendarGap.
    """
    made, faults = 0, []
    for due in selectors.disputes_running_out(at=at):
        try:
            made += _warn_of(due, at=at)
        except Exception as error:  # noqa: BLE001 raised below, with the others
            faults.append(error)
    if faults:
        raise ExceptionGroup("disputes nobody could be warned of", faults)
    return made


@legal_act
def _warn_of(due: DisputeDue, *, at: datetime) -> int:
    dispute = due.dispute
    on = local_day(office=dispute.office, at=at)
    owed = notices.owe_deadline_notices(
        office_id=dispute.office_id,
        subject_kind=KIND,
        subject_id=str(dispute.pk),
        number=dispute.number,
        step=due.step,
        due_on=due.due_on,
        working_days_left=working_days_between(on, due.due_on, calendar_for(office_code=dispute.office.code)),
        link=case_link(dispute),
        on=on,
        at=at,
        words=_words(due),
        besides=_proxies(dispute, on=on) if due.step == HEARING else {},
    )
    return len(owed)


def _proxies(dispute: Dispute, *, on: date) -> dict[int, str]:
    """Return whoever speaks for the office, each with the page that is open to him."""
    return dict.fromkeys(selectors.proxy_users(dispute_id=dispute.pk, on=on), proxy_link(dispute))


def _words(due: DisputeDue) -> Words | None:
    """Return how a day is told that needs words of its own; None for one told as any other of the office."""
    facts = {"number": due.dispute.number, "day": in_words(due.due_on)}
    made: dict[str, Words] = {
        HEARING: lambda late: (
            (_("Hasil sidang belum dicatat: %(number)s"), _("Sidang sengketa %(number)s pada %(day)s belum dicatat."))
            if late
            else (_("Sidang mendekat: %(number)s"), _("Sidang sengketa %(number)s diadakan pada %(day)s."))
        ),
        TEST: lambda late: (
            (
                _("Uji konsekuensi terlambat: %(number)s"),
                _("Uji konsekuensi yang diperintahkan dalam sengketa %(number)s belum selesai; batasnya %(day)s."),
            )
            if late
            else (
                _("Uji konsekuensi diperintahkan: %(number)s"),
                _(
                    "Majelis dalam sengketa %(number)s memerintahkan uji konsekuensi; hasilnya ditunggu paling lambat "
                    "%(day)s."
                ),
            )
        ),
        START: lambda _late: (
            _("Komisi Informasi belum mulai: %(number)s"),
            _(
                "Waktu Komisi Informasi mulai menangani sengketa %(number)s habis pada %(day)s. Bukan kelalaian "
                "kantor; tanyakan kelanjutannya."
            ),
        ),
        SETTLEMENT: lambda _late: (
            _("Komisi Informasi belum memutus: %(number)s"),
            _(
                "Waktu Komisi Informasi menyelesaikan sengketa %(number)s habis pada %(day)s. Bukan kelalaian "
                "kantor; tanyakan kelanjutannya."
            ),
        ),
        COURT: lambda _late: (
            _("Waktu menggugat hampir habis: %(number)s"),
            _("Gugatan ke PTUN atas putusan dalam sengketa %(number)s dapat diajukan sampai %(day)s."),
        ),
        CASSATION: lambda _late: (
            _("Waktu kasasi hampir habis: %(number)s"),
            _("Kasasi atas putusan dalam sengketa %(number)s dapat diajukan sampai %(day)s."),
        ),
    }
    if (say := made.get(due.step)) is None:
        return None
    return lambda late: (say(late)[0] % facts, say(late)[1] % facts)
