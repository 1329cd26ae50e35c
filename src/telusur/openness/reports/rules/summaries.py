"""What the half-yearly summary of access tells: the figures the law names, each with the splits it is told by.

Law: UU 14/2008 Pasal 9 ayat (2) huruf d and Pasal 12: requests received, time needed, granted and refused, reasons.
"""

from __future__ import annotations

from typing import Final

SUMMARISED: Final = (
    "requests.received",
    "requests.applicants",
    "requests.answered",
    "requests.days_mean",
    "requests.days_median",
    "requests.days_longest",
    "requests.in_time",
    "requests.extended",
    "requests.kept_closed",
    "requests.objections",
    "requests.disputes",
)
# Splits that the public reads for half a year: none by an attribute of people, which stand for whole years only.
SPLITS: Final = {
    "requests.received": ("outcome", "channel"),
    "requests.kept_closed": ("letter",),
}
