from __future__ import annotations

import io

import pytest

from telusur.kernel.documents import selectors, services
from telusur.kernel.documents.rules.names import extension, safe_name

from . import samples
from .factories import AT, attachment

pytestmark = pytest.mark.django_db
TEXT = b"0123456789"


@pytest.fixture
def address(office):
    document = services.store(content=io.BytesIO(TEXT), name="a.txt", at=AT)
    return selectors.address(attachment=attachment(office_id=office.pk, document=document))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_file_is_handed_over_and_never_shown(client, address):
    headers = client.get(address).headers
    assert headers["Content-Disposition"] == 'attachment; filename="Rekapitulasi.txt"'
    assert headers["Content-Type"] == "text/plain"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_type_is_ours_and_not_the_name_s(client, office):
    document = services.store(content=io.BytesIO(samples.pdf()), name="a.pdf", at=AT)
    row = attachment(office_id=office.pk, document=document, name="surat.html")
    assert row.name == "surat.html.pdf"
    assert client.get(selectors.address(attachment=row)).headers["Content-Type"] == "application/pdf"


def test_no_address_names_a_digest(client, address):
    response = client.get(address)
    etag = response.headers["ETag"].strip('"')
    assert etag not in address


def test_another_name_leads_to_the_right_one(client, address):
    assert client.get(address.replace("Rekapitulasi", "lain")).headers["Location"] == address


def test_the_name_is_not_told_to_who_may_not_see(client, office):
    row = attachment(office_id=office.pk, access="sealed", title="Salinan identitas")
    assert client.get(f"/berkas/{row.pk}/x.txt").status_code == 404


def test_what_did_not_change_is_not_sent_again(client, address):
    etag = client.get(address).headers["ETag"]
    response = client.get(address, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    ("asked", "answered", "where"),
    [
        ("bytes=2-5", b"2345", "bytes 2-5/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=-99", TEXT, "bytes 0-9/10"),
    ],
)
def test_a_part_is_sent_when_a_part_is_asked_for(client, address, asked, answered, where):
    response = client.get(address, headers={"Range": asked})
    assert (response.status_code, body(response)) == (206, answered)
    assert response.headers["Content-Range"] == where
    assert response.headers["Content-Length"] == str(len(answered))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=-0", "bytes=5-2"])
def test_a_part_that_is_not_there_is_said_to_be_none(client, address, asked):
    response = client.get(address, headers={"Range": asked})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "pages=1-2", "bytes=-"])
def test_any_other_wish_is_answered_with_the_whole(client, address, asked):
    response = client.get(address, headers={"Range": asked})
    assert (response.status_code, body(response)) == (200, TEXT)


def test_a_part_of_another_version_is_answered_with_the_whole(client, address):
    response = client.get(address, headers={"Range": "bytes=2-5", "If-Range": '"lain"'})
    assert response.status_code == 200


def test_files_are_only_read(client, address):
    assert client.post(address).status_code == 405


def test_a_download_asks_the_database_twice_at_most(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(address)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Laporan Tahunan 2024.pdf", "Laporan-Tahunan-2024.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Surat\\surat.pdf", "surat.pdf"),
        ("gambar\u202efdp.exe", "gambarfdp.exe.pdf"),
        ("Sé\x00mula\r\n.pdf", "Semula.pdf"),
        ("con", "berkas-con.pdf"),
        ("...", "berkas.pdf"),
        ("", "berkas.pdf"),
        ("選挙", "berkas.pdf"),
        ("pratinjau", "berkas-pratinjau.pdf"),
        ("a" * 500, "a" * 100 + ".pdf"),
    ],
)
def test_a_name_is_made_safe_for_every_system(name, safe):
    assert safe_name(name, "pdf") == safe


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), (".pdf", ""), ("a.p-f", "")]
)
def test_the_ending_of_a_name_is_what_follows_its_last_dot(name, ending):
    assert extension(name) == ending
