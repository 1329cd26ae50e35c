"""What was recapitulated of electoral districts, as the tables that a count of seats reads: their headings and rows,
said once for the command and for the published tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from telusur.results.elections.rules.districts import District

    Sums = Mapping[str, int]  # by field of a form's part IV
    Cell = str | int

SEATS = ("dapil", "provinsi", "alokasi_kursi")
PEOPLE = ("dapil", "partai", "nomor_urut", "nama", "jenis_kelamin", "suara_caleg")


def votes(parties: Mapping[int, str], districts: Iterable[tuple[District, Sums]]) -> list[list[Cell]]:
    """Return the votes of each district, a column for each party. parties: by number the name."""
    rows: list[list[Cell]] = [["dapil", *parties.values()]]
    for one, sums in districts:
        rows.append([one.name, *(sums.get(f"suara_{number}", 0) for number in parties)])
    return rows


def seats_of(district: District, names: Mapping[int, str]) -> list[Cell]:
    """Return the row of a district in SEATS. names: of territories, by code."""
    return [district.name, names.get(province_of(district), ""), district.seats]


def people_of(district: District, sums: Sums) -> Iterator[tuple[str, list[Cell]]]:
    """Yield of each candidate of a district the field of his votes, and his row in PEOPLE."""
    for choice in district.layout.choices:
        for each in choice.candidates:
            field = choice.field_of(each)
            yield field, [district.name, choice.name, each.number, each.name, each.sex.upper(), sums[field]]


def province_of(district: District) -> int:
    """Return the code of the province of a district's first territory; 0 where it has none."""
    return int(str(district.areas[0])[:2]) if district.areas else 0
