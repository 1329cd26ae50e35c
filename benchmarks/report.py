"""How long the yearly report of an office with 10,000 requests takes, from its frozen figures to its papers, as JSON.

Freezing and the register's annex are not in it: the one happens once, the other is printed by jobs of its own. The
first PDF of a process also starts the program that draws charts; later ones of the same report find their drawings and
most of their pages kept, so the first is the one that a reader waits for.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.config.settings")
django.setup()

from telusur.openness.reports import selectors  # noqa: E402
from telusur.openness.reports.rules.judging import lint_report  # noqa: E402
from telusur.openness.reports.rules.writing import write  # noqa: E402
from telusur.openness.reports.services import papers  # noqa: E402
from telusur.openness.reports.tests import years  # noqa: E402

REQUESTS, ROUNDS = 10_000, 5


def a_year() -> years.Year:
    chance = random.Random(2024)
    cases = tuple(
        years.Case(
            person=chance.randrange(8_000),
            month=chance.randint(1, 12),
            channel=chance.choice(["walk_in", "e_ppid", "email"]),
            track=chance.choice(["general", "election"]),
            outcome=chance.choice(["granted_full", "granted_part", "not_held"]),
            days=chance.randint(0, 12),
            in_time=chance.random() > 0.05,  # noqa: PLR2004 one in twenty is late
        )
        for _ in range(REQUESTS)
    )
    return years.Year(2024, cases=cases, published=years.SERANG.published, visitors=years.SERANG.visitors)


def seconds(work: Callable[[], object]) -> dict[str, float]:
    taken, worked = [], []
    for _ in range(ROUNDS):
        began, before = time.perf_counter(), time.process_time()
        work()
        taken.append(time.perf_counter() - began)
        worked.append(time.process_time() - before)
    return {
        "first_s": round(taken[0], 3),
        "median_s": round(statistics.median(taken), 3),
        "median_cpu_s": round(statistics.median(worked), 3),
    }


def main() -> None:
    of = a_year()
    frozen, kept, by = years.frozen(of), years.kept(of), selectors.yardstick(on=years.SIGNED.on)

    def written():
        return write(years.OFFICE, of.year, frozen, kept, narrative=years.NARRATIVE, signature=years.SIGNED)

    steps: dict[str, Callable[[], object]] = {
        "report_pdf": lambda: papers.pdf_of(written()),
        "written": written,
        "linted": lambda: lint_report(written(), frozen, kept, by=by),
        "workbook": lambda: papers.workbook_of(written()),
        "infographic": lambda: papers.infographic_pdf(written()),
    }
    for name, work in steps.items():
        print(json.dumps({"benchmark": "report", "step": name, "requests": REQUESTS, **seconds(work)}))


if __name__ == "__main__":
    main()
