from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.utils import timezone

from telusur.kernel.ledger.selectors import size_of
from telusur.results.recapitulation import services
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Event, Receipt, Run
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import device_with, revoke_device

from .test_import import ROWS, answer, file_with

pytestmark = pytest.mark.django_db

LOG = "election/pilpres2024"
SOUND = {"suara_1": 90, "suara_2": 118, "suara_3": "x", "suara_sah": 208, "suara_tidak_sah": None}


@pytest.fixture
def key(tmp_path):
    """The key of a device that may send forms from Pandeglang, where three polling stations are known."""
    answer("import", file_with(tmp_path, ROWS))
    words = ["device", "add", "--election", "pilpres2024", "--territory", "3601", "--name", "Tablet PPK", "--json"]
    return json.loads(CliRunner().invoke(results, words).output)["key"]


def send(client, key, forms, call="a-1", contest="ppwp"):
    return client.post(
        "/api/v1/results/forms",
        data=json.dumps({"contest": contest, "forms": forms}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": call},
    )


def test_a_call_is_taken_whole_once_and_by_one_append(client, key):
    before = size_of(log=LOG)
    forms = [
        {"station": "3601012001001", "values": SOUND},
        {"station": "3601012001002", "vector": "," * 27 + ",118,76,18"},
    ]
    first = send(client, key, forms)
    assert first.status_code == 200
    said = first.json()
    assert (said["changed"], said["held"], said["first"], said["next"]) == (2, 0, before, before + 2)
    assert send(client, key, forms).json() == said
    assert (size_of(log=LOG), Receipt.objects.count()) == (before + 2, 1)
    event = Event.objects.get(index=before)
    assert (event.act, event.actor.partition(":")[0]) == ("recapitulation.enter", "device")
    assert Run.objects.get(last_index=before).votes == Standing.ENTERED
    assert answer("totals", "--level", "provinsi")["total"]["votes"]["1"] == 90 + 118 + 1

    assert send(client, key, forms, call="a-0", contest="ppwp\x00").status_code == 404
    assert send(client, key, forms[:1]).status_code == 409
    again = send(client, key, forms, call="a-2").json()
    assert (again["unchanged"], again["first"], again["next"]) == (2, 0, 0)


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        ([{"station": "3601012001\x0001", "values": SOUND}], "forms[1].station: isi kode TPS 13 angka"),
        ([{"station": "\ud800601012001001", "values": SOUND}], "forms[1].station: isi kode TPS 13 angka"),
        ([{"station": "3601012001002", "values": {"suara_\x00": 1}}], "forms[1].suara_\x00: isian ini tidak ada"),
        ([{"station": "3601012001002", "values": {"suara_\ud800": 1}}], "forms[1].suara_\ud800: isian ini tidak ada"),
        ([{"station": "3601012001002", "values": {"suara_1": "9\x000"}}], "forms[1].suara_1: isi bilangan bulat"),
        ([{"station": "3601012001002", "values": {"suara_1": 10**30}}], "forms[1].suara_1: isi bilangan bulat"),
        ([{"station": "3601012001002", "vector": "," * 27 + ",1\x00,1,1"}], "forms[1].suara_1: isi bilangan bulat"),
        ([], "forms: isi 1 sampai 50"),
        ([{"station": "36010120010", "values": SOUND}], "forms[1].station: isi kode TPS 13 angka"),
        ([{"station": "3602012001001", "values": SOUND}], "forms[1].station: TPS ini di luar wilayah perangkat"),
        ([{"station": "3601012001001", "values": SOUND}], "forms[1].station: satu TPS hanya satu kali"),
        ([{"station": "3601012009001", "values": SOUND}], "forms[1].station: TPS ini belum dikenal"),
        (
            [{"station": "3601012001001", "values": SOUND, "vector": "1"}],
            "forms[1].values: isi vector atau values, jangan",
        ),
        ([{"station": "3601012001002", "values": {"suara_9": 1}}], "forms[1].suara_9: isian ini tidak ada"),
        ([{"station": "3601012001002", "values": {"suara_1": -5}}], "forms[1].suara_1: isi bilangan bulat"),
        ([{"station": "3601012001002", "values": {"suara_2": "-1"}}], "forms[1].suara_2: isi bilangan bulat"),
        ([{"station": "3601012001002", "vector": "," * 27 + ",118,-2,18"}], "forms[1].suara_2: isi bilangan bulat"),
        ([{"station": "3601012001002", "vector": "," * 27 + ",1_000,+5, 7"}], "forms[1].suara_1: isi bilangan bulat"),
        ([{"station": "3601012001002", "values": {"suara_1": True}}], "forms[1].suara_1: isi bilangan bulat"),
        ([{"station": "3601012001002", "values": {"suara_1": 7.0}}], "forms[1].suara_1: isi bilangan bulat"),
        ([{"station": "3601012001002", "values": {}}], "forms[1].values: isi vector atau values"),
        ([{"station": "3601012001002", "vector": "1,2"}], "forms[1].values: isi bilangan bulat"),
    ],
)
def test_a_call_that_cannot_be_taken_leaves_nothing(client, key, forms, said):
    before = size_of(log=LOG)
    sound = [{"station": "3601012001001", "values": SOUND}] if forms else []
    refused = send(client, key, sound + forms)
    assert refused.status_code == 422
    assert said in refused.json()["detail"]
    assert (size_of(log=LOG), Receipt.objects.count()) == (before, 0)


def test_a_name_that_stands_twice_is_refused(client, key):
    body = '{"contest": "ppwp", "forms": [{"station": "3601012001001", "vector": "1", "vector": "2"}]}'
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "b-1"}
    path = "/api/v1/results/forms"
    refused = client.post(path, data=body, content_type="application/json", headers=headers)
    assert (refused.status_code, "vector: nama ini tertulis dua kali" in refused.json()["detail"]) == (422, True)


def test_only_a_device_whose_key_holds_may_send(client, key):
    forms = [{"station": "3601012001001", "values": SOUND}]
    assert send(client, "lain", forms).status_code == 401
    assert send(client, key, forms, contest="dpr").status_code == 404
    assert send(client, key, forms, call="").status_code == 422
    device = Receipt.device.field.related_model.objects.get()
    assert key not in json.dumps([device.name, device.key_digest])
    assert CliRunner().invoke(results, ["device", "revoke", str(device.pk)]).exit_code == 0
    device.refresh_from_db()
    assert device.revoked_at <= timezone.now()
    assert send(client, key, forms).status_code == 401
    assert "Tidak ada perangkat" in CliRunner().invoke(results, ["device", "revoke", "999"]).output


def test_a_call_on_the_way_while_its_key_is_revoked_is_not_taken(client, key, monkeypatch):
    before = size_of(log=LOG)

    def revoked_meanwhile(**asked):
        found = device_with(**asked)
        revoke_device(device_id=found.pk, actor="system", at=timezone.now())
        return found

    monkeypatch.setattr(services, "device_with", revoked_meanwhile)
    answered = send(client, key, [{"station": "3601012001001", "values": SOUND}])
    assert (answered.status_code, size_of(log=LOG), Receipt.objects.count()) == (401, before + 1, 0)
