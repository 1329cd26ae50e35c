"""The stage on which the cases of the demo are played: its days, its people, its papers."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import count, islice
from typing import TYPE_CHECKING

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import national_day, office_by_code, units_of

from .papers import Paper
from .story import WIB, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telusur.kernel.documents.models import Document
    from telusur.kernel.offices.models import Unit

FIRST_HOUR = 9
NOON = 12
BETWEEN_ACTS = timedelta(minutes=40)
# Who plays each part; the units of Kota Serang have their liaison officers.
PLAYERS = {
    "3673": {"desk": "desk", "ppid": "ppid", "editor": "editor"},
    "36": {"desk": "desk.banten", "ppid": "ppid.banten"},
}
LIAISONS = {"program-data": "data", "hukum": "hukum", "keuangan-umum-logistik": "keuangan"}


@dataclass(frozen=True)
class Act:
    """One line of a script: `day act | what it needs | …`."""

    day: int
    name: str
    needs: tuple[str, ...]


def read_act(line: str) -> Act:
    head, *needs = [part.strip() for part in line.split(" | ")]
    day, name = head.split(" ")
    return Act(int(day), name, tuple(needs))


@dataclass
class Stage:
    """The days and the people of a demo loaded at `at`."""

    at: datetime
    papers: Iterator[int] = field(default_factory=lambda: count(1))

    @cached_property
    def _past(self) -> list[date]:
        return list(islice(self._working(-1), 60))

    @cached_property
    def _coming(self) -> list[date]:
        return list(islice(self._working(1), 30))

    def _working(self, step: int) -> Iterator[date]:
        calendar, day = calendar_for(office_code="3673"), national_day(at=self.at)
        while True:
            day += timedelta(days=step)
            if calendar.is_working(day):
                yield day

    def day(self, number: int) -> date:
        """Return a working day: -1 is the last before the day of loading, +1 the first after it."""
        return self._past[-number - 1] if number < 0 else self._coming[number - 1]

    def instant(self, words: str) -> datetime:
        """Return the instant that a script writes as `-12 09.20`."""
        day, clock = words.split(" ")
        hour, minute = clock.split(".")
        return datetime.combine(self.day(int(day)), time(int(hour), int(minute)), WIB)

    def hours(self, day: int, *, after: datetime, place: int) -> datetime:
        """Return an instant of that day within opening hours and after `after`; place: spreads cases over the day."""
        first = datetime.combine(self.day(day), time(FIRST_HOUR), WIB) + timedelta(minutes=2 + place * 7 % 35)
        found = max(first, after + BETWEEN_ACTS)
        return found + timedelta(hours=1) if found.hour == NOON else found

    def actor(self, part: str, *, office: str) -> str:
        """Return the ledger's reference of whoever plays a part at an office, or of a person by name."""
        return f"user:{person(PLAYERS[office].get(part, part)).pk}"

    def unit(self, code: str, *, office: str) -> Unit:
        return units_of(office_id=office_by_code(code=office).pk).get(code=code)

    def paper(
        self, title: str, text: str, *, on: date, spreadsheet: bool = False, office: str = "", signed: bool = True
    ) -> tuple[bytes, str]:
        """Return the bytes and the name of a real file with this text in it. office: code of whose paper it is."""
        made = Paper(
            information_class="anytime",
            title=title,
            summary="",
            unit="",
            on=on,
            paragraphs=(text,),
            table=(("Bagian", "Jumlah"), ("Pertama", 120 + next(self.papers)), ("Kedua", 245)) if signed else (),
            spreadsheet=spreadsheet,
            office=office_by_code(code=office or "3673").name.removeprefix("KPU "),
            signed=signed,
        )
        return made.content(), made.file_name

    def document(self, title: str, text: str, *, at: datetime) -> Document:
        return self._stored(self.paper(title, text, on=national_day(at=at)), at)

    def identity_card(self, *, at: datetime) -> Document:
        return self._stored(self._card, at)

    @cached_property
    def _card(self) -> tuple[bytes, str]:
        return self.paper("Kartu identitas contoh", "Bukan dokumen asli.", on=self.day(-1), signed=False)

    def _stored(self, paper: tuple[bytes, str], at: datetime) -> Document:
        content, name = paper
        return documents.store(content=io.BytesIO(content), name=name, at=at, made_here=True)
