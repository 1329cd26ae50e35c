"""What people asked of their own data in the weeks of the demo, and what went wrong there: one in every state."""

from __future__ import annotations

import pytest

from telusur.kernel.ledger.models import Act as Row
from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.privacy.models import Breach, OwnDataCase
from telusur.openness.privacy.rules.words import Act, BreachAct, BreachState, State
from telusur.openness.requests.models import IdentityPurge

from .conftest import AT

pytestmark = pytest.mark.django_db


def test_kota_serang_has_a_case_about_own_data_in_every_state_and_one_that_is_late():
    found = OwnDataCase.everything.of_office(office_by_code(code="3673").pk)
    assert set(found.values_list("state", flat=True)) == set(State)
    assert found.overdue(at=AT).exists()
    done = set(Row.objects.filter(subject_kind="own_data").values_list("act", flat=True))
    assert {act for act in Act if f"privacy.own_data_{act}" not in done} == {Act.HAND_OVER}


def test_kota_serang_has_a_breach_in_every_state_and_every_act_happened():
    assert set(Breach.everything.values_list("state", flat=True)) == set(BreachState)
    done = set(Row.objects.filter(subject_kind="breach").values_list("act", flat=True))
    assert {act for act in BreachAct if f"privacy.breach_{act}" not in done} == set()


def test_a_scan_went_when_its_time_was_over():
    assert IdentityPurge.objects.exists()
