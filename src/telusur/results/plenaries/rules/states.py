"""Where a plenary stands, what is done there, and by whom. The moves between them: `rules/data/transitions.toml`."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How far a plenary has come. From PUBLISHED on its D form is a result; before that, it is work."""

    READING = "reading"
    PROOFED = "proofed"
    FINAL = "final"
    SIGNED = "signed"
    SCANNED = "scanned"
    PUBLISHED = "published"
    DETERMINED = "determined"
    DISPUTED = "disputed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"


class Act(StrEnum):
    """What is done at a plenary, and about its result afterwards."""

    OPEN = "open"
    READ = "read"
    CORRECT = "correct"
    OBJECT = "object"
    ANSWER = "answer"
    PRINT_PROOF = "print_proof"
    PRINT_FINAL = "print_final"
    RETURN = "return"
    SIGN = "sign"
    CLOSE_SIGNING = "close_signing"
    UPLOAD_SCAN = "upload_scan"
    PUBLISH = "publish"
    DETERMINE = "determine"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    OVERTURN = "overturn"


class Party(StrEnum):
    """In which part somebody acts. COMMITTEE: who holds this very plenary: PPK, PPLN, or the KPU of its place."""

    COMMITTEE = "committee"
    WITNESS = "witness"
    SUPERVISOR = "supervisor"


class Answer(StrEnum):
    """What became of an objection. CARRIED: written into the form of special events, for the next plenary above."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CARRIED = "carried"


class Seat(StrEnum):
    """Whose signature a D form asks for."""

    MEMBER = "member"
    WITNESS = "witness"


class PaperKind(StrEnum):
    """A print of the D form. PUBLIC: the final as the public gets it, with small units folded."""

    PROOF = "proof"
    FINAL = "final"
    SCAN = "scan"
    PUBLIC = "public"


REPEATABLE = (State.PUBLISHED, State.UPHELD, State.OVERTURNED)  # from these a ruling or decision orders a repetition
CHALLENGED = (State.DISPUTED, State.UPHELD, State.OVERTURNED)  # before the Constitutional Court, or ruled on by it
RESULTS = (State.PUBLISHED, State.DETERMINED, *CHALLENGED)
