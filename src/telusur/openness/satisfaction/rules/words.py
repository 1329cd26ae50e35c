"""The closed lists of the survey. Labels stand beside the models."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How an answer came in."""

    INVITATION = "invitation"
    KIOSK = "kiosk"
    QR = "qr"
    PAPER = "paper"


class Every(StrEnum):
    """How long one survey runs."""

    SEMESTER = "semester"
    YEAR = "year"


ATTRIBUTES = ("age", "sex", "education", "occupation")
INVITATION = "satisfaction_invitation"  # the kind of the notice
MOST_LETTERS = 1000  # of a comment
MOST_SHEETS = 500  # of one batch of paper
