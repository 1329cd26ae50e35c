"""The scripts of `telusur case simulate`: what may stand in one, and what is said of one that is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from telusur.config.simulation import scratch
from telusur.config.simulation.commands import case, plain
from telusur.config.simulation.playing import Stuck, known, play, played_and_undone
from telusur.config.simulation.scenario import Unreadable, read_scenario
from telusur.kernel.ledger import selectors as ledger

FIRST = "{at: 2026-07-01T10:00, by: applicant, do: register}"
HEAD = "title: Contoh\nacts:\n"
CASES = Path(__file__).parents[4] / "tests" / "scenarios" / "cases"


def read(text: str):
    return read_scenario(text, known=known())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "harus berisi `title` dan `acts`"),
        ("- a", "harus berisi `title` dan `acts`"),
        ("title: a: b", "bukan YAML yang sah"),
        ("acts:\n  - " + FIRST, "baris 1, skenario: isian `title` kosong"),
        ("title: x", "`acts` harus berupa daftar"),
        (HEAD + "  - " + FIRST + "\nactz: 1", "baris 4, skenario: isian 'actz' tidak dikenal; pakai title, story"),
        (HEAD + "  - {by: applicant, do: register}", "baris 3, langkah 1: isian `at` kosong; tulis waktunya"),
        (HEAD + "  - {at: kemarin, by: applicant, do: register}", "'kemarin' bukan waktu; tulis waktu setempat"),
        (HEAD + "  - {at: 2026-07-01T10:00, by: kepala, do: register}", "isian `by` 'kepala' tidak dikenal"),
        (HEAD + "  - {at: 2026-07-01T10:00, by: ppid@mars, do: register}", "kantor 'mars' tidak dikenal"),
        (
            HEAD + "  - {at: 2026-07-01T10:00, by: desk, do: tolak}",
            "isian `do` 'tolak' tidak dikenal; pakai accept_request",
        ),
        (HEAD + "  - {at: 2026-07-01T10:00, by: desk, do: register, with: {nomor: 1}}", "isian 'nomor' tidak dikenal"),
        (HEAD + "  - {at: 2026-07-01T10:00, by: desk, do: register, with: 1}", "`with` harus berupa isian bernama"),
        (
            HEAD + "  - {at: 2026-07-01T10:00, by: desk, do: register, expect: {tanggal: 1}}",
            "isian 'tanggal' tidak dikenal",
        ),
        (
            HEAD + f"  - {FIRST}\n  - {FIRST.replace('07-01', '06-01')}",
            "langkah 2: isian `at` mendahului langkah sebelumnya",
        ),
        (HEAD + "  - " + FIRST + "\noffice: {code: abc}", "`code` 'abc' bukan kode; tulis mis. '36' atau '3673'"),
        (HEAD + "  - " + FIRST + "\noffice: {zone: GMT}", "`zone` 'GMT' tidak dikenal; pakai WIB, WITA, WIT"),
        (
            HEAD + "  - " + FIRST + "\nreadings: {joint_leave: maybe}",
            "'maybe' tidak dikenal; pakai not_working, working",
        ),
        (HEAD + "  - " + FIRST + "\ndays:\n  - {on: besok}", "isian `on` harus tanggal, mis. 2026-03-23"),
        (HEAD + "  - " + FIRST + "\ntitle: lagi", "baris 4, title: ditulis dua kali"),
    ],
)
def test_a_fault_names_its_line_its_field_and_the_remedy(text, said):
    with pytest.raises(Unreadable) as wrong:
        read(text)
    assert said in "\n".join(map(str, wrong.value.faults))


def test_every_fault_is_told_at_once():
    with pytest.raises(Unreadable) as wrong:
        read("acts:\n  - {at: x, by: y, do: z}\ntrack: w")
    assert len(wrong.value.faults) == 5


def test_an_object_cannot_be_made_from_a_script():
    with pytest.raises(Unreadable):
        read("title: !!python/object/apply:os.system [ls]\nacts:\n  - " + FIRST)


def test_words_that_yaml_takes_for_truth_stay_words():
    scenario = read(HEAD + "  - {at: 2026-07-01T10:00, by: applicant, do: register, with: {question: no}}")
    assert scenario.acts[0].given["question"] == "no"


@pytest.mark.django_db
def test_a_field_that_cannot_be_read_names_its_step():
    scenario = read(HEAD + "  - {at: 2026-07-01T10:00, by: desk, do: register, with: {channel: pos}}")
    with pytest.raises(Stuck, match="baris 3, langkah 1, channel: pakai salah satu dari walk_in"):
        play(scenario)


@pytest.mark.django_db
def test_an_act_without_a_case_says_what_comes_first():
    with pytest.raises(Stuck, match="langkah 1, case: belum ada perkara; mulai dengan langkah yang membuatnya"):
        play(read(HEAD + "  - {at: 2026-07-01T10:00, by: desk, do: accept_request}"))


@pytest.mark.django_db
def test_what_goes_otherwise_than_expected_is_told():
    text = HEAD + "  - {at: 2026-07-01T10:00, by: applicant, do: register, expect: {due: 2026-07-14}}"
    report = play(read(text))
    assert not report.passed
    assert report.steps[0].faults == ["due: diharapkan 2026-07-14, ternyata 2026-07-15"]


@pytest.mark.django_db
def test_a_refusal_nobody_expected_is_the_last_step():
    lines = [
        "{at: 2026-07-01T10:01, by: liaison, do: accept_request}",
        "{at: 2026-07-01T10:02, by: desk, do: accept_request}",
    ]
    report = play(read(HEAD + "".join(f"  - {line}\n" for line in [FIRST, *lines])))
    assert [step.code for step in report.steps] == ["", "not_permitted"]
    assert report.steps[1].faults == [
        "ditolak (not_permitted): Peran Anda di kantor ini tidak mencakup tindakan tersebut."
    ]


@pytest.mark.django_db
def test_nothing_of_a_simulation_stays():
    before = ledger.logs()
    assert played_and_undone(read(HEAD + "  - " + FIRST)).passed
    assert ledger.logs() == before


@pytest.mark.django_db
def test_a_program_reads_states_dates_letters_notices_and_acts():
    file = CASES / "granted-in-full.yaml"
    told = json.loads(json.dumps(plain(file, play(read(file.read_text(encoding="utf-8"))))))
    assert told["passed"]
    assert told["steps"][0]["clocks"] == {"answer": "2026-04-07", "completeness": "2026-03-26"}
    assert told["cases"][0]["days"][-1] == ["2026-04-07", 10]
    assert [letter["title"] for letter in told["letters"]] == ["Pemberitahuan Tertulis"]
    assert {notice["kind"] for notice in told["notices"]} > {"request_received", "request_notified"}
    assert told["ledger"][0]["act"] == "requests.register"


def test_a_fault_in_a_file_is_told_before_anything_starts(tmp_path):
    file = tmp_path / "salah.yaml"
    file.write_text("title: x\n")
    asked = CliRunner().invoke(case, ["simulate", str(file)])
    assert asked.exit_code == 1
    assert "salah.yaml, baris 1, acts: `acts` harus berupa daftar" in asked.output


def test_the_scratch_process_knows_nothing_of_the_office(monkeypatch):
    seen = {}

    def run(command, *, env, check):
        seen.update(env)
        assert list(Path(env["TELUSUR_VAR"]).iterdir()) == []
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setenv("DATABASE_URL", "postgres://kantor")
    monkeypatch.setenv("TELUSUR_PERSONAL_DATA_KEY", "rahasia")
    monkeypatch.setattr(scratch.subprocess, "run", run)
    assert scratch.run_there(["case", "simulate", "x.yaml"]) == 3
    assert "DATABASE_URL" not in seen
    assert "TELUSUR_PERSONAL_DATA_KEY" not in seen
    assert not Path(seen["TELUSUR_VAR"]).exists()


@pytest.mark.processes
def test_a_case_is_played_beside_the_office_and_leaves_no_trace(tmp_path):
    office = tmp_path / "kantor"
    environment = {**os.environ, "TELUSUR_VAR": str(office), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "telusur.config", "case", "simulate", str(CASES / "withdrawn.yaml"), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["passed"] is True
    assert not (office / "postgres").exists()
    assert list(tmp_path.glob("telusur-simulasi-*")) == []
