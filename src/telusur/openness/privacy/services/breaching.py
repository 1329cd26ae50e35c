"""A breach of personal data: reported, assessed, closed. Who is told of it in between: `informing`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices.selectors import local_day, working_offices
from telusur.openness.requests import selectors as requests

from .. import selectors
from ..models import Breach
from ..rules.moves import next_state
from ..rules.words import BreachAct, Data, Register
from .faults import Refused
from .steps import begin_breach, close_breach_step, next_number, record_breach
from .telling import moment, tell_officers

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from telusur.kernel.offices.models import Office


TOLD_TO_ALL = ("subjects_told_at", "subjects_told", "subjects_told_words")


@legal_act
def report_breach(*, office: Office, title: str, how: str, discovered_at: datetime, actor: str, at: datetime) -> Breach:
    """Enter a breach; the clock of 3 × 24 hours runs from the instant it was discovered, also when entered later.

    Law: UU 27/2022 Pasal 46. Raises: Refused (`asked_in_future`, `how_missing`), NotPermitted.
    """
    if discovered_at > at:
        raise Refused("asked_in_future")
    if not (title.strip() and how.strip()):
        raise Refused("how_missing")
    day, today = local_day(office=office, at=discovered_at), local_day(office=office, at=at)
    parties = requests.parties_of(actor=actor, office_id=office.pk, on=today)
    state = next_state(selectors.breach_moves_on(on=today), None, BreachAct.REPORT, parties=parties)
    time = selectors.time_on(key="breach", on=day)
    serial, number = next_number(office=office, day=day, register=Register.BREACH)
    breach = Breach.everything.create(
        office=office,
        year=day.year,
        serial=serial,
        number=number,
        title=title.strip(),
        how=how.strip(),
        discovered_at=discovered_at,
        recorded_at=at,
        due_at=time.due_at(discovered_at),
        rule_id=time.rule,
        offices=[office.code],
        state=state,
        state_since=at,
    )
    _tell_of(breach, offices=[office.code, NATIONAL_OFFICE], key="report", actor=actor, at=at)
    facts: dict[str, str | int | bool | None] = {"due_at": breach.due_at.isoformat()}
    record_breach(breach, BreachAct.REPORT, actor=actor, at=at, facts=facts, happened_at=discovered_at)
    return breach


def _tell_of(breach: Breach, *, offices: Collection[str], key: str, actor: str, at: datetime) -> None:
    """Tell the officers whose work it is, at the office itself, at the national one and at each one concerned: number,
    office and time, and what happened in the one line that names nobody."""
    facts = {
        "number": breach.number,
        "office": breach.office.name,
        "title": breach.title,
        "due": moment(breach.due_at, ZoneInfo(breach.office.time_zone)),
    }
    for office in working_offices().filter(code__in=set(offices)).order_by("code"):
        own = office.pk == breach.office_id
        tell_officers(
            breach,
            office=office,
            permission="privacy.told_of_breaches",
            key=f"breach:{breach.pk}:{key}",
            kind="breach_new" if own else "breach_elsewhere",
            subject=_("Pelanggaran pelindungan data %(number)s") % facts,
            text=(
                _(
                    "Pemilik data dan lembaga diberi tahu secara tertulis paling lambat %(due)s: 3 × 24 jam sejak "
                    "diketahui."
                )
                if own
                else _(
                    "%(office)s melaporkan: %(title)s. Kantor itu memberi tahu pemilik data dan lembaga paling lambat "
                    "%(due)s."
                )
            )
            % facts,
            at=at,
            skip=actor,
        )


@dataclass(frozen=True)
class Assessment:
    """What is known of a breach. people: how many, an estimate too. offices: codes of those whose data it was."""

    how: str
    data: Collection[Data]
    people: int | None
    handling: str
    recovery: str = ""
    occurred_at: datetime | None = None
    offices: Collection[str] = ()
    public_needed: bool = False


@legal_act
def assess_breach(
    *, breach_id: int, assessment: Assessment, actor: str, at: datetime, version: int | None = None
) -> Breach:
    """Write down what data, how many people, when and how, handling and recovery; may be done again as more is known.
    Where more people turn out to be concerned than were told, the time to tell them runs on.

    Law: UU 27/2022 Pasal 46. Raises: Refused (`data_missing`, `people_missing`, `handling_missing`, `how_missing`,
    `occurred_after_discovery`), StaleThing, WrongState, NotPermitted.
    """
    found = assessment
    if not found.data:
        raise Refused("data_missing")
    if found.people is None:
        raise Refused("people_missing")
    if not found.handling.strip():
        raise Refused("handling_missing")
    if not found.how.strip():
        raise Refused("how_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.ASSESS, actor=actor, at=at, version=version)
    breach = step.breach
    if found.occurred_at is not None and found.occurred_at > breach.discovered_at:
        raise Refused("occurred_after_discovery")
    breach.how, breach.handling, breach.recovery = found.how.strip(), found.handling.strip(), found.recovery.strip()
    breach.data, breach.people = [each.value for each in Data if each in found.data], found.people
    breach.occurred_at, breach.public_needed = found.occurred_at, found.public_needed
    named = sorted({*found.offices} - {*breach.offices})
    breach.offices = sorted({breach.office.code, *found.offices})
    if breach.subjects_told is not None and breach.subjects_told < found.people and breach.public_told_at is None:
        not_all_told(breach)
    _tell_of(breach, offices=named, key="assess", actor=actor, at=at)
    breach.assessed_at = breach.assessed_at or at
    columns = (
        "how",
        "handling",
        "recovery",
        "data",
        "people",
        "occurred_at",
        "public_needed",
        "offices",
        "assessed_at",
        *TOLD_TO_ALL,
    )
    return close_breach_step(step, changed=columns, facts={"people": found.people, "data": ",".join(breach.data)})


def not_all_told(breach: Breach) -> None:
    """Let the time to tell the people concerned run on: what was stated does not hold. The caller saves."""
    breach.subjects_told_at = breach.subjects_told = None
    breach.subjects_told_words = ""


@legal_act
def close_breach(*, breach_id: int, words: str, actor: str, at: datetime, version: int | None = None) -> Breach:
    """Close a breach of which everybody was told. Raises: Refused (`reason_missing`, `not_told_yet`), StaleThing,
    WrongState, NotPermitted."""
    if not words.strip():
        raise Refused("reason_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.CLOSE, actor=actor, at=at, version=version)
    breach = step.breach
    public = breach.public_told_at is not None or not breach.public_needed
    if breach.subjects_told_at is None or breach.authority_told_at is None or not public:
        raise Refused("not_told_yet")
    breach.closing_words = words.strip()
    return close_breach_step(step, changed=("closing_words",))


@legal_act
def dismiss_breach(*, breach_id: int, words: str, actor: str, at: datetime, version: int | None = None) -> Breach:
    """State with reasons that no personal data were laid open; a breach somebody was told of is not dismissed.

    Raises: Refused (`reason_missing`, `already_told`), StaleThing, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("reason_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.DISMISS, actor=actor, at=at, version=version)
    if step.breach.tellings.exists():
        raise Refused("already_told")
    step.breach.closing_words = words.strip()
    return close_breach_step(step, changed=("closing_words",))
