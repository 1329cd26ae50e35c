"""One archive that holds an installation: database, files, keys, and a manifest that lets the copy be proven.

The dump and the digests of the tables are taken in one snapshot; files are copied after it, and as files never change
and are written before the row that names them, every file a row names is in the archive. Restoring proves each member
before anything is written, and each table after.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import psycopg
from psycopg import sql

import telusur

from .installation import connection_parameters, is_embedded
from .postgres import binaries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files/"
KEYS, DEMO, LEDGER_KEY = "keys.json", "demo", "ledger.key"
FORMAT = 1
NOT_KEPT = "--no-unlogged-table-data"  # what is thrown away at midnight stands in no copy either
PIECE = 1024 * 1024

# Tables that even an empty installation fills: what Django keeps of the code, and the national office with its acts.
OF_AN_EMPTY_ONE = ("auth_permission", "django_", "ledger_", "offices_", "procrastinate_", "telusur_cache", "law_")


class BackupFailed(RuntimeError):
    """The archive cannot be made or restored; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class Table:
    """What proves a table: how many rows, and a digest that depends on every row and on no order."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Member:
    size: int
    sha256: str


def back_up(archive: Path, *, files: Path, var: Path, ledger_key: Path, at: datetime) -> dict[str, int]:
    """Write the archive. Returns how many tables, rows and files it holds, and how many bytes. Raises: BackupFailed."""
    if archive.exists():
        raise BackupFailed(f"{archive} sudah ada; cadangan tidak pernah menimpa berkas.")
    draft = archive.with_name(archive.name + ".part")
    dump = archive.with_name(archive.name + ".dump")
    try:
        with snapshot() as (connection, name):
            tables = table_digests(connection)
            _run(["pg_dump", "--format=custom", "--compress=gzip:1", NOT_KEPT, f"--snapshot={name}", f"--file={dump}"])
        members = [(DUMP, dump)]
        members += [(path.name, path) for path in (var / KEYS, var / DEMO) if path.exists()]
        members += [(LEDGER_KEY, ledger_key)] if ledger_key.exists() else []
        members += [(FILES + path.relative_to(files).as_posix(), path) for path in _files_under(files)]
        with tarfile.open(draft, "w") as tar:
            proofs = {name: _add(tar, name, path) for name, path in members}
            _add_manifest(tar, tables, proofs, at=at)
        draft.rename(archive)
    finally:
        for left in (draft, dump):
            left.unlink(missing_ok=True)
    rows = sum(table.rows for table in tables.values())
    count = sum(name.startswith(FILES) for name in proofs)
    return {"tables": len(tables), "rows": rows, "files": count, "bytes": archive.stat().st_size}


def restore(archive: Path, *, files: Path, var: Path, ledger_key: Path) -> dict[str, int]:
    """Fill an empty installation from the archive. Returns how many tables, rows and files came back.

    Raises: BackupFailed. An archive that is damaged, or an installation that is not empty, changes nothing; when the
    database refuses the dump, the database is left empty.
    """
    tables, members = prove(archive)
    with psycopg.connect(**connection_parameters(), autocommit=True) as connection:
        occupied = _occupied(connection) or ([str(files)] if any(_files_under(files)) else [])
        if occupied:
            raise BackupFailed(
                f"Instalasi ini tidak kosong ({', '.join(occupied[:5])}). Cadangan hanya dipulihkan ke instalasi "
                "kosong: sebut folder data baru dengan TELUSUR_VAR, atau basis data baru dengan DATABASE_URL."
            )
        staging = var / "restore.new"
        shutil.rmtree(staging, ignore_errors=True)
        try:
            with tarfile.open(archive) as tar:
                for name in members:
                    _extract(tar, name, staging / name)
            _replace_database(connection, staging / DUMP)
            wrong = [name for name, table in table_digests(connection).items() if tables.get(name) != table]
            if wrong or len(tables) != len(table_digests(connection)):
                _empty(connection)
                raise BackupFailed(f"Tabel yang dipulihkan berbeda dari cadangannya: {', '.join(wrong)}.")
            _put_in_place(staging, files=files, var=var, ledger_key=ledger_key)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    count = sum(name.startswith(FILES) for name in members)
    return {"tables": len(tables), "rows": sum(table.rows for table in tables.values()), "files": count}


def prove(archive: Path) -> tuple[dict[str, Table], dict[str, Member]]:
    """Return the tables and members that the manifest promises, each member proven. Raises: BackupFailed."""
    found: dict[str, Member] = {}
    manifest = None
    try:
        with tarfile.open(archive) as tar:
            for each in tar:
                content = tar.extractfile(each)
                if content is None:
                    raise BackupFailed(f"{archive} memuat {each.name}, yang bukan berkas biasa.")
                if each.name == MANIFEST:
                    manifest = json.load(content)
                else:
                    found[each.name] = _digest(content)
    except (tarfile.TarError, OSError, ValueError) as error:
        raise BackupFailed(f"{archive} tidak terbaca sebagai cadangan Telusur: {error}.") from error
    if manifest is None or manifest.get("format") != FORMAT:
        raise BackupFailed(f"{archive} tidak terbaca sebagai cadangan Telusur: daftar isinya tidak ada.")
    try:
        promised = {name: Member(**proof) for name, proof in manifest["members"].items()}
        tables = {name: Table(**proof) for name, proof in manifest["tables"].items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise BackupFailed(f"{archive} tidak terbaca sebagai cadangan Telusur: daftar isinya rusak.") from error
    if promised != found:
        wrong = sorted(name for name in {*promised, *found} if promised.get(name) != found.get(name))
        raise BackupFailed(f"{archive} rusak: {', '.join(wrong[:5])} tidak sama dengan daftar isinya.")
    return tables, promised


@contextmanager
def snapshot() -> Iterator[tuple[psycopg.Connection[tuple[object, ...]], str]]:
    """Hold one view of the database, and name it so that pg_dump sees the same."""
    with psycopg.connect(**connection_parameters()) as connection:
        connection.execute("set transaction isolation level repeatable read read only")
        ((name,),) = connection.execute("select pg_export_snapshot()").fetchall()
        yield connection, str(name)


def table_digests(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, Table]:
    """Return what proves each table of the database, by name."""
    connection.execute("set timezone to 'UTC'")
    names = connection.execute(
        "select relname from pg_class join pg_namespace space on space.oid = relnamespace "
        "where nspname = 'public' and relkind in ('r', 'p') and relpersistence = 'p' order by 1"
    ).fetchall()
    found = {}
    for (name,) in names:
        # The digests of the rows, added up: the order does not matter, and no row can be lost or doubled unseen.
        query = sql.SQL(
            "select count(*), coalesce(sum(('x' || encode(substr(sha256(convert_to(row::text, 'UTF8')), 1, 7), 'hex'))"
            "::bit(56)::bigint), 0)::text from {} row"
        ).format(sql.Identifier(str(name)))
        ((rows, digest),) = connection.execute(query).fetchall()
        found[str(name)] = Table(rows=int(str(rows)), digest=str(digest))
    return found


def _occupied(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    tables = table_digests(connection)
    offices = tables.get("offices_office", Table(0, "")).rows
    full = [name for name, table in tables.items() if table.rows and not name.startswith(OF_AN_EMPTY_ONE)]
    return full + (["offices_office"] if offices > 1 else [])


def _empty(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    connection.execute("drop schema public cascade")
    connection.execute("create schema public")


def _replace_database(connection: psycopg.Connection[tuple[object, ...]], dump: Path) -> None:
    _empty(connection)
    database = connection.info.dbname
    _run(["pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", f"--dbname={database}", str(dump)])
    connection.execute("analyze")


def _run(command: list[str]) -> None:
    """Run a client program of PostgreSQL on this installation's database. Raises: BackupFailed."""
    words = connection_parameters()
    names = {"dbname": "PGDATABASE", "sslrootcert": "PGSSLROOTCERT"}
    environment = {names.get(name, f"PG{name.upper()}"): str(value) for name, value in words.items() if value}
    inside = str(binaries() / command[0])
    program = inside if is_embedded() else shutil.which(command[0]) or inside  # the wheel's clients know no TLS
    ended = subprocess.run(
        [program, *command[1:]], check=False, capture_output=True, text=True, env={**os.environ, **environment}
    )
    if ended.returncode != 0:
        raise BackupFailed(f"{command[0]} gagal: {ended.stderr.strip()}")


def _files_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def _digest(content: IO[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    while piece := content.read(PIECE):
        digest.update(piece)
        size += len(piece)
    return Member(size=size, sha256=digest.hexdigest())


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Member:
    with path.open("rb") as content:
        proof = _digest(content)
        content.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = proof.size, 0o600, int(path.stat().st_mtime)
        tar.addfile(entry, content)
    return proof


def _add_manifest(tar: tarfile.TarFile, tables: dict[str, Table], proofs: dict[str, Member], *, at: datetime) -> None:
    manifest = {
        "format": FORMAT,
        "telusur": telusur.__version__,
        "made_at": at.isoformat(),
        "tables": {name: asdict(table) for name, table in tables.items()},
        "members": {name: asdict(proof) for name, proof in proofs.items()},
    }
    content = json.dumps(manifest, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mode, entry.mtime = len(content), 0o600, int(at.timestamp())
    tar.addfile(entry, io.BytesIO(content))


def _extract(tar: tarfile.TarFile, name: str, target: Path) -> None:
    """Write one member, whose name the manifest promised, below the staging folder."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise BackupFailed(f"Cadangan memuat nama yang keluar dari foldernya: {name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    content = tar.extractfile(name)
    if content is None:
        raise BackupFailed(f"Cadangan tidak memuat {name}.")
    with content, target.open("wb") as file:
        shutil.copyfileobj(content, file, PIECE)


def _put_in_place(staging: Path, *, files: Path, var: Path, ledger_key: Path) -> None:
    if (staging / FILES).exists():
        shutil.rmtree(files, ignore_errors=True)
        shutil.move(staging / FILES, files)
    for name, target in ((KEYS, var / KEYS), (DEMO, var / DEMO), (LEDGER_KEY, ledger_key)):
        if (staging / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(staging / name, target)
            target.chmod(0o600)
