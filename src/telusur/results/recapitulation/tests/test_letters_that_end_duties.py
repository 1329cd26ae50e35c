"""Nobody supervised removes his supervisor: what ends the duty of a supervisor or a witness, and who hears of it."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from telusur.kernel.accounts.models import User
from telusur.kernel.documents.models import Document
from telusur.kernel.ledger.models import Act
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.models import Office
from telusur.results.elections.models import Duty
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.tests.entering import FIRST, people, small_election
from telusur.results.recapitulation.tests.test_pages import on_duty

pytestmark = pytest.mark.django_db

PEOPLE = "/rekapitulasi/pilpres2024/petugas/"
BODY = {"reason": "Mandat dicabut", "body": "Bawaslu Kabupaten Pandeglang", "number": "7/PM/2024"}


def scan(color="white"):
    page = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(page, "JPEG")
    return page.getvalue()


def letter(**more):
    day = timezone.localdate() - timedelta(days=1)
    return BODY | {"dated": day.isoformat(), "scan": SimpleUploadedFile("surat.jpg", scan())} | more


def end(duty):
    return reverse("recapitulation_end_duty", args=["pilpres2024", duty.pk])


@pytest.fixture
def election():
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    return small_election().election


@pytest.fixture
def supervisors(election):
    """Of the regency, the district, the village and a polling station, the widest first."""
    found = people(4, "pengawas")
    areas = (3601, 360101, 3601012001, FIRST)
    return [on_duty(one, "supervisor", area, election) for one, area in zip(found, areas, strict=True)]


def test_kpu_ends_a_supervisors_duty_only_on_the_letter_of_his_body_and_both_hear_of_it(client, election, supervisors):
    regency, district, _village, _station = supervisors
    kpu, chair = people(2, "kpu")
    on_duty(kpu, "kpu", 3601, election)
    on_duty(chair, "ppk", 360101, election)
    client.force_login(kpu)
    rows = client.get(PEOPLE, {"role": "supervisor"}).context["rows"]
    assert [row["way"] for row in rows] == ["letter"] * 4
    asked = client.get(end(district)).content.decode()
    assert 'name="scan"' in asked
    assert "Yang diawasi tidak mengakhiri tugas pengawasnya" in asked
    for lacks in ("body", "number", "dated", "scan"):
        refused = client.post(end(district), {**letter(), lacks: ""})
        assert (refused.status_code, refused.content.count(b'id="galat-judul"')) == (422, 1)
    tomorrow = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert "belum tiba" in client.post(end(district), letter(dated=tomorrow)).content.decode()
    assert "misalnya NIK" in client.post(end(district), letter(body="Tim, NIK 3604011203900001")).content.decode()
    assert (Duty.objects.filter(ended_at=None).count(), Document.objects.count()) == (6, 0)

    assert client.post(end(district), letter()).status_code == 302
    ended = Duty.objects.get(pk=district.pk)
    assert (ended.end_body, ended.end_letter_number) == (BODY["body"], BODY["number"])
    facts = Act.objects.get(act="elections.end_duty_at_once").facts
    assert (facts["body"], facts["letter"], facts["scan"]) == (
        BODY["body"],
        BODY["number"],
        ended.end_letter.document.digest,
    )
    told = {notice.to_user_id: notice.text for notice in Notice.objects.filter(kind="elections_duty_ended")}
    assert set(told) == {district.person_id, regency.person_id}
    assert "nomor 7/PM/2024" in told[regency.person_id]

    paper = reverse("recapitulation_duty_letter", args=["pilpres2024", district.pk])
    for reader in (district.person, regency.person, kpu):
        client.force_login(User.objects.get(pk=reader.pk))  # whoever was signed out signs in again
        assert b"".join(client.get(paper).streaming_content) == scan()
    client.force_login(User.objects.get(pk=district.person_id))
    assert paper in client.get("/rekapitulasi/").content.decode()
    for other in (chair, people(1, "warga")[0]):
        client.force_login(other)
        assert client.get(paper).status_code == 403


def test_bawaslu_above_ends_a_supervisors_duty_by_itself_and_nobody_his_own_or_his_colleagues(
    client, election, supervisors
):
    regency, district, village, station = supervisors
    colleague = on_duty(people(1, "rekan")[0], "supervisor", 360101, election)
    witness = on_duty(people(1, "saksi")[0], "witness", 360101, election)
    client.force_login(district.person)
    rows = {row["each"].pk: row["way"] for row in client.get(PEOPLE).context["rows"]}
    assert rows == {district.pk: None, colleague.pk: None, village.pk: "own_body", station.pk: "own_body"}
    assert [client.get(end(each)).status_code for each in (district, colleague, regency, witness)] == [
        403,
        403,
        404,
        404,
    ]
    assert 'name="scan"' not in client.get(end(village)).content.decode()
    assert client.post(end(village), {"reason": "Diganti"}).status_code == 302
    assert (Duty.objects.get(pk=village.pk).end_letter_id, Notice.objects.count()) == (None, 1)
    client.force_login(User.objects.get(pk=village.person_id))
    assert "Diganti" in client.get("/rekapitulasi/").content.decode()

    other = on_duty(people(1, "desa")[0], "supervisor", 3601012001, election)  # a village's supervisor appoints nobody
    client.force_login(other.person)
    assert client.get(end(station)).status_code == 403


def test_a_witness_is_ended_by_who_serves_the_same_participant_in_a_wider_territory(client, election):
    contest = election.contests.get()
    one, two = contest.participants.filter(number__lte=2).order_by("number")
    found = [
        on_duty(each, "witness", area, election)
        for each, area in zip(people(4, "saksi"), (FIRST, 3601, 3601, None), strict=True)
    ]
    for duty, participant in zip(found, (one, one, two, one), strict=True):
        duty.participant = participant
        duty.save()
    station, regency, rival, nation = found
    client.force_login(rival.person)
    assert client.get(end(station)).status_code == 404
    assert [row["each"].pk for row in client.get(PEOPLE).context["rows"]] == [rival.pk]
    client.force_login(nation.person)
    assert client.get(end(nation)).status_code == 403
    client.force_login(regency.person)
    assert client.post(end(station), {"reason": "Saksi diganti"}).status_code == 302

    kpu = people(1, "kpu")[0]
    on_duty(kpu, "kpu", 36, election)
    client.force_login(kpu)
    assert client.post(end(regency), letter(body="Tim kampanye nomor 1")).status_code == 302
    told = Notice.objects.filter(kind="elections_duty_ended", key__startswith=f"elections.duty_ended:{regency.pk}:")
    assert set(told.values_list("to_user_id", flat=True)) == {regency.person_id, nation.person_id}


def test_the_command_asks_for_the_same_letter(election, supervisors, tmp_path):
    duty = supervisors[1]
    command = ["end-duty", duty.person.email, "--election", "pilpres2024", "--reason", "Mandat dicabut"]
    refused = CliRunner().invoke(results, command)
    assert (refused.exit_code, "--letter-number" in refused.output) == (1, True)
    file = tmp_path / "surat.jpg"
    file.write_bytes(scan("grey"))
    command += ["--letter", str(file), "--letter-body", "Bawaslu Kabupaten", "--letter-number", "8/2024"]
    assert "--letter-date" in CliRunner().invoke(results, command).output
    done = CliRunner().invoke(results, [*command, "--letter-date", "2024-02-01", "--json"])
    assert json.loads(done.output) == {"ended": ["Bawaslu Kecamatan Sumur"]}
    assert Duty.objects.get(pk=duty.pk).end_letter_number == "8/2024"
