"""The short way to an empty installation ends where Django's own way does."""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest
from django.db.migrations.state import ProjectState

from telusur.config.first_migration import quick_states
from telusur.config.keeper import holding
from telusur.config.postgres import binaries

from .installations import Installation


def schema(server, database: str) -> list[str]:
    """Return the statements that would make a database, without the mark that pg_dump draws anew each time."""
    words = [str(binaries() / "pg_dump"), "--schema-only", "-h", str(server.sockets), "-U", "postgres", database]
    dumped = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return [line for line in dumped.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


@pytest.mark.processes
def test_the_first_migration_makes_the_very_schema_that_djangos_own_makes(tmp_path, copied):
    installation = copied(tmp_path / "quick")
    with holding(installation.var) as server:
        with psycopg.connect(
            host=str(server.sockets), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("create database djangos")
        there = Installation(tmp_path, DATABASE_URL=f"postgresql://postgres@/djangos?host={server.sockets}")
        words = ["-m", "django", "migrate", "--verbosity", "0", "--settings", "telusur.config.settings"]
        subprocess.run([sys.executable, *words], env=there.environment, check=True, cwd="/")
        quick, djangos = schema(server, "telusur"), schema(server, "djangos")
    assert len(quick) > 1000
    assert quick == djangos


def test_afterwards_django_goes_its_own_way_again():
    djangos = ProjectState.add_model
    with pytest.raises(RuntimeError), quick_states():
        assert ProjectState.add_model is not djangos
        raise RuntimeError
    assert ProjectState.add_model is djangos
