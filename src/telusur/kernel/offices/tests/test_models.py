import pytest

from telusur.kernel.offices.models import Office
from telusur.kernel.offices.selectors import office_by_code


@pytest.mark.django_db
def test_an_office_is_found_by_its_code():
    Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")
    assert str(office_by_code(code="3673")) == "KPU Kota Serang"
