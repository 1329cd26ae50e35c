"""A superuser tampers; the log says where. The triggers are switched off as only the owner of the tables can."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, ProgrammingError, connection, transaction
from procrastinate.contrib.django import app

from telusur.kernel.ledger import selectors
from telusur.kernel.ledger.commands import ledger
from telusur.kernel.ledger.models import Act, Checkpoint, Head
from telusur.kernel.ledger.rules import merkle
from telusur.kernel.ledger.rules.audit import Fault, FaultKind
from telusur.kernel.ledger.rules.roles import NotAName, role_sql
from telusur.kernel.ledger.rules.signed_notes import Statement, opened_note, signed_note
from telusur.kernel.ledger.services import LogDamaged, NewAct, NothingToSign, checkpoint, ensure_key, record_all

from .test_record import LOG, NOW, entry_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_key_of_its_own(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "keys" / "ledger.key"


@pytest.fixture
def log():
    """Ten acts; checkpoints after the fourth and after the eighth."""
    for number in range(10):
        written(subject_id=str(number), facts={"number": number})
        if number in {3, 7}:
            checkpoint(log=LOG, at=NOW)
    assert faults() == ()
    return LOG


def faults():
    return selectors.verified(log=LOG).faults


def tamper(statement: str, *values: object) -> None:
    """Run SQL as the superuser who owns the tables and has switched their triggers off."""
    tables = ("ledger_act", "ledger_head", "ledger_checkpoint")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(statement, values)
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")


def rewrite_digests(start: int) -> None:
    """Do what a patient forger does: make every digest from `start` on fit again, and the head as well."""
    acts = list(Act.objects.filter(log=LOG).order_by("index"))
    leaves = [merkle.leaf_digest(entry_of(act).content()) for act in acts]
    for size, (act, leaf) in enumerate(zip(acts, leaves, strict=True), start=1):
        if act.index >= start:
            root = merkle.root(leaves[:size])
            tamper("update ledger_act set leaf = %s, root = %s where id = %s", leaf, root, act.pk)
    frontier = b"".join(merkle.frontier_of(leaves))
    tamper("update ledger_head set size = %s, frontier = %s where log = %s", len(acts), frontier, LOG)


CHANGES = {
    "act": "'request.refused'",
    "subject_kind": "'other'",
    "subject_id": "'99'",
    "actor": "'user:1'",
    "facts_text": """'{"number":99}'""",
    "happened_at": "happened_at - interval '1 day'",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "salt": "gen_random_uuid()",
    "leaf": r"'\x00'",
    "root": r"'\x00'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_of_an_open_log_is_named_by_its_row(column):
    acts = [NewAct("results.enter", "station", str(number), "user:9", NOW, {"n": number}) for number in range(8)]
    record_all(log="election/x", acts=acts, recorded_at=NOW)
    tamper(f"update ledger_act set {column} = {CHANGES[column]} where index in (5, 7)")
    assert selectors.verified(log="election/x").faults == (Fault(FaultKind.CHANGED, 5),)


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_is_named_by_its_row(log, column):
    tamper(f"update ledger_act set {column} = {CHANGES[column]} where index in (5, 7)")
    assert faults() == (Fault(FaultKind.CHANGED, 5),)


def test_a_row_changed_together_with_its_digest_is_named(log):
    tamper("update ledger_act set actor = 'user:1' where index = 5")
    act = Act.objects.get(index=5)
    tamper("update ledger_act set leaf = %s where index = 5", merkle.leaf_digest(entry_of(act).content()))
    assert faults() == (Fault(FaultKind.CHANGED, 5),)


def test_a_row_put_beside_the_places_is_named(log):
    tamper("alter table ledger_act drop constraint an_act_has_a_place")
    forged = Act.objects.get(index=5)
    forged.pk, forged.index = None, -1
    forged.save(force_insert=True)
    assert faults() == (Fault(FaultKind.ADDED, -1),)


def test_a_removed_row_is_named(log):
    tamper("delete from ledger_act where index in (5, 6)")
    assert faults() == (Fault(FaultKind.REMOVED, 5),)


def test_a_removed_first_row_is_named(log):
    tamper("delete from ledger_act where index = 0")
    assert faults() == (Fault(FaultKind.REMOVED, 0),)


def test_a_removed_row_whose_gap_was_closed_is_named_with_the_row_that_moved_up(log):
    tamper("delete from ledger_act where index = 5")
    for place in range(6, 10):
        tamper("update ledger_act set index = %s where index = %s", place - 1, place)
    assert faults() == (Fault(FaultKind.REORDERED, 5, 6),)


def test_two_rows_that_changed_places_are_named(log):
    tamper("update ledger_act set index = 99 where index = 2")
    tamper("update ledger_act set index = 2 where index = 6")
    tamper("update ledger_act set index = 6 where index = 99")
    assert faults() == (Fault(FaultKind.REORDERED, 2, 6),)


def test_a_cut_tail_is_seen_at_the_head(log):
    tamper("delete from ledger_act where index >= 9")
    assert faults() == (Fault(FaultKind.REMOVED, 9, 9),)


def test_a_cut_tail_with_a_head_to_match_is_seen_at_the_checkpoint(log):
    tamper("delete from ledger_act where index >= 6")
    rewrite_digests(6)
    assert faults() == (Fault(FaultKind.REMOVED, 6, 7),)


def test_a_log_of_which_nothing_is_left_is_missed_by_the_room_that_expects_it(log, monkeypatch):
    monkeypatch.setattr("telusur.kernel.ledger.selectors.acts._EXPECTED", [lambda: [LOG]])
    tamper("delete from ledger_act")
    tamper("delete from ledger_head")
    tamper("delete from ledger_checkpoint")
    assert selectors.logs() == [LOG]
    assert faults() == (Fault(FaultKind.REMOVED, 0),)


def test_a_row_in_a_log_that_nobody_began_is_named(log):
    tamper("update ledger_act set log = 'office/x' where index = 7")
    assert selectors.logs() == [LOG, "office/x"]
    assert selectors.verified(log="office/x").faults == (Fault(FaultKind.REMOVED, 0),)


def test_a_wholly_emptied_log_is_seen_at_its_checkpoints(log):
    tamper("delete from ledger_act")
    tamper("delete from ledger_head")
    assert selectors.logs() == [LOG]
    assert faults()[0] == Fault(FaultKind.REMOVED, 0, 3)


def test_a_changed_head_is_seen(log):
    tamper(r"update ledger_head set frontier = overlay(frontier placing '\x00' from 1)")
    assert faults() == (Fault(FaultKind.HEAD, 10),)


def test_a_head_that_was_set_back_is_seen(log):
    tamper("update ledger_head set size = 9")
    assert faults() == (Fault(FaultKind.HEAD, 10),)


def test_a_lost_head_is_seen(log):
    tamper("delete from ledger_head")
    assert faults() == (Fault(FaultKind.HEAD, 10),)


def test_a_past_rewritten_with_all_its_digests_is_seen_at_the_first_checkpoint_after_it(log):
    tamper("update ledger_act set actor = 'user:1' where index = 5")
    rewrite_digests(5)
    assert faults() == (Fault(FaultKind.REWRITTEN, 4, 7),)


def test_a_checkpoint_made_to_match_has_no_valid_signature(log):
    tamper("update ledger_act set actor = 'user:1' where index = 5")
    rewrite_digests(5)
    root = bytes(Act.objects.get(index=7).root)
    statement = Statement(Checkpoint.objects.get(size=8).origin, 8, root)
    mallory = Ed25519PrivateKey.from_private_bytes(bytes(32))
    tamper(
        "update ledger_checkpoint set root = %s, note = %s, public_key = %s where size = 8",
        root,
        signed_note(statement, key=mallory),
        mallory.public_key().public_bytes_raw(),
    )
    assert faults() == (Fault(FaultKind.CHECKPOINT, 4, 8),)


@pytest.mark.parametrize("change", ["note = replace(note, '8', '9')", "size = 7", r"root = '\x00'", "origin = 'x'"])
def test_a_changed_checkpoint_is_seen(log, change):
    tamper(f"update ledger_checkpoint set {change} where size = 8")
    assert [fault.kind for fault in faults()] == [FaultKind.CHECKPOINT]


def test_a_retired_key_still_vouches_for_what_it_signed(log, settings, tmp_path):
    old = ensure_key().public_key().public_bytes_raw()
    settings.LEDGER_KEY = tmp_path / "new.key"
    assert [fault.kind for fault in faults()] == [FaultKind.CHECKPOINT, FaultKind.CHECKPOINT]
    settings.LEDGER_RETIRED_KEYS = [base64.b64encode(old).decode()]
    checkpoint(log=LOG, at=NOW)
    assert faults() == ()


def test_a_log_that_grows_while_it_is_read_stays_whole(log, monkeypatch):
    read = selectors.verification._stored_acts
    grown = []

    def grow_then_read(name, start):
        rows = list(read(name, start))
        if not grown:
            grown.append(written())
        return iter(rows)

    monkeypatch.setattr(selectors.verification, "_stored_acts", grow_then_read)
    report = selectors.verified(log=LOG)
    assert (report.acts, report.faults) == (11, ())


def test_an_untouched_log_beside_a_damaged_one_is_whole(log):
    written(log="office/36")
    tamper("update ledger_act set actor = 'user:1' where index = 5")
    assert selectors.verified(log="office/36").faults == ()


# --- checkpoints


def test_a_checkpoint_says_what_the_log_was_and_can_be_opened_with_the_published_key(log, settings):
    settings.BASE_URL = "https://ppid.contoh.invalid:8443"  # a log keeps the name under which it began
    made = checkpoint(log=LOG, at=NOW)
    public = ensure_key().public_key().public_bytes_raw()
    said = opened_note(made.note, name="localhost:8000/office/3673", public_key=public)
    assert (said.size, said.root) == (10, bytes(Act.objects.get(log=LOG, index=9).root))
    assert said.root == merkle.root(selectors.leaves_of(log=LOG, start=0, stop=10))


def test_nothing_new_makes_no_new_checkpoint(log):
    first = checkpoint(log=LOG, at=NOW)
    assert checkpoint(log=LOG, at=NOW + timedelta(days=1)) == first
    assert Checkpoint.objects.filter(log=LOG).count() == 3


def test_a_log_without_acts_is_not_signed():
    with pytest.raises(NothingToSign):
        checkpoint(log="office/none", at=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_act set actor = 'user:1' where index = 9",
        "delete from ledger_act where index = 9",
        "update ledger_head set size = 9",
        "update ledger_checkpoint set frontier = frontier || frontier where size = 8",
    ],
)
def test_what_was_tampered_with_is_not_signed(log, statement):
    tamper(statement)
    with pytest.raises(LogDamaged):
        checkpoint(log=LOG, at=NOW)


def test_the_key_is_made_once_and_readable_to_its_owner_alone(settings):
    first = ensure_key().public_key().public_bytes_raw()
    assert ensure_key().public_key().public_bytes_raw() == first
    assert settings.LEDGER_KEY.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in settings.LEDGER_KEY.parent.iterdir()] == ["ledger.key"]


def test_a_checkpoint_is_neither_changed_nor_deleted(log):
    for statement in ("update ledger_checkpoint set size = 1", "delete from ledger_checkpoint"):
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_nightly_task_signs_what_grew_and_only_that(log):
    written(log="office/36")
    app.tasks["ledger.checkpoint_logs"].func(timestamp=0)
    assert {one.log: one.size for one in Checkpoint.objects.order_by("size")} == {"office/36": 1, LOG: 10}
    app.tasks["ledger.checkpoint_logs"].func(timestamp=0)
    assert Checkpoint.objects.count() == 4


def test_a_damaged_log_alarms_and_does_not_keep_others_unsigned(log):
    written(log="office/99")
    tamper("update ledger_act set actor = 'user:1' where index = 9")
    with pytest.raises(LogDamaged):
        app.tasks["ledger.checkpoint_logs"].func(timestamp=0)
    assert Checkpoint.objects.filter(log="office/99").exists()


# --- the command


def test_the_command_says_that_all_is_whole(log):
    result = CliRunner().invoke(ledger, ["verify"])
    assert (result.exit_code, "office/3673: utuh, 10 catatan, 2 titik periksa" in result.output) == (0, True)


def test_the_command_names_the_row_and_fails(log):
    tamper("delete from ledger_act where index = 5")
    result = CliRunner().invoke(ledger, ["verify", "--office", "3673", "--json"])
    assert result.exit_code == 1
    (row,) = json.loads(result.output)["logs"]
    assert (row["whole"], row["faults"][0]["kind"], row["faults"][0]["index"]) == (False, "removed", 5)
    assert "catatan 5 dihapus" in CliRunner().invoke(ledger, ["verify"]).output


def test_the_command_refuses_a_log_that_is_not_there(log):
    result = CliRunner().invoke(ledger, ["verify", "--office", "0000"])
    assert (result.exit_code, "Tidak ada buku besar office/0000. Yang ada: office/3673" in result.output) == (1, True)


def test_the_command_signs_and_prints_the_note_and_the_key(log):
    note = CliRunner().invoke(ledger, ["checkpoint"]).output
    assert "\n10\n" in note
    assert CliRunner().invoke(ledger, ["checkpoint"]).output.startswith("Tidak ada catatan baru")
    key = CliRunner().invoke(ledger, ["key", "--office", "3673"]).output
    assert key.split("+")[0] == note.split("\n")[0]
    assert "/election/x+" in CliRunner().invoke(ledger, ["key", "--election", "x"]).output
    assert CliRunner().invoke(ledger, ["key"]).exit_code == 1


# --- the role that serves


def test_the_serving_role_records_and_reads_and_can_do_nothing_else_to_the_ledger(log):
    with connection.cursor() as cursor:
        cursor.execute(role_sql("telusur_test_serving"))
        cursor.execute("set local role telusur_test_serving")
        written()
        record_all(log="election/x", acts=[NewAct("results.enter", "station", "1", "user:1", NOW)], recorded_at=NOW)
        assert Act.objects.filter(log=LOG).count() == 11
        checkpoint(log=LOG, at=NOW)
        for statement in (
            "update ledger_act set actor = 'x'",
            "delete from ledger_act",
            "truncate ledger_act",
            "insert into ledger_act select * from ledger_act",
            "update ledger_head set size = 0",
            "update ledger_checkpoint set size = 0",
            "alter table ledger_act disable trigger act_stays",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("reset role")
    assert Head.objects.get(log=LOG).size == 11


def test_a_role_name_that_needs_quoting_is_refused():
    with pytest.raises(NotAName):
        role_sql('x"; drop table ledger_act; --')
