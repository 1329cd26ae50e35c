from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.visits.rules.counting import client_address, format_of, is_asked_to_be_seen, is_handed_over
from telusur.kernel.visits.rules.referrers import DIRECT, ELSEWHERE_HERE, OTHER_HOUSES, kind_of_way, referrer
from telusur.kernel.visits.rules.visitors import Pace, network_of, visitor_digest

HOST = "telusur.example.id:8000"


def test_a_page_given_whole_is_a_view():
    assert is_handed_over(method="GET", status=200)


@pytest.mark.parametrize("status", [204, 301, 302, 304, 400, 403, 404, 410, 416, 429, 500])
def test_nothing_else_than_the_whole_is_a_view(status):
    assert not is_handed_over(method="GET", status=status)


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", ""])
def test_only_a_get_is_a_view(method):
    assert not is_handed_over(method=method, status=200)


@given(size=st.integers(1, 10**9), data=st.data())
@settings(max_examples=40)
def test_of_a_file_fetched_in_pieces_only_the_beginning_counts(size, data):
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size - 1))
    counts = is_handed_over(method="GET", status=206, content_range=f"bytes {first}-{last}/{size}")
    assert counts == (first == 0 and (last >= 1023 or last == size - 1))


@given(cuts=st.lists(st.integers(2000, 5000), min_size=1, max_size=5))
@settings(max_examples=30)
def test_a_download_in_pieces_is_one_download(cuts):
    size, begin, counted = sum(cuts), 0, 0
    for length in cuts:
        said = f"bytes {begin}-{begin + length - 1}/{size}"
        counted += is_handed_over(method="GET", status=206, content_range=said)
        begin += length
    assert counted == 1


@pytest.mark.parametrize("said", ["", "bytes */100", "bytes a-b/c", "items 0-9/10"])
def test_a_part_that_does_not_say_which_is_no_download(said):
    assert not is_handed_over(method="GET", status=206, content_range=said)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_PURPOSE": "preview"},
        {"HTTP_X_MOZ": "Prefetch"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_what_nobody_asked_to_see_is_no_view(headers):
    assert not is_asked_to_be_seen(headers)


@pytest.mark.parametrize("headers", [{}, {"HTTP_PURPOSE": ""}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_BOOSTED": "true"}])
def test_what_somebody_asked_to_see_is_a_view(headers):
    assert is_asked_to_be_seen(headers)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", DIRECT),
        ("https://telusur.example.id/kota-serang/informasi/?q=saya+dan+nik+3673", "/kota-serang/informasi/"),
        ("https://TELUSUR.example.id:443", "/"),
        ("https://www.google.com/search?q=nama+orang", "www.google.com"),
        ("https://orang:sandi@situs.example.com/jalan/3?a=1#b", "situs.example.com"),
        ("android-app://com.whatsapp/", "com.whatsapp"),
        ("https://telusur.example.id/" + "a" * 300, ELSEWHERE_HERE),
        ("javascript:alert(1)", DIRECT),
        ("https://[::1/", DIRECT),
        ("https://10.1.2.3/x", OTHER_HOUSES),
        ("https://[2001:db8::1]/x", OTHER_HOUSES),
        ("https://ada spasi.com/", OTHER_HOUSES),
        (f"https://{'a' * 41}.example.com/", OTHER_HOUSES),
        ("https://hubungi.0812.3456.7890.untuk.murah.example.com/", OTHER_HOUSES),
        (f"https://{'.'.join(['pesan'] * 12)}.id/", OTHER_HOUSES),
        ("android-app://com.google.android.googlequicksearchbox/", "com.google.android.googlequicksearchbox"),
        ("data:text/html,x", DIRECT),
    ],
)
def test_of_where_somebody_came_from_a_path_of_ours_or_a_name_is_kept(said, kept):
    assert referrer(said, host=HOST) == kept


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_a_referrer_is_never_an_address_with_a_query_and_never_breaks_the_counter(said):
    found = referrer(said, host=HOST)
    assert len(found) <= 200
    assert "?" not in found
    assert "@" not in found.partition("/")[0]
    assert kind_of_way(found) in {"direct", "own", "other"}


def test_the_address_behind_our_proxies_is_the_one_they_saw():
    environ = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 36.80.1.2"}
    assert client_address(environ, proxies=0) == "10.0.0.1"
    assert client_address(environ, proxies=1) == "36.80.1.2"
    assert client_address({"REMOTE_ADDR": "10.0.0.1"}, proxies=1) == "10.0.0.1"


def test_formats_have_short_names():
    assert format_of("text/html; charset=utf-8") == "html"
    assert format_of("text/csv") == "csv"
    assert format_of("application/atom+xml") == ""


PART = st.text(max_size=20)


@given(salt=st.binary(min_size=32, max_size=32), other=st.binary(min_size=32, max_size=32), parts=st.tuples(PART, PART))
@settings(max_examples=30)
def test_another_salt_or_office_makes_another_visitor(salt, other, parts):
    address, agent = parts
    here = visitor_digest(salt=salt, office_code="3673", address=address, agent=agent)
    assert here == visitor_digest(salt=salt, office_code="3673", address=address, agent=agent)
    assert here != visitor_digest(salt=salt, office_code="36", address=address, agent=agent)
    assert salt == other or here != visitor_digest(salt=other, office_code="3673", address=address, agent=agent)


@given(a=PART, b=PART, c=PART)
@settings(max_examples=30)
def test_what_stands_in_one_part_never_runs_into_the_next(a, b, c):
    salt = bytes(32)
    one = visitor_digest(salt=salt, office_code="", address=a + b, agent=c)
    two = visitor_digest(salt=salt, office_code="", address=a, agent=b + c)
    assert (one == two) == (a + b == a)


def test_a_reader_may_be_quick_and_a_program_is_quicker():
    pace = Pace(in_a_minute=60, in_an_hour=600)
    assert not pace.exceeded(in_minute=60, in_hour=600)
    assert pace.exceeded(in_minute=61, in_hour=61)
    assert pace.exceeded(in_minute=1, in_hour=601)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("36.80.1.2", "36.80.1.2"),
        ("::ffff:36.80.1.2", "36.80.1.2"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_a_connection_is_an_address_or_the_first_half_of_a_long_one(address, network):
    assert network_of(address) == network
