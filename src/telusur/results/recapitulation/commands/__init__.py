"""`telusur results`: import, checks, totals, replay, the people who serve and what they hand in, rehearsals."""

from .appointing import appoint
from .devices import device
from .ending import end_duties
from .intake import intake
from .rehearse import rehearse
from .results import results

results.add_command(device)
results.add_command(appoint)
results.add_command(end_duties)
results.add_command(intake)
results.add_command(rehearse)
COMMANDS = [results]
