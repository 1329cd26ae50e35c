from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from telusur.kernel.accounts.models import User
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.plenaries import selectors
from telusur.results.plenaries.models import Determination, Objection, Plenary
from telusur.results.plenaries.rules.states import State
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    FOURTH,
    REGENCY,
    SCAN,
    SECOND,
    STATIONS,
    THIRD,
    brought_out,
    district,
    fill,
    opened,
    person,
    read_all,
)
from telusur.results.plenaries.views.desk import steps_of
from telusur.results.recapitulation.models import Entry
from telusur.results.recapitulation.rules.checks import bit
from telusur.results.recapitulation.selectors import form_of
from telusur.results.recapitulation.services import challenge_form

pytestmark = pytest.mark.django_db
DESK = "/pleno/pilpres2024/kerja/"


def secured(service):
    """Return the person of these duties, who signs in with a second factor."""
    user = User.objects.get(pk=service.person)
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    return user


def signed_in(client, service):
    client.force_login(secured(service))


def at(name, plenary, *more):
    return reverse(f"plenaries_{name}", args=["pilpres2024", plenary.pk, *more])


def offered(client, plenary):
    """Return the buttons at the head of a plenary, the main one first."""
    head = client.get(at("plenary", plenary)).content.decode().split("<main")[1].split("<section")[0]
    return re.findall(r'class="button(?: quiet)?"[^>]*>([^<]+)<', head)


def test_a_committee_leads_a_plenary_from_its_desk_to_the_public_page(client):  # noqa: PLR0915 one walk
    contest = district()
    fill(contest, THIRD, suara_sah=240)
    ppk, stranger = person(contest, "ppk", DISTRICT), person(contest, "ppk", 360102, "jauh")
    signed_in(client, ppk)
    assert "Belum ada rapat pleno" in client.get(DESK).content.decode()
    what = f"ppwp/kecamatan/{DISTRICT}/"
    assert client.post(f"{DESK}buka/", {"what": what, "minutes": " "}).status_code == 422
    assert "Putusan yang memerintahkan" not in client.get(f"{DESK}buka/").content.decode()
    client.post(f"{DESK}buka/", {"what": what, "minutes": "BA 12"})
    plenary = Plenary.objects.get()
    twice = client.post(f"{DESK}buka/", {"what": what, "minutes": "BA 13"})
    assert twice.url == DESK
    assert f"{DESK}buka/" not in client.get(DESK).content.decode()
    page = client.get(at("plenary", plenary)).content.decode()
    assert "Alat bantu, bukan hasil resmi" in page
    assert "Jadwal jenjang ini 15 Februari 2024 sampai 2 Maret 2024" in page
    assert page.count("belum dipastikan") == 1
    assert "lewat jadwal" in page
    assert "Baca TPS 001 SUMBERJAYA" in page

    photo = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(photo, "png")
    photo.seek(0)
    told = {"as_role": "witness", "reason": "Plano 84", "picture": photo, "name": "plano.png", "at": AT}
    challenge_form(contest=contest, station=FIRST, person_id=stranger.person, **told)
    run = form_of(contest=contest, station=FIRST)
    run.__class__.objects.filter(pk=run.pk).update(findings=bit("R08"))
    row = client.get(at("plenary", plenary)).content.decode().split("<tbody>")[1].split("</tr>")[0]
    assert "disanggah" in row
    assert "temuan R08" in row
    first = client.get(at("unit", plenary, FIRST)).content.decode()
    assert "autofocus" in first
    assert re.search(r"Disanggah \(saksi, [^)]+\), belum dijawab: Plano 84", first)
    assert re.search(r"Temuan pada formulir TPS</h2><ul><li>[^<]+\(R08\)", first)
    went = client.post(at("unit", plenary, FIRST), {"act": "read"})
    assert went.url == at("unit", plenary, SECOND)
    form = {"act": "correct", "reason": "Salah salin", "evidence": "C.HASIL hlm. 2", "suara_1": "14x"}
    refused = client.post(at("unit", plenary, SECOND), form)
    assert (refused.status_code, "isi bilangan bulat" in refused.content.decode()) == (422, True)
    cells = {"suara_1": "140", "suara_sah": "241", "suara_total": "245"}
    assert client.post(at("unit", plenary, SECOND), form | cells).url == at("unit", plenary, THIRD)
    held = client.post(at("unit", plenary, THIRD), {"act": "read"}, follow=True).content.decode()
    assert "Suara sah bukan jumlah suara peserta: 240 ≠ 231 (R05); Jumlah suara bukan sah" in held
    assert client.post(at("unit", plenary, THIRD), {"act": "stand", "reason": ""}).status_code == 422
    client.post(at("unit", plenary, THIRD), {"act": "stand", "reason": "Tertulis demikian pada plano"})
    assert client.post(at("unit", plenary, FOURTH), {"act": "read"}).url == at("plenary", plenary)

    objected = {"who": "witness:2", "unit": str(FIRST), "text": "Plano 84"}
    assert client.post(at("object", plenary), objected).url == at("plenary", plenary)
    asked = client.get(at("plenary", plenary)).content.decode()
    objection = Objection.objects.get()
    assert "Cetak salinan uji" not in asked  # it would be refused
    assert f'<a class="button" href="{at("answer", plenary, objection.pk)}">Jawab keberatan</a>' in asked
    assert (
        "Keberatan Saksi nomor urut 2, belum dijawab: Plano 84"
        in client.get(at("unit", plenary, FIRST)).content.decode()
    )
    answering = client.get(at("answer", plenary, objection.pk)).content.decode()
    assert "Saksi nomor urut 2, TPS 001 SUMBERJAYA: Plano 84" in answering
    assert at("unit", plenary, FIRST) in answering
    assert "Semua 4 unit sudah dibaca." in asked
    blocked = client.post(at("step", plenary), {"act": "print_proof"}, follow=True).content.decode()
    assert "1 keberatan belum dijawab" in blocked
    early = client.post(at("answer", plenary, objection.pk), {"answer": "accepted", "text": "Benar"})
    assert "Betulkan dahulu" in early.content.decode()
    client.post(at("answer", plenary, objection.pk), {"answer": "carried", "text": "Dicatat"})
    open_ = client.get(at("plenary", plenary)).content.decode()
    assert "TPS yang disanggah, belum dijawab atau terbukti tetapi belum dikoreksi: 1." in open_
    assert f'<a href="/rekapitulasi/pilpres2024/ppwp/{FIRST}/">TPS 001 SUMBERJAYA</a>' in open_
    assert "Jawab sanggahannya" not in open_
    Objection.objects.filter(pk=objection.pk).update(answer="accepted")
    assert "TPS ini juga disanggah. Jawab sanggahannya" in client.get(at("plenary", plenary)).content.decode()
    Objection.objects.filter(pk=objection.pk).update(answer="carried")
    for act in ("print_proof", "print_final"):
        client.post(at("step", plenary), {"act": act})
    assert offered(client, plenary) == ["Catat tanda tangan", "Tarik final"]
    seats = {f"given_{seat.pk}": "1" for seat in plenary.signatures.all()}
    absent = plenary.signatures.get(seat="witness", place=3)
    missing = client.post(at("signatures", plenary), seats | {f"given_{absent.pk}": "0"})
    assert (missing.status_code, "tidak membatalkan" in missing.content.decode()) == (422, True)
    reason = {f"given_{absent.pk}": "0", f"reason_{absent.pk}": "Tidak hadir"}
    client.post(at("signatures", plenary), seats | reason)
    assert offered(client, plenary) == ["Tutup penandatanganan", "Catat tanda tangan", "Tarik final"]
    client.post(at("step", plenary), {"act": "close_signing"})
    scan = SimpleUploadedFile("d.pdf", SCAN, "application/pdf")
    assert client.post(at("scan", plenary), {"scan": scan}).status_code == 302
    assert offered(client, plenary) == ["Umumkan formulir D", "Tarik final"]
    client.post(at("step", plenary), {"act": "publish"})
    plenary.refresh_from_db()
    assert plenary.state == State.PUBLISHED
    assert client.post(at("step", plenary), {"act": "nothing"}).status_code == 404
    page = client.get(at("plenary", plenary)).content.decode()
    assert "Alat bantu" not in page
    assert "tidak ada, Tidak hadir" in page
    assert "Ulangi rapat pleno atas putusan" in client.get(DESK).content.decode()
    again = client.get(f"{DESK}buka/").content.decode()
    assert "(ulang, atas putusan)" in again
    assert "Putusan yang memerintahkan pleno ulang</label>" in again  # without it nothing is held anew
    scanned = plenary.papers.get(kind="scan")
    assert client.get(at("paper", plenary, scanned.pk)).status_code == 200

    signed_in(client, stranger)
    for address in (at("plenary", plenary), at("unit", plenary, FIRST), at("paper", plenary, scanned.pk)):
        assert client.get(address).status_code == 403
    client.logout()
    assert client.get(DESK).status_code == 302
    public = client.get("/pleno/pilpres2024/").content.decode()
    assert "Salinan umum (PDF)" in public
    assert scanned.digest in public
    copy = plenary.papers.get(kind="public")
    assert client.get(reverse("document_download", args=[copy.file_id, copy.file.name])).status_code == 200
    check = "/pleno/pilpres2024/periksa/"
    assert check in public
    found = client.post(check, {"note": copy.note.replace("\n", "\r\n")}).content.decode()
    assert "Asli dan berlaku" in found
    assert copy.file.title in found
    assert "Tidak ditandatangani" in client.post(check, {"note": copy.note.replace("12", "13")}).content.decode()
    assert client.post(check, {"note": " "}).status_code == 422
    refused = reverse("document_download", args=[scanned.file_id, scanned.file.name])
    assert client.get(refused).status_code in {403, 404}


def test_c_against_d_shows_every_row_by_gain_folds_small_units_and_is_exported(client):
    small = {"suara_1": 3, "suara_2": 2, "suara_3": 0, "suara_sah": 5, "suara_tidak_sah": 0, "suara_total": 5}
    contest = district(**{f"s{THIRD}": small})
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    signed_in(client, ppk)
    form = {"act": "correct", "reason": "＝HYPERLINK salah salin", "evidence": "C.HASIL"}
    client.post(at("unit", plenary, SECOND), form | {"suara_1": "140", "suara_2": "74"})
    client.logout()
    address = "/pleno/pilpres2024/ppwp/c-d"
    assert "Belum ada yang dapat dibandingkan" in client.get(f"{address}/").content.decode()
    brought_out(plenary, ppk)
    page = client.get(f"{address}/")
    rows = [(row["each"].unit, row["each"].choice, row["each"].gain) for row in page.context["rows"]]
    assert (len(rows), rows[0], rows[-1]) == (9, (SECOND, 1, 10), (SECOND, 2, -10))
    text = page.content.decode()
    assert "TPS 001 + 002 TUNGGALJAYA" in text
    assert "Keadaan " in text
    assert 'href="/hasil/"' in text.split("hasil yang diterbitkan")[0][-60:]
    assert "3601012002001" in text
    together = [row["each"] for row in page.context["rows"] if row["each"].together]
    assert {row.together for row in together} == {f"{THIRD},{FOURTH}"}
    assert {row.choice: row.said for row in together}[1] == 3 + 128
    table = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").getvalue().decode())))
    assert (len(table), table[0]["selisih"], table[0]["alasan"]) == (9, "10", "'＝HYPERLINK salah salin")
    told = client.get(f"{address}.json", {"changed": "on", "choice": "1"})
    assert [row[:6] for row in json.loads(told.getvalue())["rows"]] == [[str(SECOND), "", 1, 130, 140, 10]]
    assert client.get(f"{address}/", {"within": "3602"}).context["rows"] == []
    assert client.get(f"{address}/", {"within": "zz"}).status_code == 200
    for wrong in ("/pleno/pilpres2024/dpr/c-d/", "/pleno/2099/ppwp/c-d.csv", "/pleno/2099/"):
        assert client.get(wrong).status_code == 404


def test_the_key_goes_on_behind_what_was_read_and_passes_by_what_has_no_form(client):
    contest = district(stations=(SECOND, THIRD, FOURTH))
    ppk = person(contest, "ppk", DISTRICT)
    fill(contest, SECOND, suara_2=UNREAD)
    plenary = opened(contest, ppk)
    run = form_of(contest=contest, station=FOURTH)
    type(run).objects.filter(pk=run.pk).update(votes=0, administration=0)
    signed_in(client, ppk)
    assert "Belum ada formulir" in client.get(at("unit", plenary, FOURTH)).content.decode()
    when = {"opened_at": AT, "claimed_until": AT + timedelta(hours=1), "handed_in_at": AT}
    Entry.objects.create(run=run, person_id=ppk.person, turn=1, values=run.values, index=0, **when)
    page = client.get(at("plenary", plenary))
    assert page.context["next"].code == SECOND
    assert "formulir ada, sedang dibaca" in page.content.decode()
    line = client.get("/hasil/").content.decode()
    assert "belum diterbitkan" in line
    assert "1 rapat pleno berjalan" in line
    assert "sedang dibaca" in client.get(at("unit", plenary, FOURTH)).content.decode()
    assert client.post(at("unit", plenary, THIRD), {"act": "read"}).url == at("unit", plenary, SECOND)
    page = client.get(at("plenary", plenary))
    assert "Cetak salinan uji" not in page.content.decode()
    assert "belum dapat dibaca dan dilewati dahulu" in page.content.decode()
    told = client.post(at("unit", plenary, SECOND), {"act": "correct", "suara_2": "83", "reason": "P", "evidence": "C"})
    assert told.url == at("plenary", plenary)
    page = client.get(at("plenary", plenary))
    text = page.content.decode()
    assert "Tersisa unit ini; salinan uji baru dapat dicetak sesudah semuanya dibaca" in text
    assert f'<a href="{at("unit", plenary, FOURTH)}">TPS 002 TUNGGALJAYA</a>: formulirnya ada dan sedang dibaca' in text
    assert "/rekapitulasi/pilpres2024/" in text.split("Antrean pembacaan")[0].rsplit("href=", 1)[1]
    notes = [step["note"] for step in page.context["steps"]]
    assert notes[:3] == ["", "sesudah 1 unit lagi dibaca", "sesudah final dicetak"]
    votes = {"suara_1": "120", "suara_2": "80", "suara_3": "0", "suara_sah": "200", "suara_tidak_sah": "0"}
    filled = votes | {"suara_total": "200", "act": "correct", "reason": "P", "evidence": "C", "read_out": "on"}
    filled |= dict.fromkeys(set(selectors.layout_for(plenary=plenary).names) - set(filled), "?")
    assert client.post(at("unit", plenary, FOURTH), filled).url == at("plenary", plenary)
    page = client.get(at("plenary", plenary))
    counts = {str(tab["label"]): tab["count"] for tab in page.context["tabs"]}
    assert (counts["Dibetulkan"], counts["Diisi di pleno"]) == (1, 1)  # nobody had read a C form of the second
    assert "dilewati dahulu" not in page.content.decode()


def test_pages_ask_no_more_for_more_and_a_witness_only_watches(client):
    contest = district()
    ppk, kpu = person(contest, "ppk", DISTRICT), person(contest, "kpu", REGENCY)
    witness = person(contest, "witness", REGENCY)
    plenary = opened(contest, ppk)
    signed_in(client, witness)
    pages = (DESK, at("plenary", plenary), "/pleno/pilpres2024/ppwp/c-d/")

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    read_all(plenary, [FIRST], ppk)
    few = [asked(address) for address in pages]
    assert client.post(at("unit", plenary, SECOND), {"act": "read"}).status_code == 403
    assert client.get(at("object", plenary)).status_code == 200
    page = client.get(at("plenary", plenary)).content.decode()
    assert "Catat keberatan" in page
    assert "Baca TPS" not in page
    assert client.get(f"{DESK}buka/").status_code == 403
    read_all(plenary, STATIONS[1:], ppk)
    opened(contest, kpu, "kabko", REGENCY)
    assert [asked(address) for address in pages[:2]] == few[:2]
    brought_out(plenary, ppk)
    assert asked(pages[2]) == asked(f"{pages[2]}?choice=1&within={FIRST}")
    assert [row["each"].place for row in client.get(DESK).context["rows"]] == [REGENCY, DISTRICT]


def test_a_determined_result_keeps_its_page_when_another_takes_its_place(client):
    contest = district()
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    brought_out(plenary, ppk)
    plenary.refresh_from_db()
    made = {"contest": contest, "decided_on": AT.date(), "totals": plenary.totals, "gaps": plenary.gaps}
    one = Determination.objects.create(
        plenary=plenary, number=1, decision="Keputusan 360/2024", determined_at=AT, announced_at=AT, index=1, **made
    )
    again = opened(contest, ppk, ground="Putusan MK 1/2024")
    two = Determination.objects.create(
        plenary=again,
        number=2,
        decision="Keputusan 1205/2024",
        ruling="Putusan MK",
        determined_at=AT,
        announced_at=AT,
        index=2,
        **made,
    )
    first = client.get(reverse("plenaries_determination", args=["pilpres2024", one.pk])).content.decode()
    assert "sudah diganti hasil yang lebih baru" in first
    assert "Keputusan 1205/2024" in first
    assert "dimulai saat KPU mengumumkan hasil secara nasional" in first
    Plenary.objects.filter(pk=plenary.pk).update(level="nasional", place=0)
    first = client.get(reverse("plenaries_determination", args=["pilpres2024", one.pk])).content.decode()
    assert "Jangka waktu permohonan ke MK berakhir 23 Februari 2024, 10.00 WIB" in first
    assert "belum dipastikan" in first
    second = client.get(reverse("plenaries_determination", args=["pilpres2024", two.pk])).content.decode()
    assert "sudah diganti" not in second
    place = selectors.layout_for(plenary=plenary).places["suara_1"]
    assert f">{selectors.total_of(plenary=plenary).values[place]}<" in first
    assert client.get(reverse("plenaries_determination", args=["pilpres2024", 999])).status_code == 404


@pytest.mark.parametrize(
    ("state", "determines", "step"),
    [
        (State.PUBLISHED, False, ("done", "")),
        (State.PUBLISHED, True, ("now", "menunggu penetapan")),
        (State.DETERMINED, True, ("done", "")),
        (State.DISPUTED, True, ("done", "")),
        (State.OVERTURNED, True, ("now", "diubah MK; menunggu pleno ulang")),
        (State.UPHELD, True, ("done", "")),
    ],
)
def test_a_result_is_reached_with_its_decision_and_no_more_where_a_ruling_changed_it(state, determines, step):
    steps = steps_of(state, 0, 0, determines=determines)
    assert (steps[-1]["state"], str(steps[-1]["note"])) == step
    assert {one["state"] for one in steps[:-1]} == {"done"}
