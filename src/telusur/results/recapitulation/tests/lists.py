"""A small council election: two electoral districts of one city, lists of different lengths, two villages."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from django.db import transaction

from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import contest_named, districts_of
from telusur.results.elections.services import (
    CandidateRow,
    DistrictRow,
    ElectionFiles,
    StationRow,
    enter_stations,
    load_election,
)
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import Cause, Forms, take_forms

AT = datetime(2024, 2, 14, 11, 0, tzinfo=UTC)
NAMES = {36: "BANTEN", 3671: "KOTA CONTOH", 367101: "UTARA", 367102: "SELATAN", 3671011001: "ASRI", 3671021001: "BARU"}
NORTH, SOUTH, ELSEWHERE = 3671011001, 3671021001, 3672011001001
LISTS = {"kota-1": {1: (1, 2, 3), 4: (1, 2)}, "kota-2": {1: (1, 3), 4: (1, 2, 3, 4)}}  # in the second, 2 was struck off


def council_election(*, more=()):
    """Return the contest of a city's council, with three polling stations in each of its two electoral districts. more:
    numbers of lists and candidates that stand besides in the first."""
    listed = (Listed(1, "Partai Satu"), Listed(4, "Partai Empat"), Listed(7, "Partai Tujuh"))
    held = (ContestDefinition("dprd-3671", "dprd-kabko", "DPRD Kota Contoh", 0, listed),)
    definition = Definition("kota2024", "Pemilu kota", "general", AT.date(), held)
    load_election(files=ElectionFiles(definition), actor="import", at=AT)
    contest = contest_named(election="kota2024", contest="dprd-3671")
    rows = [
        StationRow(village * 1000 + number, "", (130, 130, 260)) for village in (NORTH, SOUTH) for number in (1, 2, 3)
    ]
    rows.append(StationRow(ELSEWHERE))
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names=NAMES, provisional=False)
    districts = [
        DistrictRow(contest.code, "kota-1", "Kota Contoh 1", 6, (367101,)),
        DistrictRow(contest.code, "kota-2", "Kota Contoh 2", 4, (367102,)),
    ]
    candidates = [
        CandidateRow(contest.code, code, party, number, f"Calon {party}.{number}", "lp"[number % 2])
        for code, lists in LISTS.items()
        for party, numbers in lists.items()
        for number in numbers
    ]
    candidates += [CandidateRow(contest.code, "kota-1", party, number, "Calon lain") for party, number in more]
    load_election(files=ElectionFiles(definition, districts, candidates), actor="import", at=AT)
    return contest_named(election="kota2024", contest="dprd-3671")


def filled(layout, base: int, **cells):
    """Return a form of lists that adds up. base: what the first candidate of the first list got; others follow."""
    said = dict.fromkeys(layout.names, 0)
    for place, choice in enumerate(layout.choices):
        for step, name in enumerate(choice.fields[:-1]):
            said[name] = base + place * 7 + step
        said[choice.total] = sum(said[name] for name in choice.fields[:-1]) or base
    valid = sum(said[choice.total] for choice in layout.choices)
    users = {"pengguna_dpt": valid - 1, "pengguna_dptb": 2, "pengguna_dpk": 1, "pengguna_total": valid + 2, "dpt": 260}
    for name, number in users.items():
        said |= {f"{name}_l": number, f"{name}_j": number}
    said |= {"suara_sah": valid, "suara_tidak_sah": 2, "suara_total": valid + 2}
    return said | {"ss_diterima": 266, "ss_digunakan": valid + 2, "ss_tidak_digunakan": 264 - valid} | cells


def taken(contest, station: int, base: int, *, cause=None, passed=Standing.VERIFIED, **cells):
    """Put a form of one polling station in force, as two people verified it; return what it says."""
    districts = districts_of(contest=contest)
    layout = districts.all[districts.place_of(station)].layout
    said = filled(layout, base, **cells)
    forms = Forms(np.array([station]), np.array([layout.vector(said)], dtype=np.int32))
    cause = cause or Cause("recapitulation.verify", "user:1", AT)
    take_forms(contest=contest, forms=forms, cause=cause, passed=passed, layout=layout)
    return said
