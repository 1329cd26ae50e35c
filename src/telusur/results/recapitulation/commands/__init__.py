"""`telusur results`: import, checks, totals, replay."""

from .devices import device
from .results import results

results.add_command(device)

COMMANDS = [results]
