"""`telusur results`: import, checks, totals, replay, the people who serve and what they hand in."""

from .appointing import appoint
from .devices import device
from .results import results

results.add_command(device)
results.add_command(appoint)
COMMANDS = [results]
