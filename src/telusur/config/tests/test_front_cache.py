from __future__ import annotations

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from telusur.config.front_cache import FrontCache, Versions, may_be_kept
from telusur.config.installation import connection_parameters
from telusur.kernel.offices.services import touch_public


class Answer:
    """As much of a Django response as a WSGI server sees."""

    def __init__(self, text, status="200 OK", headers=(), *, streaming=False):
        self.text, self.status, self.headers, self.streaming = text, status, list(headers), streaming

    def __iter__(self):
        return iter([self.text.encode()])

    def close(self):
        pass


class House:
    """A front cache before an application that counts how often it is asked."""

    def __init__(self):
        self.asked = 0
        self.version = 1
        self.now = 0.0
        self.make = lambda: Answer(f"answer {self.asked}")
        self.cache = FrontCache(
            self.application,
            version_of=lambda _slug: self.version,
            session_cookie="sessionid",
            languages=["id", "en"],
            clock=lambda: self.now,
        )

    def application(self, _environ, start_response):
        self.asked += 1
        answer = self.make()
        start_response(answer.status, answer.headers)
        return answer

    def get(self, path="/kota-serang/", **extra):
        status, _headers, body = self.answer(path, **extra)
        return status, body.decode()

    def answer(self, path="/kota-serang/", **extra):
        heard = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **extra}
        body = b"".join(self.cache(environ, lambda status, headers: heard.append((status, headers))))
        [(status, headers)] = heard
        return status, dict(headers), body


@pytest.fixture
def house():
    return House()


def test_a_page_is_rendered_once_as_long_as_nothing_changes(house):
    assert [house.get()[1] for _ in range(3)] == ["answer 1"] * 3


TABLES = "<tr><td>Permohonan</td></tr>" * 1000
HTML = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Cookie"), ("Content-Length", str(len(TABLES)))]


def test_a_page_goes_out_compressed_to_whoever_takes_it_made_or_kept(house):
    house.make = lambda: Answer(TABLES, headers=HTML)
    for _ in ("made", "kept"):
        _, headers, body = house.answer(HTTP_ACCEPT_ENCODING="br;q=1.0, gzip;q=0.8")
        assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Cookie, Accept-Encoding")
        assert int(headers["Content-Length"]) == len(body) < len(TABLES) / 10
        assert gzip.decompress(body).decode() == TABLES
    for accepted in ("", "identity", "br", "gzip;q=0, br", "gzipped"):
        _, headers, body = house.answer(HTTP_ACCEPT_ENCODING=accepted)
        assert "Content-Encoding" not in headers
        assert (headers["Vary"], int(headers["Content-Length"])) == ("Cookie, Accept-Encoding", len(body))
        assert body.decode() == TABLES
    assert house.asked == 1


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("short", HTML),
        (TABLES, [("Content-Type", "image/png")]),
        (TABLES, [("Content-Type", "text/html"), ("Content-Encoding", "br")]),
        (TABLES, [*HTML, ("Set-Cookie", "csrftoken=a")]),
    ],
)
def test_what_gains_nothing_or_holds_a_secret_goes_out_as_it_is(house, text, headers):
    house.make = lambda: Answer(text, headers=headers)
    for _ in ("made", "kept"):
        assert house.answer(HTTP_ACCEPT_ENCODING="gzip")[1:] == (dict(headers), text.encode())


def test_a_change_of_the_office_shows_in_the_next_answer(house):
    house.get()
    house.version += 1
    assert house.get()[1] == "answer 2"


def test_a_change_that_commits_while_the_page_is_rendered_leaves_no_stale_page(house):
    def rendered_from_old_rows():
        house.version += 1
        return Answer("old")

    house.make = rendered_from_old_rows
    house.get()
    house.make = lambda: Answer("new")
    assert house.get()[1] == "new"


def test_of_many_who_ask_at_once_one_renders_the_page(house):
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        begun.set()
        assert go_on.wait(10)
        return Answer(f"answer {house.asked}")

    house.make = slowly
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(house.get)
        assert begun.wait(10)
        others = [pool.submit(house.get) for _ in range(7)]
        assert not wait(others, timeout=0.1).done
        go_on.set()
        assert {each.result()[1] for each in [first, *others]} == {"answer 1"}
    assert house.asked == 1


def test_who_waited_for_a_page_that_may_not_be_kept_gets_his_own(house):
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        begun.set()
        assert go_on.wait(10)
        return Answer(f"answer {house.asked}", headers=[("Set-Cookie", "a=b")])

    house.make = slowly
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(house.get) for _ in range(4)]
        assert begun.wait(10)
        go_on.set()
        assert all(each.result()[0] == "200 OK" for each in asked)
    assert house.asked == 4


def test_a_page_that_failed_keeps_nobody_waiting(house):
    def failing():
        raise RuntimeError

    house.make = failing
    with pytest.raises(RuntimeError):
        house.get()
    house.make = lambda: Answer("new")
    assert house.get()[1] == "new"


@pytest.mark.parametrize("bad", [{"path": "/kota-serang\x00/"}, {"QUERY_STRING": "office=%00"}])
def test_a_null_sign_in_an_address_is_refused_at_the_door(house, bad):
    assert house.get(**bad)[0].startswith("400")


def test_a_page_that_may_speak_of_the_time_serves_one_minute(house):
    house.get()
    house.now = 60.0
    assert house.get()[1] == "answer 2"


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/banten/"},
        {"QUERY_STRING": "tahun=2024"},
        {"HTTP_HOST": "ppid.example"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_COOKIE": "django_language=en"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
    ],
)
def test_pages_that_may_differ_are_kept_apart(house, other):
    house.get()
    assert house.get(**other)[1] == "answer 2"
    assert house.get()[1] == "answer 1"


@pytest.mark.parametrize("same", [{"HTTP_ACCEPT_LANGUAGE": "en"}, {"HTTP_COOKIE": "django_language=klingon; x=1"}])
def test_what_makes_no_difference_keeps_no_second_page(house, same):
    house.get()
    assert house.get(**same)[1] == "answer 1"


@pytest.mark.parametrize(
    "extra",
    [
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "HEAD"},
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "theme=dark; messages=abc"},
        {"HTTP_COOKIE": "a=b;;sessionid=abc"},
        {"HTTP_COOKIE": 'foo={"a":1}; sessionid=abc'},
        {"HTTP_COOKIE": "\xe9=1; sessionid=abc"},
        {"HTTP_COOKIE": "foo=bar baz; sessionid=abc"},
        {"HTTP_COOKIE": "=x; sessionid=abc"},
        {"path": "/meja/kota-serang/"},
        {"path": "/kota-serang/lacak/"},
        {"path": "/static/app.css"},
    ],
)
def test_what_is_somebodys_own_reaches_the_application_each_time(house, extra):
    house.get(**extra)
    assert house.get(**extra)[1] == "answer 2"


@pytest.mark.parametrize(
    "answer",
    [
        Answer("form", headers=[("Set-Cookie", "csrftoken=secret")]),
        Answer("gone", status="404 Not Found"),
        Answer("mine", headers=[("Cache-Control", "private")]),
        Answer("nonce", headers=[("Content-Security-Policy", "script-src 'nonce-abc'")]),
        Answer("big", streaming=True),
    ],
)
def test_an_answer_not_meant_for_everybody_is_not_kept(house, answer):
    house.make = lambda: answer
    house.get()
    house.get()
    assert house.asked == 2


def test_the_size_kept_stays_under_the_limit(house, monkeypatch):
    monkeypatch.setattr("telusur.config.front_cache.KEPT_BYTES", 20)
    for number in range(10):
        house.get(path=f"/{number}/")
    assert house.get(path="/9/")[1] == "answer 10"
    assert house.get(path="/0/")[1] == "answer 11"


def test_a_page_with_a_lifetime_of_its_own_is_left_to_the_browser():
    assert not may_be_kept("200 OK", [("Cache-Control", "max-age=60")])
    assert may_be_kept("200 OK", [("Vary", "Cookie, Accept-Language")])


@pytest.fixture
def offices(django_user_model, transactional_db):
    from telusur.kernel.offices.models import Office  # noqa: PLC0415 the models are loaded by now

    national = Office.objects.create(code="0", name="KPU", kind="national", slug="kpu")
    banten = Office.objects.create(code="36", name="KPU Banten", kind="province", slug="banten", parent=national)
    for code, slug in [("3673", "kota-serang"), ("3604", "kabupaten-serang")]:
        Office.objects.create(code=code, name=slug, kind="city", slug=slug, parent=banten)


@pytest.mark.parametrize(
    ("touched", "changed"),
    [
        ("3673", ["", "kpu", "banten", "kota-serang"]),
        ("36", ["", "kpu", "banten", "kota-serang", "kabupaten-serang"]),
        ("", ["", "kpu", "banten", "kota-serang", "kabupaten-serang"]),
    ],
)
def test_a_change_reaches_the_pages_of_offices_above_and_below_alone(offices, touched, changed):
    versions = Versions(connection_parameters())
    slugs = ["", "kpu", "banten", "kota-serang", "kabupaten-serang"]
    before = {slug: versions(slug) for slug in slugs}
    touch_public(office_code=touched)
    assert [slug for slug in slugs if versions(slug) > before[slug]] == changed


def test_the_reader_of_versions_survives_a_lost_connection(offices):
    versions = Versions(connection_parameters())
    versions("kpu")
    versions._of_thread.connection.close()
    assert versions("kpu") == 0
