"""Surveys as offices keep them in spreadsheets: respondents by elements either way round, sums, or nine values.

A column, or a row, belongs to the element whose code it carries (`U1` to `U9`); where no heading carries a code, to the
element whose name it has. Rows that add up (`Jumlah`, `NRR`, `Rata-rata`) are passed over: we add up ourselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .index import CODES, HIGHEST, LOWEST, Element, of_totals, of_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from telusur.kernel.documents.rules.spreadsheet import Cell, Row, Sheet, Table

CODE = re.compile(r"\s*(?:unsur\s*)?U\s*[-.]?\s*0?([1-9])(?![0-9])", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,20})?")  # no survey has more; digits of other scripts are none here
DIGITS = re.compile(r"(?=\D*\d)[-+\d.,\s]+")  # what a reader may take for a number
SUMMARY = re.compile(r"\s*(?:jumlah|total|nrr|n\.?r\.?r|rata|rerata|mean|ikm|skm|nilai|bobot|mutu)\b", re.IGNORECASE)
RESPONDENTS = re.compile(r"\s*(?:(?:jumlah|banyaknya|banyak)[\s_]+)?(?:responden|respondents?|n)\s*", re.IGNORECASE)
ENOUGH = 5

Line = tuple[int, "Mapping[str, Cell]"]


@dataclass(frozen=True)
class Fault:
    """Something wrong in a table: `row` as the spreadsheet counts, 0 for the whole; `field` a code or what else names
    the place; `reason` the word that a message is kept under; `value` what stands there."""

    row: int
    field: str
    reason: str
    value: str = ""


class BadTable(ValueError):
    """A table is not a survey. `faults` holds everything wrong with it."""

    code = "bad_table"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


@dataclass(frozen=True)
class Survey:
    """What a table or nine numbers say. `basis`: `values`, `totals` or `answers`. `respondents`: None if nobody said.

    passed_over: rows that add up or hold no answer, as the spreadsheet counts them.
    """

    basis: str
    elements: tuple[Element, ...]
    respondents: int | None = None
    passed_over: tuple[int, ...] = ()


def number_in(text: str) -> Fraction | None:
    """Return a number that is not negative, written with a point or a comma; None where it is none, or one so long
    that nothing here can be as many."""
    text = text.strip()
    return Fraction(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def survey_of(values: Mapping[str, Fraction], respondents: int | None) -> Survey:
    """Return the survey that nine numbers make: sums where the number of respondents is given, else means.

    values: all nine by code. Raises: BadValue, BadTotal.
    """
    if respondents is None:
        return Survey("values", of_values(values))
    return Survey("totals", of_totals(values, dict.fromkeys(CODES, respondents)), respondents)


def read_survey(table: Table, names: Mapping[str, Sequence[str]], respondents: int | None = None) -> Survey:
    """Return the survey in a table: the first visible sheet that names elements, or that holds nine numbers alone.

    names: the words that tell each element, by code. respondents: what the user said besides.
    Raises: BadTable, BadValue, BadTotal.
    """
    hidden = [Fault(0, each.name or each.sheet, f"hidden_{each.kind}") for each in table.hidden()]
    if hidden:
        raise BadTable(hidden)
    for sheet in table.sheets:
        if not sheet.hidden and (found := _heading(sheet, names)):
            return _lying(sheet, *found, respondents)
        if not sheet.hidden and (standing := _standing(sheet, names)):
            return _upright(sheet, standing, respondents)
    if (values := _nine_alone(table)) is not None:
        return survey_of(values, respondents)
    raise BadTable([Fault(0, "", "no_heading")])


def _code(text: str, names: Mapping[str, Sequence[str]]) -> str | None:
    if match := CODE.match(text):
        return f"U{match[1]}"
    words = set(re.findall(r"\w+", text.lower()))
    return next((code for code in CODES if words & set(names[code])), None) if names else None


def _coded(cells: Iterable[Cell], names: Mapping[str, Sequence[str]]) -> list[tuple[str, Cell]]:
    """Return the cells that name an element: by code if any does so, else by name."""
    cells = [cell for cell in cells if isinstance(cell.value, str)]
    for known in ({}, names):
        found = [(code, cell) for cell in cells if (code := _code(cell.text, known))]
        if len({code for code, _cell in found}) >= ENOUGH:
            return found
    return []


def _all_nine(found: Sequence[tuple[str, Cell]], row: int) -> None:
    codes = [code for code, _cell in found]
    faults = [Fault(row, code, "missing_element") for code in CODES if code not in codes]
    faults += [
        Fault(cell.row, code, "twice", cell.address)
        for place, (code, cell) in enumerate(found)
        if code in codes[:place]
    ]
    if faults:
        raise BadTable(faults)


def _heading(sheet: Sheet, names: Mapping[str, Sequence[str]]) -> tuple[Row, list[tuple[str, Cell]]] | None:
    for row in sheet.rows:
        if found := _coded(row, names):
            _all_nine(found, row.number)
            return row, found
    return None


def _lying(sheet: Sheet, heading: Row, found: Sequence[tuple[str, Cell]], respondents: int | None) -> Survey:
    """Return the survey of a sheet whose columns are elements."""
    columns = {code: cell.column for code, cell in found}
    lines: list[Line] = []
    passed = []
    for row in sheet.rows:
        if row.number <= heading.number:
            continue
        others = [cell for cell in row if cell.column not in columns.values()]
        given = {code: cell for code, column in columns.items() if (cell := row.cell(column)) and cell.text}
        if not given or any(isinstance(cell.value, str) and SUMMARY.match(cell.text) for cell in others):
            passed.append(row.number)
        else:
            lines.append((row.number, given))
    if not lines:
        raise BadTable([Fault(heading.number, "", "no_rows")])
    if len(lines) == 1:
        number, alone = lines[0]
        counted = next((cell for cell in heading if RESPONDENTS.fullmatch(cell.text)), None)
        said = next(each for each in sheet.rows if each.number == number).cell(counted.column) if counted else None
        return _one_line(number, alone, respondents or _people(said), tuple(passed))
    return _answers(lines, respondents, tuple(passed))


def _people(cell: Cell | None) -> int | None:
    value = number_in(cell.text) if cell else None
    return int(value) if value is not None and value.denominator == 1 and value > 0 else None


def _one_line(number: int, given: Mapping[str, Cell], people: int | None, passed: tuple[int, ...]) -> Survey:
    """Return the survey of a single line of numbers: sums if it exceeds answers and people are known, else means."""
    values = _numbers(number, given)
    if people is None or (people == 1 and all(value <= HIGHEST for value in values.values())):
        made = survey_of(values, None)
    else:
        made = survey_of(values, people)
    return Survey(made.basis, made.elements, made.respondents, passed)


def _numbers(number: int, given: Mapping[str, Cell]) -> dict[str, Fraction]:
    faults = [Fault(number, code, "missing_value") for code in CODES if code not in given]
    values = {}
    for code, cell in given.items():
        value = number_in(cell.text)
        if value is None:
            faults.append(Fault(cell.row, code, "not_a_number", cell.text))
        else:
            values[code] = value
    if faults:
        raise BadTable(faults)
    return values


def _answers(lines: Sequence[Line], respondents: int | None, passed: tuple[int, ...]) -> Survey:
    """Return the survey of lines of answers from 1 to 4; an empty cell is a question nobody answered."""
    totals, answered = dict.fromkeys(CODES, Fraction(0)), dict.fromkeys(CODES, 0)
    faults = []
    for _number, given in lines:
        for code, cell in given.items():
            value = number_in(cell.text)
            if value is None or value.denominator != 1 or not LOWEST <= value <= HIGHEST:
                faults.append(Fault(cell.row, code, "not_an_answer", cell.text))
            else:
                totals[code] += value
                answered[code] += 1
    if not faults:
        faults = [Fault(0, code, "never_answered") for code in CODES if not answered[code]]
    if not faults and respondents not in (None, len(lines)):
        faults = [Fault(0, str(respondents), "other_count", str(len(lines)))]
    if faults:
        raise BadTable(faults)
    return Survey("answers", of_totals(totals, answered), len(lines), passed)


def _standing(sheet: Sheet, names: Mapping[str, Sequence[str]]) -> list[tuple[str, Cell]]:
    """Return the cells of the first column that names elements, a row each."""
    columns: dict[str, list[Cell]] = {}
    for row in sheet.rows:
        for cell in row:
            columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        if found := _coded(cells, names):
            _all_nine(found, 0)
            return found
    return []


def _upright(sheet: Sheet, found: Sequence[tuple[str, Cell]], respondents: int | None) -> Survey:
    """Return the survey of a sheet whose rows are elements."""
    rows = {row.number: row for row in sheet.rows}
    first = min(cell.row for _code, cell in found)
    headings = {cell.column: cell.text for row in sheet.rows if row.number < first for cell in row}
    people = next((column for column, text in headings.items() if RESPONDENTS.fullmatch(text)), "")
    numbers = {
        code: [cell for cell in rows[named.row] if number_in(cell.text) is not None and cell.column > named.column]
        for code, named in found
    }
    faults = [
        Fault(named.row, code, "not_a_number", cell.text)
        for code, named in found
        for cell in rows[named.row]
        if cell.column > named.column and DIGITS.fullmatch(cell.text) and number_in(cell.text) is None
    ]
    if faults:
        raise BadTable(faults)
    plain = {code: [cell for cell in cells if cell.column != people] for code, cells in numbers.items()}
    if all(len(cells) == 1 for cells in plain.values()):
        values = {code: number_in(cells[0].text) or Fraction(0) for code, cells in plain.items()}
        answered = {code: _people(rows[named.row].cell(people)) or respondents for code, named in found}
        if all(answered.values()):
            counts = {code: count or 0 for code, count in answered.items()}
            return Survey("totals", of_totals(values, counts), max(counts.values()))
        return survey_of(values, respondents)
    return _answers(list(_turned(plain, headings)), respondents, ())


def _turned(plain: Mapping[str, Sequence[Cell]], headings: Mapping[str, str]) -> Iterator[Line]:
    """Yield a line for each column of answers; columns that add up are left out."""
    missing = [Fault(0, code, "missing_value") for code in CODES if not plain[code]]
    if missing:
        raise BadTable(missing)
    columns = sorted({cell.column for cells in plain.values() for cell in cells}, key=lambda name: (len(name), name))
    for number, column in enumerate(columns, start=1):
        if not SUMMARY.match(headings.get(column, "")):
            yield number, {code: cell for code, cells in plain.items() for cell in cells if cell.column == column}


def _nine_alone(table: Table) -> dict[str, Fraction] | None:
    """Return nine numbers that are all a table holds, in a row or a column, as U1 to U9."""
    cells = [cell for sheet in table.sheets for row in sheet.rows for cell in row]
    values = [number_in(cell.text) for cell in cells]
    if len(values) != len(CODES) or any(value is None for value in values):
        return None
    return {code: value for code, value in zip(CODES, values, strict=True) if value is not None}
