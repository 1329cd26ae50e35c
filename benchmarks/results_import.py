"""How long a province takes to come in: 33,324 polling stations with every check, event and act of the log.

The file of Banten where RECAPITULATION_DATA (or ../shared/data/recapitulation) has it, else one of the same shape. The
floor is reading the file and copying its rows into one plain table.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import time
from pathlib import Path

from _scratch import scratch_installation

STATIONS = 33_324
REAL = "pilpres2024_tps_36_banten_20240317.csv.gz"
PARTS = ("dpt", "pengguna_dpt", "pengguna_dptb", "pengguna_dpk", "pengguna_total")
COLUMNS = ["kode_tps", "unit", "paslon1", "paslon2", "paslon3", *(f"{part}_{sex}" for part in PARTS for sex in "lpj")]
COLUMNS += ["suara_sah", "suara_tidak_sah", "suara_total"]


def province(folder: Path) -> Path:
    """Return the file to be imported."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "recapitulation"
    real = Path(os.environ.get("RECAPITULATION_DATA") or beside) / REAL
    if real.exists():
        return real
    made = folder / "provinsi_20240317.csv.gz"
    with gzip.open(made, "wt", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        chance = random.Random(36)
        writer.writerows(station(number, chance) for number in range(STATIONS))
    return made


def station(number: int, chance: random.Random) -> list[object]:
    village, own = divmod(number, 22)
    code = 3601010000000 + village // 60 * 10**7 + (2001 + village % 60) * 1000 + own + 1
    votes = [chance.randrange(20, 90) for _choice in range(3)]
    valid, invalid = sum(votes), chance.randrange(9)
    users = valid + invalid
    men = users // 2
    rows = [(150, 149, 299), (men, users - men, users), (0, 0, 0), (0, 0, 0), (men, users - men, users)]
    return [code, f"{own + 1:03d}-tps", *votes, *(value for row in rows for value in row), valid, invalid, users]


def floor(file: Path) -> float:
    from django.db import connection  # noqa: PLC0415

    began = time.perf_counter()
    with gzip.open(file, "rt", encoding="utf-8") as packed:
        rows = list(csv.reader(packed))
    with connection.cursor() as cursor:
        cursor.execute(f"create table floor ({', '.join(f'c{place} text' for place in range(len(rows[0])))})")
        with cursor.copy("copy floor from stdin") as copy:
            copy.write("\n".join("\t".join(row) for row in rows[1:]) + "\n")
    return time.perf_counter() - began


def main() -> None:
    with scratch_installation() as folder:
        from click.testing import CliRunner  # noqa: PLC0415

        from telusur.results.recapitulation.commands import results  # noqa: PLC0415

        file = province(folder)
        of = ["--election", "pilpres2024", "--contest", "ppwp", "--json"]
        CliRunner().invoke(results, ["totals", "--level", "nasional", *of])  # the election, the rules, the connection
        times = []
        for _turn in range(2):
            began = time.perf_counter()
            said = json.loads(CliRunner().invoke(results, ["import", *of, str(file)]).output)
            times.append(time.perf_counter() - began)
        began = time.perf_counter()
        found = json.loads(CliRunner().invoke(results, ["check", *of]).output)
        checked = time.perf_counter() - began
        print(
            json.dumps(
                {
                    "benchmark": "results_import",
                    "file": "Banten 2024" if file.name == REAL else "synthetic",
                    "rows": said["rows"],
                    "seconds": round(times[0], 2),
                    "again_seconds": round(times[1], 2),
                    "check_seconds": round(checked, 2),
                    "rows_with_findings": found["rows_with_findings"],
                    "floor_seconds": round(floor(file), 2),
                    "limit_seconds": 10,
                }
            )
        )


if __name__ == "__main__":
    main()
