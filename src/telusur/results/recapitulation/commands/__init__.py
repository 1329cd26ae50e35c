"""`telusur results`: import, checks, totals, replay, the people who serve and what they hand in."""

from .appointing import appoint
from .devices import device
from .intake import intake
from .results import results

results.add_command(device)
results.add_command(appoint)
results.add_command(intake)
COMMANDS = [results]
