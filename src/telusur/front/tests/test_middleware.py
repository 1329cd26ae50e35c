import pytest

from telusur.kernel.offices.models import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.objects.create(code="3673", name="KPU Kota Contoh", kind="city", slug="kota-contoh")


def test_a_page_is_indonesian_whatever_the_browser_says(client):
    answer = client.get("/demo/komponen/", headers={"accept-language": "en-US,en;q=0.9"})
    assert b'<html lang="id">' in answer.content
    assert answer.headers["Content-Language"] == "id"


def test_choosing_a_language_is_kept_in_a_cookie_and_leads_back_to_the_page(client):
    answer = client.get("/demo/komponen/?q=dapil&bahasa=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/demo/komponen/?q=dapil")
    assert b'<html lang="en">' in client.get("/demo/komponen/").content


def test_a_language_nobody_speaks_here_is_ignored(client):
    assert client.get("/demo/komponen/?bahasa=xx").status_code == 200


def test_choosing_a_language_never_leads_to_another_host(client):
    answer = client.get("/", PATH_INFO="//example.org/", QUERY_STRING="bahasa=en")
    assert answer.headers["Location"] == "/example.org/"


def test_a_visitors_page_sets_no_cookie_and_varies_by_none(client):
    answer = client.get("/demo/komponen/")
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_the_root_of_an_offices_own_host_leads_to_its_home(client, office, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Office.objects.filter(pk=office.pk).update(host="kota-contoh.example")
    answer = client.get("/", headers={"host": "kota-contoh.example:8000"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/kota-contoh/")
