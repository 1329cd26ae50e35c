"""One installation: its data folder with keys, database, files; made ready before a command does its work."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import psycopg

from . import environment
from .keeper import holding, locked
from .postgres import ServerFailed
from .unprivileged import Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

# What must outlive the process and must never change by itself. The environment overrides the file.
KEYS = ("TELUSUR_SECRET_KEY", "TELUSUR_PERSONAL_DATA_KEY")


def is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def adopt(var: Path) -> None:
    """Put what `var` remembers into the environment, before the settings are read: its keys, and that it is a demo.

    An embedded installation makes its keys once, so that a restart keeps sessions and personal data readable. With
    DATABASE_URL they come from the environment alone.
    """
    os.umask(0o077)
    if is_marked_as_demo(var):
        os.environ.setdefault("TELUSUR_DEMO", "1")
    if not is_embedded():
        return
    try:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(var, "keys.lock"):
            kept = _make_missing_keys(var)
    except PermissionError as error:
        raise click.ClickException(
            f"Folder data {var} tidak dapat ditulis ({error.filename}). Sebut folder lain dengan TELUSUR_VAR."
        ) from error
    for name, value in kept.items():
        os.environ.setdefault(name, value)


def is_marked_as_demo(var: Path) -> bool:
    return (var / "demo").exists()


def become_demo(var: Path) -> None:
    """Mark this installation as a demo, for good. Raises: ClickException where people were entered already."""
    from django.apps import apps  # noqa: PLC0415 the settings are read by now

    if apps.get_model("accounts", "User").objects.exists():
        raise click.ClickException(
            f"Folder data {var} berisi instalasi yang bukan peragaan. Sebut folder lain dengan TELUSUR_VAR."
        )
    (var / "demo").write_text("Instalasi ini peragaan: akun dan datanya rekaan.\n")


# What a demo began anew leaves behind it; the rest of the folder (locks, static files) is made from code.
_OF_THE_DEMO = ("postgres", "files", "hasil", "ledger.key", "demo")


def begin_anew(var: Path) -> None:
    """Delete a demo's database, files and ledger key. Raises: ClickException where this is no embedded demo."""
    if not is_embedded():
        raise click.ClickException("Basis data dari DATABASE_URL tidak dikosongkan oleh perintah ini.")
    if (var / "postgres").exists() and not is_marked_as_demo(var):
        raise click.ClickException(f"Folder data {var} bukan peragaan; tidak ada yang dihapus.")
    for name in _OF_THE_DEMO:
        path = var / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def kept_keys(var: Path) -> dict[str, str]:
    """Return the keys that the data folder keeps itself, by the variable that would override them."""
    path = var / "keys.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return kept


def _make_missing_keys(var: Path) -> dict[str, str]:
    path, kept = var / "keys.json", kept_keys(var)
    missing = [name for name in KEYS if name not in kept and name not in os.environ]
    if missing:
        kept |= {name: secrets.token_urlsafe(48) for name in missing}
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(kept, indent=2))
        draft.chmod(0o600)
        draft.replace(path)
    return kept


@contextmanager
def ready(*, migrating: bool = False) -> Iterator[None]:
    """Have the database there and up to date. Embedded: start it and migrate. Else only look, unless `migrating`."""
    var = environment.data_folder()
    if not is_embedded():
        _bring_up_to_date(var, allowed=migrating)
        yield
        return
    try:
        with holding(var):
            _bring_up_to_date(var, allowed=True)
            try:
                yield
            finally:
                close_connections()
    except (ServerFailed, Unreachable) as error:
        raise click.ClickException(str(error)) from error


def close_connections() -> None:
    from django.db import connections  # noqa: PLC0415 the settings are read by now

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _bring_up_to_date(var: Path, *, allowed: bool) -> None:
    try:
        pending = pending_migrations()
    except psycopg.OperationalError as error:
        raise click.ClickException(f"Basis data tidak dapat dihubungi: {str(error).strip()}") from error
    if pending and not allowed:
        raise click.ClickException(
            f"Basis data belum mutakhir: {len(pending)} migrasi belum dijalankan (pertama: {pending[0]}). "
            "Jalankan `telusur migrate`."
        )
    if not allowed:
        return
    with locked(var, "migrate.lock"):
        if pending_migrations():
            migrate()


def migrate() -> None:
    """Apply every migration, then see to what even an empty installation must hold."""
    from django.core.management import call_command  # noqa: PLC0415 the settings are read by now
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from .basics import ensure_basics  # noqa: PLC0415
    from .first_migration import quick_states  # noqa: PLC0415

    with nullcontext() if MigrationRecorder(connection).applied_migrations() else quick_states():
        call_command("migrate", interactive=False, verbosity=0)
    ensure_basics(at=timezone.now())


def pending_migrations() -> list[str]:
    """Return the migrations that stand in the code and not in the database. Makes the embedded database if missing."""
    from django.apps import apps  # noqa: PLC0415 the settings are read by now

    with _connected() as connection:
        known = connection.execute("select to_regclass('django_migrations')").fetchone()
        applied = set()
        if known and known[0]:
            applied = set(connection.execute("select app, name from django_migrations").fetchall())
    return [
        f"{app.label}.{path.stem}"
        for app in apps.get_app_configs()
        for path in sorted((Path(app.path) / "migrations").glob("*.py"))
        if path.stem != "__init__" and (app.label, path.stem) not in applied
    ]


_OF_DJANGO = {"context", "cursor_factory", "client_encoding", "prepare_threshold", "pool"}


def connection_parameters() -> dict[str, Any]:
    """Return what psycopg needs to connect beside Django."""
    from django.db import connection  # noqa: PLC0415 the settings are read by now

    words = connection.get_connection_params()
    return {name: value for name, value in words.items() if name not in _OF_DJANGO}


@contextmanager
def _connected() -> Iterator[psycopg.Connection[tuple[str, ...]]]:
    words = connection_parameters()
    if is_embedded():
        with psycopg.connect(**{**words, "dbname": "postgres"}, autocommit=True) as server:
            exists = server.execute("select 1 from pg_database where datname = %s", [words["dbname"]]).fetchone()
            if not exists:
                with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                    server.execute("create database telusur")  # another command may be quicker
    with psycopg.connect(**words, autocommit=True) as connection:
        yield connection
