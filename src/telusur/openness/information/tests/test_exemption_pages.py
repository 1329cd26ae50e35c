from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents.tests import samples
from telusur.openness.information import services
from telusur.openness.information.models import ConsequenceTest, Determination, InformationItem
from telusur.openness.information.rules.consequence import Occasion

from .tree import ANSWERS, a_determination, a_test, a_test_at, a_tree, taken_over

ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = datetime(2026, 3, 2, 4, 0, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def tree(db):
    return a_tree()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Pages read the clock; it stands still on one day."""
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


@pytest.fixture
def sign_in(client, tree):
    def as_(place: str, role: Role = Role.PPID):
        officer = tree.officer(getattr(tree, place), role)
        if not officer.authenticator_set.exists():
            secure(officer)
        client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
        return client

    return as_


def at(tree, place: str, view: str, **arguments) -> str:
    return reverse(view, kwargs={"office": getattr(tree, place).slug, **arguments})


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


PROPOSAL = {
    "title": "Nama pendukung pada Model B.1-KWK",
    "description": "Daftar nama pendukung pasangan calon perseorangan.",
    "reason": "Memuat data pribadi.",
    "grounds": ["h"],
    "occasion": "before_request",
}


def test_a_unit_proposes_and_finds_its_test_in_the_list(tree, sign_in):
    client = sign_in("city", Role.LIAISON)
    paper = SimpleUploadedFile("daftar.csv", b"nomor;nama\n1;contoh\n")
    page = client.post(at(tree, "city", "information_test_new"), PROPOSAL | {"uploads": paper}, follow=True)
    assert page.status_code == 200
    assert "daftar.csv" in text_of(page)
    assert "Usul dicatat" in text_of(page)
    assert PROPOSAL["title"] in text_of(client.get(at(tree, "city", "information_tests")))


def test_an_empty_list_says_what_to_do(tree, sign_in):
    assert "Belum ada uji konsekuensi" in text_of(sign_in("city").get(at(tree, "city", "information_tests")))


def test_what_stands_already_is_offered_and_nothing_typed_is_lost(tree, sign_in):
    standing = a_determination(tree)
    client = sign_in("city", Role.LIAISON)
    page = client.post(at(tree, "city", "information_test_new"), PROPOSAL)
    assert ConsequenceTest.objects.count() == 0
    assert standing.decree_number in text_of(page)
    assert PROPOSAL["description"] in text_of(page)
    client.post(at(tree, "city", "information_test_new"), PROPOSAL | {"despite": "Formulirnya lain."})
    assert ConsequenceTest.objects.get().despite == "Formulirnya lain."


def test_a_test_on_a_request_says_that_the_clock_runs(tree, sign_in):
    test = a_test(tree, occasion=Occasion.ON_REQUEST, reference="7/2026", request_due_on=date(2026, 3, 16))
    page = text_of(sign_in("city").get(at(tree, "city", "information_test", test_id=test.pk)))
    assert "Jam permohonan tetap berjalan" in page
    assert "7/2026" in page
    assert "16 Maret 2026" in page


def test_another_city_does_not_find_the_test(tree, sign_in):
    test = a_test(tree)
    assert sign_in("province").get(at(tree, "province", "information_test", test_id=test.pk)).status_code == 404


def test_the_buttons_are_those_of_the_table(tree, sign_in):
    test = a_test(tree)
    page = text_of(sign_in("city").get(at(tree, "city", "information_test", test_id=test.pk)))
    assert "tindakan/send/" in page
    assert "tindakan/withdraw/" in page
    assert "tindakan/begin/" not in page
    assert "tindakan/send/" not in text_of(
        sign_in("city", Role.LIAISON).get(at(tree, "city", "information_test", test_id=test.pk))
    )


def test_a_ppid_sends_it_and_the_province_begins(tree, sign_in):
    test = a_test(tree)
    send = at(tree, "city", "information_test_act", test_id=test.pk, name="send")
    assert sign_in("city").get(send).status_code == 200
    sign_in("city").post(send, {"version": test.version})
    begin = at(tree, "province", "information_test_act", test_id=test.pk, name="begin")
    test.refresh_from_db()
    page = sign_in("province").post(begin, {"version": test.version}, follow=True)
    test.refresh_from_db()
    assert test.stage == "tested_by_province"
    assert all(f'id="langkah-{letter}"' in text_of(page) for letter in "abcdef")


def test_an_act_that_is_not_open_leads_back_with_a_word(tree, sign_in):
    test = a_test(tree)
    begin = at(tree, "city", "information_test_act", test_id=test.pk, name="begin")
    assert "Tindakan itu tidak tersedia" in text_of(sign_in("city").get(begin, follow=True))


def test_a_step_is_saved_alone_and_a_stale_one_keeps_what_was_typed(tree, sign_in):
    test = a_test_at(tree, "tested_by_province", by="province")
    client = sign_in("province")
    step = at(tree, "province", "information_test_step", test_id=test.pk, letter="d")
    saved = client.post(step, {"d-version": 0, "d-interest": "Kepentingan pertama"})
    assert saved.status_code == 302
    late = client.post(step, {"d-version": 0, "d-interest": "Kepentingan kedua"})
    assert late.status_code == 409
    assert "Kepentingan pertama" in text_of(late)
    assert "Kepentingan kedua" in text_of(late)
    assert client.post(step, {"d-version": 1, "d-interest": "Kepentingan kedua"}).status_code == 302
    assert test.steps.get(letter="d").answers == {"interest": "Kepentingan kedua"}


def test_people_and_arguments_are_noted_and_an_empty_one_is_refused(tree, sign_in):
    test = a_test_at(tree, "tested_by_province", by="province")
    client = sign_in("province", Role.CONSIDERATION)
    people = {"peserta-participation": "expert", "peserta-name": "Dr. Contoh", "peserta-function": "Dosen"}
    client.post(at(tree, "province", "information_test_invite", test_id=test.pk), people)
    argue = at(tree, "province", "information_test_argue", test_id=test.pk)
    client.post(argue, {"argumen-side": "opening", "argumen-text": "Publik berhak.", "argumen-given_by": "Tim"})
    empty = client.post(argue, {"argumen-side": "opening", "argumen-text": "", "argumen-given_by": "Tim"})
    page = text_of(client.get(at(tree, "province", "information_test", test_id=test.pk)))
    assert (empty.status_code, test.arguments.count()) == (422, 1)
    assert "Dr. Contoh" in page
    assert "Publik berhak." in page


DECISION = {
    "decree_number": "12/2026",
    "decree_on": "2026-03-02",
    "title": "Nama pendukung pada formulir Model B.1-KWK",
    "reasons": "Rahasia pribadi.",
    "grounds": ["h"],
    "statute": "UU 14/2008 Pasal 17 huruf h",
    "if_opened": "Pendukung dapat ditekan.",
    "if_closed": "Pendukung terlindungi.",
    "valid_from": "2026-03-02",
    "binds": "all",
}


def test_the_letter_is_seen_before_it_is_issued_and_both_offices_read_it_after(tree, sign_in):
    test = a_test_at(tree, "concluded")
    client = sign_in("national")
    page = at(tree, "national", "information_test_determine", test_id=test.pk)
    assert "Lihat konsep surat" in text_of(client.get(page))
    preview = client.post(page, DECISION | {"preview": "1"})
    assert preview.content.startswith(b"%PDF")
    assert Determination.objects.count() == 0
    client.post(page, DECISION)
    assert Determination.objects.get().decree_number == "12/2026"
    for place in ("national", "city"):
        shown = text_of(sign_in(place).get(at(tree, place, "information_test", test_id=test.pk)))
        assert "Lembar Pengujian Konsekuensi" in shown
        assert "Surat Penetapan Klasifikasi Informasi" in shown


def test_a_period_that_cannot_stand_is_said_in_words(tree, sign_in):
    test = a_test_at(tree, "concluded")
    page = at(tree, "national", "information_test_determine", test_id=test.pk)
    answer = text_of(sign_in("national").post(page, DECISION | {"valid_until": "2027-01-01"}))
    assert "kosongkan tanggalnya" in answer
    assert Determination.objects.count() == 0


def test_the_sheet_can_be_read_while_it_is_being_made(tree, sign_in):
    test = a_test_at(tree, "tested_by_province", by="province")
    sheet = sign_in("province").get(at(tree, "province", "information_test_sheet", test_id=test.pk))
    assert sheet.content.startswith(b"%PDF")


def test_the_list_asks_as_often_for_thirty_as_for_one(tree, sign_in, django_assert_max_num_queries):
    for number in range(8):
        a_test(tree, title=f"Hal {number}", description=f"Hal {number}", tags=())
    client = sign_in("city")
    client.get(at(tree, "city", "information_tests"))
    with django_assert_max_num_queries(16):
        client.get(at(tree, "city", "information_tests"))


# What everybody reads.


def test_the_excluded_list_has_the_columns_of_the_form_and_no_word_meant_for_officers(tree, client):
    test = a_test_at(tree, "determined")
    page = text_of(client.get(at(tree, "city", "information_excluded")))
    for heading in (
        "Informasi",
        "Dasar hukum",
        "Konsekuensi dibuka",
        "Konsekuensi ditutup",
        "Jangka waktu",
        "SK penetapan",
    ):
        assert heading in page
    assert "12/2026" in page
    assert "Pendukung dapat ditekan." in page
    for secret in (test.description, test.reason, test.determination.reasons, ANSWERS["a"]["scope"]):
        assert secret not in page


def test_a_list_without_a_row_says_so(tree, client):
    assert "Tidak ada informasi yang dikecualikan" in text_of(client.get(at(tree, "city", "information_excluded")))


def test_the_excluded_list_is_a_file_too(tree, client, tmp_path):
    a_determination(tree)
    file = tmp_path / "dik.xlsx"
    answer = client.get(at(tree, "city", "information_excluded_export", kind="xlsx"))
    file.write_bytes(b"".join(answer.streaming_content))
    rows = [[cell.value for cell in row] for row in load_workbook(file).active]
    assert [row[1] for row in rows] == ["Informasi", "Nama pendukung pada formulir Model B.1-KWK"]
    csv = b"".join(client.get(at(tree, "city", "information_excluded_export", kind="csv")).streaming_content)
    assert b"12/2026" in csv
    assert client.get(at(tree, "city", "information_excluded_export", kind="exe")).status_code == 404


def test_the_excluded_list_is_a_feed_whose_entries_lead_to_their_rows(tree, client):
    made = a_determination(tree)
    answer = client.get(at(tree, "city", "information_excluded_feed"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    [entry] = ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == made.title
    assert made.decree_number in entry.findtext(f"{ATOM}summary")
    row = entry.find(f"{ATOM}link").get("href").partition("#")[2]
    assert f'id="{row}"' in text_of(client.get(at(tree, "city", "information_excluded")))


def test_the_excluded_list_asks_as_often_for_many_as_for_few(tree, client, django_assert_max_num_queries):
    for number in range(6):
        a_determination(tree, title=f"Hal {number}", decree_number=f"{number}/2026")
    client.get(at(tree, "city", "information_excluded"))
    with django_assert_max_num_queries(10):
        client.get(at(tree, "city", "information_excluded"))


# The end.


def test_a_determination_is_declared_opened_and_released_at_the_desk(tree, sign_in):
    found = a_determination(tree, valid_until=date(2026, 6, 2))
    client = sign_in("national")
    here = at(tree, "national", "information_determination", determination_id=found.pk)
    assert "Nyatakan terbuka pada akhir masa" in text_of(client.get(here))
    client.post(at(tree, "national", "information_determination_declare", determination_id=found.pk))
    found.refresh_from_db()
    assert found.declared_at == TODAY
    refused = client.post(
        at(tree, "national", "information_determination_open", determination_id=found.pk),
        {"opened_by": "consent", "reference": "surat"},
    )
    assert "hanya membuka Pasal 17 huruf g dan h" in text_of(refused)
    client.post(
        at(tree, "national", "information_determination_open", determination_id=found.pk),
        {"opened_by": "objection", "reference": "K-1/2026"},
    )
    item = InformationItem.everything.get()
    desk = text_of(client.get(at(tree, "national", "information_desk_item", item_id=item.pk)))
    assert "Keputusan keberatan" in desk
    public = text_of(client.get(reverse("information_item", args=["kpu-ri", item.pk, item.slug])))
    assert "Terbuka karena hukum" in public


def test_a_regency_has_no_form_to_take_over_a_determination(tree, sign_in):
    page = sign_in("city").get(at(tree, "city", "information_determination_new"), follow=True)
    assert "Kantor kabupaten/kota tidak menetapkan pengecualian" in text_of(page)


OLD = DECISION | {"binds": "territory", "decree_on": "2026-01-05"}


def a_scan():
    return SimpleUploadedFile("keputusan.pdf", samples.pdf("Keputusan Nomor 12/2026"), content_type="application/pdf")


def test_a_province_takes_over_what_it_determined_before_and_its_superior_confirms_it(tree, sign_in):
    new = at(tree, "province", "information_determination_new")
    tree.officer(tree.province, Role.SUPERIOR)
    page = text_of(sign_in("province").post(new, OLD | {"decree": a_scan()}, follow=True))
    found = Determination.objects.get()
    assert (found.scope, found.force) == ("36", "proposed")
    assert "Menunggu pengesahan orang kedua" in page
    act = at(tree, "province", "information_determination_confirm", determination_id=found.pk)
    assert f'href="{act}"' not in page
    assert "orang lain yang mengesahkannya" in text_of(sign_in("province").post(act, {}))
    client = sign_in("province", Role.SUPERIOR)
    assert found.title in text_of(client.get(at(tree, "province", "information_determinations")))
    here = at(tree, "province", "information_determination", determination_id=found.pk)
    page = text_of(client.get(here))
    assert f'href="{act}"' in page
    assert "Keputusan 12/2026" in page
    assert "Disahkan" in text_of(client.post(act, {}, follow=True))
    found.refresh_from_db()
    assert found.force == "in_force"


def test_a_superior_declines_with_a_reason(tree, sign_in):
    found = taken_over(tree, office=tree.province)
    act = at(tree, "province", "information_determination_decline", determination_id=found.pk)
    client = sign_in("province", Role.SUPERIOR)
    assert "yang perlu diperbaiki" in text_of(client.post(act, {"reason": " "}))
    page = text_of(client.post(act, {"reason": "Nomornya tidak cocok."}, follow=True))
    assert "Tidak diterima" in page
    assert "Nomornya tidak cocok." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decree": None}, "Naskah keputusan yang ditandatangani"),
        ({"decree_on": "2026-03-02"}, "sebelum 2 Maret 2026"),
        ({"decree_on": "2026-03-03"}, "sesudah hari ini"),
        ({"valid_from": "2026-01-04"}, "tidak berlaku surut"),
    ],
)
def test_what_cannot_be_taken_over_stays_typed_in_and_says_why(tree, sign_in, changes, said):
    given = {name: value for name, value in (OLD | {"decree": a_scan()} | changes).items() if value is not None}
    page = text_of(sign_in("province").post(at(tree, "province", "information_determination_new"), given))
    assert Determination.objects.count() == 0
    assert said in page
    assert OLD["if_opened"] in page


def test_what_is_alike_is_shown_and_named_before_it_is_excluded_again(tree, sign_in):
    a_determination(tree, office=tree.province, decree_number="9/2025")
    client, new = sign_in("province"), at(tree, "province", "information_determination_new")
    page = text_of(client.post(new, OLD | {"decree": a_scan(), "title": "Nama pendukung Model B.1-KWK"}))
    assert "9/2025" in page
    assert "Mengapa materinya lain" in page
    known = Determination.objects.get()
    given = OLD | {"decree": a_scan(), "title": "Nama pendukung Model B.1-KWK", "continues_ids": [known.pk]}
    client.post(new, given)
    assert list(Determination.objects.get(force="proposed").continues.all()) == [known]


def test_files_opened_by_law_wait_in_the_list_of_the_desk(tree, sign_in):
    item = services.publish_as_anytime(
        office_id=tree.city.pk,
        title="Rincian pengadaan",
        summary="Terbuka.",
        cause="ruling",
        reference="P-1/2026",
        actor=f"user:{tree.officer(tree.city).pk}",
        at=TODAY - timedelta(days=1),
    )
    client = sign_in("city")
    page = client.post(at(tree, "city", "information_desk_release", item_id=item.pk), {})
    assert "tidak tersedia sekarang" in text_of(page)
