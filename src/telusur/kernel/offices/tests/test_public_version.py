import pytest
from django.db import transaction

from telusur.kernel.offices.selectors import public_version
from telusur.kernel.offices.services import touch_public

pytestmark = pytest.mark.django_db


def test_a_touch_moves_the_version_of_this_office_and_of_the_network_only():
    before = public_version(office_code="3673"), public_version(office_code="3604"), public_version()
    touch_public(office_code="3673")
    touch_public(office_code="3673")
    after = public_version(office_code="3673"), public_version(office_code="3604"), public_version()
    assert [b - a for a, b in zip(before, after, strict=True)] == [2, 0, 2]


def test_a_change_for_everyone_moves_every_office():
    before = public_version(office_code="3604")
    touch_public(office_code="")
    assert public_version(office_code="3604") == before + 1


def test_a_change_that_is_rolled_back_moves_nothing():
    before = public_version(office_code="3673")
    with transaction.atomic():
        touch_public(office_code="3673")
        transaction.set_rollback(True)
    assert public_version(office_code="3673") == before
