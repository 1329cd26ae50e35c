from .councils import Basis, Council
from .determinations import Determination, Seat
from .settling import Correction, CourtPaper, TieDecision

__all__ = ["Basis", "Correction", "Council", "CourtPaper", "Determination", "Seat", "TieDecision"]
