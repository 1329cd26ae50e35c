from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.selectors import layout_of

from ..rules.checks import RULES, bit, findings, rows_with_findings
from .columns import columns_now
from .forms import sheet_of
from .tables import stations_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest


@dataclass(frozen=True)
class Findings:
    """What the rules find in the forms in force. complete_rows: forms with a complete administration block.
    rows_with_findings: those of them that break R01, R02, R05, R07, R08, or R10 in total. by_rule: of all forms."""

    rows: int
    complete_rows: int
    rows_with_findings: int
    by_rule: Mapping[str, int]
    codes: NDArray[np.int64]
    bits: NDArray[np.int32]

    def broken(self) -> list[tuple[int, int]]:
        """Return the forms that break any rule: code of the station, rules as bits."""
        wrong = np.flatnonzero(self.bits)
        return list(zip(self.codes[wrong].tolist(), self.bits[wrong].tolist(), strict=True))


def findings_of(*, contest: Contest, within: int | None = None) -> Findings:
    """Check every form in force of a contest anew, in one place or everywhere. Raises: NoRuleInForce."""
    layout = layout_of(contest=contest)
    columns = columns_now(contest=contest, layout=layout, within=stations_within(within) if within else None)
    sheet = sheet_of(contest=contest, layout=layout, codes=columns.codes, values=columns.values)
    bits = findings(sheet)
    return Findings(
        rows=len(columns),
        complete_rows=int(sheet.complete.sum()),
        rows_with_findings=int(rows_with_findings(sheet).sum()),
        by_rule={rule: int((bits & bit(rule) != 0).sum()) for rule in RULES},
        codes=columns.codes,
        bits=bits,
    )
