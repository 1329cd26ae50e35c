"""What pages say of one station, without a database: moments, rules in words, and the numbers of villages' stations."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from telusur.results.publication.rules.compared import lines
from telusur.results.publication.rules.places import numbers_in_villages
from telusur.results.publication.services.pages.findings import findings
from telusur.results.publication.services.pages.frame import coverage, trail
from telusur.results.publication.services.pages.times import exact, moment

from .synthetic import NAMES, PPWP


def test_a_finding_stands_in_words_with_its_numbers():
    rules = (("R05", "Suara sah bukan jumlah suara peserta"), ("R12", "Terlalu banyak"), ("R23", "Tidak lazim"))
    contest = replace(PPWP, rules=rules, labels=(("suara_sah", "V.A Suara sah"),))
    votes = {"suara_sah": 374, "suara_1": 100, "suara_2": 100, "suara_3": 74}
    one = {"findings": ["R05", "R12", "R23"], "cells": [votes.get(name) for name in contest.fields]}
    assert findings(contest, one) == (
        "<ul><li>Suara sah bukan jumlah suara peserta (R05): V.A Suara sah 374 ≠ jumlah suara peserta 274"
        "<li>Terlalu banyak (R12)<li>Tidak lazim (R23)</ul>"
    )


def test_no_reason_in_a_table_is_a_formula():
    reasons = ("=1+1", "＝1+1", "\t=1+1", "Plano 84")
    told = [reason for *_cells, reason, _entry, _name in lines([[1], 1, 9, 8, -1, each, 7, None] for each in reasons)]
    assert told == ["'=1+1", "'＝1+1", "'\t=1+1", "Plano 84"]


def test_a_moment_is_told_in_the_time_of_its_place():
    assert moment("2024-02-14T12:05Z", "Asia/Jayapura") == "14 Februari 2024, 21.05 WIT"
    assert exact("2024-02-14T18:40:25Z", "Asia/Jakarta") == "15 Februari 2024, 01.40 WIB (14 Februari 18.40.25 UTC)"


def test_the_way_down_begins_where_the_contest_is_held():
    assert "Nasional" in trail(3601012001, NAMES)
    assert trail(3601012001, NAMES, 3601).count("<a ") == 2
    assert trail(3601, NAMES, 3601) == trail(36, NAMES, 3601) == ""


def test_the_stations_of_villages_are_told_in_spans():
    codes = np.array([3601012001003, 3601012001001, 3601012001002, 3601012001901, 3601012002001])
    assert numbers_in_villages(codes) == {3601012001: "1-3,901", 3601012002: "1"}


def test_the_card_of_coverage_speaks_of_the_verified_only_where_a_reader_wants_those():
    counts = dict.fromkeys(("held", "disputed", "corrected", "waiting", "reading"), 0)
    card = coverage(counts | {"stations": 8, "counted": 6, "verified": 2, "missing": 2})
    chosen, plain = (
        re.sub("<[^>]*>", "|", re.sub(rf'<span class="{hidden}">.*?</span>', "", card))
        for hidden in ("all", "sure-only")
    )
    assert "2 dari 8 TPS diverifikasi" in chosen
    assert re.findall(r"\|([^|]*): \|(\d+)\|( \([^)]*\))?", chosen) == [
        ("diverifikasi", "2", " (25,0 %)"),
        ("ditahan pemeriksaan", "0", " (0,0 %)"),
        ("belum masuk", "2", " (25,0 %)"),
        ("terhitung, belum diverifikasi", "4", ""),
        ("disanggah", "0", ""),
        ("dikoreksi", "0", ""),
    ]
    assert ("terhitung: |6| (75,0 %)" in plain, "diverifikasi: |2|" in plain) == (True, True)
    assert '<rect class="c-verified" x="0" width="250" height="12"/>' in card
