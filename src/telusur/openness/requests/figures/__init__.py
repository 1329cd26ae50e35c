"""The numbers of this room, each defined once; importing them defines them."""

from . import cases, refusals, objections, disputes, courts, scans  # isort: skip  the order in which they are shown

__all__ = ["cases", "courts", "disputes", "objections", "refusals", "scans"]
