"""When seats may be determined, and by when they are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from telusur.results.seats.rules.windows import Court, PaperKind, Terms, Told, standing

ANNOUNCED = datetime(2024, 3, 20, 15, tzinfo=UTC)
TERMS = Terms(72, 3, ("contoh",), confirmed=False)
DAY = date(2024, 4, 1)
CLEAR, CASE = Told(PaperKind.CLEAR, DAY), Told(PaperKind.REGISTERED, DAY)
ENDED, RULING = Told(PaperKind.REGISTERED, DAY, answered=True), Told(PaperKind.RULING, date(2024, 6, 10))


@pytest.mark.parametrize(
    ("hours", "papers", "court", "holds", "due"),
    [
        (71, [], Court.OPEN, True, None),
        (72, [], Court.SILENT, False, None),
        (1, [CLEAR], Court.CLEAR, False, date(2024, 4, 4)),
        (900, [CASE], Court.DISPUTED, True, None),
        (900, [CASE, ENDED, RULING], Court.DISPUTED, True, None),
        (900, [ENDED, RULING], Court.RULED, False, date(2024, 6, 13)),
    ],
)
def test_an_open_window_and_an_open_case_hold_the_seats(hours, papers, court, holds, due):
    found = standing(ANNOUNCED, papers, terms=TERMS, at=ANNOUNCED + timedelta(hours=hours))
    assert (found.court, found.holds, found.due_on) == (court, holds, due)
    assert found.closes_at == ANNOUNCED + timedelta(days=3)
