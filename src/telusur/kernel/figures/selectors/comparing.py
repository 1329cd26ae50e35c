"""An office beside its province, the nation and the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.offices import selectors as offices

from .facts import NATION, Standing, scopes_of, standing
from .reading import tell_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ..rules.measures import Value
    from ..rules.periods import Period
    from .reading import Told


@dataclass(frozen=True)
class Beside:
    """One figure of an office beside its province and the nation, each in the period and in the same a year before.

    unknown: where nobody counted it or kept anything yet: `office`, `province`, `nation`, each also with `_before`.
    """

    key: str
    office: tuple[Value, Value]
    province: tuple[Value, Value] | None
    nation: tuple[Value, Value] | None
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Comparison:
    """Figures side by side. province, nation: how many offices are counted there and when; None where it makes no
    sense (the nation has no province) or nobody counted yet. of_province, of_nation: how many offices there are."""

    period: Period
    before: Period
    figures: Mapping[str, Beside]
    province: Standing | None
    nation: Standing | None
    of_province: int = 0
    of_nation: int = 0


def compare_all(*, told: Sequence[Told], office_id: int, office_code: str, period: Period, on: date) -> Comparison:
    """Return what is told of an office beside its province, the nation and the year before.

    told: its figures in the period (`tell_all`). The numbers of several offices come from their facts, exactly: a
    median is that of all their values.
    """
    keys, before = [each.figure.key for each in told], period.year_before()
    told_before = tell_all(office_id=office_id, office_code=office_code, period=before, on=on, keys=keys)
    earlier = {each.figure.key: each.value for each in told_before}
    scopes = scopes_of(office_code)
    now = standing(keys=keys, period=period, scopes=scopes)
    then = standing(keys=keys, period=before, scopes=scopes)

    def both(scope: str, key: str) -> tuple[Value, Value] | None:
        known = scope in now and now[scope].built_at is not None
        return (now[scope].values.get(key), then[scope].values.get(key)) if known else None

    def unknown(key: str) -> frozenset[str]:
        places = {"province": scopes[0], "nation": NATION} if scopes[0] != NATION else {"nation": NATION}
        return frozenset(
            [place for place, scope in places.items() if key in now[scope].unknown]
            + [f"{place}_before" for place, scope in places.items() if key in then[scope].unknown]
            + [name for name, found in (("office", told), ("office_before", told_before)) for each in found
               if each.unknown and each.figure.key == key]
        )  # fmt: skip

    province = scopes[0] if scopes[0] != NATION else ""
    figures = {
        each.figure.key: Beside(
            each.figure.key,
            (each.value, earlier[each.figure.key]),
            both(province, each.figure.key),
            both(NATION, each.figure.key),
            unknown(each.figure.key),
        )
        for each in told
    }
    there = offices.kinds_by_code()
    of_province = sum(code.startswith(province[:-1]) for code in there) if province else 0
    around = _known(now, province), _known(now, NATION)
    return Comparison(period, before, figures, *around, of_province, len(there))


def _known(found: Mapping[str, Standing], scope: str) -> Standing | None:
    return found[scope] if scope in found and found[scope].built_at else None
