"""The boards of the demo compare offices: the neighbours of Kota Serang answered too, some of them late."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from telusur.config.demo.neighbours import REGISTERS
from telusur.kernel.figures import services as figures

from .conftest import AT

pytestmark = pytest.mark.django_db


def test_the_board_of_the_province_tells_several_offices_apart(client):
    for code in ("3673", *REGISTERS):
        figures.rebuild(office_code=code, first=2026, last=2026, on=dt.date(2026, 11, 20), at=AT)
    rows = {row["code"]: row for row in json.loads(client.get("/banten/papan/", {"format": "json"}).content)["Papan"]}
    assert {code: rows[code]["requests.received"] for code in REGISTERS} == {
        code: len(cases) for code, cases in REGISTERS.items()
    }
    assert len({rows[code]["requests.in_time"] for code in ("3673", *REGISTERS)}) > 2
