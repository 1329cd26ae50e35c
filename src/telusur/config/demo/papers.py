"""The papers of the demo: real PDFs and spreadsheets with text in them. Titles, figures and events are invented.

The counts are facts: KPU Kota Serang reported 12 periodic, 65 immediate and 2 anytime documents for 2024.
"""

from __future__ import annotations

import io
import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import typst

from telusur.kernel.figures.rules.periods import MONTHS

TEMPLATES = Path(__file__).parent / "data"
WIB = ZoneInfo("Asia/Jakarta")
DISTRICTS = ("Serang", "Cipocok Jaya", "Taktakan", "Walantaka", "Curug", "Kasemen")
ADVICE = "Masyarakat dimohon tenang dan mengikuti pengumuman resmi KPU Kota Serang."
NOTE = "Contoh untuk peragaan: judul, isi dan angka dalam dokumen ini rekaan."


@dataclass(frozen=True)
class Paper:
    """One entry of the demo's list, with what its file says. office: KPU and its territory, as the head names it."""

    information_class: str
    title: str
    summary: str
    unit: str
    on: date
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str | int, ...], ...] = ()
    spreadsheet: bool = False
    event: str = ""
    event_at: datetime | None = None
    tags: tuple[str, ...] = ()
    office: str = "Kota Serang"
    signed: bool = True

    @property
    def file_name(self) -> str:
        kept = "".join(letter if letter.isalnum() else "-" for letter in self.title.lower())
        stem = "-".join(part for part in kept.split("-") if part)[:70]
        return f"{stem}.{'xlsx' if self.spreadsheet else 'pdf'}"

    def content(self) -> bytes:
        return self._spreadsheet() if self.spreadsheet else self._pdf()

    def _pdf(self) -> bytes:
        facts = {
            "title": self.title,
            "office": f"Komisi Pemilihan Umum {self.office}",
            "note": NOTE,
            "place": self.office,
            "day": f"{self.on.day} {MONTHS[self.on.month - 1]} {self.on.year}",
            "summary": self.summary if self.summary not in self.paragraphs else "",
            "signed": f"Sekretaris KPU {self.office}" if self.signed else "",
            "paragraphs": self.paragraphs,
            "table": [[str(cell) for cell in row] for row in self.table],
        }
        made: bytes = typst.compile(  # type: ignore[call-overload]
            (TEMPLATES / "paper.typ").read_bytes(),
            root=str(TEMPLATES),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
            timestamp=int(datetime.combine(self.on, time(9), WIB).timestamp()),
        )
        return made

    def _spreadsheet(self) -> bytes:
        book = openpyxl.Workbook()
        book.properties.created = book.properties.modified = datetime.combine(self.on, time(9))
        del book[book.sheetnames[0]]
        sheet = book.create_sheet("Data")
        for row in self.table:
            sheet.append(list(row))
        notes = book.create_sheet("Keterangan")
        for paragraph in (NOTE, *self.paragraphs):
            notes.append([paragraph])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def papers_of_2024() -> list[Paper]:
    """Return the 79 papers of the demo year in the order of their days: 12 berkala, 65 serta merta, 2 setiap saat."""
    content = tomllib.loads((TEMPLATES / "papers.toml").read_text(encoding="utf-8"))
    papers = [_listed(row) for row in content["paper"]]
    papers += [
        _event(row, district=district, later=place)
        for row in content["district_event"]
        for place, district in enumerate(DISTRICTS)
    ]
    papers += [_event(row) for row in content["city_event"]]
    return sorted(papers, key=lambda paper: (paper.on, paper.title))


def _listed(row: dict[str, Any]) -> Paper:
    table = tuple(tuple(line) for line in row.get("table", ()))
    return Paper(
        information_class=row["class"],
        title=row["title"],
        summary=row["summary"],
        unit=row["unit"],
        on=row["on"],
        paragraphs=tuple(row["paragraphs"]),
        table=table or (_per_district(**row["districts"]) if "districts" in row else ()),
        spreadsheet=row.get("spreadsheet", False),
        tags=tuple(row.get("tags", ())),
    )


def _per_district(*, columns: list[str], base: int, step: int) -> tuple[tuple[str | int, ...], ...]:
    """Return a table by district with a total row; the numbers are invented but add up."""
    rows: list[tuple[str | int, ...]] = [
        (name, *(base + step * place + 7 * number for number in range(len(columns))))
        for place, name in enumerate(DISTRICTS)
    ]
    totals = [sum(int(row[number + 1]) for row in rows) for number in range(len(columns))]
    return (("Kecamatan", *columns), *rows, ("Jumlah", *totals))


def _event(row: dict[str, Any], *, district: str = "", later: int = 0) -> Paper:
    on = row["on"] + timedelta(days=later)
    title, text = row["title"].format(district), row["text"]
    return Paper(
        information_class="immediate",
        title=title,
        summary=text,
        unit=row["unit"],
        on=on,
        paragraphs=(text, ADVICE),
        event=title,
        event_at=datetime.combine(on, time(7, 30), WIB),
    )
