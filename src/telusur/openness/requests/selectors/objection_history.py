"""The whole history of an objection in sentences, and what was written about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import selectors as ledger

from ..models import labels, objection_labels
from ..rules.objections import ObjectionAct
from .cases import Remark
from .history import LATE_ENTRY, OPENED, Deed, day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from telusur.kernel.ledger.models import Act as LedgerAct

    from ..models import Objection

PREFIX = "requests.objection_"
ENDS_WELL = frozenset({ObjectionAct.REGISTER, ObjectionAct.EXECUTE, ObjectionAct.FINISH})
# Opinions, drafts and remarks are the office's own; the applicant is told that there is a reply.
HIDDEN_FROM_APPLICANT = frozenset({ObjectionAct.GIVE_OPINION, ObjectionAct.DRAFT_REPLY, ObjectionAct.NOTE})


def objection_history(*, objection: Objection) -> list[Deed]:
    """Return every act on an objection, newest first."""
    acts = [act for act in ledger.acts_on(subject_kind="objection", subject_id=str(objection.pk)) if _known(act)]
    people = accounts.actor_names(refs={act.actor for act in acts})
    zone = ZoneInfo(objection.office.time_zone)
    made = [
        Deed(
            act=ObjectionAct(act.act.removeprefix(PREFIX)),
            at=act.happened_at,
            text=str(objection_labels.OBJECTION_DEEDS[act.act.removeprefix(PREFIX)]),
            actor=people[act.actor],
            detail=" · ".join(_details(act, zone)),
            kind="ok" if act.act.removeprefix(PREFIX) in ENDS_WELL else "",
        )
        for act in acts
    ]
    return made[::-1]


def objection_deeds_for_applicant(deeds: Iterable[Deed]) -> list[Deed]:
    """Return the deeds that are the applicant's to know, without the names of those who did them."""
    return [
        Deed(act=deed.act, at=deed.at, text=deed.text, actor="", detail=deed.detail, kind=deed.kind)
        for deed in deeds
        if deed.act not in HIDDEN_FROM_APPLICANT
    ]


def opinions_on(*, objection: Objection) -> list[Remark]:
    """Return the written opinions, oldest first, with the names of those who wrote them."""
    rows = list(objection.opinions.order_by("written_at", "pk"))
    people = accounts.actor_names(refs={row.written_by for row in rows})
    return [Remark("", row.text, row.written_at, people[row.written_by]) for row in rows]


def notes_on(*, objection: Objection) -> list[Remark]:
    """Return the remarks of officers, oldest first, with the names of those who wrote them."""
    rows = list(objection.notes.order_by("written_at", "pk"))
    people = accounts.actor_names(refs={row.written_by for row in rows})
    return [Remark("", row.text, row.written_at, people[row.written_by]) for row in rows]


def _known(act: LedgerAct) -> bool:
    return act.act.startswith(PREFIX) and act.act.removeprefix(PREFIX) in objection_labels.OBJECTION_DEEDS


def _details(act: LedgerAct, zone: ZoneInfo) -> list[str]:
    facts = act.facts
    phrases: dict[str, Callable[[str], str]] = {
        "channel": lambda code: str(labels.CHANNELS[code]),
        "request": lambda number: _("permohonan %(number)s") % {"number": number},
        "late": lambda _late: (
            _("sesudah waktunya, %(day)s") % {"day": day_in_words(facts["window_until"])}
            if facts.get("window_until")
            else _("sesudah waktunya")
        ),
        "due_before": lambda day: (
            _("batas waktu %(before)s menjadi %(after)s")
            % {"before": day_in_words(day), "after": day_in_words(facts["due_on"])}
        ),
        "due_on": lambda day: "" if facts.get("due_before") else _("batas waktu %(day)s") % {"day": day_in_words(day)},
        "agreed": lambda _agreed: _("ada kesepakatan"),
        "letter": lambda number: _("surat %(number)s") % {"number": number},
        "order": lambda number: _("perintah %(number)s") % {"number": number},
        "order_due_on": lambda day: _("dilaksanakan paling lambat %(day)s") % {"day": day_in_words(day)},
        "opened": lambda _opened: _("informasi dibuka bagi semua orang"),
        "accepted": lambda _accepted: _("pemohon menerima tanggapan"),
        "what": lambda code: str(OPENED.get(code, labels.OPENED["proof"])).lower(),
        "purpose": lambda code: str(labels.PURPOSES.get(code, code)),
        "rule": lambda rule: _("menurut aturan %(source)s") % {"source": law.rule_by_id(rule).source},
    }
    said = [phrase(str(facts[name])) for name, phrase in phrases.items() if facts.get(name)]
    if act.recorded_at - act.happened_at > LATE_ENTRY:
        said.append(_("dicatat %(day)s") % {"day": date_format(act.recorded_at.astimezone(zone), "j F Y")})
    return [part for part in said if part]
