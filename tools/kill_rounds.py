"""Kills web server, worker or database of an installation again and again while forms are sent and typed, and says
whether everything acknowledged is still there, once. Prints one line of JSON; fails where something is not.

    python tools/kill_rounds.py --rounds 100
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
from pathlib import Path

from telusur.config.tests.installations import Installation
from telusur.config.tests.kills import NAMED, Ground

PORT = 18700


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=2024)
    chosen = asked.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 no secret
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what it started must not outlive it
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder) / "var")
        installation.run("migrate")
        ground = Ground(installation, PORT, seed=chosen.seed)
        try:
            for number in range(1, chosen.rounds + 1):
                kind = chance.choice(sorted(NAMED))
                ground.round(kind)
                print(f"{number}: {kind}, {ground.recovery[-1][1]:.2f} s", file=sys.stderr)
            told = ground.end()
        finally:
            ground.leave()
    print(json.dumps({"kill_rounds": chosen.seed, **told}))
    sys.exit(1 if told["faults"] or not told["log_whole"] else 0)


if __name__ == "__main__":
    main()
