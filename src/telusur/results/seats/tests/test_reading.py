"""What a cell most likely means, which sums miss their control, and how far a fault may move a seat."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.results.seats.rules.counting import Obstacle, Terms, check_known, count
from telusur.results.seats.rules.judging import Flaw, Span, likely, read_column
from telusur.results.seats.rules.methods import Divisors, Quota, allocate, passing
from telusur.results.seats.rules.tables import Cell, Control, Correction, District, Refused, Votes, Wrong, read_votes

SAINTE_LAGUE = Divisors("sainte-lague", Fraction(1), Fraction(3), Fraction(2))


def terms(*, threshold="0.04", method=SAINTE_LAGUE, lawful=True):
    return Terms("dpr", method, Fraction(threshold), lawful, 1, 10, ())


def table(rows: dict[str, dict[str, object]]) -> Votes:
    parties = tuple(next(iter(rows.values())))
    cells = {
        (name, party): Cell(str(text), row)
        for row, (name, line) in enumerate(rows.items(), 2)
        for party, text in line.items()
    }
    return Votes("suara.csv", parties, tuple(rows), cells)


def houses(**seats: object) -> dict[str, District]:
    return {name: District("", {"alokasi_kursi": Cell(str(number), 2)}) for name, number in seats.items()}


def column(*texts: object, control=None):
    return read_column("A", {f"d{n}": Cell(str(text), n) for n, text in enumerate(texts)}, control=control)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("24.214", (24214, 24)),
        ("24,214", (24214, 24)),
        ("1.234.567", (1234567,)),
        ("24 214", (24214,)),
        ("24.21", (24210, 24)),
        ("24.0", (24,)),
        ("131643.00", (131643,)),
        ("-", (0,)),
        ("X", (0,)),
        ("", ()),
        ("tidak ada", ()),
        ("-5", ()),
        ("١٢", ()),
        ("1234567890123", ()),
        ("1.234.567.890.123", ()),
    ],
)
def test_a_text_is_read_as_what_it_most_likely_means(text, readings):
    assert likely(text) == readings


@given(number=st.integers(1000, 10**9))
def test_a_number_with_points_between_thousands_is_that_number(number):
    assert likely(f"{number:,}".replace(",", "."))[0] == number


def test_a_cell_alone_in_doubt_is_read_so_that_the_sum_comes_out():
    found = column(100, "24.214", control=124)
    assert (found.values["d1"], found.spans["d1"]) == (24, Span(24, 24))
    assert [fault.flaw for fault in found.faults] == [Flaw.NOT_WHOLE]


def test_an_empty_cell_is_never_silently_nought():
    found = column(100, "")
    assert [(fault.flaw, fault.read_as) for fault in found.faults] == [(Flaw.UNREADABLE, 0)]
    assert found.spans["d1"] == Span(0, None)
    assert column(100, "", control=130).values["d1"] == 30


def test_a_difference_that_one_cell_alone_can_carry_is_read_as_lying_there():
    found = column(131643, 400, 300, control=2982)
    assert found.values == {"d0": 2282, "d1": 400, "d2": 300}
    (fault,) = found.faults
    assert (fault.flaw, fault.district, fault.total, fault.control) == (Flaw.SUM_MISSES, "d0", 132343, 2982)
    assert found.spans == {"d0": Span(2282, 131643), "d1": Span(0, 400), "d2": Span(0, 300)}


def test_a_difference_that_may_lie_anywhere_leaves_the_column_as_written():
    found = column(5000, 6000, control=10000)
    assert found.values == {"d0": 5000, "d1": 6000}
    assert found.faults[0].holders == ("d0", "d1")
    assert found.spans == {"d0": Span(4000, 5000), "d1": Span(5000, 6000)}


def test_votes_that_are_missing_may_be_missing_anywhere():
    assert column(5, 6, control=12).spans == {"d0": Span(5, 6), "d1": Span(6, 7)}


def test_a_column_that_meets_its_control_has_no_fault():
    assert column(5, 6, control=11).faults == ()


NATION = table({"satu": {"A": 5000, "B": 3400, "C": 90}, "dua": {"A": 9000, "B": 1000, "C": 10}})
CONTROL = Control("nasional.csv", {"A": 13800, "B": 4400, "C": 100}, {})


def test_only_districts_in_which_a_seat_can_move_are_provisional():
    done = count(NATION, houses(satu=2, dua=2), terms=terms(), control=CONTROL)
    assert [fault.name for fault in done.judged.faults] == ["sum_misses/A"]
    assert done.doubts == ()
    moved = count(NATION, houses(satu=3, dua=5), terms=terms(), control=CONTROL)
    assert {each.district: dict(each.could_hold) for each in moved.doubts} == {"dua": {"A": (4, 5), "B": (0, 1)}}


def test_a_fault_that_could_move_a_seat_is_named_with_the_bounds():
    votes = table({"satu": {"A": 3050, "B": 1000}, "dua": {"A": 9000, "B": 1000}})
    done = count(votes, houses(satu=2, dua=2), terms=terms(), control=Control("n", {"A": 11950, "B": 2000}, {}))
    assert done.districts["satu"].seats == {"A": 2, "B": 0}
    (doubt,) = done.doubts
    assert (doubt.district, doubt.seats, doubt.could_hold) == ("satu", 1, {"A": (1, 2), "B": (0, 1)})
    assert doubt.faults == ("sum_misses/A",)
    assert done.obstacles == (Obstacle.FAULTS,)


def test_a_slip_too_large_for_other_cells_is_told_from_what_several_slips_could_do():
    votes = table({"satu": {"A": 1040, "B": 1000}, "dua": {"A": 29000, "B": 1000}})
    done = count(votes, houses(satu=1, dua=2), terms=terms(), control=Control("n", {"A": 3940, "B": 2000}, {}))
    assert done.districts["dua"].seats == {"A": 1, "B": 1}
    assert [(each.district, each.one_cell) for each in done.doubts] == [("dua", True), ("satu", False)]


def test_a_correction_settles_the_fault_and_both_stay_visible():
    votes = table({"satu": {"A": 3050, "B": 1000}, "dua": {"A": 9000, "B": 1000}})
    control = Control("n", {"A": 11950, "B": 2000}, {})
    made = [Correction("satu", "A", "3050", 2950, "D.HASIL KABKO-DPR")]
    done = count(votes, houses(satu=2, dua=2), terms=terms(), control=control, corrections=made)
    assert (done.judged.faults, done.doubts, done.obstacles) == ((), (), ())
    assert [fault.name for fault in done.settled] == ["sum_misses/A"]
    assert done.districts["satu"].seats == {"A": 1, "B": 1}
    assert done.corrections == tuple(made)


def test_a_correction_in_part_leaves_the_rest_of_the_fault():
    made = [Correction("satu", "A", "5000", 4900, "D")]
    done = count(NATION, houses(satu=3, dua=5), terms=terms(), control=CONTROL, corrections=made)
    assert [(fault.total, fault.control) for fault in done.judged.faults] == [(13900, 13800)]
    assert done.settled == ()


def test_seats_that_miss_their_control_are_a_fault_and_put_districts_in_doubt():
    control = Control("n", {"A": 14000, "B": 4400, "C": 100}, {"A": 5, "B": 2, "C": 0})
    done = count(NATION, houses(satu=4, dua=4), terms=terms(), control=control)
    assert [fault.flaw for fault in done.judged.faults] == [Flaw.SEATS_MISS]
    assert [doubt.district for doubt in done.doubts] == ["satu", "dua"]


def test_a_party_whose_passing_hangs_on_a_fault_puts_its_districts_in_doubt():
    votes = table({"satu": {"A": 900, "B": "1.200"}, "dua": {"A": 900, "B": 10}})
    done = count(votes, houses(satu=3, dua=3), terms=terms(threshold="0.3"))
    assert done.bar.passing == {"A", "B"}
    assert not done.bar.surely & {"B"}
    (doubt,) = done.doubts
    assert (doubt.district, dict(doubt.could_hold)["B"]) == ("satu", (0, 2))


def test_a_tie_stops_a_determination_without_any_fault():
    done = count(table({"satu": {"A": 300, "B": 100}}), houses(satu=2), terms=terms())
    assert (done.total_seats, done.open_seats, done.by_party) == (2, 1, {"A": 1, "B": 0})
    assert done.obstacles == (Obstacle.TIES,)


def test_a_what_if_and_a_district_beyond_the_law_are_never_determined():
    done = count(table({"satu": {"A": 5}}), houses(satu=11), terms=terms(lawful=False))
    assert done.obstacles == (Obstacle.WHAT_IF, Obstacle.DISTRICT_SIZE)


def test_seats_known_from_elsewhere_are_compared():
    votes = table({"satu": {"A": 300, "B": 90}})
    seats = {"satu": District("", {"alokasi_kursi": Cell("2", 2), "a": Cell("1", 2), "b": Cell("1", 2)})}
    control = Control("n", {"A": 300, "B": 90}, {"A": 2, "B": 0})
    done = count(votes, seats, terms=terms(), control=control)
    found = check_known(done, votes, seats, control=control)
    assert found.compared == 4
    assert [(each.district, each.party, each.counted, each.known) for each in found.differences] == [
        ("satu", "A", 2, 1),
        ("satu", "B", 0, 1),
    ]


numbers = st.integers(0, 60)


@given(
    written=st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=3),
    off=st.tuples(st.integers(-25, 25), st.integers(-25, 25), st.integers(-25, 25)),
    seats=st.integers(1, 6),
    control_known=st.booleans(),
    data=st.data(),
)
def test_no_truth_within_the_faults_leaves_the_bounds(written, off, seats, control_known, data):
    """Draw the truth, spoil cells of the file, and see that every true seat lies within what was called possible."""
    parties, places = "ABC", [f"d{n}" for n in range(len(written))]
    truth = {place: dict(zip(parties, line, strict=True)) for place, line in zip(places, written, strict=True)}
    spoilt = {place: dict(line) for place, line in truth.items()}
    for party, by in zip(parties, off, strict=True):
        place = data.draw(st.sampled_from(places))
        if not control_known:
            spoilt[place][party] = data.draw(st.sampled_from([truth[place][party], ""]))
        elif truth[place][party] + by >= 0:
            spoilt[place][party] += by
    totals = {party: sum(line[party] for line in truth.values()) for party in parties}
    control = Control("n", totals, {}) if control_known else None
    rules = terms(threshold="0.2")
    done = count(table(spoilt), houses(**dict.fromkeys(places, seats)), terms=rules, control=control)
    through = passing(totals, threshold=rules.threshold)
    doubts = {each.district: each.could_hold for each in done.doubts}
    for place, line in truth.items():
        true = allocate({p: line[p] for p in parties if p in through}, seats=seats, method=SAINTE_LAGUE)
        for party in parties:
            given_seats = done.districts[place].seats.get(party, 0)
            low, high = doubts.get(place, {}).get(party, (given_seats, given_seats))
            assert low <= true.seats.get(party, 0)
            assert true.seats.get(party, 0) <= high


def test_with_a_quota_a_district_in_doubt_is_in_doubt_as_a_whole():
    votes = table({"satu": {"A": 3050, "B": 1000}, "dua": {"A": 9000, "B": 1000}})
    control = Control("n", {"A": 11950, "B": 2000}, {})
    done = count(votes, houses(satu=2, dua=2), terms=terms(method=Quota("hare")), control=control)
    assert [dict(each.could_hold) for each in done.doubts] == [{"A": (0, 2), "B": (0, 2)}] * 2


def test_lines_may_end_as_on_an_old_machine():
    assert read_votes("dapil,PKB,PDI\rSATU,1,2\rDUA,3,4\r", file="suara.csv").districts == ("SATU", "DUA")


def test_a_cell_without_end_is_refused_with_its_row():
    with pytest.raises(Refused) as refused:
        read_votes('dapil,PKB\nSATU,1\nDUA,"' + "9" * 200_000, file="suara.csv")
    assert [(each.wrong, each.row) for each in refused.value.problems] == [(Wrong.UNREADABLE, 3)]


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        (f"dapil,{'P' * 121}\nSATU,1\n", 1, "P" * 121),
        ("dapil,PK\0B\nSATU,1\n", 1, "PK\0B"),
        (f"dapil,PKB\n{'S' * 121},1\n", 2, "dapil"),
        ("dapil,PKB\nSA\0TU,1\n", 2, "dapil"),
        ("dapil,PKB\nSATU,1\0\n", 2, "pkb"),
        (f"dapil,nama,PKB\nSATU,{'B' * 201},1\n", 2, "nama"),
    ],
)
def test_what_no_database_keeps_is_refused_with_its_row(text, row, field):
    with pytest.raises(Refused) as refused:
        read_votes(text, file="suara.csv")
    assert [(each.wrong, each.row, each.field) for each in refused.value.problems] == [(Wrong.UNKEPT, row, field)]
