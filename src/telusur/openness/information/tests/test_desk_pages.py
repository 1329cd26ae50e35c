from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.openness.information import selectors, services
from telusur.openness.information.models import InformationItem
from telusur.openness.information.rules.entries import InformationClass
from telusur.openness.information.rules.states import State

from .factories import AT, a_published_item, an_entry, an_officer

pytestmark = pytest.mark.django_db
DESK = "/meja/kota-serang/informasi/"
ENTRY = {
    "title": "Laporan dana kampanye",
    "summary": "Ringkasan.",
    "information_class": "anytime",
    "year": "2026",
    "holder": "Subbagian Hukum",
    "responsible": "Kepala Subbagian Hukum",
    "made": "Maret 2026",
    "made_place": "Serang",
    "form": "softcopy",
    "retention": "5 tahun",
    "tags": "dana; kampanye",
    "link": "https://contoh.invalid/",
}


@pytest.fixture
def desk(client, desk_officer):
    client.force_login(desk_officer)
    return client


@pytest.fixture
def second(client, ppid):
    """The same browser, when the PPID sits before it."""

    def sit_down():
        client.force_login(ppid)
        return client

    return sit_down


def test_an_entry_goes_from_form_to_public_by_two_people(desk, second, office):
    response = desk.post(f"{DESK}baru/", ENTRY | {"berkas-title": ""})
    item = InformationItem.everything.get()
    assert response["Location"] == f"{DESK}{item.pk}/"
    assert (item.made, item.tags) == ("2026-03", ["dana", "kampanye"])
    desk.post(f"{DESK}{item.pk}/usul/")
    assert desk.post(f"{DESK}{item.pk}/setuju/").status_code == 403
    second().post(f"{DESK}{item.pk}/setuju/")
    item.refresh_from_db()
    assert item.state == State.PUBLISHED


def test_a_form_says_at_the_field_what_is_wrong(desk, office):
    page = desk.post(f"{DESK}baru/", ENTRY | {"made": "kemarin", "year": "24", "title": ""}).content.decode()
    assert "“kemarin” bukan tanggal" in page
    assert page.count('aria-invalid="true"') == 3
    assert not InformationItem.everything.exists()


def test_an_event_belongs_to_serta_merta_alone(desk, office):
    page = desk.post(f"{DESK}baru/", ENTRY | {"event": "Banjir"}).content.decode()
    assert "Hanya informasi serta merta" in page


def test_many_files_become_drafts_and_each_refused_one_is_named(desk, office):
    given = {
        "documents": [
            SimpleUploadedFile("LAPORAN_KINERJA_2024.txt", b"isi"),
            SimpleUploadedFile("kosong.pdf", b""),
            SimpleUploadedFile("notulen-rapat.txt", b"isi lain"),
        ],
        "information_class": "periodic",
        "year": "2026",
    }
    given["documents"][1] = SimpleUploadedFile("palsu.pdf", b"bukan pdf sama sekali \x00\x01")
    page = desk.post(f"{DESK}unggah/", given).content.decode()
    assert "<b>palsu.pdf</b>" in page
    made = InformationItem.everything.order_by("pk").values_list("title", "year", "information_class")
    assert list(made) == [("Laporan kinerja 2024", 2024, "periodic"), ("Notulen rapat", 2026, "periodic")]


def test_only_open_acts_have_buttons(desk, second, office, desk_officer):
    item = services.enter_item(office_id=office.pk, entry=an_entry(), officer=desk_officer, at=AT)
    page = desk.get(f"{DESK}{item.pk}/").content.decode()
    assert re.findall(rf'action="{DESK}{item.pk}/([a-z-]+)/"', page) == ["usul", "buang", "berkas"]
    services.propose_item(item_id=item.pk, officer=desk_officer, at=AT)
    assert "/setuju/" not in desk.get(f"{DESK}{item.pk}/").content.decode()
    assert "/setuju/" in second().get(f"{DESK}{item.pk}/").content.decode()


def test_who_proposed_sees_that_another_decides(second, office, ppid):
    item = services.enter_item(office_id=office.pk, entry=an_entry(), officer=ppid, at=AT)
    services.propose_item(item_id=item.pk, officer=ppid, at=AT)
    page = second().get(f"{DESK}{item.pk}/").content.decode()
    assert "Menunggu orang kedua" in page
    assert "/setuju/" not in page


def test_withdrawing_asks_why_first(second, office):
    item = a_published_item(office)
    client = second()
    assert "Tarik informasi ini" in client.get(f"{DESK}{item.pk}/tarik/").content.decode()
    assert client.post(f"{DESK}{item.pk}/tarik/", {"reason": ""}).status_code == 200
    client.post(f"{DESK}{item.pk}/tarik/", {"reason": "Keliru"})
    item.refresh_from_db()
    assert (item.state, item.withdrawal_reason) == (State.WITHDRAWN, "Keliru")


def test_the_superior_withdraws_an_announcement_but_not_a_publication(client, office, desk_officer):
    client.force_login(secure(an_officer(office, Role.SUPERIOR)))
    published = a_published_item(office)
    client.post(f"{DESK}{published.pk}/tarik/", {"reason": "x"})
    entry = an_entry(information_class=InformationClass.IMMEDIATE, event="Banjir", event_at=AT)
    urgent = services.enter_item(office_id=office.pk, entry=entry, officer=desk_officer, at=AT)
    services.announce_item(item_id=urgent.pk, officer=desk_officer, at=AT)
    client.post(f"{DESK}{urgent.pk}/tarik/", {"reason": "x"})
    states = InformationItem.everything.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.PUBLISHED, State.WITHDRAWN]


def test_a_revision_is_proposed_shown_and_accepted(desk, second, office):
    item = a_published_item(office)
    changed = {name: value for name, value in ENTRY.items()} | {"title": "Judul baru", "reason": "Salah ketik"}  # noqa: C416
    desk.post(f"{DESK}{item.pk}/ubah/", changed)
    page = desk.get(f"{DESK}{item.pk}/").content.decode()
    assert "Judul baru" in page
    assert "terima-pembaruan" not in page
    client = second()
    assert "terima-pembaruan" in client.get(f"{DESK}{item.pk}/").content.decode()
    client.post(f"{DESK}{item.pk}/terima-pembaruan/")
    item.refresh_from_db()
    assert item.title == "Judul baru"


def test_ticked_entries_are_proposed_and_approved_together(desk, second, office, desk_officer):
    ids = [
        services.enter_item(office_id=office.pk, entry=entry, officer=desk_officer, at=AT).pk
        for entry in (an_entry(), an_entry(), an_entry(summary=""))
    ]
    page = desk.post(f"{DESK}usulkan/", {"item": ids}, follow=True).content.decode()
    assert "2 diusulkan terbit" in page
    assert "Belum lengkap untuk terbit" in page
    second().post(f"{DESK}setujui/", {"item": ids})
    assert selectors.shown_items(office_id=office.pk).count() == 2


def test_a_register_is_looked_at_before_it_comes_in(desk, office):
    file = SimpleUploadedFile("d.csv", b"Judul,Kelas,Tahun\nSatu,Berkala,2024\n")
    page = desk.post(f"{DESK}impor/", {"register": file}).content.decode()
    assert "1 baris siap masuk" in page
    assert not InformationItem.everything.exists()
    key = re.search(r'name="staged" value="([0-9a-f]{32})"', page)[1]
    desk.post(f"{DESK}impor/", {"staged": key})
    desk.post(f"{DESK}impor/", {"staged": key})
    assert InformationItem.everything.get().title == "Satu"


def test_a_faulty_register_is_shown_with_place_value_and_remedy(desk, office):
    file = SimpleUploadedFile("d.csv", b"Judul,Kelas,Tahun\nSatu,Rahasia,2024\n")
    page = desk.post(f"{DESK}impor/", {"register": file}).content.decode()
    assert "B Klasifikasi" in page
    assert "Tulis Berkala, Serta merta, atau Setiap saat." in page
    assert "staged" not in page


def test_a_staged_register_of_another_office_is_not_taken(desk, office, desk_officer):
    from .factories import an_office  # noqa: PLC0415

    other = an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang")
    file = services.NewFile(io.BytesIO(b"Judul,Kelas,Tahun\nSatu,Berkala,2024\n"), "d.csv")
    key, _reading = services.stage_import(
        office=other, register=file, files=[], officer=an_officer(other, Role.DESK), at=AT
    )
    desk.post(f"{DESK}impor/", {"staged": key})
    assert not InformationItem.everything.exists()


def test_the_list_goes_out_as_a_file(desk, office):
    a_published_item(office, title="Laporan tahunan")
    response = desk.get(f"{DESK}ekspor.csv")
    assert "attachment" in response["Content-Disposition"]
    assert "Laporan tahunan" in response.content.decode("utf-8-sig")
    assert desk.get(f"{DESK}ekspor.exe").status_code == 404


@pytest.mark.parametrize("path", ["", "?keadaan=draft", "?q=laporan", "tinjauan/", "impor/", "unggah/", "baru/"])
def test_desk_pages_ask_few_questions(desk, office, desk_officer, path, django_assert_max_num_queries):
    for _number in range(12):
        services.enter_item(office_id=office.pk, entry=an_entry(), officer=desk_officer, at=AT)
    with django_assert_max_num_queries(20):
        assert desk.get(f"{DESK}{path}").status_code == 200


def test_an_entry_of_another_office_is_not_found(desk, office):
    from .factories import an_office  # noqa: PLC0415

    other = an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang")
    item = a_published_item(other)
    assert desk.get(f"{DESK}{item.pk}/").status_code == 404
    assert desk.post(f"{DESK}{item.pk}/usul/").status_code == 404
