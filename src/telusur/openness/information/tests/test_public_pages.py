from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.urls import reverse

from telusur.kernel.documents import services as documents_services
from telusur.kernel.documents.models import Document
from telusur.openness.information import services
from telusur.openness.information.rules.entries import InformationClass

from .factories import AT, a_published_item, a_unit, an_entry, an_office, an_officer

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


def page_of(client, name: str, query: str = "", **arguments) -> str:
    address = reverse(name, kwargs={"office": "kota-serang"} | arguments)
    response = client.get(f"{address}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_to_do(client, office):
    assert "Belum ada informasi yang terbit" in page_of(client, "information_list")


def test_drafts_and_other_offices_are_not_in_the_list(client, office):
    services.enter_item(office_id=office.pk, entry=an_entry(title="Masih draf"), officer=None, at=AT)
    a_published_item(an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang"), title="Milik tetangga")
    a_published_item(office, title="Sudah terbit")
    page = page_of(client, "information_list")
    assert "Sudah terbit" in page
    assert "Masih draf" not in page
    assert "Milik tetangga" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?kelas=berkala", {"Satu"}),
        ("?tahun=2025", {"Dua"}),
        ("?jenis=link&tahun=2026", {"Satu", "Tiga"}),
        ("?kelas=ngawur&tahun=x&unit=-1&page=0", {"Satu", "Dua", "Tiga"}),
        ("?urut=judul", {"Satu", "Dua", "Tiga"}),
        ("?q=tiga", {"Tiga"}),
        ("?q=laporan&kelas=berkala", {"Satu"}),
        ("?q=laporan&urut=judul", {"Satu", "Dua", "Tiga"}),
    ],
)
def test_the_list_is_narrowed(client, office, query, shown):
    for title, changes in {
        "Satu": {"information_class": InformationClass.PERIODIC},
        "Dua": {"year": 2025},
        "Tiga": {"unit_id": a_unit(office).pk},
    }.items():
        a_published_item(office, title=title, summary="Laporan", **changes)
    page = page_of(client, "information_list", query).replace("<mark>", "").replace("</mark>", "")
    assert {title for title in ("Satu", "Dua", "Tiga") if f">{title}</a>" in page} == shown


def test_what_was_asked_is_escaped_and_marked(client, office):
    a_published_item(office, title="Dana <b>kampanye</b>")
    page = page_of(client, "information_list", "?q=kampanye%3Cscript%3E")
    assert "&lt;b&gt;<mark>kampanye</mark>&lt;/b&gt;" in page
    assert "<script>" not in page.split("<main", 1)[1]


def test_a_near_word_is_suggested_when_nothing_is_found(client, office):
    a_published_item(office, title="Rekapitulasi suara")
    assert "?q=rekapitulasi" in page_of(client, "information_list", "?q=rekapitulsai")


def test_the_list_asks_few_questions_however_long_it_is(client, office, django_assert_max_num_queries):
    for _number in range(25):
        a_published_item(office)
    for query in ("", "?q=laporan", "?kelas=setiap-saat&page=2", "?q=laporan&urut=judul"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page_of(client, "information_list", query)


@pytest.mark.parametrize("name", ["information_list", "information_search"])
def test_searching_without_end_is_stopped_with_a_word_and_reading_is_not(client, office, settings, name):
    settings.ACCOUNT_RATE_LIMITS = {"information_search": "3/m/ip"}
    place = reverse(name, args=[office.slug] if name == "information_list" else [])
    assert [client.get(place, {"q": f"kata{n}"}).status_code for n in range(4)] == [200, 200, 200, 429]
    stopped = client.get(place, {"q": "lagi"}).content.decode()
    assert "Tunggu beberapa menit" in stopped
    assert client.get(place).status_code == 200


def test_the_network_is_searched_as_a_whole(client, office, django_assert_max_num_queries):
    a_published_item(office, title="Dana kampanye Serang")
    a_published_item(an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang"), title="Dana kampanye kabupaten")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(reverse("information_search"), {"q": "kampanye"}).content.decode()
    assert "/kota-serang/informasi/" in page
    assert "/kab-serang/informasi/" in page


def test_a_document_page_shows_the_seven_columns(client, office):
    item = a_published_item(office, retention="7 tahun", holder="Sekretaris")
    page = page_of(client, "information_item", item_id=item.pk, slug=item.slug)
    for text in ("7 tahun", "Sekretaris", "Januari 2026", "Serang", "1/2026", "Softcopy", "Kepala Subbagian Teknis"):
        assert text in page


def test_an_old_slug_leads_to_the_new_one(client, office):
    item = a_published_item(office)
    response = client.get(f"/kota-serang/informasi/{item.pk}/nama-lama/")
    assert (response.status_code, response["Location"]) == (301, f"/kota-serang/informasi/{item.pk}/{item.slug}/")


def test_a_document_is_not_found_under_another_office(client, office):
    an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang")
    item = a_published_item(office)
    assert client.get(f"/kab-serang/informasi/{item.pk}/{item.slug}/").status_code == 404


def test_a_draft_is_not_found(client, office):
    item = services.enter_item(office_id=office.pk, entry=an_entry(), officer=None, at=AT)
    assert client.get(f"/kota-serang/informasi/{item.pk}/{item.slug}/").status_code == 404


def test_a_withdrawn_document_leaves_a_tombstone_with_the_reason(client, office):
    item = a_published_item(office)
    services.withdraw_item(item_id=item.pk, officer=an_officer(office), reason="Memuat data <pribadi>", at=AT)
    response = client.get(f"/kota-serang/informasi/{item.pk}/{item.slug}/")
    assert response.status_code == 410
    assert "Memuat data &lt;pribadi&gt;" in response.content.decode()


def test_a_file_shows_size_version_and_digest_and_what_its_text_says(client, office, desk_officer, ppid):
    file = services.NewFile(io.BytesIO(b"Kotak suara 1940 buah"), "Logistik.txt")
    item = services.enter_item(office_id=office.pk, entry=an_entry(link=""), officer=desk_officer, at=AT, files=[file])
    services.propose_item(item_id=item.pk, officer=desk_officer, at=AT)
    services.approve_item(item_id=item.pk, officer=ppid, at=AT)
    document = Document.objects.get()
    documents_services.read(document_id=document.pk)
    services.index_files(item_id=item.pk, at=AT + timedelta(days=1))
    page = page_of(client, "information_item", item_id=item.pk, slug=item.slug)
    assert document.digest in page
    assert "/berkas/" in page
    found = page_of(client, "information_list", "?q=kotak")
    assert "<mark>Kotak</mark> suara 1940 buah" in found
    assert "(halaman 1)" in found


def test_the_feed_lists_one_class(client, office):
    a_published_item(office, title="Berkala saja", information_class=InformationClass.PERIODIC)
    a_published_item(office, title="Setiap saat saja")
    response = client.get("/kota-serang/informasi/feed.atom?kelas=berkala")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "Berkala saja" in response.content.decode()
    assert "Setiap saat saja" not in response.content.decode()


def test_the_register_warns_of_too_much_serta_merta(client, office):
    for _number in range(6):
        a_published_item(office, information_class=InformationClass.IMMEDIATE, event="Banjir", event_at=AT)
    for _number in range(2):
        a_published_item(office)
    assert "6 dari 8 informasi digolongkan serta merta" in page_of(client, "information_register")


def test_the_register_is_one_table_of_a_year(client, office, django_assert_max_num_queries):
    for year in (2025, 2026, 2026):
        a_published_item(office, year=year)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = page_of(client, "information_register")
    assert page.count("<tr>") == 3


def test_the_api_lists_and_searches(client, office):
    a_published_item(office, title="Dana kampanye")
    a_published_item(office, title="Profil kantor")
    body = client.get("/api/v1/information", {"office": "3673", "q": "kampanye"}).json()
    assert [row["title"] for row in body["results"]] == ["Dana kampanye"]
    assert body["results"][0]["address"].endswith("/dana-kampanye/")
    every = client.get("/api/v1/information", {"office": "3673", "size": 1, "page": 2}).json()
    assert (every["count"], len(every["results"]), every["results"][0]["kelas"]) == (2, 1, "setiap-saat")


def test_the_api_names_what_was_asked_wrongly(client, office):
    assert client.get("/api/v1/information", {"office": "9999"}).status_code == 400
    assert client.get("/api/v1/information", {"size": 1000}).status_code == 422
