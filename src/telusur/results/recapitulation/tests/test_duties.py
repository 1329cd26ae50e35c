from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from telusur.kernel.accounts.models import User
from telusur.kernel.ledger.models import Act
from telusur.kernel.offices.models import Office
from telusur.results.elections.models import Duty
from telusur.results.elections.rules.duty_file import read_duties
from telusur.results.elections.selectors import election_named, on_duty, service_of
from telusur.results.elections.services import CodeUnknown, activate_duty, ensure_election
from telusur.results.recapitulation.commands import results

AT = datetime(2024, 2, 14, 11, 0, tzinfo=UTC)
HEADER = ["email", "nama", "peran", "wilayah", "peserta", "keputusan", "tanggal", "mulai", "sampai"]
ROWS = """budi@contoh.test,Budi,PPK,360101,,12/PPK/2024,2024-01-10,2024-01-15,2024-04-04
sari@contoh.test,Sari,saksi,3601012001001,2,9/MANDAT/2024,2024-02-01,2024-02-14,
wati@contoh.test,Wati,bawaslu,,,5/BAWASLU/2024,2024-01-01,2024-01-01,"""


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("email", "budi", "email"),
        ("nama", "", "empty"),
        ("nama", "B" * 121, "long"),
        ("nama", "Bu\0di", "long"),
        ("email", f"{'b' * 120}@contoh.test", "long"),
        ("keputusan", "12/" * 41, "long"),
        ("peran", "camat", "role"),
        ("wilayah", "36010", "area"),
        ("wilayah", "", "empty"),
        ("peserta", "2", "participant"),
        ("tanggal", "10/1/2024", "date"),
        ("sampai", "2024-01-15", "period"),
    ],
)
def test_a_cell_that_says_nothing_usable_is_named(field, value, reason):
    cells = dict(zip(HEADER, ROWS.splitlines()[0].split(","), strict=True)) | {field: value}
    rows, faults = read_duties(HEADER, [list(cells.values())])
    assert rows == []
    assert [(fault.row, fault.field, fault.reason) for fault in faults] == [(2, field, reason)]
    assert read_duties(HEADER[:3], [])[1][0].reason == "column"


def test_the_number_of_a_participant_that_is_longer_than_any_is_named():
    cells = dict(zip(HEADER, ROWS.splitlines()[1].split(","), strict=True)) | {"peserta": "9" * 5_000}
    rows, faults = read_duties(HEADER, [list(cells.values())])
    assert rows == []
    assert [(fault.row, fault.field, fault.reason) for fault in faults] == [(2, "peserta", "participant")]


@pytest.mark.django_db
def test_people_begin_to_serve_with_a_code_that_works_once_and_only_in_their_territory(client, tmp_path):
    ensure_election(code="pilpres2024", actor="import", at=AT)
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    file = tmp_path / "petugas.csv"

    def appoint(text, *more):
        file.write_text(",".join(HEADER) + "\n" + text)
        return CliRunner().invoke(results, ["appoint", str(file), "--election", "pilpres2024", *more])

    refused = appoint(ROWS.replace("saksi", "juri"))
    assert "baris 3, kolom peran, isi “juri”" in refused.output
    assert "nomor 9" in appoint(ROWS.replace(",2,9/MANDAT", ",9,9/MANDAT")).output
    assert User.objects.count() == 0
    done = json.loads(appoint(ROWS, "--json").output)
    assert (done["appointed"], done["unchanged"]) == (3, 0)
    sheet = tmp_path / "petugas-kode.csv"
    assert sheet.stat().st_mode & 0o077 == 0
    codes = {row["email"]: row for row in csv.DictReader(sheet.open())}
    kept = json.dumps(list(Duty.objects.values_list("code_digest", flat=True)))
    kept += json.dumps([act.facts for act in Act.objects.all()])
    assert not any(row["kode"] in kept or row["kode"].replace("-", "") in kept for row in codes.values())
    again = json.loads(appoint(ROWS.replace("2024-04-04", "2024-05-01"), "--json").output)
    assert (again["appointed"], again["changed"], again["unchanged"]) == (0, 1, 2)

    budi, sari = User.objects.get(email="budi@contoh.test"), User.objects.get(email="sari@contoh.test")
    election = election_named(code="pilpres2024")
    code = codes["budi@contoh.test"]["kode"].lower()
    assert not service_of(person=budi, election=election, at=AT).may("recapitulation.enter")
    late = Duty.objects.get(person=budi).code_expires_at
    for person, said, when in ((sari, code, AT), (budi, "AAAA-BBBB-CCCC", AT), (budi, code, late)):
        with pytest.raises(CodeUnknown):
            activate_duty(person_id=person.pk, code=said, at=when)
    client.force_login(budi)
    assert "tidak dikenal" in client.post("/rekapitulasi/", {"code": "AAAA-BBBB-CCCC"}).content.decode()
    assert client.post("/rekapitulasi/", {"code": code}).status_code == 302
    with pytest.raises(CodeUnknown):
        activate_duty(person_id=budi.pk, code=code, at=AT)
    service = service_of(person=budi, election=election, at=AT)
    assert service.may("recapitulation.enter", at_place=3601012001001)
    assert not service.may("recapitulation.enter", at_place=3602012001001)
    assert not service.may("recapitulation.challenge")
    assert not service_of(person=budi, election=election, at=AT + timedelta(days=90)).may("recapitulation.enter")
    assert [
        duty.person_id for duty in on_duty(election=election, right="recapitulation.enter", place=3601012001001, at=AT)
    ] == [budi.pk]
    assert on_duty(election=election, right="recapitulation.challenge", place=3601012001001, at=AT) == []
    for _try in range(12):
        last = client.post("/rekapitulasi/", {"code": "AAAA"})
    assert last.status_code == 429
    renewed = json.loads(appoint(ROWS.replace("2024-04-04", "2024-05-01"), "--renew", "--json").output)
    assert (renewed["appointed"], renewed["unchanged"]) == (2, 1)


@pytest.mark.django_db
def test_who_counts_watches_nobody_and_who_watches_counts_not(tmp_path):
    ensure_election(code="pilpres2024", actor="import", at=AT)
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    file = tmp_path / "tugas.csv"

    def appointed(*rows):
        file.write_text("\n".join([",".join(HEADER), *rows]), encoding="utf-8")
        return CliRunner().invoke(results, ["appoint", str(file), "--election", "pilpres2024"])

    ppk, witness, supervisor = ROWS.splitlines()
    assert appointed(ppk, witness, supervisor).exit_code == 0
    watches = witness.replace("sari@contoh.test,Sari", "budi@contoh.test,Budi")
    for row in (watches, supervisor.replace("wati@contoh.test,Wati", "sari@contoh.test,Sari"),
                ppk.replace("budi@contoh.test,Budi", "wati@contoh.test,Wati")):  # fmt: skip
        refused = appointed(row)
        assert (refused.exit_code, Duty.objects.count()) == (1, 3)
        assert f"{row.split(',')[0]}, kolom peran" in refused.output
        assert "pada hari yang sama" in refused.output
    assert appointed(ppk.replace("PPK,360101", "PPS,3601012001")).exit_code == 0  # of the same side
    later = watches.replace("2024-02-14,", "2024-04-04,")
    assert appointed(later).exit_code == 0
    assert Duty.objects.count() == 5
