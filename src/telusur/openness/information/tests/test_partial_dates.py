from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.information.rules.partial_dates import parse_partial, show_partial


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("2024", "2024", "2024"),
        ("Maret 2024", "2024-03", "Maret 2024"),
        ("03/2024", "2024-03", "Maret 2024"),
        ("5 Maret 2024", "2024-03-05", "5 Maret 2024"),
        ("05/03/2024", "2024-03-05", "5 Maret 2024"),
        ("5-3-2024", "2024-03-05", "5 Maret 2024"),
        ("2024-3-5", "2024-03-05", "5 Maret 2024"),
        (" 17  Agt 2024 ", "2024-08-17", "17 Agustus 2024"),
        ("", "", ""),
    ],
)
def test_registers_write_dates_in_many_ways(text, value, shown):
    assert (parse_partial(text), show_partial(value)) == (value, shown)


@pytest.mark.parametrize("text", ["31 Februari 2024", "13/2024", "kemarin", "5 Maret", "24", "1800", "5 March 2024"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_partial(text)


@given(st.dates(min_value=date(1945, 1, 1)), st.sampled_from([4, 7, 10]))
def test_what_is_shown_is_read_back(day, precision):
    value = day.isoformat()[:precision]
    assert parse_partial(show_partial(value)) == value
