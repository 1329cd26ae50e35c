"""How root runs PostgreSQL, which refuses to run as root: as somebody else who can reach the data and the program.

No permission outside the data folder is changed and no account is made. Tried in this order:

1. an existing account, when it can reach both folders: the owner of the data folder, else `nobody`;
2. a user namespace in which the server is not root (a checkout under root's 0700 home);
3. `nobody` who may pass folders closed to others (a container that allows no namespaces).
"""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOBODY = "nobody"


class Unreachable(RuntimeError):
    """Root found no account that reaches the data folder and the server's program."""


@dataclass(frozen=True)
class Runner:
    """A way to run a program: words put before it, arguments for `Popen`, and who owns what it writes."""

    prefix: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    owner: tuple[int, int] | None = None

    def reaches(self, folder: Path, program: Path) -> bool:
        """Return whether a program run this way can enter `folder` and start `program`."""
        probe = [*self.prefix, "/bin/sh", "-c", 'cd "$0" && exec "$1" --version', str(folder), str(program)]
        try:
            ended = subprocess.run(probe, check=False, capture_output=True, cwd="/", timeout=20, **self.options)
        except OSError:
            return False
        return ended.returncode == 0

    def give(self, folder: Path) -> None:
        """Make everything under `folder` belong to this runner's owner, where it does not yet."""
        if self.owner is None or (folder.stat().st_uid, folder.stat().st_gid) == self.owner:
            return
        for base, _, files in os.walk(folder, topdown=False):
            for name in files:
                os.chown(os.path.join(base, name), *self.owner, follow_symlinks=False)  # noqa: PTH118 many files
            os.chown(base, *self.owner)


def runner_for(data: Path, program: Path) -> Runner:
    """Return how this user runs the server whose data stand (or will stand) in `data`. Raises: Unreachable."""
    if os.geteuid() != 0:
        return Runner()
    var = data.parent
    if not var.stat().st_mode & 0o001:
        var.chmod(var.stat().st_mode | 0o011)  # others may pass, not list: the server's own folder lies inside
    for runner in _candidates(data):
        if runner.reaches(var, program):
            return runner
    raise Unreachable(
        f"root tidak boleh menjalankan PostgreSQL, dan tidak ada akun lain yang dapat mencapai {var} dan {program}. "
        "Jalankan sebagai pengguna biasa, atau taruh checkout dan TELUSUR_VAR di tempat yang terbuka, misalnya /srv."
    )


def _candidates(data: Path) -> Iterator[Runner]:
    owners = [folder.stat().st_uid for folder in (data, data.parent) if folder.exists()]
    nobody = pwd.getpwnam(NOBODY)
    for uid in [*(uid for uid in owners if uid), nobody.pw_uid]:
        try:
            account = pwd.getpwuid(uid)  # initdb asks for the name of its user
        except KeyError:
            continue
        ids = (account.pw_uid, account.pw_gid)
        yield Runner(options={"user": ids[0], "group": ids[1], "extra_groups": []}, owner=ids)
    inside = (f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
    yield Runner(prefix=("unshare", "--user", *inside), owner=(0, os.getegid()))
    able = "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--pdeathsig=INT"
    account_words = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    yield Runner(prefix=("setpriv", *account_words, *able), owner=(nobody.pw_uid, nobody.pw_gid))
