from __future__ import annotations

import pytest

from telusur.kernel.offices.selectors import national_day, office_by_code
from telusur.openness.information import selectors
from telusur.openness.information.models import ConsequenceTest, Determination
from telusur.openness.information.rules.consequence import Stage

from .conftest import AT

pytestmark = pytest.mark.django_db


def test_a_newcomer_sees_a_consequence_test_in_every_state():
    assert set(ConsequenceTest.objects.values_list("stage", flat=True)) == set(Stage)


def test_the_excluded_list_of_the_demo_office_names_three_determinations_one_of_them_near_its_end():
    office = office_by_code(code="3673")
    listed = list(selectors.excluded_list(office_id=office.pk, on=national_day(at=AT)))
    assert [each.decree_number for each in listed] == ["169/Kpts/KPU/2015", "32/Kpts/KPU/2016", "7/HM.02-Kpt/36/2026"]
    assert Determination.objects.exclude(valid_until=None).get(force="in_force").deadline is not None


def test_one_older_determination_waits_for_its_second_person():
    found = Determination.objects.get(force="proposed")
    assert (found.office.code, found.confirmed_by) == ("0", None)
