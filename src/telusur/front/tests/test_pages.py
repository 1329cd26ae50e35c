import pytest
from django.template.loader import render_to_string
from django.test import Client

from telusur.kernel.accounts.models import User

from .factories import appoint, make_network, make_office, make_officer

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ABOUT_AN_OFFICE = ["", "tata-cara/", "biaya-waktu/", "maklumat/", "kontak/"]
ABOUT_ALL = ["/", "/aksesibilitas/", "/privasi/"]


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def desk(client, office):
    client.force_login(make_officer(office, "ppid"), backend=BACKEND)
    return client


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("address", [*ABOUT_ALL, *(f"/kota-contoh/{page}" for page in ABOUT_AN_OFFICE)])
def test_a_public_page_answers_everybody_without_a_cookie(client, office, address, language):
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_an_office_nobody_knows_is_not_found(client):
    answer = client.get("/kota-entah/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text
    assert 'lang="en"' not in answer.text.partition("<main")[2].partition("</main>")[0]  # no language but the reader's


def test_the_home_of_an_office_asks_what_you_want_to_know_and_says_how_long_an_answer_takes(client, office):
    page = client.get("/kota-contoh/").content.decode()
    assert "Apa yang ingin Anda ketahui?" in page
    assert "paling lambat 10 hari kerja" in page
    assert "Senin–Jumat 09.00–15.00 WIB, istirahat 12.00–13.00" in page


def test_the_home_of_an_office_keeps_its_number_of_queries(client, office, django_assert_max_num_queries):
    client.get("/kota-contoh/")
    with django_assert_max_num_queries(34):
        client.get("/kota-contoh/")


def test_550_offices_and_their_map_are_one_page_with_seven_queries_at_most(client, django_assert_max_num_queries):
    make_network(38, 13)
    with django_assert_max_num_queries(7):
        page = client.get("/").content.decode()
    assert page.count('class="tile') == 1 + 38 * 14
    assert "<details" in page
    assert "<details open" not in page.replace(" data-filter-group", "")


def test_an_office_is_found_by_words_without_scripts(client):
    make_network(2, 2)
    page = client.get("/", {"kantor": "1102"}).content.decode()
    assert page.count('class="tile') == 1
    assert " open>" in page


def test_words_that_match_no_office_say_what_to_do(client):
    make_network(2, 2)
    assert "Tidak ada kantor dengan nama itu" in client.get("/", {"kantor": "<xyz>"}).content.decode()


def test_the_pledge_holds_the_six_parts_that_the_rule_asks_for(client, office):
    page = client.get("/kota-contoh/maklumat/").content.decode()
    for part in ("Dasar hukum", "Sistem, mekanisme, dan prosedur", "Jangka waktu", "Biaya", "Jaminan", "Evaluasi"):
        assert f"<h2>{part}" in page


def test_a_visitor_is_sent_to_sign_in_from_the_desk(client, office):
    answer = client.get("/meja/kota-contoh/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/masuk/?next=/meja/kota-contoh/")


def test_an_officer_of_one_office_comes_straight_to_its_desk(desk):
    assert desk.get("/meja/").headers["Location"] == "/meja/kota-contoh/"


def test_an_officer_of_two_offices_chooses(client, office):
    officer = make_officer(office, "ppid")
    other = make_office(code="3672", name="KPU Kota Lain", slug="kota-lain")
    appoint(officer, other, "auditor")
    client.force_login(officer, backend=BACKEND)
    page = client.get("/meja/").content.decode()
    assert "/meja/kota-contoh/" in page
    assert "/meja/kota-lain/" in page


def test_somebody_without_an_appointment_is_told_so(client):
    client.force_login(User.objects.create_user("warga@contoh.example"), backend=BACKEND)
    assert "Belum ada penunjukan" in client.get("/meja/").content.decode()


def test_who_is_signed_in_finds_the_desk_instead_of_the_sign_in(desk):
    page = desk.get("/kota-contoh/").content.decode()
    assert 'href="/meja/"' in page
    assert 'href="/masuk/"' not in page.split("</header>")[0]


def test_the_desk_is_closed_to_officers_of_another_office(client, office):
    other = make_office(code="3672", name="KPU Kota Lain", slug="kota-lain")
    client.force_login(make_officer(other, "ppid"), backend=BACKEND)
    answer = client.get("/meja/kota-contoh/")
    assert answer.status_code == 403
    assert "penunjukan" in answer.content.decode()


def test_the_desk_names_the_officer_and_the_role(desk):
    page = desk.get("/meja/kota-contoh/").content.decode()
    assert "Rina Wulandari" in page
    assert "<small>PPID</small>" in page


def test_the_menu_offers_only_what_lets_this_officer_in(client, office):
    client.force_login(make_officer(office, "administrator"), backend=BACKEND)
    page = client.get("/meja/kota-contoh/").content.decode()
    assert 'href="/meja/kota-contoh/"' in page
    assert "/meja/kota-contoh/permohonan/" not in page


def test_robots_are_kept_from_the_desk(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /meja/" in answer.content.decode()


def test_a_form_sent_from_elsewhere_gets_a_page_that_says_what_to_do(office):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_officer(office, "ppid"), backend=BACKEND)
    answer = client.post("/meja/kota-contoh/")
    assert answer.status_code == 403
    assert "kedaluwarsa" in answer.content.decode()


def test_the_page_of_a_fault_needs_no_request():
    page = render_to_string("500.html")
    assert "Ada gangguan" in page
    assert "failed" not in page  # one language, the reader's
