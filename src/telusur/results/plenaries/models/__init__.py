from .comparing import Compared
from .papers import Paper, Signature
from .plenaries import Correction, Line, Objection, Plenary
from .results import Determination

__all__ = ["Compared", "Correction", "Determination", "Line", "Objection", "Paper", "Plenary", "Signature"]
