"""How many anonymous requests a second the public pages answer, with the load generator on the same cores.

The floor is the same server giving an empty page's worth of fixed bytes, without Django or this software.
Needs `wrk`. Prints one JSON line a page.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECTIONS, SECONDS, PORT, FLOOR_PORT = 32, 8, 18400, 18600
PAGES = ("/kota-serang/", "/kota-serang/informasi/", "/")
DUE = """
select count(*) from procrastinate_jobs
where status = 'doing' or (status = 'todo' and coalesce(scheduled_at, now()) <= now())
"""
FLOOR = """
BODY = b"x" * 8192
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]
"""


def load(address: str) -> dict[str, float]:
    """Return requests a second, the slowest hundredth in milliseconds, and the generator's share of all cores."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", address]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    after, took = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if "Non-2xx" in said:
        raise SystemExit(f"{address} answered with errors:\n{said}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return {
        "requests_per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        "p99_ms": round(float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit], 2),
        "generator_cpu_share": round(spent / took / os.cpu_count(), 3),
    }


def wait_for(address: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).read()  # noqa: S310 an address of this machine
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def wait_for_the_worker(data: Path) -> None:
    """Return when no job is due: each paper that the worker reads changes the pages of its office."""
    from telusur.config import installation  # noqa: PLC0415 the data folder must be known first

    os.environ |= {"TELUSUR_VAR": str(data), "DJANGO_SETTINGS_MODULE": "telusur.config.settings"}
    installation.adopt(data)
    with psycopg.connect(**installation.connection_parameters()) as connection:
        while connection.execute(DUE).fetchone()[0]:
            connection.rollback()
            time.sleep(0.5)


@contextmanager
def running(command: list[str], address: str, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(address)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def main() -> None:
    if not shutil.which("wrk"):
        print(json.dumps({"benchmark": "public_pages", "skipped": "wrk is not installed"}))
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "floor.py").write_text(FLOOR)
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"]
        floor = [*granian, "--no-ws", "--port", str(FLOOR_PORT), "--log-level", "error", "floor:application"]
        with running(floor, f"http://127.0.0.1:{FLOOR_PORT}/", PYTHONPATH=folder):
            empty = load(f"http://127.0.0.1:{FLOOR_PORT}/")
        demo = [sys.executable, "-m", "telusur.config", "demo", "--port", str(PORT)]
        with running(demo, f"http://127.0.0.1:{PORT}/sehat", TELUSUR_VAR=f"{folder}/var"):
            for page, worker in [(PAGES[0], "reads the demo's papers"), *((page, "idle") for page in PAGES)]:
                if worker == "idle":
                    wait_for_the_worker(Path(folder, "var"))
                found = load(f"http://127.0.0.1:{PORT}{page}")
                print(
                    json.dumps(
                        {
                            "benchmark": "public_pages",
                            "page": page,
                            "worker": worker,
                            **found,
                            "floor_requests_per_second": empty["requests_per_second"],
                            "of_the_floor": round(found["requests_per_second"] / empty["requests_per_second"], 3),
                            "connections": CONNECTIONS,
                            "cores": os.cpu_count(),
                        }
                    ),
                    flush=True,
                )


if __name__ == "__main__":
    main()
