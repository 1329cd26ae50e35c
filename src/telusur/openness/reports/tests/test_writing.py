"""Random years: whatever happened, the report's numbers are those counted, and the linter finds nothing in it."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from telusur.openness.reports import selectors
from telusur.openness.reports.rules import content
from telusur.openness.reports.rules.chapters.context import rounded_shares
from telusur.openness.reports.rules.content import Number
from telusur.openness.reports.rules.given import NotFrozen
from telusur.openness.reports.rules.linting import lint
from telusur.openness.reports.rules.plain import lines_of
from telusur.openness.reports.rules.writing import NEEDED, UnknownPlace, write
from telusur.openness.reports.tests import years

BY = selectors.yardstick(on=date(2025, 1, 20))
WHO = st.fixed_dictionaries({
    "sex": st.sampled_from(["male", "female", ""]),
    "occupation": st.sampled_from([*years.LABELS["occupation"]]),
    "applicant_type": st.sampled_from([*years.LABELS["applicant_type"]]),
})  # fmt: skip


@st.composite
def cases(draw) -> tuple[years.Case, ...]:
    people = draw(st.lists(WHO, min_size=1, max_size=6))
    made = []
    for _ in range(draw(st.integers(0, 12))):
        person = draw(st.integers(0, len(people) - 1))
        who = dict(people[person])
        if draw(st.integers(0, 9)) == 0:
            who["occupation"] = "journalist"  # somebody who changed his work between two requests
        outcome = draw(st.sampled_from([*years.LABELS["outcome"]]))
        answered = outcome not in ("", "withdrawn", "incomplete")
        days = draw(st.integers(0, 17) | st.none()) if answered else None
        letters = tuple(draw(st.sets(st.sampled_from("ahi"), min_size=1))) if outcome == "refused_exempt" else ()
        made.append(
            years.Case(
                person=person,
                month=draw(st.integers(1, 12)),
                channel=draw(st.sampled_from([*years.LABELS["channel"]])),
                track=draw(st.sampled_from(["general", "election"])),
                outcome=outcome,
                days=days,
                answered=answered,
                in_time=draw(st.booleans()) if answered else draw(st.sampled_from([None, False])),
                extended=draw(st.booleans()),
                letters=letters,
                **who,
            )
        )
    return tuple(made)


@st.composite
def any_year(draw) -> years.Year:
    objections = st.builds(
        years.Objection,
        grounds=st.sets(st.sampled_from([*years.LABELS["ground"]]), min_size=1).map(lambda found: tuple(sorted(found))),
        verdict=st.sampled_from([*years.LABELS["verdict"]]),
        days=st.none() | st.integers(0, 40),
        in_time=st.none() | st.booleans(),
        order_in_time=st.none() | st.booleans(),
    )
    disputes = st.builds(
        years.Dispute,
        commission=st.sampled_from(["province", "national"]),
        outcome=st.sampled_from([*years.LABELS["dispute_outcome"]]),
        executed_in_time=st.none() | st.booleans(),
    )
    published = st.tuples(st.sampled_from(["periodic", "anytime"]), st.integers(1, 12))
    return years.Year(
        year=draw(st.integers(2022, 2026)),
        cases=draw(cases()),
        objections=tuple(draw(st.lists(objections, max_size=3))),
        disputes=tuple(draw(st.lists(disputes, max_size=3))),
        suits=draw(st.integers(0, 2)),
        rulings=tuple(draw(st.lists(st.sampled_from(["court", "supreme_court"]), max_size=2))),
        published=tuple(draw(st.lists(published, max_size=9))),
        visitors=draw(st.none() | st.tuples(*[st.integers(0, 2000)] * 12)),
        downloads=tuple(draw(st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 3000), max_size=4)).items()),
    )


def written(of: years.Year, **more) -> content.Report:
    signature = dataclasses.replace(years.SIGNED, on=date(of.year + 1, 1, 20))
    given_ = {"kept": years.kept(of), "narrative": {}, "signature": signature, **more}
    kept = given_.pop("kept")
    return write(years.OFFICE, of.year, years.frozen(of), kept, **given_)


def text_of(report: content.Report) -> str:
    return "\n".join(line.text for line in lines_of(report))


def findings(report: content.Report) -> list[tuple]:
    return [(each.kind.value, each.excerpt, each.facts) for each in lint(text_of(report), by=BY)]


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(of=any_year())
def test_every_number_is_the_one_counted_and_the_linter_finds_nothing(of):
    report = written(of)
    assert findings(report) == []
    frozen = years.frozen(of)
    for number in report.numbers():
        key, _, cell = number.key.partition("/")
        split, _, name = cell.partition("=")
        if key in frozen.readings and split in frozen.reading(key).splits and not cell.endswith("/share"):
            assert number.value == frozen.reading(key).split(split).cell(name).value
        elif key in frozen.readings and not cell:
            assert number.value == frozen.reading(key).value
    _identities(report, of)


def _identities(report: content.Report, of: years.Year) -> None:
    """The identities of a report whose numbers are counted: totals are the sum of their parts, wherever they stand."""
    tables = {table.key: table for table in report.tables()}
    n, people = len(of.cases), len({case.person for case in of.cases})
    for key in ("by-month", "by-channel", "by-track", "by-outcome"):
        if of.cases:
            assert sum(row[1].value for row in tables[key].rows) == n == tables[key].total[1].value
    for key in ("by-sex", "by-occupation", "by-applicant_type"):
        if of.cases:
            assert sum(row[1].value for row in tables[key].rows if row[1] != "–") == n
            assert sum(row[2].value for row in tables[key].rows) == people
    text = text_of(report)
    if of.cases:
        assert f"menerima {n} (" in text
        assert f"dari {people} (" in text
    else:
        assert "tidak ada permohonan informasi publik yang diterima" in text
    refused = sum(case.outcome in ("refused_exempt", "not_held", "not_documented") for case in of.cases)
    assert ("Tidak ada permohonan yang ditolak" in text) == (not refused)
    assert ("tidak ada keberatan yang diajukan" in text) == (not of.objections)
    assert ("tidak ada sengketa informasi publik yang diajukan" in text) == (not of.disputes)
    said = {int(year) for year in re.findall(r"(?<!Nomor )\btahun (\d{4})", text.split("BAB II")[1], re.IGNORECASE)}
    assert said == {of.year}


def test_the_year_of_kota_serang_is_told_with_its_sums():
    text = text_of(written(years.SERANG, narrative=years.NARRATIVE))
    assert findings(written(years.SERANG, narrative=years.NARRATIVE)) == []
    for words in (
        "menerima 15 (lima belas) permohonan informasi publik dari 15 (lima belas) pemohon",
        "Laki-laki | 9 | 9",
        "Perempuan | 6 | 6",
        "Langsung | 13 | 86,67%",
        "Semua permohonan itu dikabulkan seluruhnya.",
        "Rp17.000.000, dengan realisasi Rp16.150.000 atau 95 persen",
        "Tidak ada permohonan yang ditolak pada tahun 2024.",
    ):
        assert words in text


def test_the_index_of_satisfaction_is_told_where_the_year_has_one():
    told = written(years.Year(2024, index=Fraction(8833, 100)))
    said = (
        "atas layanan informasi publik tahun 2024 ialah 88,33 dari 100. Nilai itu dihitung dari jawaban 5 responden. "
    )
    assert said + "Sasarannya 4 responden menurut tabel Krejcie dan Morgan, dan sasaran itu tercapai." in text_of(told)
    assert "kepuasan dari 100, 5 responden, sasaran 4" in [each.label for each in told.highlights]
    assert findings(told) == []
    assert "Indeks Kepuasan Masyarakat tahun 2024 tidak dihitung." in text_of(written(years.SERANG))


def test_printed_shares_add_up_to_the_whole():
    for parts in ([1, 1, 1], [2, 2, 2, 1, 1, 4], [1] * 7, [1, 99_999], [5], [3, 1, 1, 1, 1, 1, 1, 1, 1, 4]):
        numbers = [Number(str(place), part, str(part)) for place, part in enumerate(parts)]
        shares = rounded_shares(numbers, Number("all", sum(parts), ""))
        printed = [Decimal(share.printed.rstrip("%").replace(",", ".")) for share in shares]
        assert sum(printed) == 100
        exact = [Fraction(100 * part, sum(parts)) for part in parts]
        assert all(abs(Fraction(said) - share) < Fraction(1, 100) for said, share in zip(printed, exact, strict=True))
        assert all(said > 0 for said in printed)


def test_one_request_is_told_as_one():
    one = years.Year(2024, cases=(years.Case(1, 3, outcome="granted_part", extended=True),))
    text = text_of(written(one))
    assert "1 (satu) permohonan informasi publik dari 1 (satu) pemohon" in text
    assert "Permohonan itu dikabulkan sebagian." in text
    assert "Waktu jawab satu permohonan diperpanjang." in text


def test_a_person_in_two_rows_is_taken_off_once_so_that_the_column_adds_up():
    twice = (years.Case(1, 1, occupation="student"), years.Case(1, 9, occupation="journalist"))
    table = next(each for each in written(years.Year(2024, twice)).tables() if each.key == "by-occupation")
    assert [str(row[2]) for row in table.rows] == ["1", "1", "−1"]
    assert [str(part) for part in table.total] == ["Jumlah", "2", "1"]


@pytest.mark.parametrize("key", NEEDED)
def test_a_figure_that_was_not_frozen_stops_the_report(key):
    frozen = years.frozen(years.SERANG)
    without = {name: reading for name, reading in frozen.readings.items() if name != key}
    with pytest.raises(NotFrozen):
        write(
            years.OFFICE,
            2024,
            dataclasses.replace(frozen, readings=without),
            years.KEPT,
            narrative={},
            signature=years.SIGNED,
        )


def test_a_set_of_another_year_a_count_without_value_and_an_unknown_place_are_refused():
    with pytest.raises(ValueError, match="2023"):
        write(years.OFFICE, 2023, years.frozen(years.SERANG), years.KEPT, narrative={}, signature=years.SIGNED)
    with pytest.raises(UnknownPlace):
        written(years.SERANG, narrative={"lain": "Kata."})
    frozen = years.frozen(years.SERANG)
    blank = dataclasses.replace(frozen.reading("requests.received"), value=None)
    with pytest.raises(content.NothingToPrint):
        write(
            years.OFFICE,
            2024,
            dataclasses.replace(frozen, readings={**frozen.readings, "requests.received": blank}),
            years.KEPT,
            narrative={},
            signature=years.SIGNED,
        )


def test_a_cell_that_was_changed_after_freezing_stops_the_report():
    frozen = years.frozen(years.SERANG)
    received = frozen.reading("requests.received")
    split = received.split("channel")
    off = dataclasses.replace(split, cells=(dataclasses.replace(split.cells[0], value=8), *split.cells[1:]))
    changed = dataclasses.replace(received, splits={**received.splits, "channel": off})
    with pytest.raises(content.SumOff):
        write(
            years.OFFICE,
            2024,
            dataclasses.replace(frozen, readings={**frozen.readings, "requests.received": changed}),
            years.KEPT,
            narrative={},
            signature=years.SIGNED,
        )


def test_what_is_not_kept_is_said_not_to_be_and_every_chapter_stands():
    bare = written(years.Year(2024), kept=dataclasses.replace(years.KEPT, **{
        field.name: () for field in dataclasses.fields(years.KEPT)
    }))  # fmt: skip
    assert [chapter.number for chapter in bare.chapters] == list(range(1, 9))
    assert "Tidak ada kendala internal yang dicatat pada tahun 2024." in text_of(bare)


def test_every_number_leads_to_its_rows():
    report = written(years.SERANG)
    keys = {table.key for table in report.tables()}
    for number in report.numbers():
        assert number.rows.startswith("https://") or number.rows.removeprefix("#") in keys, number
