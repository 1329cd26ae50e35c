"""The web server's main process: imports the application once, then forks the workers that answer with it."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from importlib import import_module

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4  # of each worker; as many connections to the database
TARGET = "telusur.config.wsgi:application"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", required=True, type=int)
    parser.add_argument("--workers", required=True, type=int)
    chosen = parser.parse_args()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        for module in ("wsgi", "urls"):  # what the workers then find already imported
            import_module(f"telusur.config.{module}")
    server = Granian(
        TARGET,
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,  # else one dead worker ends the server
        workers_kill_timeout=10,
    )
    server.serve()


if __name__ == "__main__":
    main()
