"""The year 2024 of KPU Kota Serang, taken over from before: its list of public information and its paper register.

The counts are the office's published facts; titles, questions and people are invented.
"""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from telusur.kernel.offices.selectors import office_by_code, units_of
from telusur.openness.information import services as information
from telusur.openness.information.rules.entries import Entry, InformationClass
from telusur.openness.requests import services as requests

from .papers import papers_of_2024
from .story import instant, opening, person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.models import User

    from .papers import Paper

REGISTER = Path(__file__).with_name("data") / "register_2024.csv"
OFFICE = "3673"
# Who keeps each unit's part of the list; the unit of the PPID himself is kept by the desk.
KEEPERS = {"program-data": "data", "hukum": "hukum", "keuangan-umum-logistik": "keuangan", "sdm-parmas": "desk"}
WORKING_HOURS = (9, 10, 11, 13, 14)


def load_year_2024(*, at: datetime) -> None:
    """Take over the list and the register of 2024, each act on its true day and marked as taken over."""
    office, then = office_by_code(code=OFFICE), opening(at)
    units = {unit.code: (unit.pk, unit.name) for unit in units_of(office_id=office.pk)}
    keepers = {unit: person(name) for unit, name in KEEPERS.items()}
    editor, ppid = person("editor"), person("ppid")
    for place, paper in enumerate(papers_of_2024()):
        entry = _entry(paper, *units[paper.unit])
        published_at = instant(paper.on, WORKING_HOURS[place % len(WORKING_HOURS)], place * 7 % 60)
        keeper = editor if paper.event else keepers[paper.unit]
        file = information.NewFile(io.BytesIO(paper.content()), paper.file_name, paper.title, made_here=True)
        item = information.enter_item(office_id=office.pk, entry=entry, officer=keeper, at=then, files=[file])
        way = _announced if paper.event else _approved
        way(item.pk, keeper=keeper, ppid=ppid, published_at=published_at, at=then)
    with REGISTER.open("rb") as content:
        requests.import_register(
            office=office, content=content, name=REGISTER.name, actor=f"user:{person('desk').pk}", at=then
        )


def _announced(item_id: int, *, keeper: User, ppid: User, published_at: datetime, at: datetime) -> None:
    confirmed_at = published_at + timedelta(hours=1, minutes=10)
    information.announce_item(item_id=item_id, officer=keeper, at=at, happened_at=published_at)
    information.confirm_item(item_id=item_id, officer=ppid, at=at, happened_at=confirmed_at)


def _approved(item_id: int, *, keeper: User, ppid: User, published_at: datetime, at: datetime) -> None:
    proposed_at = published_at - timedelta(hours=1, minutes=5)
    information.propose_item(item_id=item_id, officer=keeper, at=at, happened_at=proposed_at)
    information.approve_item(item_id=item_id, officer=ppid, at=at, happened_at=published_at)


def _entry(paper: Paper, unit_id: int, unit: str) -> Entry:
    return Entry(
        title=paper.title,
        summary=paper.summary,
        information_class=InformationClass(paper.information_class),
        year=paper.on.year,
        holder=unit,
        responsible=f"Kepala {unit}",
        made=paper.on.isoformat(),
        made_place="Kota Serang",
        retention="5 tahun",
        tags=paper.tags,
        unit_id=unit_id,
        event=paper.event,
        event_at=paper.event_at,
    )
