"""The whole history of a case in sentences: what happened, when, by whom, and what each act changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.offices import selectors as offices

from ..models import labels
from ..rules.words import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from enum import StrEnum

    from telusur.kernel.ledger.models import Act as LedgerAct

PREFIX = "requests."
LATE_ENTRY = timedelta(minutes=10)
ENDS_WELL = frozenset({Act.ACCEPT, Act.SIGN, Act.DELIVER, Act.FINISH})
# What the applicant is shown as well; notes among officers and assignments are the office's own.
SHOWN_TO_APPLICANT = frozenset(Act) - {Act.NOTE, Act.ASSIGN, Act.HAND_OVER, Act.RETURN_TO_UNIT, Act.DISCLOSE}
FIELDS = {
    "name": gettext_lazy("nama"),
    "representative": gettext_lazy("wakil"),
    "email": gettext_lazy("surel"),
    "phone": gettext_lazy("telepon"),
    "address": gettext_lazy("alamat"),
    "occupation": gettext_lazy("pekerjaan"),
    "occupation_words": gettext_lazy("pekerjaan"),
    "sex": gettext_lazy("jenis kelamin"),
    "question": gettext_lazy("rincian informasi"),
    "purpose": gettext_lazy("tujuan penggunaan"),
    "way": gettext_lazy("cara memperoleh"),
    "copy_form": gettext_lazy("bentuk salinan"),
    "delivery": gettext_lazy("cara mengirim"),
    "channel": gettext_lazy("saluran"),
    "assistance_words": gettext_lazy("bantuan"),
    "identity_kind": gettext_lazy("jenis identitas"),
}

OPENED = {**labels.PROOFS, **labels.OPENED}


@dataclass(frozen=True)
class Deed:
    """One line of the history."""

    act: StrEnum
    at: datetime
    text: str
    actor: str
    detail: str
    kind: str


def history_of(*, request_id: int, office_id: int) -> list[Deed]:
    """Return every act on a case, newest first."""
    acts = [act for act in ledger.acts_on(subject_kind="request", subject_id=str(request_id)) if _known(act)]
    people = accounts.actor_names(
        refs={act.actor for act in acts} | {f"user:{act.facts['officer']}" for act in acts if "officer" in act.facts}
    )
    units = {unit.pk: unit.name for unit in offices.every_unit_of(office_id=office_id)}
    zone = ZoneInfo(offices.office_by_id(office_id=office_id).time_zone)
    made = [
        Deed(
            act=Act(act.act.removeprefix(PREFIX)),
            at=act.happened_at,
            text=str(labels.DEEDS[act.act.removeprefix(PREFIX)]),
            actor=people[act.actor],
            detail=" · ".join(_details(act, people, units, zone)),
            kind="ok" if act.act.removeprefix(PREFIX) in ENDS_WELL else "",
        )
        for act in acts
    ]
    return made[::-1]


def shown_to_applicant(deeds: Iterable[Deed]) -> list[Deed]:
    """Return the deeds that are the applicant's to know, without the names of those who did them."""
    return [replace(deed, actor="") for deed in deeds if deed.act in SHOWN_TO_APPLICANT]


def _known(act: LedgerAct) -> bool:
    return act.act.startswith(PREFIX) and act.act.removeprefix(PREFIX) in labels.DEEDS


def day_in_words(text: object) -> str:
    """Return a day that the ledger wrote as `2026-04-07` in words."""
    return date_format(date.fromisoformat(str(text)), "j F Y")


def _details(act: LedgerAct, people: Mapping[str, str], units: Mapping[int, str], zone: ZoneInfo) -> list[str]:
    facts = act.facts
    phrases: dict[str, Callable[[str], str]] = {
        "channel": lambda code: str(labels.CHANNELS[code]),
        "forwarded_from": lambda number: _("diteruskan dari nomor %(number)s") % {"number": number},
        "unit": lambda key: units.get(int(key), ""),
        "inner_due_on": lambda day: _("tenggat unit %(day)s") % {"day": day_in_words(day)},
        "due_before": lambda day: (
            _("batas waktu %(before)s menjadi %(after)s")
            % {"before": day_in_words(day), "after": day_in_words(facts["due_on"])}
        ),
        "completion_due_on": lambda day: _("dilengkapi paling lambat %(day)s") % {"day": day_in_words(day)},
        "due_on": lambda day: "" if facts.get("due_before") else _("batas waktu %(day)s") % {"day": day_in_words(day)},
        "outcome": lambda code: str(labels.OUTCOMES[code]),
        "letter": lambda number: _("surat %(number)s") % {"number": number},
        "officer": lambda key: _("kepada %(name)s") % {"name": people[f"user:{key}"]},
        "fields": lambda names: ", ".join(dict.fromkeys(str(FIELDS[n]) for n in names.split(",") if n in FIELDS)),
        "delivery": lambda code: str(labels.DELIVERIES[code]),
        "what": lambda code: str(OPENED.get(code, labels.OPENED["proof"])).lower(),
        "purpose": lambda code: str(labels.PURPOSES.get(code, code)),
        "rule": lambda rule: _("menurut aturan %(source)s") % {"source": law.rule_by_id(rule).source},
    }
    said = [phrase(str(facts[name])) for name, phrase in phrases.items() if facts.get(name)]
    if act.recorded_at - act.happened_at > LATE_ENTRY:
        said.append(_("dicatat %(day)s") % {"day": date_format(act.recorded_at.astimezone(zone), "j F Y")})
    return [part for part in said if part]
