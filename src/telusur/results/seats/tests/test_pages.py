"""The desk from opening to decree, and what everybody reads: with faults, with ties, determined, and what-ifs."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.accounts.tests.people import make_officer, secure
from telusur.results.seats import selectors
from telusur.results.seats.tests.room import CONTROL, LISTS, SEATS, VOTES, cleared, national, opened, taken

pytestmark = pytest.mark.django_db
DESK, PUBLIC = "/meja/kpu/kursi/", "/kpu/kursi/"
ONE = f"{PUBLIC}dpr-2024/"


def text(response):
    return response.content.decode()


def sent(client, path, **data):
    response = client.post(f"{DESK}{path}", data, follow=True)
    assert response.status_code == 200, text(response)
    return text(response)


def file(name, content):
    return SimpleUploadedFile(name, content.encode(), "text/csv")


def test_the_desk_leads_from_opening_to_decree(client):
    office = national()
    officer, chair = secure(make_officer(office, "petugas", "desk")), secure(make_officer(office, "ketua", "pembina"))
    client.force_login(officer)
    assert "Belum ada lembaga" in text(client.get(DESK))
    sent(client, "buka/", kind="dpr", name="DPR RI 2024", slug="dpr-2024", voted_on="2024-02-14", contest="")
    assert "Suaranya belum diambil" in text(client.get(ONE))
    files = {"votes": file("suara.csv", VOTES), "seats": file("kursi.csv", SEATS), "control": file("k.csv", CONTROL)}
    words = {"result": "Keputusan KPU 360/2024", "announced_at": "2024-03-20T22:19"}
    wrong = client.post(f"{DESK}dpr-2024/ambil/", {**files, **words, "votes": file("suara.csv", "dapil,pkb\n")})
    assert (wrong.status_code, "suara.csv: Tidak ada baris" in text(wrong)) == (422, True)
    for each in files.values():
        each.seek(0)
    page = sent(client, "dpr-2024/ambil/", **files, **words, lists=file("calon.csv", LISTS))
    assert "“3.050” bukan bilangan bulat; dibaca 3050" in page
    assert "Penetapan ditolak sampai ini selesai" in page
    asked = client.get(f"{DESK}dpr-2024/koreksi/?column=pkb&district=SATU&becomes=3050")
    assert 'value="3050"' in text(asked)
    why = {"reason": "Titik ribuan", "source": "D.HASIL lembar 2"}
    endless = {"district": "DUA", "column": "alokasi_kursi", "becomes": 3 * 10**9, **why}
    assert "kursi sebanyak itu" in client.post(f"{DESK}dpr-2024/koreksi/", endless).content.decode()
    refused = client.post(f"{DESK}dpr-2024/koreksi/", {"district": "DUA", "column": "pkb", "becomes": 9000, **why})
    assert (refused.status_code, "sudah dibaca demikian" in text(refused)) == (422, True)
    lines = file("koreksi.csv", "dapil,partai,lama,baru,alasan\nSATU,pkb,3.050,3050,Titik ribuan\n")
    assert "Titik ribuan" in sent(client, "dpr-2024/koreksi/berkas/", corrections=lines, source="D.HASIL lembar 2")
    court = {"kind": "clear", "number": "1120/2024", "dated_on": "2024-04-01"}
    assert "Ketua yang menetapkannya" in sent(client, "dpr-2024/mk/", **court, answers="", changes="")
    assert client.get(f"{DESK}dpr-2024/tetapkan/").status_code == 403
    client.force_login(chair)
    assert client.get(f"{DESK}dpr-2024/ambil/").status_code == 403
    decree = {"decree": "Keputusan KPU 1206/2024", "decided_on": "2024-04-03"}
    assert "Kursi ditetapkan." in sent(client, "dpr-2024/tetapkan/", **decree)
    client.logout()
    page = text(client.get(ONE))
    assert "Keputusan KPU 1206/2024" in page
    assert "Perhitungan ini sementara" not in page
    assert "<s><code>3.050</code></s>" in page
    assert "<code>3050</code>" in page
    citable = text(client.get(f"{ONE}penetapan/1/"))
    assert "seats.allocation.dpr@2017-08-16" in citable
    assert "Calon 3, nomor 3, 300 suara" in text(client.get(f"{ONE}penetapan/1/dua/"))
    for each in ("", "dapil/", "dapil/dua/", "penetapan/1/", "penetapan/1/dua/"):
        said = text(client.get(f"{ONE}{each}"))
        assert "Suara dari berkas resmi menurut " in said, each
        link = re.search(r'jumlah kendalinya\. <a href="([^"]+)">', said)[1]
        assert client.get(link).status_code == 200
    exact = json.loads(client.get(f"{ONE}penetapan/1/unduh.json").content)
    assert [row["hasil_bagi"] for row in exact["kursi"]][:2] == [3050, 1016.666667]
    assert client.get(f"{ONE}penetapan/2/").status_code == client.get(f"{ONE}dapil/tiga/").status_code == 404


def test_everybody_reads_what_is_in_doubt_and_no_page_asks_the_database_much(client):
    council = opened()
    votes = VOTES.replace("3.050,1000", "3.000,3000")
    taken(council, votes=votes, control=CONTROL.replace("12050", "12000").replace("4000", "6000"), lists=LISTS)
    pages = {
        PUBLIC: ("DPR RI 2024", "belum ditetapkan"),
        ONE: (
            "Perhitungan ini sementara",
            "bukan bilangan bulat",
            "menunggu surat MK",
            "belum dipastikan",
            '<rect width="12"',
        ),
        f"{ONE}dapil/": ("SATU", "hasil sama", "dua/"),
        f"{ONE}dapil/satu/": ("3.000,00", "Pleno yang memutuskan", "Calon 1", "Perempuan dalam daftar calon"),
        f"{ONE}dapil/dua/": ("9.000,00", "Kursi berikutnya", "1.800,00"),
        f"{ONE}kesetaraan/": ("Samuels–Snyder", "Loosemore–Hanby", "BARAT", "Gini"),
        f"{ONE}bagaimana-jika/": ("Perbandingan, bukan hasil", "Hitung"),
        f"{ONE}bagaimana-jika/?cara=dhondt&ambang=0": ("Andai D&#x27;Hondt", "Selisih", "Kembali ke aturan"),
        f"{ONE}bagaimana-jika/?cara=hare&ambang=2,5": ("Andai Hare", "2,5 %"),
    }
    for path in pages:
        client.get(path)
    for path, words in pages.items():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(path)
        assert page.status_code == 200
        assert [each for each in words if each not in text(page)] == [], path
        assert len(asked) <= 12, (path, len(asked))
        assert len(page.content) < 100_000
    refused = client.get(f"{ONE}bagaimana-jika/?cara=undian&ambang=50")
    assert "Andai" not in text(refused)
    book = client.get(f"{ONE}unduh.xlsx")
    assert book.content[:2] == b"PK"
    names = zipfile.ZipFile(io.BytesIO(client.get(f"{ONE}unduh.csv").content)).namelist()
    assert names == ["partai.csv", "dapil.csv", "kursi.csv", "kekeliruan.csv", "koreksi.csv", "csv-metadata.json"]
    assert client.get(f"{ONE}unduh.pdf").status_code == 404


def test_a_plenary_decides_a_tie_at_the_desk(client):
    council = opened()
    votes = VOTES.replace("3.050,1000", "5000,1000")
    taken(council, votes=votes, control=CONTROL.replace("12050", "14000"))
    cleared(council)
    client.force_login(secure(make_officer(council.office, "petugas", "desk")))
    assert "Catat keputusan pleno" in text(client.get(f"{DESK}dpr-2024/"))
    open_ = client.get(ONE)
    assert "1 dari 7 kursi belum terbagi" in text(open_)
    assert sum(each["seat_share"] for each in open_.context["parties"]) == pytest.approx(6 / 7)
    words = {"ground": "Undian di depan pleno", "minutes": "BA 9/2024"}
    several = client.post(f"{DESK}dpr-2024/hasil-sama/1/", {"chosen": ["pkb", "golkar"], **words})
    assert (several.status_code, "Pilih tepat 1" in text(several)) == (422, True)
    assert "Tidak ada lagi yang menghalangi" in sent(client, "dpr-2024/hasil-sama/1/", chosen=["golkar"], **words)
    assert client.get(f"{DESK}dpr-2024/hasil-sama/1/").status_code == 404
    assert "Undian di depan pleno" in text(client.get(ONE))
    assert "belum terbagi" not in text(client.get(ONE))
    assert selectors.working_of(basis=selectors.basis_of(council=council)).by_party["golkar"] == 2
