"""`telusur documents` and `telusur bundle`."""

from .bundles import bundle
from .files import documents

COMMANDS = [documents, bundle]
