"""`telusur territory` and `telusur election`."""

from .election import election
from .territory import territory

COMMANDS = [territory, election]
