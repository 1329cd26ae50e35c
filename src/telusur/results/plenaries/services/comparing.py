"""What forms and plenaries say of the polling stations of a regency is written down anew, as the public reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.selectors import layout_of, terms_of
from telusur.results.elections.services import ShownElsewhere, remember_shown

from .. import selectors
from ..models import Compared, Line
from ..rules.comparing import rows
from ..rules.states import RESULTS

if TYPE_CHECKING:
    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

    from ..rules.sums import Column


def compare_regency(*, contest: Contest, regency: int) -> int:
    """Write the comparison of a regency anew, of every published plenary of polling stations in it; return its rows.

    Polling stations are folded over the whole regency, as its published tree folds them, which is remembered, as the
    public reads them here first; where one of those shown together has no published D form yet, all of them wait for
    it. Called in the transaction of what published.
    """
    first, last = span_of(regency)
    on = contest.election.voted_on
    readers = [key for key, level in selectors.levels(on=on).items() if level.of_stations]
    lines = Line.objects.filter(
        plenary__contest=contest,
        plenary__level__in=readers,
        plenary__in_force=True,
        plenary__state__in=RESULTS,
        unit__gte=first,
        unit__lte=last,
    )
    Compared.objects.filter(contest=contest, regency=regency).delete()
    least = terms_of(kind=contest.election.kind, on=on).small
    found: list[Compared] = []
    for district, here in _by_district(lines).items():
        layout = layout_of(contest=contest, district=district)
        said = {code: selectors.said_column(line=line) for code, line in here.items()}
        groups = _groups(contest, layout, district, regency, said)
        for row in _rows(layout, here, said, groups, least):
            row.contest, row.regency = contest, regency
            found.append(row)
    Compared.objects.bulk_create(found, batch_size=5000)
    return len(found)


def _by_district(lines: object) -> dict[int | None, dict[int, Line]]:
    found: dict[int | None, dict[int, Line]] = {}
    rows = lines.select_related("plenary").prefetch_related("corrections").order_by("unit")  # type: ignore[attr-defined]
    for line in rows:
        found.setdefault(line.plenary.district_id, {})[line.unit] = line
    return found


def _groups(
    contest: Contest, layout: Layout, district: int | None, regency: int, said: dict[int, Column]
) -> list[tuple[int, ...]]:
    """Return who of these is shown, alone or with others; remember it, with those others."""
    try:
        return _remembered(contest, layout, district, regency, said)
    except ShownElsewhere:  # a tree was published meanwhile: what it shows is known now
        return _remembered(contest, layout, district, regency, said)


def _remembered(
    contest: Contest, layout: Layout, district: int | None, regency: int, said: dict[int, Column]
) -> list[tuple[int, ...]]:
    shown, known = selectors.shown_in(contest=contest, layout=layout, district=district, regency=regency, said=said)
    group_of = shown.folds.group_of()
    groups = sorted({group_of.get(code, (code,)) for code in said if code not in shown.folds.waiting})
    fresh = {code: shown.remembered[code] for group in groups for code in group if code in shown.remembered}
    size = size_of(log=election_log(contest.election.code))
    remember_shown(contest=contest, groups=fresh, known=known, log_size=size)
    return groups


def _rows(
    layout: Layout, lines: dict[int, Line], said: dict[int, Column], groups: list[tuple[int, ...]], least: int
) -> list[Compared]:
    forms = {code: selectors.form_column(line=line) for code, line in lines.items()}
    found = []
    for row in rows(layout, forms, said, groups, least=least):
        reasons = "; ".join(dict.fromkeys(each.reason for code in row.units for each in lines[code].corrections.all()))
        found.append(
            Compared(
                unit=row.units[0],
                together=",".join(map(str, row.units)) if len(row.units) > 1 else "",
                choice=row.choice,
                candidate=row.candidate,
                form=row.form,
                said=row.said,
                gain=row.gain,
                reasons=reasons if row.form != row.said else "",
            )
        )
    return found
