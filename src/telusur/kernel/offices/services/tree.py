from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

from ..models import ContactChannel, Office, OfficeKind
from ..rules.office_file import read_offices
from ..selectors import national_day
from .presence import replace_week
from .public_pages import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ..rules.office_file import OfficeRow

NATIONAL_FILE = Path(__file__).parents[1] / "data" / "national.csv"
_RANK = {OfficeKind.NATIONAL: 0, OfficeKind.PROVINCE: 1, OfficeKind.REGENCY: 2, OfficeKind.CITY: 2}


class OfficeNotFound(LookupError):
    """No office with this code, or it has ceased."""


@dataclass(frozen=True)
class LoadResult:
    """The codes of the offices that a file made, changed and left as they were."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


@transaction.atomic
def load_offices(*, rows: Sequence[OfficeRow], actor: str, at: datetime, on: date) -> LoadResult:
    """Make or update the offices of a checked file, all in one transaction.

    on: the day from which opening hours that differ hold. What a row leaves empty stays as it is, so the same file
    twice changes nothing the second time.
    """
    parents = {office.code: office for office in Office.objects.select_for_update().order_by("code")}
    fates: dict[str, tuple[str, dict[str, str | int | bool | None]]] = {}
    for row in sorted(rows, key=lambda row: (_RANK[OfficeKind(row.kind)], row.code)):
        before = parents.get(row.code)
        facts = _put(row, before, parents=parents)
        facts |= _put_presence(row, parents[row.code], on=on)
        fates[row.code] = ("offices.create" if before is None else "offices.change", facts)
    for code in sorted(fates):
        act, facts = fates[code]
        if facts:
            told(act, office=parents[code], actor=actor, at=at, facts=facts)
    return LoadResult(
        created=tuple(sorted(code for code, (act, _facts) in fates.items() if act == "offices.create")),
        changed=tuple(sorted(code for code, (act, facts) in fates.items() if act == "offices.change" and facts)),
        unchanged=tuple(sorted(code for code, (_act, facts) in fates.items() if not facts)),
    )


def _put(row: OfficeRow, office: Office | None, *, parents: dict[str, Office]) -> dict[str, str | int | bool | None]:
    """Write the columns of one office and return those that changed, as facts."""
    parent = parents.get(row.parent_code)
    wanted = {"name": row.name, "kind": row.kind, "slug": row.slug, "time_zone": row.time_zone}
    wanted |= {key: value for key, value in (("city", row.city), ("address", row.address)) if value}
    facts: dict[str, str | int | bool | None]
    if office is None:
        codes = list(row.territory_codes or (row.code,))
        parents[row.code] = Office.objects.create(code=row.code, parent=parent, territory_codes=codes, **wanted)
        return {**wanted, "parent": row.parent_code, "territory_codes": " ".join(codes)}
    facts = {key: value for key, value in wanted.items() if getattr(office, key) != value}
    for key in facts:
        setattr(office, key, wanted[key])
    if office.parent_id != (parent.pk if parent else None):
        office.parent, facts["parent"] = parent, row.parent_code
    if row.territory_codes and office.territory_codes != list(row.territory_codes):
        office.territory_codes = list(row.territory_codes)
        facts["territory_codes"] = " ".join(row.territory_codes)
    if facts:
        office.save(update_fields=list(facts))
    return facts


def _put_presence(row: OfficeRow, office: Office, *, on: date) -> dict[str, str | int | bool | None]:
    """Write opening hours and contact channels that the row names and return what changed, as facts."""
    facts: dict[str, str | int | bool | None] = {}
    if row.week is not None and replace_week(office=office, week=row.week, valid_from=on):
        facts["hours_from"] = on.isoformat()
    for position, (kind, value) in enumerate(row.channels, start=1):
        others = ContactChannel.objects.filter(office=office, kind=kind)
        if others.filter(value=value).exists():
            continue
        others.delete()
        ContactChannel.objects.create(office=office, kind=kind, value=value, position=position)
        facts[kind] = value
    return facts


@transaction.atomic
def ensure_national_office(*, at: datetime) -> Office:
    """Return the national office, made if this installation has none yet; an empty installation starts with it."""
    if not Office.objects.filter(code=NATIONAL_OFFICE).exists():
        lines = list(csv.reader(NATIONAL_FILE.read_text(encoding="utf-8").splitlines()))
        rows, _faults = read_offices(lines[0], lines[1:], known={}, slugs={}, withdrawn=frozenset())
        load_offices(rows=rows, actor="system", at=at, on=national_day(at=at))
    return Office.objects.get(code=NATIONAL_OFFICE)


@transaction.atomic
def change_details(
    *, office_id: int, name: str, city: str, address: str, host: str | None, actor: str, at: datetime
) -> Office:
    """Change what an office says of itself. Its code, its place in the tree and its time zone come from the file."""
    office = Office.objects.select_for_update().get(pk=office_id)
    wanted = {"name": name, "city": city, "address": address, "host": host or None}
    facts: dict[str, str | int | bool | None]
    facts = {key: value for key, value in wanted.items() if getattr(office, key) != value}
    if facts:
        for key, value in facts.items():
            setattr(office, key, value)
        office.save(update_fields=list(facts))
        told("offices.change", office=office, actor=actor, at=at, facts=facts)
    return office


@transaction.atomic
def withdraw_office(*, code: str, decree_number: str, actor: str, at: datetime, on: date) -> Office:
    """Mark an office that ceased. Its records stay, its code is never used again. Raises: OfficeNotFound."""
    office = Office.objects.select_for_update().filter(code=code, withdrawn_on=None).first()
    if office is None:
        raise OfficeNotFound(code)
    office.withdrawn_on = on
    office.save(update_fields=["withdrawn_on"])
    facts: dict[str, str | int | bool | None] = {"withdrawn_on": on.isoformat(), "decree": decree_number}
    told("offices.withdraw", office=office, actor=actor, at=at, facts=facts)
    return office
