from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from telusur.kernel.figures import selectors
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.offices.models import Office

SEX = Dimension("sex", "Jenis kelamin", {"f": "Perempuan", "m": "Laki-laki"}, personal=True)
CHANNEL = Dimension("channel", "Saluran", {"walk_in": "Langsung", "e_ppid": "e-PPID"})
DAY = date(2024, 3, 5)


@pytest.fixture
def register():
    """The rows that the test figures count, free to be changed by a test."""
    return [
        Row(
            id=number,
            columns={"number": f"{number:04d}", "name": f"Orang {number}"},
            groups={"sex": "f" if number % 3 else "m", "channel": "walk_in" if number < 6 else "e_ppid"},
            value=number % 4,
            day=DAY,
        )
        for number in range(1, 8)
    ]


@pytest.fixture
def figure(monkeypatch, register):
    monkeypatch.setattr(selectors.defined, "autodiscover_modules", lambda *_: None)
    monkeypatch.setattr(selectors.defined, "_FIGURES", {})

    def cases(office_id, period, _on):
        if not Office.objects.filter(pk=office_id, code="3673").exists():
            return []
        return [row for row in register if row.day in period]

    return selectors.define(
        Figure(
            key="test.cases",
            name="Permohonan percobaan",
            unit="permohonan",
            definition="Baris yang dibuat pengujian ini.",
            source="Pengujian",
            rows=cases,
            public_columns=[Column("number", "Nomor")],
            officer_columns=[Column("number", "Nomor"), Column("name", "Nama")],
            officer_permission="letters.see",
            dimensions=[CHANNEL, SEX],
        )
    )


@pytest.fixture
def office(db):
    return Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")


def changed(row, **columns):
    return replace(row, columns={**row.columns, **columns})
