"""`telusur results`: import, checks, totals, replay."""

from .results import results

COMMANDS = [results]
