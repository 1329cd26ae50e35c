"""What a script may do: one row for each legal act, named as its service is, with the fields it takes.

To teach the simulation an act of another service, add a row where the acts of its room stand: the kind of thing it acts
on, the service, the fields with what reads them. `kind` is the word by which deadlines, letters and the ledger call the
thing; MODELS says where such a thing is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import closing_acts, determination_acts, dispute_acts, exclusion_acts, objection_acts, privacy_acts, request_acts
from .determination_acts import DETERMINATION, OPENED
from .dispute_acts import DISPUTE
from .doing import REQUEST
from .exclusion_acts import TEST
from .objection_acts import OBJECTION
from .privacy_acts import BREACH, OWN_DATA

if TYPE_CHECKING:
    from .doing import Doing

ACTS: dict[str, Doing] = {
    **request_acts.ACTS,
    **closing_acts.ACTS,
    **exclusion_acts.ACTS,
    **determination_acts.ACTS,
    **objection_acts.ACTS,
    **privacy_acts.ACTS,
    **dispute_acts.ACTS,
}
MODELS = {
    REQUEST: ("requests", "InformationRequest"),
    TEST: ("information", "ConsequenceTest"),
    DETERMINATION: ("information", "Determination"),
    OPENED: ("information", "InformationItem"),
    OBJECTION: ("requests", "Objection"),
    OWN_DATA: ("privacy", "OwnDataCase"),
    BREACH: ("privacy", "Breach"),
    DISPUTE: ("requests", "Dispute"),
}
