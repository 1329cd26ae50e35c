"""What every test of the repository stands on."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from telusur.config.first_migration import quick_states
from telusur.kernel.accounts import throttles

# No trigger refuses and no order of tables matters, but to triggers that are to fire always: they are put to sleep for
# as long as their table is emptied. What the code itself fills, and no test changes, stays.
_EMPTY = """
do $$
declare
    used regclass;
    awake text[];
begin
    perform set_config('session_replication_role', 'replica', true);
    for used in
        select oid from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0
        and relname not in ('django_migrations', 'django_content_type', 'auth_permission')
    loop
        select array_agg(tgname) into awake from pg_trigger where tgrelid = used and tgenabled = 'A';
        if awake is null then
            execute format('delete from %s', used);
            continue;
        end if;
        for each in 1..cardinality(awake) loop
            execute format('alter table %s disable trigger %I', used, awake[each]);
        end loop;
        execute format('delete from %s', used);
        for each in 1..cardinality(awake) loop
            execute format('alter table %s enable always trigger %I', used, awake[each]);
        end loop;
    end loop;
end $$
"""


@pytest.fixture(scope="session")
def _from_nothing():
    with ExitStack() as opened:
        opened.enter_context(quick_states())
        yield opened


@pytest.fixture(scope="session")
def django_db_setup(_from_nothing, django_db_setup):
    """Make the database as an installation makes its own; and let tests that commit (transaction=True, live_server)
    empty just what was used. Django's own TRUNCATE of every table, whose absence of rows it then fills again, takes
    several times as long, is refused by append-only tables, and knows no table that Django does not manage."""
    _from_nothing.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: _empty())
        yield


def _empty() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_EMPTY)


@pytest.fixture(autouse=True)
def _nothing_read_yet():
    """Let no test be stopped for what the tests before it have read."""
    throttles.NEAR.clear()


@pytest.fixture(scope="session")
def recapitulation_data() -> Path:
    """Return the folder of real results, which is no part of the repository: RECAPITULATION_DATA, else beside it."""
    beside = Path(__file__).parent.parent / "shared" / "data" / "recapitulation"
    folder = Path(os.environ.get("RECAPITULATION_DATA") or beside)
    if not (folder / "dpr2024_dapil_suara.csv").exists():
        pytest.skip("the real results are not here: set RECAPITULATION_DATA to their folder")
    return folder
