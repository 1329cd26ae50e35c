from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from telusur.kernel.offices import selectors, services
from telusur.kernel.offices.commands import fault_report, read_csv
from telusur.kernel.offices.rules.office_file import read_offices

from .story import opening

if TYPE_CHECKING:
    from datetime import datetime

FILE = Path(__file__).with_name("data") / "offices.csv"
HOURS_SINCE = date(2024, 1, 1)  # the report of 2024 prints them


def load_offices(*, at: datetime) -> None:
    """Load the offices of Banten from the file that `telusur offices load` reads."""
    then = opening(at)
    header, lines = read_csv(FILE)
    rows, faults = read_offices(
        header,
        lines,
        known=selectors.kinds_by_code(),
        slugs=selectors.slug_owners(),
        withdrawn=selectors.withdrawn_codes(),
    )
    if faults:
        raise ValueError(fault_report(FILE.name, faults))
    services.load_offices(rows=rows, actor="import", at=then, on=HOURS_SINCE)
