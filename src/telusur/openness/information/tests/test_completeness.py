"""How complete a list of public information is, counted from its entries and its missing classes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.figures import services as figures
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.figures.selectors import figure_by_key, read, standing
from telusur.openness.information import services
from telusur.openness.information.figures import entries_complete, stood_listed
from telusur.openness.information.rules.completeness import lacking_columns
from telusur.openness.information.rules.entries import InformationClass

from .factories import AT, an_entry, an_office, an_officer

COLUMNS = ["number", "summary", "holder"]


@given(st.fixed_dictionaries({name: st.sampled_from(["", " ", "isi", None]) for name in COLUMNS}))
def test_an_entry_lacks_exactly_the_required_columns_without_words(entry):
    assert lacking_columns(entry, COLUMNS) == [name for name in COLUMNS if not (entry[name] or "").strip()]


def reading(office, year=2026):
    figure = figure_by_key(key="information.complete")
    return read(figure=figure, office_id=office.pk, period=year_of(year), on=date(2026, 11, 22))


@pytest.mark.django_db
def test_the_share_counts_entries_with_every_column_and_each_missing_class():
    office = an_office()
    officer, ppid = an_officer(office), an_officer(office)
    assert [row.value for row in reading(office).rows] == [0, 0]  # neither periodic nor anytime information
    whole, lacking = an_entry(), an_entry(made_place="", information_class=InformationClass.PERIODIC)
    for entry in (whole, lacking):
        item = services.enter_item(office_id=office.pk, entry=entry, officer=officer, at=AT)
        services.propose_item(item_id=item.pk, officer=officer, at=AT)
        services.approve_item(item_id=item.pk, officer=ppid, at=AT)
    found = reading(office)
    assert found.value == Fraction(100, 2)
    assert sorted((row.columns["title"], row.columns["lacks"]) for row in found.rows) == sorted(
        [(whole.title, ""), (lacking.title, "tempat pembuatan")]
    )
    before = reading(office, 2025)
    assert (before.value, {row.id < 0 for row in before.rows}) == (0, {True})
    assert reading(office, 2027).rows == []
    at = datetime(2026, 11, 22, 3, tzinfo=UTC)
    figures.rebuild(office_code=office.code, first=2025, last=2026, on=date(2026, 11, 22), at=at)
    for year in (2025, 2026):
        told = standing(keys=["information.complete"], period=year_of(year), scopes=[office.code])[office.code]
        assert told.values["information.complete"] == reading(office, year).value


def test_before_the_law_no_list_was_owed():
    for year in (2005, 2009):
        assert entries_complete(1, year_of(year), date(2026, 11, 22)) == []
        assert stood_listed(1, year_of(year), date(2026, 11, 22)) == []
