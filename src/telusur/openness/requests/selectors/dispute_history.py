"""The whole history of a dispute in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.clocks.selectors import step_label
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.information.selectors import words_of_tests

from ..models import dispute_labels
from ..rules.disputes import DisputeAct
from .history import LATE_ENTRY, Deed, day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from telusur.kernel.ledger.models import Act as LedgerAct

    from ..models import Dispute

PREFIX = "requests.dispute_"
ENDS_WELL = frozenset({DisputeAct.AGREE, DisputeAct.EXECUTE, DisputeAct.FINISH})
# How the office prepares its case is its own; the applicant gets its letters from the panel.
HIDDEN_FROM_APPLICANT = frozenset(
    {
        DisputeAct.GRANT_POWER,
        DisputeAct.KEEP_POWER,
        DisputeAct.KEEP_PAPER,
        DisputeAct.LIST_EVIDENCE,
        DisputeAct.RECORD_HEARING,
        DisputeAct.SUMMON,
        DisputeAct.CALL_OFF,
    }
)


def dispute_history(*, dispute: Dispute) -> list[Deed]:
    """Return every act on a dispute, newest first."""
    acts = [act for act in ledger.acts_on(subject_kind="dispute", subject_id=str(dispute.pk)) if _known(act)]
    people = accounts.actor_names(refs={act.actor for act in acts})
    zone = ZoneInfo(dispute.office.time_zone)
    made = [
        Deed(
            act=DisputeAct(act.act.removeprefix(PREFIX)),
            at=act.happened_at,
            text=str(dispute_labels.DISPUTE_DEEDS[act.act.removeprefix(PREFIX)]),
            actor=people[act.actor],
            detail=" · ".join(_details(act, zone)),
            kind="ok" if act.act.removeprefix(PREFIX) in ENDS_WELL else "",
        )
        for act in acts
    ]
    return made[::-1]


def dispute_deeds_for_applicant(deeds: Iterable[Deed]) -> list[Deed]:
    """Return the deeds that are the applicant's to know, without the names of those who did them."""
    return [
        Deed(act=deed.act, at=deed.at, text=deed.text, actor="", detail=deed.detail, kind=deed.kind)
        for deed in deeds
        if deed.act not in HIDDEN_FROM_APPLICANT
    ]


def _known(act: LedgerAct) -> bool:
    return act.act.startswith(PREFIX) and act.act.removeprefix(PREFIX) in dispute_labels.DISPUTE_DEEDS


def _details(act: LedgerAct, zone: ZoneInfo) -> list[str]:
    facts = act.facts
    hearing = act.act.removeprefix(PREFIX) in {DisputeAct.SUMMON, DisputeAct.RECORD_HEARING}
    kinds = dispute_labels.HEARINGS if hearing else dispute_labels.PAPERS
    phrases: dict[str, Callable[[str], str]] = {
        "commission_number": lambda number: _("nomor %(number)s") % {"number": number},
        "late": lambda _late: (
            _("sesudah waktunya, %(day)s") % {"day": day_in_words(facts["window_until"])}
            if facts.get("window_until")
            else _("sesudah waktunya")
        ),
        "begins_by": lambda day: _("Komisi Informasi mulai paling lambat %(day)s") % {"day": day_in_words(day)},
        "settled_by": lambda day: _("selesai paling lambat %(day)s") % {"day": day_in_words(day)},
        "kind": lambda code: str(kinds.get(code, code)),
        "side": lambda code: str(dispute_labels.WHOSE[code]),
        "meets_on": day_in_words,
        "received_late": lambda _late: _("panggilan tiba sesudah sidangnya"),
        "answer_due_on": lambda day: _("jawaban diminta paling lambat %(day)s") % {"day": day_in_words(day)},
        "ruling": lambda number: _("nomor %(number)s") % {"number": number},
        "outcome": lambda code: str(dispute_labels.DISPUTE_OUTCOMES[code]),
        "order_due_on": lambda day: _("dilaksanakan paling lambat %(day)s") % {"day": day_in_words(day)},
        "until": lambda day: _("dapat dilawan sampai %(day)s") % {"day": day_in_words(day)},
        "test_due_on": lambda day: _("paling lambat %(day)s") % {"day": day_in_words(day)},
        "stage": lambda code: str(words_of_tests().states[code]),
        "request": lambda number: _("permohonan %(number)s") % {"number": number},
        "step": step_label,
        "due_before": lambda day: (
            _("batas waktu %(before)s menjadi %(after)s")
            % {"before": day_in_words(day), "after": day_in_words(facts["due_on"])}
        ),
        "letter": lambda number: _("surat %(number)s") % {"number": number},
    }
    said = [phrase(str(facts[name])) for name, phrase in phrases.items() if facts.get(name)]
    if act.recorded_at - act.happened_at > LATE_ENTRY:
        said.append(_("dicatat %(day)s") % {"day": date_format(act.recorded_at.astimezone(zone), "j F Y")})
    return [part for part in said if part]
