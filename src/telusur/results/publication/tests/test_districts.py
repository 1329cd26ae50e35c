"""What an electoral district has is what its polling stations have, at every level and in every table of it."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.districts import District, Districts
from telusur.results.elections.rules.layout import Block, Candidate, Layout
from telusur.results.elections.rules.layout import Choice as Listed
from telusur.results.publication.rules import territories
from telusur.results.publication.rules.district_tables import tables
from telusur.results.publication.rules.stations import COUNTED, SURE, Choice, Contest, Details, Standing, Station, value
from telusur.results.seats.rules import tables as seats
from telusur.results.seats.rules.lists import read_lists

TOTALS = (Block("sah", "V", "", ("suara_sah", "suara_tidak_sah", "suara_total")),)


def layout(*lengths: int) -> Layout:
    """Return a form with lists of so many candidates."""
    names = [tuple(Candidate(n, f"Calon {n}", "lp"[n % 2]) for n in range(1, many + 1)) for many in lengths]
    return Layout(TOTALS, tuple(Listed(n, f"Partai {n}", each) for n, each in enumerate(names, start=1)))


COMMON, FORMS = layout(0, 0, 0), {"kota-1": layout(2, 0, 1), "kota-2": layout(1, 3, 0)}
DISTRICTS = Districts(
    tuple(District(n, f"kota-{n}", f"Kota {n}", 3 + n, (367100 + n,), FORMS[f"kota-{n}"]) for n in (1, 2)), COMMON
)
CONTEST = Contest(
    "dprd", "DPRD", tuple(Choice(one.number, one.name, one.total) for one in COMMON.choices), COMMON.names,
    districts=DISTRICTS,
)  # fmt: skip
cells = st.one_of(st.integers(0, 40), st.just("x"), st.none())


@st.composite
def stations(draw):
    found = []
    for number in range(1, 9):
        part = draw(st.integers(1, 2))
        standing = draw(st.sampled_from(list(Standing)))
        form = FORMS[f"kota-{part}"]
        read = () if standing is Standing.MISSING else tuple(draw(cells) for _name in form.names)
        code = (3671000000 + part * 10000 + 1001 + number % 2) * 1000 + number
        found.append(Station(code, "regular", standing, cells=read, district=f"kota-{part}"))
    return sorted(found, key=lambda one: one.code)


def kept(one, field):
    return value(one.cells[FORMS[one.district].places[field]])


@settings(max_examples=30)
@given(stations())
def test_a_districts_votes_are_those_of_its_stations_and_add_up_through_every_level(found):
    cast = territories.cast_in(CONTEST, found)
    shown = territories.shown_of(found, cast, {}, {}, least=10, few=20)
    regency = territories.Regency(
        "kota2024", CONTEST, 3671, found, {}, shown, lambda codes: dict.fromkeys(codes, Details()),
        lambda _code: None,
    )  # fmt: skip
    files = dict(regency.files(touched=frozenset(one.code for one in found)))
    province = territories.above("kota2024", CONTEST, 36, {}, {3671: (files[3671]["numbers"], None)})
    parts = province["numbers"]["districts"]
    counted = [one for one in found if one.standing in COUNTED and one.code not in shown.folds.waiting]
    for code, form in FORMS.items():
        here = [one for one in counted if one.district == code]
        for name, votes in zip(form.vote_fields, parts[code]["sums"], strict=True) if code in parts else ():
            assert votes == sum(kept(one, name) for one in here)
    for place in (3671, 367101, 367102):
        made = files.get(place)
        for code, part in made["numbers"]["districts"].items() if made else ():
            rows = [row["numbers"]["districts"].get(code) for row in made["rows"]]
            assert part["sums"] == [sum(each) for each in zip(*(row["sums"] for row in rows if row), strict=True)]
    for place, choice in enumerate(CONTEST.choices):
        whole = sum(parts[code]["sums"][FORMS[code].vote_fields.index(choice.field)] for code in parts)
        assert whole == province["numbers"]["sums"][place] == sum(kept(one, choice.field) for one in counted)
    assert_tables(parts, counted)


def assert_tables(parts, counted):
    """The tables of districts are read by the count of seats, and hold the same votes."""
    made = tables(CONTEST, parts, {36: "BANTEN"})
    texts = {}
    for name, rows in made.items():
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        texts[name] = text.getvalue()
    votes = seats.read_votes(texts["suara"], file="suara.csv")
    places = seats.read_seats(texts["kursi"], file="kursi.csv", votes=votes)
    assert {name: one.province for name, one in places.items()} == dict.fromkeys(votes.districts, "BANTEN")
    for (district, party), cell in votes.cells.items():
        of = [one for one in counted if one.district == district.lower().replace(" ", "-")]
        field = next(one.field for one in CONTEST.choices if one.name == party)
        assert int(cell.text) == sum(kept(one, field) for one in of)
    for (district, party), people in read_lists(texts["calon"], file="calon.csv").items():
        code, number = district.lower().replace(" ", "-"), party.rpartition(" ")[2]
        of = [one for one in counted if one.district == code]
        assert [each.votes for each in people] == [
            sum(kept(one, f"calon_{number}_{each.number}") for one in of) for each in people
        ]
    sure = [one for one in counted if one.standing in SURE]
    assert sum(row[-1] for row in made["partai"][1:]) <= sum(
        kept(one, c.field) for one in sure for c in CONTEST.choices
    )


def test_a_contest_has_districts_also_where_its_lists_name_nobody():
    alike = Districts((District(1, "kota-1", "Kota 1", 3, (367101,), COMMON),), COMMON)
    whole = Districts((District(None, "", "DPRD", 0, (), COMMON),), COMMON)
    assert (alike.alike, alike.parted, whole.parted, DISTRICTS.parted) == (True, True, False, True)
