"""The totals of a synthetic nation: about 823,000 polling stations on the real territory, 31 fields each (PPWP).

Loaded from the database, tabulated at every level, and one changed form followed to the nation's total. Beside them the
plain sum NumPy takes over the same numbers. The forms are copied straight into the table of runs: the import has a
benchmark of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from _scratch import scratch_installation

UNITS, LEAST, VILLAGE = 823_366, 3, 4
UNREAD_SHARE = 0.02
RUN_COLUMNS = "contest_id, station_id, number, kind, in_force, decision, votes, administration, findings, flags"
RUN_COLUMNS += ", last_index, waits_for, weight, values"
FILE = "wilayah2024_kp24.csv.gz"


def best(act: object, turns: int = LEAST) -> tuple[float, object]:
    """Return the shortest time of some turns, and what the last one gave."""
    times = []
    for _turn in range(turns):
        began = time.perf_counter()
        found = act()
        times.append(time.perf_counter() - began)
    return min(times), found


def stations() -> np.ndarray:
    """Return the codes of a nation's polling stations: of the real territory where its file is there."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "recapitulation"
    real = Path(os.environ.get("RECAPITULATION_DATA") or beside) / FILE
    if not real.exists():
        villages = np.arange(UNITS // 10)
        provinces = 11 + villages // 2200
        codes = (
            provinces * 10**8
            + (villages // 160 % 14 + 1) * 10**6
            + (villages // 16 % 10 + 1) * 10**4
            + villages % 16
            + 1
        )
        return (np.unique(codes)[:, None] * 1000 + np.arange(1, 11)).ravel()
    from telusur.results.elections.commands.files import table_of  # noqa: PLC0415
    from telusur.results.elections.rules.territory_file import read_territory  # noqa: PLC0415

    found = []
    for place in read_territory(*table_of(real)).places:
        if place.level == VILLAGE:
            specials = range(place.specials[0], place.specials[1] + 1) if place.specials else ()
            found += [place.code * 1000 + number for number in (*range(1, place.stations + 1), *specials)]
    return np.array(sorted(found), dtype=np.int64)


def forms(number: int, width: int) -> np.ndarray:
    """Return the vectors of so many forms; one cell in fifty was not read."""
    chance = np.random.default_rng(2024)
    values = chance.integers(0, 150, (number, width), dtype=np.int32)
    values[chance.random(values.shape) < UNREAD_SHARE] = -2
    return values


def fill(codes: np.ndarray, values: np.ndarray, contest: object) -> None:
    """Put the stations and their forms into the database."""
    from django.db import transaction  # noqa: PLC0415

    from telusur.results.elections.services import StationRow, enter_stations  # noqa: PLC0415
    from telusur.results.elections.services.copying import copy_rows, run  # noqa: PLC0415

    with transaction.atomic():
        rows = [StationRow(code) for code in codes.tolist()]
        enter_stations(election=contest.election, rows=rows, names={}, provisional=True)
    first = contest.election_id * 10**13
    text, size = values.astype("<i4").tobytes().hex(), 8 * values.shape[1]
    copy_rows(
        "recapitulation_run",
        RUN_COLUMNS,
        (
            f"{contest.pk}\t{first + code}\t1\tregular\tt\t\t{1 + (row % 20 > 0)}\t2\t0\t0\t0\t0\t0\t"
            f"\\\\x{text[row * size : row * size + size]}"
            for row, code in enumerate(codes.tolist())
        ),
    )
    run("analyze recapitulation_run")


def change(contest: object, layout: object, code: int, live: object) -> float:
    """Return how long it takes until a form that is typed stands in the nation's total."""
    from django.utils import timezone  # noqa: PLC0415

    from telusur.results.recapitulation import services  # noqa: PLC0415
    from telusur.results.recapitulation.rules.states import Standing  # noqa: PLC0415

    vector = layout.vector({"suara_1": 1000, "suara_2": 1, "suara_3": 1})
    given = services.Forms(np.array([code]), np.array([vector], dtype=np.int32))
    began = time.perf_counter()
    cause = services.Cause("recapitulation.enter", "user:1", timezone.now())
    services.take_forms(contest=contest, forms=given, cause=cause, passed=Standing.VERIFIED, decided=True)
    live.catch_up()
    return time.perf_counter() - began


def measure() -> None:
    """Read, tabulate and change, in a process of its own, so that its memory is that of the work."""
    import django  # noqa: PLC0415

    django.setup()
    from telusur.results.elections.selectors import contest_named, layout_of  # noqa: PLC0415
    from telusur.results.recapitulation import selectors  # noqa: PLC0415
    from telusur.results.recapitulation.rules.tabulation import tabulate  # noqa: PLC0415

    contest = contest_named(election="pilpres2024", contest="ppwp")
    layout = layout_of(contest=contest)
    loading, columns = best(lambda: selectors.columns_now(contest=contest, layout=layout))
    tabulating, levels = best(lambda: tabulate(columns))
    summing, _sums = best(lambda: np.maximum(columns.values, 0).sum(axis=0, dtype=np.int64))
    live = selectors.LiveTotals(contest, layout, columns, 0)
    changing, _last = best(lambda: change(contest, layout, int(columns.codes[len(columns) // 2]), live))
    if live.sums.sum() == levels[0].sums.sum() or len(levels[4].codes) < len(levels[3].codes):
        raise SystemExit("the changed form did not reach the nation")
    print(
        json.dumps(
            {
                "benchmark": "results_nation",
                "units": len(columns),
                "fields": layout.width,
                "villages": len(levels[4].codes),
                "load_seconds": round(loading, 2),
                "tabulate_seconds": round(tabulating, 3),
                "from_database_seconds": round(loading + tabulating, 2),
                "numpy_sum_seconds": round(summing, 3),
                "change_to_nation_seconds": round(changing, 3),
                "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "limits": {"tabulate": 1, "from_database": 3, "change": 1, "megabytes": 1000},
            }
        ),
        flush=True,
    )


def main() -> None:
    with scratch_installation():
        from django.utils import timezone  # noqa: PLC0415

        from telusur.results.elections.selectors import contest_named, layout_of  # noqa: PLC0415
        from telusur.results.elections.services import ensure_election  # noqa: PLC0415

        ensure_election(code="pilpres2024", actor="import", at=timezone.now())
        contest = contest_named(election="pilpres2024", contest="ppwp")
        codes = stations()
        fill(codes, forms(len(codes), layout_of(contest=contest).width), contest)
        subprocess.run([sys.executable, __file__, "measure"], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure()
    else:
        main()
