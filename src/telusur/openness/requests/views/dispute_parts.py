"""What the pages of a dispute say alike: its clocks with their owners, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.clocks.selectors import facts_of, step_label
from telusur.kernel.law import selectors as law

from .. import selectors
from ..models import dispute_labels
from ..rules.disputes import DisputeState, Whose
from .tracking import LENT_FOR

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.clocks.models import Deadline

    from ..models import Dispute, Objection


def late_words(found: Dispute) -> str:
    """Return the sentence about a dispute after its time or before it, with the rule; "" for one in time."""
    if found.premature:
        clock = found.objection.deadline
        text = _(
            "Sengketa ini diajukan selagi Atasan PPID masih dapat menanggapi sampai %(until)s (%(rule)s) dan dicatat "
            "sebagai sebelum waktunya; menerima atau menolaknya wewenang Komisi Informasi."
        ) % {"until": _weekday(clock.due_on), "rule": law.rule_by_id(clock.rule_id).source}
        return f"{text} {found.late_reason}".strip()
    if not found.late or found.window is None:
        return ""
    text = _(
        "Sengketa ini diajukan sesudah waktunya habis pada %(until)s (%(rule)s) dan dicatat sebagai terlambat; "
        "menerima atau menolaknya wewenang Komisi Informasi."
    ) % {"until": _weekday(found.window.due_on), "rule": law.rule_by_id(found.window.rule_id).source}
    return f"{text} {found.late_reason}".strip()


def clocks_of(found: Dispute, *, on: date) -> list[dict[str, Any]]:
    """Return every clock of a dispute with whose it is, the running ones first."""
    known = [found.window, found.start_deadline, found.deadline, found.court_window, found.cassation_window]
    made = [_clock(clock, on=on) for clock in known if clock is not None]
    return sorted(made, key=lambda each: each["facts"].stopped_on is not None)


def _clock(clock: Deadline, *, on: date) -> dict[str, Any]:
    rule = law.rule_by_id(clock.rule_id)
    return {
        "label": step_label(clock.step),
        "whose": dispute_labels.WHOSE[Whose(rule.text("party"))],
        "facts": facts_of(clock, on),
        "source": rule.source,
        "confirmed": rule.confirmed,
    }


def told_to_applicant(objection: Objection, *, on: date, at: datetime) -> list[dict[str, Any]]:
    """Return what the applicant sees of each dispute that followed his objection, newest first."""
    disputes = selectors.disputes_of_objection(objection_id=objection.pk)
    return [_told(found, on=on, at=at) for found in disputes]


def _told(found: Dispute, *, on: date, at: datetime) -> dict[str, Any]:
    return {
        "dispute": found,
        "next": state_words(found),
        "clocks": [each for each in clocks_of(found, on=on) if each["facts"].stopped_on is None],
        "acts": selectors.dispute_deeds_for_applicant(selectors.dispute_history(dispute=found)),
        "files": selectors.dispute_files(dispute=found, at=at, lent_for=LENT_FOR),
        "remedies": found.remedies.exclude(item=None).select_related("item__office").order_by("pk"),
    }


def state_words(found: Dispute) -> str:
    """Return what comes next in a dispute and from whom, in one plain sentence for the applicant."""
    state = DisputeState(found.state)
    until = selectors.window_until(dispute=found)
    words = {
        DisputeState.AGREED: _("Kedua pihak bersepakat. Kantor melaksanakannya paling lambat %(due)s."),
        DisputeState.FINAL: _("Putusan berkekuatan hukum tetap. Kantor melaksanakannya paling lambat %(due)s."),
        DisputeState.RULED: _("Putusan dapat digugat ke PTUN oleh Anda atau kantor sampai %(until)s."),
        DisputeState.COURT_RULED: _("Putusan PTUN dapat dilawan dengan kasasi oleh Anda atau kantor sampai %(until)s."),
        DisputeState.COURT: _("Pengadilan Tata Usaha Negara memeriksa perkara ini."),
        DisputeState.CASSATION: _("Mahkamah Agung memeriksa perkara ini."),
        DisputeState.EXECUTED: _("Putusan atau kesepakatan sudah dilaksanakan; lihat hasilnya di bawah."),
        DisputeState.FINISHED: _("Sengketa ini selesai."),
        DisputeState.WITHDRAWN: _("Sengketa ini Anda cabut."),
    }
    if state == DisputeState.FINAL and found.executed_at is not None:
        return _("Putusan berkekuatan hukum tetap dan sudah dilaksanakan; lihat hasilnya di bawah.")
    text = words.get(
        state, _("Komisi Informasi menangani sengketa ini dan memanggil Anda; kantor mengikuti panggilannya.")
    )
    return text % {
        "due": _weekday(found.order_due_on) if found.order_due_on else "",
        "until": _weekday(until) if until else "",
    }


def _weekday(day: date) -> str:
    return date_format(day, "l, j F Y")
