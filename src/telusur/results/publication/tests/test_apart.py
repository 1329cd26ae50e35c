"""Reading less never changes what is published: a tree of readings of a few districts is, byte for byte, the tree of
readings of the whole."""

from __future__ import annotations

import copy
import csv
import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.publication.rules import tables, territories
from telusur.results.publication.rules.apart import Entangled, apart, to_read
from telusur.results.publication.rules.manifest import canonical
from telusur.results.publication.rules.stations import NOTHING, Details, Standing, Station
from telusur.results.publication.services import bulk, contests, publish

from .synthetic import NOW, PPWP, Synthetic, cells
from .test_publishing import files, readd
from .test_readd import program as load

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from telusur.results.elections.rules.showing import Showing

NOBODY = Entangled(frozenset(), frozenset())
FEW, LEAST, REGENCY = 20, 10, 3601
VILLAGES = (3601012001, 3601012002, 3601022001, 3601022002, 3601032001)


def row(code: int, **numbers: Any) -> dict[str, Any]:
    return {"codes": [code], "numbers": {"counted": 3, "waiting": 0} | numbers}


# --- the rule


def test_only_the_districts_in_which_something_changed_are_read():
    rows = [row(360101), row(360102), row(360103, counted=0)]
    assert to_read(rows, {360102}, entangled=NOBODY) == {360102}
    assert to_read(rows, {360101, 360102, 360103}, entangled=NOBODY) is None


@pytest.mark.parametrize(
    ("other", "entangled"),
    [
        (row(360102, counted=0, waiting=1), NOBODY),
        (row(360102) | {"codes": [360102, 360103]}, NOBODY),
        (row(360102), Entangled(frozenset({360102}), frozenset())),
        (row(360102), Entangled(frozenset({360101}), frozenset())),
        (row(360102, counted=0), Entangled(frozenset(), frozenset({360102}))),
        (row(360102, districts={"kota-1": {}, "kota-2": {}}), NOBODY),
    ],
    ids=["nobody shown, somebody waits", "shown across", "of old across", "itself across", "few voters", "two dapil"],
)
def test_a_regency_is_read_whole_where_a_district_may_look_for_company_in_another(other, entangled):
    assert to_read([row(360101), other], {360101}, entangled=entangled) is None


def test_a_district_that_would_look_beyond_itself_is_seen_once_it_is_read():
    assert apart([row(360101)], entangled=NOBODY)
    assert not apart([row(360101), row(360102, counted=0, waiting=2)], entangled=NOBODY)


# --- the files of a regency, without a database


class Kept:
    """The files of one regency as publications leave them. sparing: no more is read than the rule says."""

    def __init__(self, *, sparing: bool) -> None:
        self.sparing = sparing
        self.files: dict[int, Any] = {}
        self.table: list[bytes] = []
        self.head: tuple[str, ...] = PPWP.fields
        self.known: dict[int, int] = {}
        self.spared = 0

    def publish(self, stations: Collection[Station], touched: frozenset[int]) -> None:
        was = self.files.get(REGENCY)
        entangled = entangled_by(stations, self.known)
        some = None
        if self.sparing and was:
            some = to_read(was["rows"], {code // 10**7 for code in touched}, entangled=entangled)
        made = self.made([one for one in stations if not some or one.code // 10**7 in some], was if some else None)
        if some and not apart(made.rows(), entangled=entangled):
            some, made = None, self.made(list(stations), None)
        self.spared += some is not None
        groups = was["groups"] if was else ()
        for code, said in made.files(touched=touched & {one.code for one in made.stations}, groups=groups):
            self.files[code] = said
        fresh = written(made.stations, made.shown)
        self.table = tables.spliced(self.table, fresh, some) if some else fresh
        self.known |= made.shown.remembered

    def made(self, stations: list[Station], beside: Any) -> territories.Regency:
        known = {one.code: self.known[one.code] for one in stations if one.code in self.known}
        cast = territories.cast_in(PPWP, stations)
        users = {one.code: one.cells[2] for one in stations if one.cells and one.standing in NOTHING and one.cells[2]}
        shown = territories.shown_of(stations, cast, users, known, least=LEAST, few=FEW)
        return territories.Regency(
            "coba2024", PPWP, REGENCY, stations, {}, shown, lambda codes: dict.fromkeys(codes, Details()),
            self.files.get, beside,
        )  # fmt: skip


def written(stations: Collection[Station], shown: Showing) -> list[bytes]:
    return tables.lines(bulk.written(tables.rows(PPWP, list(stations), shown, PPWP.fields)))


def entangled_by(stations: Collection[Station], known: Mapping[int, int]) -> Entangled:
    source = Synthetic()
    source.found, source.shown = {one.code: one for one in stations}, dict(known)
    return source.entangled("ppwp")


voters = st.one_of(st.none(), st.integers(1, 12), st.just(250))
votes = st.one_of(st.integers(0, 4), st.integers(0, 90))
standings = st.sampled_from([*Standing, Standing.VERIFIED, Standing.SETTLED, Standing.SETTLED])
codes = st.builds(lambda village, one: village * 1000 + one, st.sampled_from(VILLAGES), st.integers(1, 3))


@st.composite
def evenings(draw):
    """Return the polling stations as they stand at each publication, and which of them changed."""
    found = {
        code: Station(code, "regular", Standing.MISSING, voters=draw(voters))
        for code in sorted(draw(st.sets(codes, min_size=3, max_size=11)))
    }
    last, turns = 0, []
    for _turn in range(draw(st.integers(2, 7))):
        touched = draw(st.sets(st.sampled_from(sorted(found)), max_size=3 if turns else len(found)))
        for code in sorted(touched):
            last += 1
            standing = draw(standings)
            form = standing not in NOTHING
            partly = (None, "x", draw(st.sampled_from([None, 5, 200])), *[None] * 6)
            read = (
                cells(draw(votes), draw(votes), draw(votes), spoiled=0) if form else draw(st.sampled_from([(), partly]))
            )
            reason = draw(st.sampled_from(["", 'salah\nsalin, "dua" kali']))
            found[code] = replace(found[code], standing=standing, cells=read, last=last, reason=reason)
        turns.append((list(found.values()), frozenset(touched)))
    return turns


@settings(max_examples=250, deadline=None)
@given(evenings())
def test_files_of_a_regency_are_the_same_whether_all_of_it_was_read_or_the_districts_that_changed(evening):
    whole, sparing = Kept(sparing=False), Kept(sparing=True)
    for stations, touched in evening:
        for one in (whole, sparing):
            one.publish(stations, touched)
        assert sparing.known == whole.known
        assert {code: canonical(said) for code, said in sparing.files.items()} == {
            code: canonical(said) for code, said in whole.files.items()
        }
        assert sparing.table == whole.table


def test_a_change_in_one_of_many_districts_is_spared_the_others():
    found = {
        village * 1000 + one: Station(
            village * 1000 + one, "regular", Standing.VERIFIED, cells=cells(40, 30, 20), last=1
        )
        for village in VILLAGES
        for one in (1, 2)
    }
    sparing = Kept(sparing=True)
    sparing.publish(list(found.values()), frozenset(found))
    found[3601022001001] = replace(found[3601022001001], cells=cells(50, 30, 20), last=2)
    sparing.publish(list(found.values()), frozenset({3601022001001}))
    assert (sparing.spared, sparing.files[REGENCY]["last_entry"]) == (1, 2)
    assert sparing.files[REGENCY]["numbers"]["sums"][0] == 9 * 40 + 50


# --- the whole tree


def nation() -> Synthetic:
    """Return an election in two provinces: regencies of three districts, with units of few voters among them."""
    source, chance = Synthetic(), random.Random(7)  # noqa: S311 a made-up nation
    source.found = {}
    for regency in (3601, 3602, 6501):
        source.names |= {regency // 100: f"P{regency // 100}", regency: f"K{regency}"}
        for district in (1, 2, 3):
            for village in range(2001, 2001 + 3 - district % 2):
                place = regency * 10**6 + district * 10**4 + village
                source.names |= {place // 10**4: f"C{place // 10**4}", place: f"D{place}"}
                for one in (1, 2, 3, 901):
                    few = chance.choice([None, 4, 15]) if one == 901 else chance.choice([None, 250, 300])
                    code = place * 1000 + one
                    source.found[code] = Station(code, "regular", Standing.MISSING, voters=few)
    return source


def something(source: Synthetic, chance: random.Random) -> dict[int, dict[str, Any]]:
    """Return what comes in until the next publication: forms, corrections, holds, settlements."""
    made: dict[int, dict[str, Any]] = {}
    alone = list(source.shown.values())
    for code in chance.sample(sorted(source.found), chance.choice([1, 2, 5, 9])):
        one, small = source.found[code], code % 1000 > 900 or chance.random() < 0.15
        read = cells(*(chance.randrange(4 if small else 90) for _ in range(3)), spoiled=chance.randrange(3))
        act = chance.choice(["form", "form", "correct", "hold", "settle", "fall"])
        if act == "settle" and one.cells:
            made[code] = {"standing": Standing.SETTLED, "reason": "formulir D"}
        elif act == "hold" and one.cells:
            made[code] = {"standing": Standing.HELD, "reason": 'R05, "isian"\nlain'}
        elif act == "fall" and alone.count(source.shown.get(code)) == 1:  # of a group it would stop all
            made[code] = {"cells": read, "standing": Standing.ENTERED}
        else:
            made[code] = {"cells": read, "standing": Standing.VERIFIED, "corrected": True, "reason": "salah salin"}
    return made


def voted_anew(source: Synthetic, chance: random.Random) -> dict[int, dict[str, Any]]:
    """Return a polling station whose vote is repeated, now and then."""
    code = chance.choice([code for code, one in source.found.items() if one.cells])
    again = {"cells": (), "standing": Standing.MISSING, "run": source.found[code].run + 1, "reason": "PSU"}
    return {code: again} if chance.random() < 0.5 else {}


def contents(out: Path) -> dict[str, bytes]:
    tree = out / "current/"
    return {str(file.relative_to(tree)): file.read_bytes() for file in files(tree)}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_a_tree_of_many_evenings_is_byte_for_byte_the_one_of_whole_readings(tmp_path, settings, monkeypatch, seed):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    monkeypatch.setattr(bulk, "DRAWN_AT_ONCE", 1)
    chance, spared = random.Random(seed), []  # noqa: S311 made-up evenings
    sparing = nation()
    whole = copy.copy(sparing)
    whole.shown = {}

    def noted(*asked: Any, **more: Any) -> Any:
        spared.append(to_read(*asked, **more))
        return spared[-1]

    for turn in range(9):
        everybody = {code: {"cells": cells(40, 30, 20), "standing": Standing.ENTERED} for code in sparing.found}
        some = {code: form for code, form in everybody.items() if code % 1000 < 900 and chance.random() < 0.7}
        sparing.enter(something(sparing, chance) if turn else some)
        sparing.enter(voted_anew(sparing, chance), act="recapitulation.order_run")
        monkeypatch.setattr(contests, "to_read", noted)
        made = publish(source=sparing, out=tmp_path / "sparing", at=NOW)
        monkeypatch.setattr(contests, "to_read", lambda *_asked, **_more: None)
        again = publish(source=whole, out=tmp_path / "whole", at=NOW)
        assert contents(tmp_path / "sparing") == contents(tmp_path / "whole")
        assert (made.root, made.fell, made.held_back) == (again.root, again.fell, again.held_back)
        assert sparing.shown == whole.shown
        assert readd(tmp_path / "sparing")["differences"] == []
    assert sum(one is not None for one in spared) > 5


# --- Parquet, which is drawn in turns


def owed(out: Path) -> dict[str, int]:
    return json.loads((out / "current/state.json").read_bytes()).get("parquet", {}).get("ppwp", {})


def same_in_parquet(out: Path, regency: int) -> bool:
    path = out / f"current/bulk/ppwp/{regency}"
    with duckdb.connect() as database:
        said = database.execute(f"select kode_tps, suara_1 from '{path}.parquet'").fetchall()
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as text:
        table = [(one["kode_tps"] or None, int(one["suara_1"] or -1)) for one in csv.DictReader(text)]
    return [(code, -1 if votes is None else votes) for code, votes in said] == table


@pytest.mark.django_db
def test_parquet_is_drawn_in_turns_and_the_tree_says_which_is_of_an_earlier_publication(
    tmp_path, settings, monkeypatch
):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    monkeypatch.setattr(bulk, "DRAWN_AT_ONCE", 1)
    source, out = nation(), tmp_path / "out"
    source.enter({code: {"cells": cells(40, 30, 20), "standing": Standing.ENTERED} for code in source.found})
    publish(source=source, out=out, at=NOW)
    first = [code for code in source.found if code % 10**9 == 12001001]
    source.enter({code: {"cells": cells(50, 30, 20)} for code in first})
    publish(source=source, out=out, at=NOW)
    assert owed(out) == {"3602": 1, "6501": 1}
    assert [same_in_parquet(out, code) for code in (3601, 3602, 6501)] == [True, False, False]
    assert "Parquet</a> (1)" in (out / "current/unduh-ppwp.html").read_text(encoding="utf-8")
    source.enter({6501022001002: {"cells": cells(60, 30, 20)}, 3601022001001: {"cells": cells(60, 30, 20)}})
    for left, whole in (({"3601": 2, "6501": 1}, [3602]), ({"3601": 2}, [3602, 6501]), ({}, [3601, 3602, 6501])):
        said = readd(out)
        assert said["differences"] == []
        assert any(f"; {len(owed(out))} masih dari terbitan sebelumnya" in words for words in said["unchecked"])
        publish(source=source, out=out, at=NOW)  # with nothing new but the first time: only what is owed is drawn
        assert owed(out) == left
        assert [code for code in (3601, 3602, 6501) if same_in_parquet(out, code)] == whole
    assert readd(out)["differences"] == []
    assert not publish(source=source, out=out, at=NOW).root
    publish(source=source, out=tmp_path / "anew", at=NOW)
    anew, now = (contents(tmp_path / name) for name in ("anew", "out"))
    assert {name for name in anew if name.startswith("bulk/") and anew[name] != now[name]} == set()


@pytest.mark.django_db
def test_numbers_that_may_not_be_shown_any_more_leave_parquet_at_once(tmp_path, settings, monkeypatch):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    monkeypatch.setattr(bulk, "DRAWN_AT_ONCE", 0)
    source, out = nation(), tmp_path / "out"
    small = 3602012001901  # all others of its district are in and shown before it comes
    regular = [code for code in source.found if code % 1000 < 900 or (code // 10**7 == 360201 and code != small)]
    source.found[small] = replace(source.found[small], voters=None)
    source.enter({code: {"cells": cells(40, 30, 20), "standing": Standing.ENTERED} for code in regular})
    publish(source=source, out=out, at=NOW)
    source.enter({small: {"cells": cells(1, 1, 1, spoiled=0), "standing": Standing.ENTERED}})
    publish(source=source, out=out, at=NOW)
    assert owed(out) == {"3602": 1}
    source.enter({code: {"standing": Standing.SETTLED} for code in (small, *regular) if code // 1000 == 3602012001})
    publish(source=source, out=out, at=NOW)
    village = json.loads((out / "current/ppwp/36/3602/360201/3602012001/data.json").read_bytes())
    (pair,) = (one["stations"] for one in village["groups"])
    assert small in pair
    assert (owed(out), same_in_parquet(out, 3602)) == ({}, True)


def test_a_state_that_calls_parquet_of_a_later_publication_is_named(tmp_path):
    program = load()
    report = program.Report()
    contest = object.__new__(program.Contest)
    contest.tree, contest.code, contest.report = tmp_path, "ppwp", report
    (tmp_path / "bulk/ppwp").mkdir(parents=True)
    (tmp_path / "bulk/ppwp/3601.parquet").write_bytes(b"")
    contest.check_parquet({"3601": 4}, 5)
    assert report.differences == []
    contest.check_parquet({"3601": 5}, 5)
    contest.check_parquet({"3602": 1}, 5)
    assert [kind for kind, _where, _what in report.differences] == ["table", "table"]
