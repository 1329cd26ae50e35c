"""The ledger as a stranger reads it, and checks it without this software's own judgement."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from telusur.kernel.ledger.services import checkpoint, personal_digest, record

from .factories import make_office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 16, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_key_of_its_own(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "ledger.key"


@pytest.fixture
def office():
    return make_office()


def write(office, count, start=0):
    for number in range(start, start + count):
        record(
            "requests.register",
            log=f"office/{office.code}",
            subject_kind="request",
            subject_id=str(1000 + number),
            actor="user:12345",
            happened_at=NOW,
            recorded_at=NOW,
            facts={"nik": personal_digest("3673010101010001"), "purpose": "rahasia-dalam"},
        )


def tree_root(leaves):
    """RFC 6962, written down once more for this test."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + tree_root(leaves[:k]) + tree_root(leaves[k:])).digest()


def test_an_office_without_acts_says_so(client, office):
    page = client.get("/kota-contoh/buku-besar/").content.decode()
    assert "Belum ada catatan" in page
    assert "Belum ada titik periksa" in page


def test_the_page_lists_acts_without_who_and_what(client, office):
    write(office, 3)
    checkpoint(log=f"office/{office.code}", at=NOW)
    page = client.get("/kota-contoh/buku-besar/").content.decode()
    assert "requests.register" in page
    assert "Permohonan 1002" in page
    assert "16 Maret 2026, 10.00 WIB" in page
    for hidden in ("user:12345", "rahasia-dalam", personal_digest("3673010101010001")):
        assert hidden not in page


def test_a_stranger_checks_the_signed_root_from_what_is_published(client, office):
    write(office, 11)
    checkpoint(log=f"office/{office.code}", at=NOW)
    write(office, 4, start=11)
    note = client.get("/kota-contoh/buku-besar/titik-periksa/terbaru.txt")
    assert note.headers["Content-Type"] == "text/plain; charset=utf-8"
    text, _separator, signatures = note.content.decode().partition("\n\n")
    origin, size, root = text.split("\n")
    page = client.get("/kota-contoh/buku-besar/").content.decode()
    key_id, _plus, key = page.split('value="localhost:8000/office/3673+')[1].split('"')[0].partition("+")
    public = base64.b64decode(key)[1:]
    signature = base64.b64decode(signatures.split(" ")[2])
    assert signature[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], f"{text}\n".encode())
    leaves = client.get("/kota-contoh/buku-besar/sidik.txt").content.decode().split()
    assert (origin, size, len(leaves)) == ("localhost:8000/office/3673", "11", 15)
    assert base64.b64encode(tree_root([bytes.fromhex(leaf) for leaf in leaves[:11]])).decode() == root


def test_digests_are_given_from_a_place_on(client, office):
    write(office, 5)
    every = client.get("/kota-contoh/buku-besar/sidik.txt").content.decode().split()
    assert client.get("/kota-contoh/buku-besar/sidik.txt?mulai=3").content.decode().split() == every[3:]
    assert client.get("/kota-contoh/buku-besar/sidik.txt?mulai=-1").status_code == 404


def test_every_checkpoint_stays_readable_under_its_size(client, office):
    for count in (1, 2, 3):
        write(office, count, start=count * 10)
        checkpoint(log=f"office/{office.code}", at=NOW)
    page = client.get("/kota-contoh/buku-besar/titik-periksa/").content.decode()
    assert [size in page for size in (">1.txt", ">3.txt", ">6.txt")] == [True, True, True]
    assert "\n3\n" in client.get("/kota-contoh/buku-besar/titik-periksa/3.txt").content.decode()
    assert client.get("/kota-contoh/buku-besar/titik-periksa/2.txt").status_code == 404


def test_the_ledger_of_one_office_shows_nothing_of_another(client, office):
    write(office, 1)
    make_office(code="3674", name="KPU Kota Lain", slug="kota-lain")
    assert "Belum ada catatan" in client.get("/kota-lain/buku-besar/").content.decode()


def test_a_long_ledger_is_paged_with_few_queries_and_never_kept_by_a_cache(
    client, office, django_assert_max_num_queries
):
    write(office, 120)
    with django_assert_max_num_queries(6):
        answer = client.get("/kota-contoh/buku-besar/?page=2")
    assert answer.content.decode().count("requests.register") == 50
    assert "no-store" in answer.headers["Cache-Control"]
