from .alarms import AlarmsTold
from .challenges import Challenge
from .entries import Entry
from .forms import Device, Event, Receipt, Run
from .pictures import Picture

__all__ = ["AlarmsTold", "Challenge", "Device", "Entry", "Event", "Picture", "Receipt", "Run"]
