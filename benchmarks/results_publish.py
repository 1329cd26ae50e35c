"""How long it takes to publish: first a whole province, then again after 1,000 of its stations changed.

Banten's presidential votes of 2024 where the folder of real results is there, else a made-up province of the same
shape. With `--regencies 514` a made-up nation of so many regencies, each of fourteen districts as in the real one, with
twelve polling stations in each unless more are asked for: the changes then lie all over it. With `--nation` made-up
votes in every polling station of the real territory, which takes tens of minutes and as many gigabytes. `--readd` adds
the last tree up again with the other program. One JSON line. The floor is what the disk alone takes: as many files of
ten kilobytes, written and linked.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from _scratch import scratch_installation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHANGED = 1000
WATCHED = """
import resource, subprocess, sys
done = subprocess.call(sys.argv[1:])
sys.stderr.write(f" {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
sys.exit(done)
"""  # between the two processes, as a child's memory is counted from what its parent had
NOW = datetime(2024, 2, 15, tzinfo=UTC)
REAL = "pilpres2024_tps_36_banten_20240317.csv.gz"


def file_of_results(folder: Path, stations: int, regencies: int, *, nation: bool = False) -> Path:
    """Return the real file, or write one of the same shape. regencies: in so many of them, from all over the nation."""
    if nation:
        return written(folder, nation_codes())
    beside = Path(__file__).parents[2] / "shared/data/recapitulation"
    real = Path(os.environ.get("RECAPITULATION_DATA") or beside) / REAL
    if real.exists() and not stations and not regencies:
        return real
    return written(folder, made_up_codes(stations or (168 * regencies if regencies else 33_324), regencies))


def nation_codes() -> Iterator[int]:
    """Yield the codes of the polling stations of the real territory."""
    from results_nation import stations  # noqa: PLC0415 the settings are read by now

    yield from stations().tolist()


def made_up_codes(whole: int, regencies: int) -> Iterator[int]:
    """Yield so many codes, of one province, or spread over so many regencies."""
    each = -(-whole // regencies) if regencies else 4200
    villages = 2 if regencies else 12  # in a district
    size = max(6, -(-each // 28)) if regencies else 21
    for place in range(whole):
        number = place // each
        regency = 3601 + number if not regencies else 100 * (11 + number // 14) + 1 + number % 14
        village, one = divmod(place % each, size)
        yield regency * 10**9 + (1 + village // villages) * 10**7 + (2001 + village % villages) * 1000 + one + 1


def written(folder: Path, codes: Iterable[int]) -> Path:
    """Return a file of results of these polling stations."""
    chance = random.Random(36)
    made = folder / "hasil_20240317.csv.gz"
    with gzip.open(made, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kode_tps", "paslon1", "paslon2", "paslon3", "suara_sah", "suara_tidak_sah", "suara_total"])
        for code in codes:
            votes = [chance.randrange(10, 90) for _ in range(3)]
            writer.writerow([code, *votes, sum(votes), 3, sum(votes) + 3])
    return made


def measured(out: Path, file: Path, *, readd: bool) -> dict[str, object]:
    from click.testing import CliRunner  # noqa: PLC0415 the settings are read by now

    from telusur.results.elections.selectors import contest_named, layout_of  # noqa: PLC0415
    from telusur.results.publication.selectors import ElectionSource  # noqa: PLC0415
    from telusur.results.publication.services import Outcome, publish  # noqa: PLC0415
    from telusur.results.recapitulation.commands import results  # noqa: PLC0415
    from telusur.results.recapitulation.rules.states import COUNTED, Standing  # noqa: PLC0415
    from telusur.results.recapitulation.selectors import columns_now  # noqa: PLC0415
    from telusur.results.recapitulation.services import Cause, Forms, take_forms  # noqa: PLC0415

    of = ["--election", "pilpres2024", "--contest", "ppwp"]
    began = time.perf_counter()
    done = CliRunner().invoke(results, ["import", str(file), *of], catch_exceptions=False)
    assert done.exit_code == 0, done.output  # noqa: S101 a benchmark of nothing would look fast
    importing = time.perf_counter() - began
    began = time.perf_counter()
    first = publish(source=ElectionSource(code="pilpres2024"), out=out, at=NOW)
    whole = time.perf_counter() - began

    contest = contest_named(election="pilpres2024", contest="ppwp")
    layout = layout_of(contest=contest)
    columns = columns_now(contest=contest, layout=layout)
    counted = [row for row, votes in enumerate(columns.votes.tolist()) if votes in COUNTED]
    chance = random.Random(14)

    def again(stations: int) -> tuple[float, float, Outcome]:
        rows = sorted(chance.sample(counted, stations))
        values = columns.values[rows].copy()
        for name in ("suara_2", "suara_sah", "suara_total"):
            values[:, layout.places[name]] += 1 + stations % 7
        cause = Cause("recapitulation.correct", "system", NOW, reason="berita acara pleno")
        take_forms(contest=contest, forms=Forms(columns.codes[rows], values), cause=cause, passed=Standing.VERIFIED)
        began, before = time.perf_counter(), time.process_time()
        made = publish(source=ElectionSource(code="pilpres2024"), out=out, at=NOW)
        return time.perf_counter() - began, time.process_time() - before, made

    again(1)  # the second tree of links is made once, by the second publication
    seconds, cpu, again_made = again(CHANGED)
    return {
        "stations": first.stations,
        "import_s": round(importing, 2),
        "whole_s": round(whole, 2),
        "whole_files": first.written,
        "regencies": len({code // 10**9 for code in columns.codes.tolist()}),
        "changed": CHANGED,
        "again_s": round(seconds, 2),
        "again_cpu_s": round(cpu, 2),
        "again_files": again_made.written,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "disk_alone_s": round(disk_alone(out, again_made.written), 2),
        **(added_up_again(out) if readd else {}),
    }


def added_up_again(out: Path) -> dict[str, object]:
    """Return how long the other program takes for a tree, and in how much memory."""
    program, began = Path(__file__).parents[1] / "tools" / "readd.py", time.perf_counter()
    call = [sys.executable, "-c", WATCHED, sys.executable, program, out]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    assert done.returncode == 0, done.stdout[-2000:]  # noqa: S101 a tree that differs is no benchmark
    return {"readd_s": round(seconds, 1), "readd_memory_mb": int(done.stderr.split()[-1]) // 1024}


def disk_alone(out: Path, files: int) -> float:
    """Return how long it takes to write and link that many files of ten kilobytes, and to wait for the disk."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        began = time.perf_counter()
        for number in range(files):
            file = Path(folder, f"{number}")
            file.write_bytes(bytes(10_000))
            Path(folder, f"{number}.link").hardlink_to(file)
        os.sync()
        return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stations", type=int, default=0, help="a made-up province of so many stations")
    parser.add_argument("--regencies", type=int, default=0, help="spread over so many of a made-up nation, such as 514")
    parser.add_argument("--nation", action="store_true", help="every polling station of the real territory")
    parser.add_argument("--readd", action="store_true", help="add the last tree up again with tools/readd.py")
    asked = parser.parse_args()
    with scratch_installation() as folder:
        file = file_of_results(folder, asked.stations, asked.regencies, nation=asked.nation)
        print(json.dumps(measured(folder / "out", file, readd=asked.readd)))


if __name__ == "__main__":
    main()
