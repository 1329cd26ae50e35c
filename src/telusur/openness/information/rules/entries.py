"""What one entry of the list says: the seven legal columns and what the register adds to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime  # noqa: TC003 the types of fields are read at run time
from enum import StrEnum


class InformationClass(StrEnum):
    PERIODIC = "periodic"
    IMMEDIATE = "immediate"
    ANYTIME = "anytime"


class Form(StrEnum):
    SOFTCOPY = "softcopy"
    HARDCOPY = "hardcopy"
    BOTH = "both"


# Signs that nobody sees and files refuse; line ends and tabs stay.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# How the classes are called in addresses.
CLASS_SLUGS = {
    "berkala": InformationClass.PERIODIC,
    "serta-merta": InformationClass.IMMEDIATE,
    "setiap-saat": InformationClass.ANYTIME,
}
SLUG_OF_CLASS = {information_class.value: slug for slug, information_class in CLASS_SLUGS.items()}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the register. Law: Perki 1/2021 (the seven columns of the DIP).

    made: ISO text, day or month or year. event, event_at: only for serta merta, then both. unit_id: the unit of the
    office that holds it, where it is one of its own; holder: the same in words, as the register prints it.
    """

    title: str
    summary: str
    information_class: InformationClass
    year: int
    holder: str
    responsible: str
    number: str = ""
    made: str = ""
    made_place: str = ""
    form: Form = Form.SOFTCOPY
    retention: str = ""
    tags: tuple[str, ...] = field(default=())
    link: str = ""
    unit_id: int | None = None
    event: str = ""
    event_at: datetime | None = None
    review_by: date | None = None


ENTRY_FIELDS = tuple(column.name for column in fields(Entry))


def missing_for_publication(entry: Entry, *, files: int) -> list[str]:
    """Return the names of fields without which the entry may not be shown to the public.

    files: how many files are attached. Something must be there to open: a file, a link, or paper at the desk.
    """
    missing = [name for name in ("title", "summary", "holder", "responsible", "retention") if not getattr(entry, name)]
    if not entry.made:
        missing.append("made")
    if not files and not entry.link and entry.form == Form.SOFTCOPY:
        missing.append("files")
    if entry.information_class == InformationClass.IMMEDIATE:
        missing += [name for name in ("event", "event_at") if not getattr(entry, name)]
    return missing


def tidy(entry: Entry) -> Entry:
    """Return the entry as it is kept: no blanks around texts, one kind of line end, no signs a database cannot hold."""
    texts = {
        name: tidy_text(value)
        for name, value in vars(entry).items()
        if isinstance(value, str) and not hasattr(value, "name")
    }
    tags = tuple(dict.fromkeys(tag for text in entry.tags for part in text.split(";") if (tag := tidy_text(part))))
    return replace(entry, **texts, tags=tags)  # type: ignore[arg-type]


def tidy_text(text: str) -> str:
    """Return a text without blanks around it and without signs that nobody sees and files refuse."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
