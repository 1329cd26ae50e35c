from __future__ import annotations

import pytest

from telusur.kernel.accounts.forms.office import ClosureForm
from telusur.kernel.accounts.forms.officers import AppointForm
from telusur.kernel.accounts.models import User


@pytest.mark.parametrize("day", ["0001-01-01", "1944-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_outside_the_possible_years_is_refused_at_its_field(day: str) -> None:
    closure = ClosureForm({"first_day": day, "last_day": day, "reason": "Pindah gedung"})
    assert set(closure.errors) == {"first_day", "last_day"}
    appointment = AppointForm({"decree_on": day, "valid_from": day, "last_day": day}, units=[])
    assert {"decree_on", "valid_from", "last_day"} <= set(appointment.errors)


def test_an_address_longer_than_its_column_is_not_appointed() -> None:
    assert AppointForm.base_fields["email"].max_length == User._meta.get_field("email").max_length
