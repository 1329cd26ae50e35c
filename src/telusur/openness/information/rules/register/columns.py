"""The columns of the list as a sheet, the words that stand in them, and an entry written into them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..entries import Form, InformationClass
from ..language import fold
from ..partial_dates import show_partial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..entries import Entry


class Field(StrEnum):
    """The columns of the sheet, in their order; the value is the heading."""

    NUMBER = "Nomor"
    TITLE = "Judul informasi"
    SUMMARY = "Ringkasan isi informasi"
    HOLDER = "Pejabat/unit yang menguasai"
    RESPONSIBLE = "Penanggung jawab pembuatan/penerbitan"
    MADE = "Waktu pembuatan"
    MADE_PLACE = "Tempat pembuatan"
    FORM = "Bentuk informasi"
    RETENTION = "Jangka waktu penyimpanan"
    CLASS = "Klasifikasi"
    YEAR = "Tahun"
    UNIT = "Kode unit"
    TAGS = "Tag"
    LINK = "Tautan"
    EVENT = "Peristiwa"
    EVENT_AT = "Waktu peristiwa"
    REVIEW_BY = "Tinjau kembali"
    FILES = "Berkas"
    STATE = "Keadaan"


REQUIRED = (Field.TITLE, Field.CLASS, Field.YEAR)
GUIDE_SHEET = "Petunjuk"
# Other words for a heading, as registers of offices use them.
ALSO_CALLED = {
    "no": Field.NUMBER,
    "nomor urut": Field.NUMBER,
    "judul": Field.TITLE,
    "nama informasi": Field.TITLE,
    "informasi": Field.TITLE,
    "ringkasan": Field.SUMMARY,
    "ringkasan informasi": Field.SUMMARY,
    "pejabat unit yang menguasai informasi": Field.HOLDER,
    "pejabat yang menguasai informasi": Field.HOLDER,
    "unit yang menguasai": Field.HOLDER,
    "penanggung jawab": Field.RESPONSIBLE,
    "penanggung jawab pembuatan": Field.RESPONSIBLE,
    "penanggung jawab pembuatan atau penerbitan informasi": Field.RESPONSIBLE,
    "tempat": Field.MADE_PLACE,
    "bentuk": Field.FORM,
    "bentuk informasi yang tersedia": Field.FORM,
    "jangka waktu penyimpanan atau retensi arsip": Field.RETENTION,
    "jangka waktu penyimpanan retensi arsip": Field.RETENTION,
    "retensi": Field.RETENTION,
    "retensi arsip": Field.RETENTION,
    "kelas": Field.CLASS,
    "klasifikasi informasi": Field.CLASS,
    "jenis informasi": Field.CLASS,
    "unit": Field.UNIT,
    "link": Field.LINK,
    "url": Field.LINK,
    "file": Field.FILES,
    "nama berkas": Field.FILES,
    "status": Field.STATE,
}
CLASS_WORDS = {
    "berkala": InformationClass.PERIODIC,
    "informasi berkala": InformationClass.PERIODIC,
    "serta merta": InformationClass.IMMEDIATE,
    "sertamerta": InformationClass.IMMEDIATE,
    "informasi serta merta": InformationClass.IMMEDIATE,
    "setiap saat": InformationClass.ANYTIME,
    "setiapsaat": InformationClass.ANYTIME,
    "informasi setiap saat": InformationClass.ANYTIME,
}
CLASS_CELLS = {
    InformationClass.PERIODIC: "Berkala",
    InformationClass.IMMEDIATE: "Serta merta",
    InformationClass.ANYTIME: "Setiap saat",
}
FORM_CELLS = {Form.SOFTCOPY: "Softcopy", Form.HARDCOPY: "Hardcopy", Form.BOTH: "Softcopy dan hardcopy"}


def plain(text: str) -> str:
    """Return words without capitals, signs and double blanks, to compare headings and choices by."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())


HEADINGS = {plain(field.value): field for field in Field} | ALSO_CALLED


def row_of(
    entry: Entry, *, unit: str = "", time_zone: str, files: Sequence[str] = (), state: str = ""
) -> list[str | int]:
    """Return the cells of an entry, in the order of Field. unit: its code; time_zone: the office's, for the event."""
    event_at = entry.event_at.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None) if entry.event_at else None
    cells: dict[Field, str | int] = {
        Field.NUMBER: entry.number,
        Field.TITLE: entry.title,
        Field.SUMMARY: entry.summary,
        Field.HOLDER: entry.holder,
        Field.RESPONSIBLE: entry.responsible,
        Field.MADE: show_partial(entry.made) if entry.made else "",
        Field.MADE_PLACE: entry.made_place,
        Field.FORM: FORM_CELLS[Form(entry.form)],
        Field.RETENTION: entry.retention,
        Field.CLASS: CLASS_CELLS[InformationClass(entry.information_class)],
        Field.YEAR: entry.year,
        Field.UNIT: unit,
        Field.TAGS: "; ".join(entry.tags),
        Field.LINK: entry.link,
        Field.EVENT: entry.event,
        Field.EVENT_AT: event_at.isoformat(sep=" ") if event_at else "",
        Field.REVIEW_BY: entry.review_by.isoformat() if entry.review_by else "",
        Field.FILES: "; ".join(files),
        Field.STATE: state,
    }
    return [cells[field] for field in Field]
