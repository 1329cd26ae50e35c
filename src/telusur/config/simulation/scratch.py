"""A place to play in: an installation of its own in a temporary folder, with its own embedded database, keys and files.

The office's database is never opened, whether it is the embedded one or that of DATABASE_URL: the simulation runs as a
process of its own that knows neither.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

MARK = "TELUSUR_SCRATCH"
# What would lead the process back to the office: its database, its data folder, its keys.
OFFICES_OWN = frozenset(
    {
        "DATABASE_URL",
        "TELUSUR_DEMO",
        "TELUSUR_LEDGER_KEY",
        "TELUSUR_LEDGER_RETIRED_KEYS",
        "TELUSUR_PERSONAL_DATA_KEY",
        "TELUSUR_SECRET_KEY",
        "TELUSUR_SERVING",
        "TELUSUR_VAR",
    }
)


def is_here() -> bool:
    """Return whether this process runs in a scratch installation already."""
    return os.environ.get(MARK) == "1"


def run_there(words: list[str]) -> int:
    """Run the same command in a fresh scratch installation, delete it afterwards, and return the exit status."""
    with tempfile.TemporaryDirectory(prefix="telusur-simulasi-") as folder:
        kept = {name: value for name, value in os.environ.items() if name not in OFFICES_OWN}
        environment = {**kept, MARK: "1", "TELUSUR_VAR": folder}
        return subprocess.run([sys.executable, "-m", "telusur.config", *words], env=environment, check=False).returncode
