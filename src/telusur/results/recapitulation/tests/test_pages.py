from __future__ import annotations

import io
import json
from datetime import timedelta

import numpy as np
import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from telusur.kernel.accounts.adapters import AccountAdapter
from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.selectors import demo_people
from telusur.kernel.ledger.models import Act
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.models import Office
from telusur.results.elections.models import Duty
from telusur.results.recapitulation import selectors, services
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Challenge, Entry, Run
from telusur.results.recapitulation.rules.states import DISPUTED, Standing
from telusur.results.recapitulation.tests.entering import (
    AT,
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    VILLAGE,
    handed_in,
    people,
    small_election,
    typed,
    unreadable,
)

pytestmark = pytest.mark.django_db

KEYS = {"election": "pilpres2024", "contest": "ppwp"}
QUEUE = "/rekapitulasi/pilpres2024/"


def on_duty(person, role, area, election):
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {}})
    return Duty.objects.create(
        election=election,
        person=person,
        role=role,
        area=area,
        decree_number="12/CONTOH/2024",
        decree_on=AT.date(),
        valid_from=AT.date(),
        code_digest="0",
        code_expires_at=AT,
        activated_at=AT,
    )


def at(name, station=FIRST, **more):
    return reverse(f"recapitulation_{name}", kwargs=KEYS | {"station": station} | more)


def opened_on(client, name, station=FIRST):
    """Return what a page of numbers sends along: the event of the log that it was opened on."""
    return {"seen": client.get(at(name, station)).context["asked"]["seen"].value()}


@pytest.fixture
def contest():
    return small_election()


@pytest.fixture
def typists(contest):
    """Three of the district's committee, each with a client of his own."""
    found = people()
    for person in found:
        on_duty(person, "ppk", 360101, contest.election)
    return found


def whole(response):
    """Everything of an answer that a browser, a cache or a proxy would keep."""
    return response.content.decode() + json.dumps(dict(response.headers)) + str(response.cookies)


def test_whoever_serves_is_named_by_role_and_place_and_lands_at_his_work(client, contest, typists, rf):
    ppk = typists[0]
    on_duty(ppk, "supervisor", None, contest.election)
    on_duty(ppk, "witness", FIRST, contest.election)
    User.objects.filter(pk=ppk.pk).update(is_demo=True)
    asked = rf.get("/masuk/")
    asked.user = ppk
    assert AccountAdapter().get_login_redirect_url(asked) == "/rekapitulasi/"
    client.force_login(ppk)
    assert client.get("/meja/").url == "/rekapitulasi/"
    page = client.get("/rekapitulasi/").content.decode()
    words = ["Bawaslu RI", "PPK Kecamatan Sumur", "Saksi, TPS 001 Sumberjaya"]
    assert all(page.count(each) == 2 for each in words)  # in the head of the page, and beside the election
    assert "0 menunggu" not in page
    assert demo_people(on=AT.date())[0]["roles"].split("; ") == words[1:2] + words[:1] + words[2:]
    asked.user = people(1, "warga")[0]
    assert AccountAdapter().get_login_redirect_url(asked) == "/akun/"


def test_nothing_the_second_typist_gets_tells_what_the_first_typed(client, contest, typists):
    one, two, _three = typists
    secret = {"suara_1": 7919731, "suara_sah": 8117203, "suara_total": 8209417, "pengguna_total_j": 8231569}
    handed_in(contest, FIRST, one, **secret)
    client.force_login(two)
    pages = [
        client.get(QUEUE),
        client.get(at("station")),
        client.get(at("entry")),
        client.post(at("entry"), {"act": "begin"}),
        client.get(at("entry")),
        client.post(at("draft"), {"suara_1": "1"}, headers={"Accept": "application/json"}),
        client.post(at("draft"), {"suara_2": "2"}),
        client.post(at("entry"), {"suara_3": "x"}),
        client.get(f"{QUEUE}peringatan/"),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 302, 200, 200, 302, 422, 200]
    kept = "".join(map(whole, pages))
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(cache_key || value, ' '), '') from telusur_cache")
        kept += cursor.fetchone()[0]
        cursor.execute("select coalesce(string_agg(row_to_json(each)::text, ' '), '') from ledger_act as each")
        kept += cursor.fetchone()[0]
    assert [str(number) for number in secret.values() if str(number) in kept] == []
    assert all("no-store" in page.headers["Cache-Control"] for page in pages)
    mine = Entry.objects.get(person=two)
    assert (mine.typed["suara_1"], mine.typed["suara_2"], mine.typed["suara_3"]) == ("1", "2", "x")

    other = client.post(at("entry"), typed(contest, suara_1=7919731, suara_sah=8117203, suara_total=8209417))
    assert other.status_code == 302
    told = client.get(at("station")).content.decode()
    assert "7919731" in told
    assert "8231569" in told


def test_a_form_goes_from_the_queue_through_drafts_and_faults_to_a_verified_number(client, contest, typists):
    one, two, _three = typists
    client.force_login(one)
    assert client.get(QUEUE).context["rows"] == []
    pictures = client.get(at("station")).content.decode()
    assert "sesudah menerimanya dari TPS" in pictures
    client.post(at("entry"), {"act": "begin"})
    assert [str(row["wait"][0]) for row in client.get(QUEUE).context["rows"]] == ["menunggu dua pembaca"]
    client.post(at("draft"), {"suara_1": "131", "part": "suara"})
    page = client.get(at("entry"))
    assert 'value="131"' in page.content.decode()
    refused = client.post(at("entry"), typed(contest, suara_2="8,3", suara_3=""))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert 'href="#s-suara_2"' in text
    assert 'aria-invalid="true"' in text
    done = client.post(at("entry"), typed(contest), follow=True)
    assert "belum masuk jumlah" in done.content.decode()
    assert done.context["rows"] == []
    mine = client.get(QUEUE, {"wait": "own"})
    assert [str(row["wait"][0]) for row in mine.context["rows"]] == ["Anda sudah membaca; menunggu pembaca kedua"]
    page = client.get(at("station"))
    assert "menunggu pembaca kedua" in page.content.decode()
    assert at("entry") not in page.content.decode()

    client.force_login(two)
    taken = client.post(reverse("recapitulation_take", args=["pilpres2024"]))
    assert taken.url == at("entry")
    client.post(taken.url, typed(contest))
    assert selectors.form_of(contest=contest, station=FIRST).votes == Standing.VERIFIED
    assert client.get(at("entry")).status_code == 200
    assert "menunggu pembaca kedua" not in client.get(at("station")).content.decode()
    none = client.post(reverse("recapitulation_take", args=["pilpres2024"]), follow=True)
    assert "Tidak ada formulir yang menunggu" in none.content.decode()


def test_a_third_sees_both_readings_and_the_repair_only_then(client, contest, typists):
    one, two, three = typists
    handed_in(contest, FIRST, one, suara_1=131)
    handed_in(contest, FIRST, two, suara_1=181)
    (crew,) = people(1, "kpps")
    on_duty(crew, "kpps", FIRST, contest.election)
    client.force_login(crew)
    refused = client.post(at("entry"), {"act": "begin"}, follow=True)
    assert "diselesaikan PPK atau KPU" in refused.content.decode()
    assert not Entry.objects.filter(person=crew).exists()
    client.force_login(three)
    assert client.post(at("entry"), {"act": "begin"}).url == at("entry")
    text = client.get(at("entry")).content.decode()
    assert "terbaca 131 dan 181" in text
    assert "131, bukan 181" in text
    Duty.objects.filter(person=three).update(role="kpps")
    assert client.get(at("entry")).status_code == 302
    with pytest.raises(services.Refused, match="no_right"):
        services.hand_in(entry_id=Entry.objects.get(person=three).pk, person_id=three.pk, cells={}, at=AT)
    Duty.objects.filter(person=three).update(role="ppk")
    client.post(at("entry"), {"suara_1": "131", **{k: v for k, v in typed(contest).items() if k != "suara_1"}})
    run = selectors.form_of(contest=contest, station=FIRST)
    assert (run.votes, run.waits_for) == (Standing.VERIFIED, 0)


def test_held_votes_are_decided_corrected_and_voted_again_on_pages_that_say_what_is_missing(client, contest, typists):
    one, two, three = typists
    for person in (one, two):
        handed_in(contest, SECOND, person, suara_1=231)
    client.force_login(three)
    row = client.get(QUEUE).context["rows"][0]
    assert (row["each"].code, str(row["wait"][0])) == (SECOND, "menunggu keputusan")
    page = client.get(at("station", SECOND)).content.decode()
    assert "131, bukan 231" in page
    assert "Suara sah bukan jumlah suara peserta: 231 ≠ 331 (R05)" in page
    assert at("decide", SECOND) in page
    client.force_login(one)  # who read it decides nothing about it
    assert client.get(QUEUE).context["rows"] == []
    page = client.get(at("station", SECOND)).content.decode()
    assert "orang lain memutuskan" in page
    assert at("decide", SECOND) not in page
    assert at("correct", SECOND) not in page
    client.force_login(three)
    empty = client.post(at("decide", SECOND), {"reason": "", "evidence": ""})
    assert empty.status_code == 422
    said = {"reason": "Sesuai C.HASIL halaman 2", "evidence": "C.HASIL halaman 2"} | opened_on(client, "decide", SECOND)
    personal = client.post(at("decide", SECOND), said | {"reason": "Kata ketua, 0812-3456-7890, angkanya benar"})
    assert "milik orang" in personal.content.decode()
    assert client.post(at("decide", SECOND), said).url == at("station", SECOND)
    again = client.post(at("decide", SECOND), said)
    assert "mungkin orang lain baru saja memutuskannya" in again.content.decode()
    said |= opened_on(client, "correct", SECOND)
    wrong = client.post(at("correct", SECOND), said | {"suara_1": "abc"})
    assert "isi bilangan bulat" in wrong.content.decode()
    assert client.post(at("correct", SECOND), said | {"suara_1": "131"}).status_code == 302
    page = client.get(at("station", SECOND)).content.decode()
    assert "dikoreksi" in page
    assert "Sesuai C.HASIL halaman 2" in page
    assert client.get(at("order_run", SECOND)).status_code == 403
    on_duty(three, "kpu", 3601, contest.election)
    client.post(at("order_run", SECOND), {"kind": "revote", "decision": "Keputusan KPU 77/2024"})
    page = client.get(at("station", SECOND)).content.decode()
    assert "tidak berlaku lagi" in page


def picture_of(colour="white"):
    out = io.BytesIO()
    Image.new("RGB", (60, 90), colour).save(out, "PNG")
    return SimpleUploadedFile("foto.png", out.getvalue(), "image/png")


def test_a_witness_contests_a_station_with_his_photo_and_hears_the_answer(  # noqa: PLR0915 one walk
    client, contest, typists
):
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    one, two, three = typists
    for person in (one, two):
        handed_in(contest, FIRST, person, pengguna_total_j=236, pengguna_dpk_j=3)
    witness, stranger = people(2, "saksi")
    on_duty(witness, "witness", VILLAGE, contest.election)
    on_duty(stranger, "witness", 3602, contest.election)
    client.force_login(stranger)
    assert client.get(at("station")).status_code == 403
    assert client.get(f"{QUEUE}peringatan/").context["rows"] == []
    client.force_login(witness)
    alarms = client.get(f"{QUEUE}peringatan/").context["rows"]
    assert [(row["each"].code, row["findings"][-1]) for row in alarms] == [
        (FIRST, "Jumlah suara tidak sama dengan pengguna hak pilih: 235 ≠ 236 (R08)")
    ]
    assert client.post(at("entry"), {"act": "begin"}).status_code == 403
    for _evening in range(2):
        services.tell_alarms(election=contest.election, at=AT + timedelta(hours=4))
    assert set(Notice.objects.values_list("to_user_id", flat=True)) == {witness.pk, one.pk, two.pk, three.pk}
    assert Notice.objects.count() == 4
    missing = client.post(at("challenge"), {"reason": "Angka pada plano lain"})
    assert missing.status_code == 422
    said = {"reason": "Angka pada plano lain", "picture": picture_of()}
    assert client.post(at("challenge"), said).status_code == 302
    twice = client.post(at("challenge"), {"reason": "Lagi", "picture": picture_of("black")})
    assert "tunggu jawabannya" in twice.content.decode()
    made = Challenge.objects.get()
    owed = Notice.objects.filter(kind="recapitulation_challenged")
    assert set(owed.values_list("to_user_id", flat=True)) == {one.pk, two.pk, three.pk}
    assert "Angka TPS 001 Sumberjaya disanggah" in owed[0].subject
    assert not any("plano lain" in str(act.facts) for act in Act.objects.filter(act="recapitulation.challenge"))
    run = Run.objects.get()
    assert (made.as_role, run.flags & DISPUTED, run.votes) == ("witness", DISPUTED, Standing.VERIFIED)
    photo = client.get(at("picture", attachment=made.picture_id))
    assert (photo.status_code, photo.headers["Content-Type"]) == (200, "image/png")
    client.force_login(stranger)
    assert client.get(at("picture", attachment=made.picture_id)).status_code == 403
    client.force_login(three)
    assert client.get(at("picture", SECOND, attachment=made.picture_id)).status_code == 404
    answer = at("answer", challenge=made.pk)
    asked = client.get(answer).content.decode()  # what must be compared stands there: both pictures, and the numbers
    assert at("picture", attachment=made.picture_id) in asked
    assert "Foto penyanggah: saksi" in asked
    assert '<td class="num">131</td>' in asked
    waiting = client.get(f"{QUEUE}sanggahan/")
    assert [(row["each"].code, str(row["wait"][0])) for row in waiting.context["rows"]] == [(FIRST, "menunggu jawaban")]
    assert "lalu jawab" in waiting.content.decode()
    assert client.get(QUEUE).context["tabs"][1]["count"] == 1
    assert [row["each"].code for row in client.get(QUEUE, {"wait": "answer"}).context["rows"]] == [FIRST]
    assert "1 menunggu jawaban" in client.get("/rekapitulasi/").content.decode()
    station = client.get(at("station")).content.decode()
    assert station.index(answer) < station.index("menunggu jawaban") < station.index("disanggah")
    assert "selesai" not in station
    (regency,) = people(1, "kpu")
    on_duty(regency, "kpu", 3601, contest.election)
    for hours, told in ((1, 0), (999999, 4), (999999, 0)):
        assert services.tell_unanswered(election=contest.election, at=timezone.now() + timedelta(hours=hours)) == told
    asked = []
    for count, told in ((1, 0), (3, 8)):  # many wait with as few questions as one
        for person in (one, two)[: count - 1]:
            Challenge.objects.create(
                run=run, person=person, as_role="witness", reason="Lain", picture=made.picture, raised_at=AT
            )
        late = timezone.now() + timedelta(hours=999999)
        assert services.tell_unanswered(election=contest.election, at=late) == told
        with CaptureQueriesContext(connection) as queries:
            assert services.tell_unanswered(election=contest.election, at=late) == 0
        asked.append(len(queries))
    assert asked[0] == asked[1]
    Challenge.objects.exclude(pk=made.pk).delete()
    Duty.objects.filter(person=regency).delete()
    assert client.post(answer, {"granted": "0", "answer": "Sama dengan plano"}).status_code == 302
    assert "sudah dijawab" in client.post(answer, {"granted": "1", "answer": "Benar"}).content.decode()
    run.refresh_from_db()
    assert run.flags & DISPUTED == 0
    assert client.get(f"{QUEUE}sanggahan/").context["rows"] == []
    assert services.tell_unanswered(election=contest.election, at=timezone.now() + timedelta(days=3)) == 0

    client.force_login(witness)
    assert client.post(at("challenge"), {"reason": "Lagi", "picture": picture_of("black")}).status_code == 302
    client.force_login(three)
    true = at("answer", challenge=Challenge.objects.get(granted=None).pk)
    assert client.post(true, {"granted": "1", "answer": "Plano lain"}).status_code == 302
    (row,) = client.get(f"{QUEUE}sanggahan/").context["rows"]
    assert str(row["wait"][0]) == "menunggu koreksi"
    station = client.get(at("station")).content.decode()
    assert station.index(at("correct")) < station.index("menunggu koreksi")
    values = {name: str(value) for name, value in typed(contest).items()}
    fixed = values | {
        "suara_1": "130",
        "suara_sah": "230",
        "suara_tidak_sah": "5",
        "reason": "Plano",
        "evidence": "plano",
    }
    assert client.post(at("correct"), fixed | opened_on(client, "correct")).status_code == 302
    assert client.get(f"{QUEUE}sanggahan/").context["rows"] == []
    assert "menunggu koreksi" not in client.get(at("station")).content.decode()

    night = AT.replace(hour=16, minute=55)  # 23.55 in Jakarta
    for person in (one, two):
        handed_in(contest, SECOND, person, minute=355, pengguna_total_j=236, pengguna_dpk_j=3)
    alarms = Notice.objects.filter(kind="recapitulation_alarms")
    for minutes, told in ((1, 4), (10, 8), (20, 8)):  # once a day each; what came after it is not lost at midnight
        services.tell_alarms(election=contest.election, at=night + timedelta(minutes=minutes))
        assert alarms.count() == told


def test_the_queue_is_ordered_by_what_would_change_totals_most_and_asks_no_more_for_more(client, contest, typists):
    one, two, three = typists
    for person in (one, two):
        handed_in(contest, FIRST, person, suara_1=231)
    handed_in(contest, SECOND, one)
    client.force_login(three)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for station in (THIRD, FOURTH):
        handed_in(contest, station, one)
    handed_in(contest, THIRD, two, suara_1=130)
    with CaptureQueriesContext(connection) as many:
        page = client.get(QUEUE)
    assert len(few) == len(many)
    assert [(row["each"].code, row["each"].votes) for row in page.context["rows"]] == [
        (code, 260) for code in (FIRST, SECOND, THIRD, FOURTH)
    ]
    assert [row["each"].code for row in client.get(QUEUE, {"wait": "2"}).context["rows"]] == [THIRD]
    assert client.get(QUEUE, {"within": "3602"}).context["rows"] == []
    assert client.get(QUEUE, {"within": "zz"}).status_code == 200
    client.force_login(one)
    Duty.objects.filter(person=one).update(valid_until=AT.date() + timedelta(days=1))
    assert client.get(QUEUE).status_code == 403


def test_a_duty_is_ended_at_once_and_what_was_half_typed_stays_with_nobody_to_hand_it_in(client, contest, typists):
    one, two, _three = typists
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    kpu, elsewhere = people(2, "kpu")
    own = on_duty(kpu, "kpu", 3601, contest.election)
    on_duty(elsewhere, "kpu", 3602, contest.election)
    duty = Duty.objects.get(person=one)
    end = reverse("recapitulation_end_duty", args=["pilpres2024", duty.pk])
    client.force_login(one)
    client.post(at("entry"), {"act": "begin"})
    client.post(at("draft"), {"suara_1": "131"})
    assert client.get(end).status_code == 403

    other = type(client)()
    other.force_login(elsewhere)
    assert other.post(end, {"reason": "Bukan wilayahnya"}).status_code == 404
    other.force_login(kpu)
    listed = other.get(f"{QUEUE}petugas/", {"role": "ppk", "within": "360101"})
    assert [(row["words"], row["way"]) for row in listed.context["rows"]] == [("PPK Kecamatan Sumur", "own_body")] * 3
    assert other.get(f"{QUEUE}petugas/", {"within": "3602"}).context["rows"] == []
    assert other.get(reverse("recapitulation_end_duty", args=["pilpres2024", own.pk])).status_code == 403
    assert other.post(end, {"reason": " "}).status_code == 422
    named = other.post(end, {"reason": "Mundur, NIK 3604011203900001"})
    assert (named.status_code, "misalnya NIK" in named.content.decode()) == (422, True)
    assert Duty.objects.get(pk=duty.pk).ended_at is None
    assert other.post(end, {"reason": "Mengundurkan diri"}, follow=True).status_code == 200
    assert "sudah berakhir" in other.post(end, {"reason": "Lagi"}).content.decode()
    act = Act.objects.get(act="elections.end_duty_at_once")
    assert (act.subject_id, act.facts["role"], "Mengundurkan" in str(act.facts)) == (str(duty.pk), "ppk", False)

    assert "/masuk/" in client.post(at("entry"), typed(contest)).url  # the session is over
    client.force_login(User.objects.get(pk=one.pk))
    assert client.post(at("entry"), typed(contest)).status_code == 403
    kept = Entry.objects.get(person=one)
    assert (kept.turn, kept.typed["suara_1"]) == (None, "131")
    assert "Mengundurkan diri" in client.get("/rekapitulasi/").content.decode()

    command = ["end-duty", two.email, "--election", "pilpres2024", "--reason", "Sakit"]
    later = Duty.objects.get(person=two)
    day = timezone.now().date()
    for start, until, state, way in ((30, 60, "belum mulai", "own_body"), (-60, -30, "sudah berakhir", None)):
        period = {"valid_from": day + timedelta(days=start), "valid_until": day + timedelta(days=until)}
        Duty.objects.filter(pk=later.pk).update(**period)
        rows = other.get(f"{QUEUE}petugas/", {"role": "ppk", "within": "360101"}).context["rows"]
        found = {row["each"].pk: (str(row["state"][0]), row["way"]) for row in rows}
        assert found[later.pk] == (state, way)
    assert "tidak ada yang diakhiri" in CliRunner().invoke(results, command).output
    Duty.objects.filter(pk=later.pk).update(valid_from=later.valid_from, valid_until=later.valid_until)
    ended = CliRunner().invoke(results, [*command, "--json"])
    assert json.loads(ended.output) == {"ended": ["PPK Kecamatan Sumur"]}
    assert "tidak ada yang diakhiri" in CliRunner().invoke(results, command).output


def test_a_correction_that_was_opened_on_other_numbers_shows_those_in_force_and_undoes_none(client, contest, typists):
    one, two, three = typists
    for person in (one, two):
        handed_in(contest, FIRST, person, suara_1=231)
    (four,) = people(1, "ppk")
    on_duty(four, "ppk", 360101, contest.election)
    said = {"reason": "Sesuai plano", "evidence": "halaman 2"}
    client.force_login(four)
    mine = opened_on(client, "correct")
    before = typed(contest, suara_1=231)
    other = type(client)()
    other.force_login(three)
    decided = opened_on(client, "decide")
    page = other.get(at("correct"))
    assert f'name="seen" value="{mine["seen"]}"' in page.content.decode()
    assert other.post(at("correct"), said | mine | before | {"suara_1": "131"}).status_code == 302

    refused = client.post(at("correct"), said | mine | before | {"suara_tidak_sah": "6"})
    text = refused.content.decode()
    assert (refused.status_code, "berubah sesudah halaman ini dibuka" in text) == (422, True)
    assert "tampil di bawah" in text
    assert 'name="suara_1" value="131"' in text
    assert "Sesuai plano" in text
    back = client.post(at("decide"), said | decided, follow=True)
    assert back.redirect_chain == [(at("station"), 302)]
    assert "berubah sesudah halaman ini dibuka" in back.content.decode()
    now = {"seen": refused.context["asked"]["seen"].value()}
    assert client.post(at("correct"), said | now | typed(contest, suara_tidak_sah=6)).status_code == 302
    places = selectors.vector_of(content=selectors.form_of(contest=contest, station=FIRST).values)
    assert (131 in places, 231 in places, 6 in places) == (True, True, True)  # 231 are the valid votes

    told = client.get(at("station")).context["history"]
    assert "4 → 6" in told[0]["detail"]
    assert "231 → 131" in told[1]["detail"]
    assert [each["detail"] for each in told[3:]] == ["sama dengan pembacaan lain"] * 2


def test_what_two_could_not_read_is_corrected_and_not_decided_and_the_queue_says_why_it_waits(client, contest, typists):
    one, two, three = typists
    for person in (one, two):
        unreadable(contest, person, votes_only=False)
    client.force_login(three)
    (row,) = client.get(QUEUE).context["rows"]
    assert str(row["wait"][0]) == "tidak terbaca oleh dua orang; menunggu keputusan"
    assert str(row["standing"][0]) == "formulir ada, sedang dibaca"
    page = client.get(at("station"))
    assert "tidak terbaca oleh dua orang" in page.content.decode()
    assert (at("correct") in page.content.decode(), at("decide") in page.content.decode()) == (True, False)
    said = {"reason": "Halaman 2 datang", "evidence": "halaman 2"} | opened_on(client, "correct")
    assert client.post(at("correct"), said | typed(contest)).status_code == 302
    assert selectors.form_of(contest=contest, station=FIRST).votes == Standing.VERIFIED
    assert client.get(QUEUE).context["rows"] == []


def test_a_witness_finds_every_station_of_his_territory_and_reads_what_a_challenge_changes(client, contest, typists):
    one, two, three = typists
    for person in (one, two):
        handed_in(contest, FIRST, person)
        handed_in(contest, SECOND, person, suara_1=231)
    handed_in(contest, THIRD, one, suara_1=131)
    (witness,) = people(1, "saksi")
    on_duty(witness, "witness", VILLAGE, contest.election)
    client.force_login(witness)
    listed = client.get(f"{QUEUE}tps/")
    words = [(row["each"].code, str(row["standing"][0])) for row in listed.context["rows"]]
    assert words == [
        (FIRST, "diverifikasi"),
        (SECOND, "ditahan"),
        (THIRD, "formulir ada, sedang dibaca"),
        (FOURTH, "belum masuk"),
    ]
    assert at("station", FIRST) in listed.content.decode()
    duties = client.get("/rekapitulasi/").content.decode()
    assert f"{QUEUE}tps/" in duties
    assert "2 menunggu dibaca atau diputuskan" in duties
    assert "formulir beralarm" not in duties
    few = client.get(f"{QUEUE}tps/", {"within": str(SECOND), "contest": "ppwp"})
    assert [row["each"].code for row in few.context["rows"]] == [SECOND]
    assert "Tidak ada TPS" in client.get(f"{QUEUE}tps/", {"within": "3602"}).content.decode()

    none = client.get(QUEUE, {"within": str(FIRST)}).content.decode()
    assert "2 formulir menunggu di wilayah tugas Anda, tetapi tidak di saringan ini" in none
    assert "sudah selesai" not in none
    assert f"{QUEUE}tps/?within={FIRST}" in none
    states = {FIRST: "tetap dihitung", SECOND: "sedang ditahan dan tidak dihitung", THIRD: "Belum ada suara TPS ini"}
    for station, said in states.items():
        assert said in client.get(at("challenge", station)).content.decode()
    assert client.post(f"{QUEUE}tps/").status_code == 405

    Duty.objects.filter(person=witness).update(area=3602)
    assert client.get(f"{QUEUE}tps/").context["rows"] == []

    client.force_login(one)
    page = client.get(QUEUE).content.decode()
    assert "2 formulir yang sudah Anda baca menunggu orang lain" in page
    assert "sudah selesai" not in page
    handed_in(contest, THIRD, two, suara_1=137)
    client.force_login(three)
    begin = client.get(at("entry", THIRD)).content.decode()
    assert "Dua orang sudah membacanya dan berbeda" in begin
    assert "tidak dilihat siapa pun" not in begin
    assert "tidak dilihat siapa pun" in client.get(at("entry", FOURTH)).content.decode()
    told = [each["detail"] for each in client.get(at("station", THIRD)).context["history"]]
    assert ["131 (pembacaan lain 137)" in told[1], "137 (pembacaan lain 131)" in told[0]] == [True, True]


def test_the_history_tells_those_on_duty_what_a_challenge_said_and_what_was_only_kept(client, contest, typists):
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    one, two, three = typists
    for person in (one, two):
        handed_in(contest, FIRST, person)
    (witness,) = people(1, "saksi")
    on_duty(witness, "witness", VILLAGE, contest.election)
    client.force_login(witness)
    assert client.post(at("challenge"), {"reason": "Plano lain", "picture": picture_of()}).status_code == 302
    values = selectors.vector_of(content=selectors.form_of(contest=contest, station=FIRST).values)
    other = [141 if value == 131 else value for value in values]
    forms = services.Forms(np.array([FIRST]), np.array([other], dtype=np.int32))
    cause = services.Cause("recapitulation.enter", "device:1", AT)
    services.take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.ENTERED)
    client.force_login(three)
    kept, challenged, *_rest = client.get(at("station")).context["history"]
    assert "141 (berlaku 131)" in kept["detail"]
    assert challenged["detail"] == "Plano lain"


def test_a_form_that_nobody_has_read_shows_no_numbers_and_history_tells_runs_apart(client, contest, typists):
    one, two, three = typists
    handed_in(contest, FIRST, one)
    client.force_login(three)
    assert "Belum ada angka" in client.get(at("station")).content.decode()
    handed_in(contest, FIRST, two)
    page = client.get(at("station")).content.decode()
    assert "Belum ada angka" not in page
    assert "pelaksanaan ke-" not in page
    services.order_run(contest=contest, station=FIRST, kind="revote", decision="K 1", actor="user:9", at=AT)
    page = client.get(at("station")).content.decode()
    assert (page.count("pelaksanaan ke-1"), page.count("pelaksanaan ke-2")) == (3, 1)
    assert "Belum ada angka" in page
