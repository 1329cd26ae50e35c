"""A nation-wide contest of lists: 84 electoral districts, 18 parties with about 150 candidates in each, some 823,000
polling stations on the real territory, where its file is there.

Three processes, so that the memory of each is its own: the nation's forms go straight into the table of runs; totals of
every list and candidate are made at every level, one district after the other; one province is imported with all checks
and published whole. The districts are the real ones in number and seats; which regencies they are made of, and
every vote, is made up. What publishing a nation would take is reckoned from the province, and said to be so.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from _scratch import scratch_installation
from results_nation import RUN_COLUMNS, stations

NOW = datetime(2024, 2, 15, tzinfo=UTC)
PARTIES = 18
NATION, PROVINCE = "dpr2024", "dpr2024-provinsi"
SEATS = "dpr2024_dapil_kursi.csv"
FEW = 10
PIECE = 20_000


def seats() -> list[int]:
    """Return the seats of 84 districts: the real ones where their file is there."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "recapitulation"
    file = Path(os.environ.get("RECAPITULATION_DATA") or beside) / SEATS
    if not file.exists():
        return [3 + place % 8 for place in range(84)]
    with file.open(encoding="utf-8", newline="") as rows:
        return [int(row["alokasi_kursi"]) for row in csv.DictReader(rows)]


def parted(codes: np.ndarray, number: int) -> list[list[int]]:
    """Return at most so many groups of neighbouring regencies, each with about as many stations."""
    regencies, counts = np.unique(codes // 10**9, return_counts=True)
    which = (np.cumsum(counts) - counts // 2) * number // len(codes)
    return [regencies[which == group].tolist() for group in range(number) if (which == group).any()]


def load(code: str, codes: np.ndarray, number: int) -> float:
    """Define the election with its districts, lists and candidates; return the seconds that took."""
    from django.db import transaction  # noqa: PLC0415

    from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed  # noqa: PLC0415
    from telusur.results.elections.selectors import election_named  # noqa: PLC0415
    from telusur.results.elections.services import (  # noqa: PLC0415
        CandidateRow,
        DistrictRow,
        ElectionFiles,
        StationRow,
        enter_stations,
        load_election,
    )

    parties = tuple(Listed(party, f"Partai {party}") for party in range(1, PARTIES + 1))
    held = (ContestDefinition("dpr", "dpr", "DPR", 0, parties),)
    definition = Definition(code, "Pemilu DPR contoh", "general", NOW.date(), held)
    load_election(files=ElectionFiles(definition), actor="import", at=NOW)
    with transaction.atomic():
        rows = [StationRow(station) for station in codes.tolist()]
        enter_stations(election=election_named(code=code), rows=rows, names={}, provisional=False)
    groups, places = parted(codes, number), seats()
    districts = [
        DistrictRow("dpr", f"dapil-{place + 1}", f"Dapil {place + 1}", places[place % len(places)], tuple(areas))
        for place, areas in enumerate(groups)
    ]
    candidates = [
        CandidateRow("dpr", f"dapil-{place + 1}", party, name, f"Calon {party}.{name}", "lp"[name % 2])
        for place in range(len(groups))
        for party in range(1, PARTIES + 1)
        for name in range(1, 9 + place % 2)
    ]
    began = time.perf_counter()
    load_election(files=ElectionFiles(definition, districts, candidates), actor="import", at=NOW)
    return time.perf_counter() - began


def forms(layout: object, number: int, seed: int) -> np.ndarray:
    """Return so many forms that add up."""
    chance = np.random.default_rng(seed)
    values = np.zeros((number, layout.width), dtype=np.int32)
    for choice in layout.choices:
        parts = [layout.places[name] for name in choice.fields[:-1]]
        values[:, parts] = chance.poisson(1.2, (number, len(parts)))
        values[:, layout.places[choice.total]] = values[:, parts].sum(axis=1)
    valid = values[:, list(layout.votes)].sum(axis=1)
    said = {"suara_sah": valid, "suara_tidak_sah": 3, "suara_total": valid + 3, "ss_diterima": 306}
    said |= {"ss_digunakan": valid + 3, "ss_tidak_digunakan": 303 - valid}
    for name, count in (("dpt", 300), ("pengguna_dpt", valid + 2), ("pengguna_dptb", 1), ("pengguna_total", valid + 3)):
        said |= {f"{name}_l": count, f"{name}_j": count}
    for name, column in said.items():
        values[:, layout.places[name]] = column
    return values


def fill() -> float:
    """Put a form of every station of the nation into the table of runs, district by district; return the seconds."""
    from telusur.results.elections.selectors import contest_named, districts_of, station_codes  # noqa: PLC0415
    from telusur.results.elections.services.copying import run  # noqa: PLC0415

    contest = contest_named(election=NATION, contest="dpr")
    began = time.perf_counter()
    for seed, district in enumerate(districts_of(contest=contest)):
        found = [station_codes(election=contest.election, within=span) for span in district.spans]
        codes = np.concatenate(found)
        for start in range(0, len(codes), PIECE):
            here = codes[start : start + PIECE]
            copy_records(contest, here, forms(district.layout, len(here), seed))
    run("analyze recapitulation_run")
    return time.perf_counter() - began


def copy_records(contest: object, codes: np.ndarray, values: np.ndarray) -> None:
    """Copy forms as the records that PostgreSQL itself reads: every number with its length before it."""
    from django.db import connection  # noqa: PLC0415

    kinds = [(">i8", 8), (">i8", 8), (">i2", 2), ("S7", 7), ("S1", 1), (None, 0), *[(">i2", 2)] * 2, (">i4", 4)]
    kinds += [(">i2", 2), (">i8", 8), (">i2", 2), (">i4", 4), (f"V{4 * values.shape[1]}", 4 * values.shape[1])]
    shape: list[tuple[str, str]] = [("fields", ">i2")]
    for place, (kind, _bytes) in enumerate(kinds):
        shape += [(f"l{place}", ">i4"), *([(f"f{place}", kind)] if kind else [])]
    rows = np.zeros(len(codes), dtype=shape)
    rows["fields"] = len(kinds)
    for place, (_kind, size) in enumerate(kinds):
        rows[f"l{place}"] = size
    held = np.arange(len(codes)) % 20 == 0
    said = {0: contest.pk, 1: contest.election_id * 10**13 + codes, 2: 1, 3: b"regular", 4: b"\x01", 6: 2 - held, 7: 2}
    for place, column in said.items():
        rows[f"f{place}"] = column
    rows[f"f{len(kinds) - 1}"] = values.astype("<i4").view(f"V{4 * values.shape[1]}").ravel()
    statement = f"copy recapitulation_run ({RUN_COLUMNS}) from stdin (format binary)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8) + rows.tobytes() + b"\xff\xff")


def totals() -> dict[str, object]:
    """Make the totals of every list and every candidate at every level, as the nation's forms lie in the database."""
    from telusur.results.elections.selectors import contest_named, districts_of  # noqa: PLC0415
    from telusur.results.recapitulation.rules.tabulation import tabulate  # noqa: PLC0415
    from telusur.results.recapitulation.selectors import columns_by_district, common_columns  # noqa: PLC0415

    contest = contest_named(election=NATION, contest="dpr")
    districts = districts_of(contest=contest)
    began = time.perf_counter()
    candidates = units = places = 0
    lists = np.zeros(PARTIES, dtype=np.int64)
    widest = 0
    for district, columns in columns_by_district(contest=contest, districts=districts):
        levels = tabulate(columns)
        units, places = units + len(columns), places + sum(len(levels[level].codes) for level in (1, 2, 3, 4))
        candidates += sum(len(choice.candidates) for choice in district.layout.choices)
        if len(columns):
            lists += levels[0].sums[0, list(district.layout.votes)]
        widest = max(widest, columns.values.nbytes)
    by_district = time.perf_counter() - began
    began = time.perf_counter()
    shared = tabulate(common_columns(contest=contest, districts=districts))
    together = time.perf_counter() - began
    if shared[0].sums[0, list(districts.common.votes)].tolist() != lists.tolist():
        raise SystemExit("the lists of the districts are not those of the nation")
    return {
        "units": units,
        "districts": len(districts.all),
        "candidates": candidates,
        "fields_of_widest_form": max(district.layout.width for district in districts),
        "places_with_candidates": places,
        "candidates_at_every_level_s": round(by_district, 2),
        "lists_of_the_nation_at_every_level_s": round(together, 2),
        "largest_district_megabytes": widest // 2**20,
        "totals_peak_megabytes": peak(),
    }


def published(out: Path) -> dict[str, object]:
    """Import one province with all checks, and publish it whole."""
    from telusur.results.elections.selectors import contest_named, districts_of, station_codes  # noqa: PLC0415
    from telusur.results.publication.selectors import ElectionSource  # noqa: PLC0415
    from telusur.results.publication.services import publish  # noqa: PLC0415
    from telusur.results.recapitulation.rules.states import Standing  # noqa: PLC0415
    from telusur.results.recapitulation.services import Cause, Forms, take_forms  # noqa: PLC0415

    contest = contest_named(election=PROVINCE, contest="dpr")
    cause = Cause("recapitulation.import", "import", NOW, evidence="0" * 64)
    began = time.perf_counter()
    for seed, district in enumerate(districts_of(contest=contest)):
        codes = np.concatenate([station_codes(election=contest.election, within=span) for span in district.spans])
        for start in range(0, len(codes), PIECE):
            here = codes[start : start + PIECE]
            given = Forms(here, forms(district.layout, len(here), seed + start))
            take_forms(contest=contest, forms=given, cause=cause, passed=Standing.IMPORTED, layout=district.layout)
    importing, before = time.perf_counter() - began, peak()
    began = time.perf_counter()
    made = publish(source=ElectionSource(code=PROVINCE), out=out, at=NOW)
    publishing = time.perf_counter() - began
    every = station_codes(election=contest.election)
    regencies = np.unique(every // 10**9, return_counts=True)[1]
    size = sum(file.stat().st_size for file in (out / "objects").rglob("*") if file.is_file())
    return {
        "province_units": made.stations,
        "province_largest_regency": int(regencies.max()),
        "province_checked_import_s": round(importing, 1),
        "province_import_peak_megabytes": before,
        "province_published_s": round(publishing, 1),
        "province_files": made.written,
        "province_megabytes": size // 2**20,
        "publish_peak_megabytes": peak(),
    }


def peak() -> int:
    """Return the most memory that this process has held; that of the program which started it is not in it."""
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(said.partition("VmHWM:")[2].split()[0]) // 1024


def said_by(part: str, *words: object) -> dict[str, object]:
    """Run one part in a process of its own, and return what it says."""
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def part(name: str, out: str) -> dict[str, object]:
    import django  # noqa: PLC0415

    django.setup()
    if name == "fill":
        return {"fill_s": round(fill(), 1), "fill_peak_megabytes": peak()}
    return totals() if name == "totals" else published(Path(out))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="only so large a share of the nation's stations")
    parser.add_argument("--province", type=int, default=36, help="the province that is imported and published")
    parser.add_argument("--most", type=int, default=12_000, help="of it the first regencies, until they have so many")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("out", nargs="?", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(part(asked.part, asked.out)))
        return
    with scratch_installation() as folder:
        began = time.perf_counter()
        whole = stations()
        nation = whole[:: max(round(1 / asked.share), 1)]
        here = whole[whole // 10**11 == asked.province]
        here = here[here // 10**9 <= here[: asked.most][-1] // 10**9]
        found: dict[str, object] = {
            "benchmark": "results_legislative",
            "share": asked.share,
            "nation_units": len(whole),
        }
        found["define_s"] = round(load(NATION, nation, 84), 1)
        found |= said_by("fill") | said_by("totals")
        load(PROVINCE, here, max(round(84 * len(here) / len(whole)), 1))
        found |= said_by("publish", folder / "out")
        times = len(whole) / len(here)
        found["nation_reckoned_from_province"] = {
            "checked_import_minutes": round(times * float(found["province_checked_import_s"]) / 60, 1),
            "publish_minutes": round(times * float(found["province_published_s"]) / 60, 1),
            "publish_gigabytes": round(times * int(found["province_megabytes"]) / 1024, 1),
        }
        found |= {"limit_megabytes": 8192, "took_s": round(time.perf_counter() - began, 1)}
        print(json.dumps(found))


if __name__ == "__main__":
    main()
