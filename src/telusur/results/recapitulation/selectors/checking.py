from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.selectors import districts_of

from ..rules.checks import RULES, bit, findings, names, rows_with_findings
from ..rules.judging import UNREAD_CELLS
from ..rules.states import Standing
from .columns import columns_by_district, columns_now
from .forms import effects_of, sheet_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

    from ..rules.columns import Columns


@dataclass(frozen=True)
class Findings:
    """What the rules find in the forms in force. without_votes: forms with no vote read, which count as not in yet.
    complete_rows: forms with a complete administration block.
    rows_with_findings: those of them that break R01, R02, R05, R07, R08, or R10 in total. by_rule: of all forms."""

    rows: int
    without_votes: int
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
    districts = districts_of(contest=contest)
    span = span_of(within) if within else None
    found = [
        _of_district(contest, district.layout, columns)
        for district, columns in columns_by_district(contest=contest, districts=districts, within=span)
    ]
    return Findings(
        rows=sum(part.rows for part in found),
        without_votes=sum(part.without_votes for part in found),
        complete_rows=sum(part.complete_rows for part in found),
        rows_with_findings=sum(part.rows_with_findings for part in found),
        by_rule={rule: sum(part.by_rule[rule] for part in found) for rule in RULES},
        codes=np.concatenate([part.codes for part in found]),
        bits=np.concatenate([part.bits for part in found]),
    )


def _of_district(contest: Contest, layout: Layout, every: Columns) -> Findings:
    columns = every.within(every.arrived)
    sheet = sheet_of(contest=contest, layout=layout, codes=columns.codes, values=columns.values)
    bits = findings(sheet)
    return Findings(
        rows=len(columns),
        without_votes=int((columns.votes == int(Standing.MISSING)).sum()),
        complete_rows=int(sheet.complete.sum()),
        rows_with_findings=int(rows_with_findings(sheet).sum()),
        by_rule={rule: int((bits & bit(rule) != 0).sum()) for rule in RULES},
        codes=columns.codes,
        bits=bits,
    )


def holding_rules(*, contest: Contest, layout: Layout, station: int, values: Sequence[int]) -> tuple[str, ...]:
    """Return the rules that would hold a polling station's form if it said this, beside the others of its village.

    Cells that nobody read are none of them: they stand open for everybody. Raises: NoRuleInForce.
    """
    village = station // 1000 * 1000
    beside = columns_now(contest=contest, layout=layout, within=(village, village + 999))
    others = beside.codes != station
    codes = np.concatenate([np.array([station], dtype=np.int64), beside.codes[others]])
    forms = np.concatenate([np.array([list(values)], dtype=np.int32), beside.values[others].astype(np.int32)])
    effects = effects_of(on=contest.election.voted_on)
    broken = findings(sheet_of(contest=contest, layout=layout, codes=codes, values=forms))
    return tuple(names(int(broken[0]) & (effects.votes | effects.administration) & ~UNREAD_CELLS))
