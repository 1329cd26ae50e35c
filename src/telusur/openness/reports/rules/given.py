"""What a yearly report is written from: the frozen figures, what the office keeps, its own words, and who signs.

Plain values only. Whoever reads the tables fills them; nothing here asks a clock or a database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Value = int | Fraction | None


class NotFrozen(LookupError):
    """A report speaks of a figure, a split or a cell that the frozen set does not hold."""


@dataclass(frozen=True)
class Cell:
    """One cell of a split: its key ("" where the attribute is not recorded), label and value; `rows`: the page of its
    rows, an absolute public address, "" where none opens."""

    key: str
    label: str
    value: Value
    rows: str = ""


@dataclass(frozen=True)
class Split:
    """A figure split by one dimension, cells in their own order. personal: it opens no public rows."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    personal: bool = False

    def cell(self, key: str) -> Cell:
        """Raises: NotFrozen."""
        for cell in self.cells:
            if cell.key == key:
                return cell
        raise NotFrozen(f"{self.key}={key}")


@dataclass(frozen=True)
class Reading:
    """A figure as it was frozen. count: how many rows its value was counted from; rows: the page of these rows."""

    key: str
    name: str
    unit: str
    value: Value
    count: int
    rows: str = ""
    splits: Mapping[str, Split] = field(default_factory=dict)
    definition: str = ""

    def split(self, key: str) -> Split:
        """Raises: NotFrozen."""
        if key not in self.splits:
            raise NotFrozen(f"{self.key}/{key}")
        return self.splits[key]


@dataclass(frozen=True)
class Frozen:
    """The figures of one year as they were frozen. digest: SHA-256 of the set, as the ledger holds it."""

    year: int
    frozen_on: date
    digest: str
    readings: Mapping[str, Reading]

    def reading(self, key: str) -> Reading:
        """Raises: NotFrozen."""
        if key not in self.readings:
            raise NotFrozen(key)
        return self.readings[key]


@dataclass(frozen=True)
class Facility:
    """A thing of the inventory: ruang layanan, komputer, papan pengumuman … `number` of them, in one condition.

    condition: good, light_damage, heavy_damage or absent: one that is lacking has the number 0.
    """

    thing: str
    number: int
    condition: str
    place: str


@dataclass(frozen=True)
class Training:
    name: str
    year: int


@dataclass(frozen=True)
class Officer:
    """An officer of the service with his education (sma, d3, d4, s1, s2, s3) and trainings; public as the decree that
    names him is."""

    name: str
    function: str
    education: str
    trainings: tuple[Training, ...] = ()


@dataclass(frozen=True)
class BudgetLine:
    """A line of the year's budget, whole rupiah. source: DIPA, hibah …"""

    name: str
    source: str
    allotted: int
    realised: int


@dataclass(frozen=True)
class Policy:
    """What the policy rests on. sort: law, procedure (SOP), decree (SK) or pledge (maklumat). reference: "Peraturan KPU
    Nomor 22 Tahun 2023"; "" for one without a number. document: of a decree, the id of its PDF in the list of public
    information; 0 where none is there."""

    sort: str
    reference: str
    title: str
    document: int = 0


@dataclass(frozen=True)
class Obstacle:
    """side: internal or external (Perki 1/2021 Pasal 56)."""

    side: str
    text: str


@dataclass(frozen=True)
class FollowUp:
    """A recommendation and its follow-up (rencana tindak lanjut): by doing what, by whom, until when.

    state: planned, running, done or dropped. since: the report's year in which it was first written. closing: what was
    done, or why it was dropped; "" while it is unfinished.
    """

    text: str
    follow_up: str
    owner: str
    due_on: date
    state: str
    since: int
    closing: str = ""


@dataclass(frozen=True)
class Uploaded:
    """A picture for the annex. content: PNG or JPEG; alt: what it shows, for who cannot see it."""

    title: str
    alt: str
    content: bytes


@dataclass(frozen=True)
class Downloads:
    """How often one document was downloaded in the year; together they are the frozen number of downloads."""

    title: str
    times: int


@dataclass(frozen=True)
class Kept:
    """What the office keeps beside its register, as it stood for the year.

    nil: the books that an officer called empty.
    """

    facilities: tuple[Facility, ...] = ()
    officers: tuple[Officer, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    policies: tuple[Policy, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    pictures: tuple[Uploaded, ...] = ()
    downloads: tuple[Downloads, ...] = ()
    nil: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hours:
    """Opening hours of a run of weekdays, as printed: "Senin sampai Jumat", "09.00–15.00", "12.00–13.00"."""

    days: str
    hours: str
    rest: str = ""


@dataclass(frozen=True)
class Office:
    """Who reports. lines: of the letterhead; home: the office's absolute public address, for links and QR code.

    report: the public address of this very report.
    """

    name: str
    city: str
    address: str
    lines: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    home: str = ""
    report: str = ""
    logo: bytes = b""


@dataclass(frozen=True)
class Signature:
    """Who signs (Atasan PPID), where and on which day; `on` is None for a draft. code: of the page that confirms it."""

    name: str
    function: str
    city: str
    on: date | None = None
    acting: bool = False
    code: str = ""
    number: str = ""


NARRATIVES = ("foreword", "policy", "facilities", "service", "disputes", "e_ppid", "obstacles", "recommendations")
