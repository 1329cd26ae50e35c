"""How long `telusur demo` takes, phase by phase, the first time and the second. Prints one JSON line a start.

The floor of a start is what the programs under it need: initdb and the start of PostgreSQL, and the bare import of
the application by one process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from telusur.config.keeper import holding

PORT = 18800
MARKS = {"Telusur siap": "ready", "Telusur berhenti": "stopped"}


def start(var: str, name: str, floor: dict[str, float]) -> None:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "telusur.config", "demo", "--port", str(PORT)],
        env={**os.environ, "TELUSUR_VAR": var, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    phases: dict[str, float] = {}
    for line in process.stdout:
        now, text = round(time.monotonic() - began, 2), line.strip()
        if ": " in text and "ready" not in phases:
            phases.setdefault(text.partition(":")[0], now)  # a step of the demo says what it begins
        for mark, phase in MARKS.items():
            if mark in text:
                phases[phase] = now
        if "Telusur siap" in text:
            asked = time.monotonic()
            process.send_signal(signal.SIGINT)
    process.wait()
    print(
        json.dumps(
            {
                "benchmark": "demo_phases",
                "start": name,
                "seconds_until_ready": phases["ready"],
                "seconds_to_stop": round(time.monotonic() - asked, 2),
                "begins_at": {phase: at for phase, at in phases.items() if phase not in MARKS.values()},
                "floor_seconds": floor,
            },
            ensure_ascii=False,
        ),
        flush=True,
    )


def floors(var: Path) -> dict[str, float]:
    """Return the seconds that a new database, a known database, and the import of the application take alone."""
    found = {}
    for name in ("new_database", "known_database"):
        began = time.monotonic()
        with holding(var):
            found[name] = round(time.monotonic() - began, 2)
    began = time.monotonic()
    setting = {**os.environ, "TELUSUR_VAR": str(var), "DJANGO_SETTINGS_MODULE": "telusur.config.settings"}
    words = "import django; django.setup(); import telusur.config.urls"
    subprocess.run([sys.executable, "-c", words], check=True, env=setting)
    found["import_of_the_application"] = round(time.monotonic() - began, 2)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        floor = floors(Path(folder, "floor"))
        for name in ("first", "second"):
            start(f"{folder}/var", name, floor)


if __name__ == "__main__":
    main()
