"""Turns the text of one data file into rules, and says what is wrong with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime

from .rows import Rule, Value

UNITS = frozenset({"working_day", "day", "hour", "month", "year"})
DIRECTIONS = frozenset({"forward", "back"})
_HEAD = frozenset({"key", "valid_from", "valid_until", "on", "source", "confirmed"})


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: where, why, and how to mend it. `row` counts from 1; 0 is the file itself."""

    file: str
    table: str
    row: int
    text: str

    def __str__(self) -> str:
        place = f"{self.file}: [[{self.table}]] baris {self.row}" if self.row else self.file
        return f"{place}: {self.text}"


def parse(text: str, *, room: str, file: str) -> tuple[list[Rule], list[Fault]]:
    """Return the rules of one data file and everything wrong with it; a faulty row gives no rule.

    room: last name of the room's package. file: the path that faults show.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [], [Fault(file, "", 0, f"bukan TOML yang sah ({error})")]
    reason = content.get("undated")
    if reason is not None:
        if isinstance(reason, str) and reason.strip():
            return [], []
        return [], [Fault(file, "", 0, "`undated` harus berisi alasan mengapa isi berkas bukan aturan bertanggal")]
    rules: list[Rule] = []
    faults: list[Fault] = []
    for table, rows in content.items():
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
            found, wrong = _parse_table(rows, table=table, room=room, file=file)
            rules += found
            faults += wrong
    return rules, faults


def _parse_table(rows: list[dict[str, Value]], *, table: str, room: str, file: str) -> tuple[list[Rule], list[Fault]]:
    rules: list[Rule] = []
    faults: list[Fault] = []
    versions: set[str] = set()
    for number, row in enumerate(rows, start=1):
        wrong = [*_head_faults(row), *_period_faults(row), *(_reading_faults(row) if table == "reading" else [])]
        if not wrong:
            rule = _rule(row, room=room, table=table)
            if rule.id not in versions or not rule.key:
                versions.add(rule.id)
                rules.append(rule)
                continue
            wrong = [f"versi kedua {rule.id}; hapus atau ubah valid_from salah satunya"]
        faults += [Fault(file, table, number, sentence) for sentence in wrong]
    return rules, faults


def _rule(row: dict[str, Value], *, room: str, table: str) -> Rule:
    valid_from, valid_until = row.get("valid_from", row.get("on")), row.get("valid_until")
    assert isinstance(valid_from, date)  # noqa: S101 what _head_faults proved, said to the type checker
    return Rule(
        room=room,
        table=table,
        key=str(row.get("key", "")),
        valid_from=valid_from,
        valid_until=valid_until if isinstance(valid_until, date) else None,
        source=str(row["source"]),
        confirmed=bool(row["confirmed"]),
        values={name: value for name, value in row.items() if name not in _HEAD or name == "on"},
    )


def _head_faults(row: dict[str, Value]) -> list[str]:
    wrong = []
    day = "on" if "on" in row else "valid_from"
    if day not in row:
        wrong.append(
            "tidak punya valid_from; isi dengan tanggal mulai berlaku, atau awali berkas dengan "
            '`undated = "alasan"` bila isinya bukan aturan'
        )
    wrong += [
        f"{name} harus tanggal tanpa jam, misalnya 2010-04-30, bukan {row[name]!r}"
        for name in (day, "valid_until")
        if name in row and not _is_date(row[name])
    ]
    start, end = row.get(day), row.get("valid_until")
    if _is_date(start) and _is_date(end) and not start < end:  # type: ignore[operator]
        wrong.append(f"valid_until {end} tidak sesudah {day} {start}")
    source = row.get("source")
    if not (isinstance(source, str) and source.strip()):
        wrong.append("source kosong; sebutkan peraturan dan pasalnya")
    if not isinstance(row.get("confirmed"), bool):
        wrong.append("confirmed harus true (sumbernya sudah dibaca) atau false (belum)")
    if not isinstance(row.get("key", ""), str):
        wrong.append("key harus teks")
    return wrong


def _period_faults(row: dict[str, Value]) -> list[str]:
    wrong = []
    if "unit" in row and row["unit"] not in UNITS:
        wrong.append(f"satuan {row['unit']!r} tidak dikenal; pakai salah satu dari {', '.join(sorted(UNITS))}")
    if "direction" in row and row["direction"] not in DIRECTIONS:
        wrong.append(f"arah {row['direction']!r} tidak dikenal; pakai forward atau back")
    length = row.get("length")
    if ("unit" in row or "length" in row) and (isinstance(length, bool) or not isinstance(length, int) or length < 1):
        wrong.append(f"length harus bilangan bulat 1 atau lebih, bukan {length!r}")
    if "length" in row and "unit" not in row:
        wrong.append("length tanpa unit; tulis satuannya, misalnya working_day")
    return wrong


def _reading_faults(row: dict[str, Value]) -> list[str]:
    choices, labels = row.get("choices"), row.get("labels")
    if not row.get("key"):
        return ["bacaan harus punya key"]
    if not (isinstance(choices, list) and len(choices) > 1):
        return ["choices harus memuat paling sedikit dua bacaan"]
    if row.get("default") not in choices:
        return [f"default {row.get('default')!r} tidak ada dalam choices"]
    if not isinstance(labels, dict) or set(labels) != set(choices):
        return ["labels harus memberi satu nama bagi setiap pilihan dalam choices"]
    if not (isinstance(row.get("question"), str) and str(row["question"]).strip()):
        return ["question kosong; tulis pertanyaan yang dibiarkan terbuka"]
    return []


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
