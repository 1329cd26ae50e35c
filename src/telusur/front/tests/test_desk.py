from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator

from telusur.openness.requests.tests.factories import Desk

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk():
    return Desk()


def home_of(client, user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user, backend=BACKEND)
    return client.get("/meja/kota-serang/").content.decode()


def test_the_ppid_sees_what_runs_out_first_with_its_number_and_count(client, desk):
    late = desk.registered(received_at=datetime(2026, 3, 2, 3, tzinfo=UTC))
    page = home_of(client, desk.ppid)
    assert late.number in page
    assert "Data pemilih disabilitas per kecamatan" in page
    assert "<b>1</b><span>lewat batas</span>" in page
    assert "hari kerja</span>" in page


def test_an_empty_desk_says_so(client, desk):
    page = home_of(client, desk.ppid)
    assert "Tidak ada permohonan yang berjalan" in page
    assert "Semua sudah dibaca" in page


def test_a_unit_sees_the_question_and_not_the_asker(client, desk):
    desk.disposed()
    page = home_of(client, desk.liaison)
    assert "Diminta dari unit Anda" in page
    assert "Data pemilih disabilitas per kecamatan" in page
    assert "Wulan Rekaan" not in page


def test_the_home_of_the_desk_keeps_its_number_of_queries(client, desk, django_assert_max_num_queries):
    for _ in range(3):
        desk.registered()
    home_of(client, desk.ppid)
    with django_assert_max_num_queries(16):
        client.get("/meja/kota-serang/")


def test_the_guide_is_read_at_the_desk_and_linked_from_its_foot(client, desk):
    assert 'href="/meja/kota-serang/panduan/"' in home_of(client, desk.ppid)
    page = client.get("/meja/kota-serang/panduan/").content.decode()
    assert "<h2>Bila ditolak</h2>" in page
    assert '<table class="rows">' in page
    assert page.count("<h1") == 1
