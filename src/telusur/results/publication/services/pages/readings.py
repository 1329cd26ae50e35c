"""What was ever read from the form of a polling station, side by side, and where that differs.

The history beside it tells only what these columns do not: numbers that were in force in between, and earlier runs.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.stations import NOTHING, Standing
from .frame import figure, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...rules.stations import Contest

Plain = dict[str, Any]
Reading = tuple[str, str]  # what it is called, and its cells in words; empty where they may not be shown
SHOWN = 40  # fields that differ, of one table or of one act; a form that was handed in anew may change hundreds
IMPORT, ENTER = "recapitulation.import", "recapitulation.enter"
DATES = "tanggal_"  # so begin the fields of a form's date
_READER, _COLUMNS = "Pembaca", 6
_CALLED = {
    IMPORT: "Impor",
    ENTER: "Perangkat",
    "recapitulation.read": _READER,
    "recapitulation.resolve": _READER,
    "recapitulation.fill": "Pleno",
    "recapitulation.fill_begun": "Pleno",
}
_COUNTS = {2: "Dua", 3: "Tiga", 4: "Empat", 5: "Lima", 6: "Enam"}
_NOW = "Berlaku"


def side_by_side(contest: Contest, one: Plain, title: str) -> str:
    """Return what each who read the form in force says beside what is in force now, in the fields in which any two of
    them differ, and in how many others all agree; while no vote counts, that there are readings. title: what the
    polling station is called."""
    read = _readings(one) if one["cells"] or one["standing"] == Standing.READING else []
    if not read:
        return ""
    columns, names = _columns(read), contest.fields_of(one.get("district", ""))
    vectors = [said.split(",") for said in (*(said for _name, said in columns), in_force(one)) if said]
    apart = [place for place, cells in enumerate(zip(*vectors, strict=True)) if len(set(cells)) > 1]
    shown = _table(columns, vectors, apart, names, called(contest, one), f"{title} ({one['code']})") if apart else ""
    said = [*_agreed(columns, len(apart), len(names)), *_left_out(one, read, columns)]
    return f"<h4>Pembacaan berdampingan</h4>{shown}" + "".join(f'<p class="beside">{each}</p>' for each in said)


def beside(one: Plain) -> frozenset[str]:
    """Return the cells, in words, of everything that stands side by side for a polling station."""
    return (
        frozenset((in_force(one), *(said for _name, said in _columns(_readings(one))))) if one["cells"] else frozenset()
    )


def in_force(one: Plain) -> str:
    """Return the cells of a polling station in the words of an entry of the log; nothing where they are not shown."""
    return ",".join("" if cell is None else str(cell) for cell in one["cells"] or ())


def called(contest: Contest, one: Plain) -> dict[str, str]:
    """Return what each field of a station's form is called, candidates too."""
    found = dict(contest.labels)
    layout = contest.layouts.get(one.get("district", ""))
    for choice in layout.choices if layout else ():
        if choice.candidates:
            found[choice.own] = f"{choice.number} {choice.name}: suara partai"
        found |= {choice.field_of(each): f"{choice.number}.{each.number} {each.name}" for each in choice.candidates}
    return found


def cell_in_words(name: str, cell: str) -> str:
    """Return what a cell of an entry says: a number, of a date as dates are written; X; or that nobody read it."""
    if not cell:
        return "tidak terbaca"
    return "X" if cell == "x" else cell if name.startswith(DATES) else figure(int(cell))


def _readings(one: Plain) -> list[Reading]:
    """Return what was read of the run in force, oldest first. Readers have numbers, others from the second on."""
    found: list[Reading] = []
    count: dict[str, int] = {}
    for event in one["events"]:
        name = _CALLED.get(event["act"])
        if name and event.get("run", 1) == one["run"]:
            count[name] = count.get(name, 0) + 1
            numbered = name == _READER or count[name] > 1
            found.append((f"{name} {count[name]}" if numbered else name, event.get("content", "")))
    return found


def _columns(read: Sequence[Reading]) -> list[Reading]:
    """Return the readings that stand side by side: the last ones of those that may be shown."""
    return [one for one in read if one[1]][-_COLUMNS:]


def _table(  # noqa: PLR0917 one table
    columns: Sequence[Reading],
    vectors: Sequence[Sequence[str]],
    apart: Sequence[int],
    names: Sequence[str],
    labels: Mapping[str, str],
    title: str,
) -> str:
    rows = [
        [escape(labels.get(names[place], names[place])), *(_cell(names[place], cells[place]) for cells in vectors)]
        for place in apart[:SHOWN]
    ]
    head = ["Isian", *(name for name, _said in columns), _NOW]
    return table(head, rows, caption=f"Pembacaan berdampingan {title}", cards=True, headed=True)


def _cell(name: str, cell: str) -> str:
    said = cell_in_words(name, cell)
    return said if cell else f'<span class="muted">{said}</span>'


def _agreed(columns: Sequence[Reading], apart: int, whole: int) -> list[str]:
    """Return what is said of what stands side by side. apart, whole: fields that differ, and all of them."""
    named = ", ".join(name for name, _said in columns)
    if apart:
        more = f"Dan {figure(apart - SHOWN)} isian lain yang tidak sama; semuanya ada dalam data.json."
        return [*[more] * (apart > SHOWN), f"Sama di {figure(whole - apart)} dari {figure(whole)} isian."]
    if len(columns) > 1:
        return [f"{_COUNTS[len(columns)]} pembacaan sama di seluruh {figure(whole)} isian: {named}."]
    return [f"Baru satu pembacaan, sama dengan yang berlaku: {named}."] if columns else []


def _left_out(one: Plain, read: Sequence[Reading], columns: Sequence[Reading]) -> list[str]:
    """Return which readings do not stand side by side, and why."""
    said = []
    closed = ", ".join(name for name, content in read if not content)
    if closed:
        later = "Isinya ditunjukkan begitu angkanya dihitung."
        small = "Isinya tanpa suara, atau menyebut terlalu sedikit surat suara untuk ditunjukkan."
        said.append(f"Tidak dibuka: {closed}. {later if one['standing'] in NOTHING else small}")
    older = [name for name, content in read if content][: -len(columns) or None]
    if columns and older:
        said.append(f"Lebih lama, tidak dijajarkan di sini: {', '.join(older)}.")
    return said
