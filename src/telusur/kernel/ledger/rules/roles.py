"""The database role under which a real installation serves: it owns nothing and cannot rewrite the ledger."""

from __future__ import annotations

import re

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SQL = """\
-- Dijalankan satu kali oleh pemilik basis data; ulangi sesudah setiap `telusur migrate`.
do $$ begin
    if not exists (select from pg_roles where rolname = '{name}') then create role {name} login; end if;
end $$;
grant usage on schema public to {name};
grant select, insert, update, delete on all tables in schema public to {name};
grant usage, select on all sequences in schema public to {name};
revoke insert, update, delete, truncate on ledger_act, ledger_head, ledger_origin, ledger_checkpoint from {name};
grant insert on ledger_origin, ledger_checkpoint to {name};
grant execute on function ledger_append, ledger_append_all to {name};
"""


class NotAName(ValueError):
    """A role name that would need quoting."""


def role_sql(name: str) -> str:
    """Return the SQL that makes, or brings up to date, the role `name`. Raises: NotAName."""
    if not _NAME.fullmatch(name):
        raise NotAName(name)
    return _SQL.format(name=name)
