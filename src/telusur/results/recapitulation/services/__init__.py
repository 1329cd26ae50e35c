"""What is done with the numbers of polling stations. Every service writes events and one leaf of the log for each."""

from .importing import Imported, import_results
from .taking import Cause, Forms, Taken, take_forms

__all__ = ["Cause", "Forms", "Imported", "Taken", "import_results", "take_forms"]
