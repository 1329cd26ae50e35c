from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE, office_log
from telusur.kernel.ledger.services import record

from ..models import Territory, TerritoryCode
from ..rules import codes
from ..rules.territory_file import LEVEL_NAMES, Fault, Reading, differences
from .copying import copy_rows, line, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime


class TerritoryRefused(Exception):
    """A file with faults; nothing of it was taken."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


class ControlMissed(Exception):
    """A file that does not reach its control totals; nothing of it was taken. differences: has, must have."""

    def __init__(self, missed: Mapping[str, tuple[int, int]]) -> None:
        self.differences = dict(missed)
        super().__init__(str(self.differences))


@dataclass(frozen=True)
class CodeRow:
    """A code of a place in one scheme (kpu, kemendagri, bps), for a period; without an end it holds on."""

    place: int
    scheme: str
    code: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class TerritoryLoaded:
    """What a load changed. missing: places known before that the file does not name; they stay."""

    totals: Mapping[str, Mapping[str, int]]
    created: int
    changed: int
    unchanged: int
    missing: int
    read_as_one: tuple[int, ...]


_INCOMING = """
create temporary table incoming_territory (
    id bigint, level smallint, parent_id bigint, name text, stations int, special_from smallint, special_until smallint
) on commit drop
"""
_UPDATE = """
update elections_territory t set name = i.name, stations = i.stations, special_from = i.special_from,
    special_until = i.special_until, provisional = false
from incoming_territory i
where i.id = t.id and (t.name, t.stations, t.special_from, t.special_until, t.provisional)
    is distinct from (i.name, i.stations, i.special_from, i.special_until, false)
"""
_COLUMNS = "id, level, parent_id, name, stations, special_from, special_until"
_INSERT = """
insert into elections_territory (id, level, parent_id, name, provisional, stations, special_from, special_until)
select id, level, parent_id, name, false, stations, special_from, special_until from incoming_territory i
where not exists (select from elections_territory t where t.id = i.id)
"""
_CODES = """
insert into elections_territorycode (territory_id, scheme, code, valid_from, source)
select id, 'kpu', id::text, %s, %s from incoming_territory i
where not exists (select from elections_territorycode c where c.territory_id = i.id and c.scheme = 'kpu')
"""


@legal_act
def load_territory(
    *, reading: Reading, source: str, whole: bool, valid_from: date, actor: str, on: date, at: datetime
) -> TerritoryLoaded:
    """Take over a file of territory: all of it or nothing. Places that were known keep their id and get its names.

    source: the name of the file. whole: compare it with the control totals in force on `on`. valid_from: since when its
    codes hold. Raises: TerritoryRefused, ControlMissed, NoRuleInForce.
    """
    if reading.faults:
        raise TerritoryRefused(reading.faults)
    totals = reading.totals()
    if whole:
        control = rule_in_force("elections", "territory_total", "domestic", on=on)
        missed = differences(
            totals["domestic"], {name: control.number(name) for name in (*LEVEL_NAMES.values(), "stations")}
        )
        if missed:
            raise ControlMissed(missed)
    known = Territory.objects.count()
    run("drop table if exists incoming_territory")
    run(_INCOMING)
    copy_rows("incoming_territory", _COLUMNS, _lines(reading))
    changed = run(_UPDATE)
    created = run(_INSERT)
    run(_CODES, [valid_from, source])
    count = len(reading.places)
    record(
        "elections.load_territory",
        log=office_log(NATIONAL_OFFICE),
        subject_kind="territory",
        subject_id=source[:80],
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"places": count, "created": created, "changed": changed, "stations": totals["domestic"]["stations"]},
    )
    return TerritoryLoaded(
        totals=totals,
        created=created,
        changed=changed,
        unchanged=count - created - changed,
        missing=known + created - count,
        read_as_one=reading.read_as_one,
    )


def _lines(reading: Reading) -> list[str]:
    found = []
    for place in reading.places:
        parent = codes.above(place.code, place.level - 1) if place.level > 1 else None
        village = place.level == codes.VILLAGE
        first, last = place.specials or (None, None)
        found.append(
            line(place.code, place.level, parent, place.name, place.stations if village else None, first, last)
        )
    return found


@legal_act
def load_codes(*, rows: Sequence[CodeRow], source: str, actor: str, at: datetime) -> int:
    """Add codes of other schemes to known places; return how many were new.

    Raises: LookupError naming a place that is not known.
    """
    known = set(Territory.objects.filter(pk__in={row.place for row in rows}).values_list("pk", flat=True))
    for row in rows:
        if row.place not in known:
            raise LookupError(str(row.place))
    before = TerritoryCode.objects.count()
    TerritoryCode.objects.bulk_create(
        [
            TerritoryCode(
                territory_id=row.place,
                scheme=row.scheme,
                code=row.code,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                source=source,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )
    made = TerritoryCode.objects.count() - before
    record(
        "elections.load_codes",
        log=office_log(NATIONAL_OFFICE),
        subject_kind="territory",
        subject_id=source[:80],
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"codes": made},
    )
    return made
