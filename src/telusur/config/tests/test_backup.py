from __future__ import annotations

import datetime as dt
import io
import json
import tarfile

import psycopg
import pytest

from telusur.config import backup
from telusur.config.backup import BackupFailed, prove, table_digests
from telusur.config.keeper import holding

from .installations import Installation

AT = dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)


def everything(installation):
    """Return every row of every table, every sequence, and every file with its bytes."""
    with (
        holding(installation.var) as server,
        psycopg.connect(host=str(server.sockets), user="postgres", dbname="telusur") as connection,
    ):
        tables = table_digests(connection)
        rows = {
            name: sorted(str(row) for row in connection.execute(f'select row::text from "{name}" row').fetchall())
            for name in tables
        }
        sequences = connection.execute("select sequencename, last_value from pg_sequences order by 1").fetchall()
        triggers = connection.execute("select tgname, tgenabled from pg_trigger where not tgisinternal order by 1")
        kept = triggers.fetchall()
    folder = installation.var / "files"
    files = {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    keys = (installation.var / "keys.json").read_bytes()
    return {"tables": tables, "rows": rows, "sequences": sequences, "triggers": kept, "files": files, "keys": keys}


@pytest.mark.processes
def test_a_restored_installation_equals_the_one_backed_up_in_every_row_and_byte(tmp_path, copied):
    first, second = copied(tmp_path / "first"), Installation(tmp_path / "second")
    for number in range(3):
        path = first.var / "files" / f"{number:02}" / "scan.pdf"
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes([number]) * 100_000)
    archive = tmp_path / "kantor.tar"
    assert json.loads(first.run("backup", str(archive), "--json"))["files"] == 3
    held = json.loads(second.run("restore", str(archive), "--json"))
    before, after = everything(first), everything(second)
    assert after == before
    assert (held["tables"], held["files"]) == (len(before["tables"]), 3)
    assert sum(table.rows for table in before["tables"].values()) == held["rows"] > 100
    assert archive.stat().st_mode & 0o077 == 0
    assert "tidak kosong" in second.fail("restore", str(archive))
    assert everything(second) == before


def an_archive(path, members, promised=None):
    with tarfile.open(path, "w") as tar:
        proofs = {}
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
            proofs[name] = backup._digest(io.BytesIO(content))
        backup._add_manifest(tar, {}, proofs if promised is None else promised, at=AT)
    return path


def test_an_archive_as_it_was_made_is_proven(tmp_path):
    _, members = prove(an_archive(tmp_path / "a.tar", {"database.dump": b"x" * 3_000_000, "files/a": b""}))
    assert members["database.dump"].size == 3_000_000


@pytest.mark.parametrize("change", ["flip", "drop", "add", "cut", "other"])
def test_a_damaged_archive_is_refused_before_anything_is_written(tmp_path, change):
    path = an_archive(tmp_path / "a.tar", {"database.dump": b"dump", "files/a": b"paper"})
    proofs = {"database.dump": backup._digest(io.BytesIO(b"dump")), "files/a": backup._digest(io.BytesIO(b"paper"))}
    if change == "flip":
        path.write_bytes(path.read_bytes().replace(b"paper", b"pap3r"))
    elif change == "drop":
        an_archive(path, {"database.dump": b"dump"}, proofs)
    elif change == "add":
        an_archive(path, {"database.dump": b"dump", "files/a": b"paper", "files/b": b"more"}, proofs)
    elif change == "cut":
        path.write_bytes(path.read_bytes()[:1600])
    else:
        path.write_bytes(b"not an archive")
    with pytest.raises(BackupFailed, match=r"rusak|tidak terbaca"):
        prove(path)


@pytest.mark.django_db
def test_the_digest_of_a_table_sees_a_changed_and_a_doubled_row_and_no_order():
    from django.db import connection as django_connection  # noqa: PLC0415 the settings are read by now

    django_connection.ensure_connection()
    raw = django_connection.connection
    raw.cursor().execute("create table proof (word text)")

    def of(*words):
        raw.cursor().execute("truncate proof")
        raw.cursor().executemany("insert into proof values (%s)", [(word,) for word in words])
        with psycopg.Connection.cursor(raw) as plain:
            return table_digests(plain)["proof"]

    assert of("a", "b") == of("b", "a")
    assert len({of("a", "b"), of("a", "c"), of("a", "b", "b"), of("a", "b", "b", "b")}) == 4
