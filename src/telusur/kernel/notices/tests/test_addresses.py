"""Which addresses a notice may be sent to."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.notices.rules.addresses import (
    AddressFault,
    BadAddress,
    Target,
    is_public,
    messenger_address,
    webhook_target,
)

STRICT = {"plain_allowed": False, "private_allowed": False}


def test_an_address_is_taken_apart():
    assert webhook_target("https://kantor.contoh.id/kait?a=1", **STRICT) == Target(
        encrypted=True, host="kantor.contoh.id", port=443, path="/kait?a=1"
    )
    assert webhook_target("https://kantor.contoh.id:8443", **STRICT).port == 8443


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("kantor.contoh.id", AddressFault.NOT_AN_ADDRESS),
        ("ftp://kantor.contoh.id/", AddressFault.NOT_AN_ADDRESS),
        ("file:///etc/passwd", AddressFault.NOT_AN_ADDRESS),
        ("https://", AddressFault.NOT_AN_ADDRESS),
        ("https://[::1", AddressFault.NOT_AN_ADDRESS),
        ("https://a.id:99999/", AddressFault.NOT_AN_ADDRESS),
        ("https://a.id/\r\nHost: b", AddressFault.NOT_AN_ADDRESS),
        ("https://a.id/" + "x" * 500, AddressFault.NOT_AN_ADDRESS),
        ("http://kantor.contoh.id/", AddressFault.NOT_ENCRYPTED),
        ("https://siapa:sandi@kantor.contoh.id/", AddressFault.CARRIES_A_PASSWORD),
        ("https://localhost/", AddressFault.PRIVATE),
        ("https://127.0.0.1/", AddressFault.PRIVATE),
        ("https://10.0.0.8/", AddressFault.PRIVATE),
        ("https://192.168.1.1/", AddressFault.PRIVATE),
        ("https://169.254.169.254/latest/meta-data/", AddressFault.PRIVATE),
        ("https://[::1]/", AddressFault.PRIVATE),
        ("https://[::ffff:10.0.0.8]/", AddressFault.PRIVATE),
        ("https://[fe80::1%25eth0]/", AddressFault.PRIVATE),
        ("https://[64:ff9b::a00:8]/", AddressFault.PRIVATE),
        ("https://2130706433/", AddressFault.PRIVATE),
        ("https://0x7f.1/", AddressFault.PRIVATE),
        ("https://0X7F000001/", AddressFault.PRIVATE),
        ("https://0177.0.0.1/", AddressFault.PRIVATE),
        ("https://127.1/", AddressFault.PRIVATE),
        ("https://127.0.0.1./", AddressFault.PRIVATE),
        ("https://10.8/", AddressFault.PRIVATE),
        ("https://0/", AddressFault.PRIVATE),
        ("https://0xa9.0xfe.43518/", AddressFault.PRIVATE),
        ("https://localhost./", AddressFault.PRIVATE),
        ("https://[::ffff:7f00:1]/", AddressFault.PRIVATE),
        ("https://[::127.0.0.1]/", AddressFault.PRIVATE),
        ("https://[::]/", AddressFault.PRIVATE),
    ],
)
def test_an_address_that_must_not_be_called_is_refused(url, fault):
    with pytest.raises(BadAddress) as caught:
        webhook_target(url, **STRICT)
    assert caught.value.code == fault


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="172.16.0.0/12"))
def test_a_private_number_stays_private_in_every_disguise(number):
    mapped = f"::ffff:{number}"
    sixtofour = f"2002:{number.packed[:2].hex()}:{number.packed[2:].hex()}::1"
    nat64 = f"64:ff9b::{number.packed[:2].hex()}:{number.packed[2:].hex()}"
    siit, compatible = f"::ffff:0:{number}", f"::{number}"
    assert not any(is_public(address) for address in (str(number), mapped, sixtofour, nat64, siit, compatible))


@given(st.ip_addresses(v=4), st.integers(1, 4), st.sampled_from(["{}", "0{:o}", "0x{:x}"]))
def test_a_number_is_judged_alike_in_every_form_that_systems_read(number, parts, form):
    rest, first = int(number), []
    for place in range(parts - 1):
        first.append(rest >> 8 * (3 - place))
        rest &= (1 << 8 * (3 - place)) - 1
    written = ".".join(form.format(part) for part in [*first, rest])
    assert is_public(written) == is_public(str(number))
    assert socket.inet_aton(written) == number.packed


@pytest.mark.parametrize("name", ["kantor.contoh.id", "1.2.3.4.5", "256.1.1.1", "1..2", "08.1.1.1", "4294967296"])
def test_what_is_no_number_is_judged_when_it_is_resolved(name):
    with pytest.raises(ValueError, match=r"."):
        is_public(name)


def test_numbers_of_the_open_internet_are_public():
    assert is_public("1.1.1.1")
    assert is_public("2606:4700:4700::1111")
    assert not is_public("224.0.0.1")
    assert not is_public("0.0.0.0")  # noqa: S104 an address to refuse


TOKEN = "123456789:" + "A" * 35


@pytest.mark.parametrize("url", [f"tgram://{TOKEN}/987654321", f"pover://{'u' * 30}@{'a' * 30}"])
def test_a_messenger_reaches_one_person(url):
    assert messenger_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        f"tgram://{TOKEN}/-100123456789",
        f"tgram://{TOKEN}/@saluran_ramai",
        f"tgram://{TOKEN}/1234/5678",
        "slack://T/B/x",
        "json://127.0.0.1",
        "mailto://a@b.c",
        "",
    ],
)
def test_a_group_or_another_service_is_refused(url):
    with pytest.raises(BadAddress):
        messenger_address(url)
