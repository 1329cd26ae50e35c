"""When a deadline runs out: one pure function of rule version, calendar version and acts."""

from .counting import (
    Computation,
    Count,
    Stricter,
    compute,
    stricter_for_office,
    working_days_between,
    working_days_left,
)
from .periods import (
    Direction,
    JointLeave,
    OutOfHours,
    Period,
    Readings,
    StartEvent,
    Step,
    Track,
    Unit,
    count_for,
    period_of,
)
from .presentation import Plain, plain
from .stages import Proposal, Stage, propose, stage_of, standing

__all__ = [
    "Computation",
    "Count",
    "Direction",
    "JointLeave",
    "OutOfHours",
    "Period",
    "Plain",
    "Proposal",
    "Readings",
    "Stage",
    "StartEvent",
    "Step",
    "Stricter",
    "Track",
    "Unit",
    "compute",
    "count_for",
    "period_of",
    "plain",
    "propose",
    "stage_of",
    "standing",
    "stricter_for_office",
    "working_days_between",
    "working_days_left",
]
