"""A rehearsal: when forms come, what is measured, and that nothing made up ever reaches a real election."""

from __future__ import annotations

import json
import random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.commands import election
from telusur.results.elections.models import Election
from telusur.results.elections.rules.layout import Block, Choice, Layout
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Event
from telusur.results.recapitulation.rules import rehearsal_page
from telusur.results.recapitulation.rules.arrival import BadCurve, Curve
from telusur.results.recapitulation.rules.made_up import made_up
from telusur.results.recapitulation.rules.rehearsal import MOST_SAMPLES, Tally, pause, spread
from telusur.results.recapitulation.rules.states import Standing

from .entering import AT
from .test_accepting import send

RULE = rule_in_force("recapitulation", "arrival", "form", on=AT.date())
BANTEN = Curve(tuple(RULE["minutes"]), tuple(RULE["permille"]), RULE.number("coming"))


def test_the_curve_of_2024_goes_through_what_was_counted():
    hours = {15 + 50 / 60: 0.01, 16: 0.058, 19 + 5 / 60: 0.10, 20: 0.172, 32 + 32 / 60: 0.50, 13: 0, 24 * 33: 1}
    assert {hour: round(BANTEN.share(hour * 60), 3) for hour in hours} == hours


@settings(max_examples=25)
@given(st.integers(1, 90), st.floats(0, 50_000), st.floats(0, 50_000))
def test_coverage_never_falls_and_everything_comes_once(number, one, other):
    first, last = sorted((one, other))
    assert 0 <= BANTEN.share(first) <= BANTEN.share(last) <= 1
    moments = BANTEN.moments(number)
    assert moments == sorted(moments)
    assert BANTEN.begins <= moments[0] <= moments[-1] <= BANTEN.ends
    assert abs(sum(moment <= last for moment in moments) - number * BANTEN.share(last)) <= 1


@pytest.mark.parametrize(("minutes", "permille"), [((1, 1), (0, 1000)), ((1, 2), (0, 900)), ((1, 2, 3), (0, 9, 8))])
def test_points_that_are_no_curve_are_refused(minutes, permille):
    with pytest.raises(BadCurve):
        Curve(minutes, permille, 1000)


def test_what_is_measured_counts_each_form_once_and_stays_small():
    tally = Tally(stations=4)
    tally.arrived = 4
    tally.accept(forms=3, came=[1.0, 2.0, 3.0], now=5.0, end=10)
    tally.publish(size=9, now=6.0)
    assert (tally.accepted, tally.published) == (3, 0)
    tally.accept(forms=1, came=[5.5], now=6.0, end=0)  # said nothing new, so it is published already
    tally.publish(size=10, now=9.0)
    tally.fail("HTTP 503")
    for minute in range(3 * MOST_SAMPLES):
        tally.sample(minute=minute, waiting=minute % 7)
    told = tally.result()
    assert (told["published"], told["errors"], told["most_waiting"]) == (4, {"HTTP 503": 1}, 6)
    assert told["seconds_to_acknowledgment"] == {"p50": 2.0, "p90": 3.0, "max": 4.0}
    assert told["seconds_to_publication"] == {"p50": 7.0, "p90": 7.0, "max": 8.0}
    assert len(tally.samples) <= MOST_SAMPLES
    assert [each.minute for each in tally.samples] == sorted(each.minute for each in tally.samples)
    assert spread([]) is None
    assert [pause(attempt, 0) for attempt in (0, 1, 9)] == [0.25, 0.5, 30.0]
    words = dict.fromkeys(
        ("coverage", "queues", "delays", "arrived", "accepted", "published", "queue", "waiting"), "<&"
    )
    drawn = [
        rehearsal_page.drawing(*each) for each in rehearsal_page.lines_of(tally.samples, words | {"delay": "d"}, 4)
    ]
    page = rehearsal_page.page(title="Gladi", facts=[("TPS", "4")], drawings=drawn, note="n")
    assert (page.count("<svg"), page.count("<polyline"), "<&" in page, "<script" in page) == (3, 6, False, False)


def test_a_made_up_form_adds_up():
    blocks = (Block("b", "V", "Jumlah", ("pengguna_total_j", "suara_sah", "suara_tidak_sah", "suara_total", "lain")),)
    fields = Layout(blocks, (Choice(1, "Satu"), Choice(2, "Dua"))).names
    form = made_up(fields, random.Random(1))  # noqa: S311 no secret
    assert form["suara_1"] + form["suara_2"] == form["suara_sah"]
    assert form["suara_sah"] + form["suara_tidak_sah"] == form["suara_total"] == form["pengguna_total_j"]
    assert form["lain"] == "x"


def command(group, *words):
    done = CliRunner().invoke(group, words)
    return done.exit_code, done.stdout if done.exit_code == 0 else done.output


@pytest.mark.django_db(transaction=True)
def test_who_rehearses_beside_the_data_needs_no_key_and_else_hears_what_to_do(live_server, settings, tmp_path):
    settings.VAR = tmp_path
    words = ["rehearse", "--url", live_server.url, "--province", "36", "--speed", "200000", "--until", "768", "--json"]
    code, said = command(results, *words)
    assert (code, "Buat gladinya dengan telusur election rehearsal" in said) == (2, True)

    listed = tmp_path / "tps.csv"
    listed.write_text("kode_tps\n" + "".join(f"3601012001{number:03d}\n" for number in range(1, 6)))
    command(election, "rehearsal", "gladi", "--election", "pilpres2024", "--stations", str(listed))
    command(results, "device", "add", "--election", "pilpres2024", "--name", "Tablet")
    assert not (tmp_path / "gladi.key").exists()
    command(results, "device", "add", "--election", "gladi", "--name", "Tablet")
    assert (tmp_path / "gladi.key").stat().st_mode & 0o077 == 0
    code, said = command(results, *words)
    assert (code, json.loads(said)["accepted"]) == (0, 5 * BANTEN.coming // 1000)


@pytest.mark.django_db(transaction=True)
def test_a_province_is_rehearsed_against_a_running_server_and_a_real_election_is_not(live_server, client, tmp_path):
    stations = [f"360101{2001 + place // 50}{place % 50 + 1:03d}" for place in range(230)]
    listed, sent = tmp_path / "tps.csv", tmp_path / "hasil.csv"
    listed.write_text("kode_tps,kab\n" + "".join(f"{code},PANDEGLANG\n" for code in stations))
    sent.write_text(
        "kode_tps,paslon1,paslon2,paslon3\n"
        + "".join(f"{code},{place % 90 + 1},2,3\n" for place, code in enumerate(stations))
    )
    code, said = command(
        election, "rehearsal", "gladi", "--election", "pilpres2024", "--stations", str(listed), "--json"
    )
    assert (code, json.loads(said)["stations"], json.loads(said)["name"][:6]) == (0, 230, "Gladi ")
    keys = {}
    for each in ("gladi", "pilpres2024"):
        _code, made = command(results, "device", "add", "--election", each, "--name", "Tablet", "--json")
        keys[each] = json.loads(made)["key"]

    report = tmp_path / "laporan.html"
    at_once = ["--url", live_server.url, "--speed", "200000", "--until", "768", "--json"]
    words = ["rehearse", *at_once, "--key", keys["gladi"], "--province", "36", "--report", str(report)]
    code, said = command(results, *words)
    assert code == 0, said
    told = json.loads(said)
    coming = 230 * BANTEN.coming // 1000
    assert (told["arrived"], told["accepted"], told["errors"], told["interrupted"]) == (coming, coming, {}, False)
    assert told["published"] is None
    assert told["samples"][-1]["waiting"] == coming
    assert set(told["seconds_to_acknowledgment"]) == {"p50", "p90", "max"}
    assert Event.objects.filter(election__code="gladi", votes=Standing.ENTERED).count() == coming  # no rule holds them
    assert "Gladi Pemilu Presiden" in report.read_text()

    code, said = command(results, *words, "--forms", str(sent))
    assert (code, json.loads(said)["accepted"]) == (0, 230)

    for path in ("device", "waiting?contest=ppwp"):  # what a key opens is kept for nobody else
        told_to_device = client.get(f"/api/v1/results/{path}", headers={"Authorization": f"Bearer {keys['gladi']}"})
        assert (told_to_device.status_code, told_to_device["Cache-Control"]) == (200, "private, no-store")

    before = size_of(log="election/pilpres2024")
    code, said = command(results, "rehearse", *at_once, "--key", keys["pilpres2024"])
    assert code == 1
    assert "bukan gladi: tidak ada yang dikirim" in said
    refused = client.post(
        "/api/v1/results/forms",
        data=json.dumps({"contest": "ppwp", "rehearsal": True, "forms": [{"station": stations[0], "vector": "1"}]}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {keys['pilpres2024']}", "Idempotency-Key": "a"},
    )
    assert (refused.status_code, size_of(log="election/pilpres2024")) == (409, before)
    assert send(client, keys["gladi"], [{"station": stations[0], "vector": "," * 28 + "1,2,3"}]).status_code == 200
    assert command(election, "rehearsal", "pilpres2024", "--election", "pilpres2024")[0] == 1
    assert not Election.objects.get(code="pilpres2024").rehearsal
