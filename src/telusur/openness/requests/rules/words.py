"""The closed lists of this room: states, acts, outcomes and what a form may say. Labels stand beside the models."""

from __future__ import annotations

from enum import StrEnum

from telusur.kernel.clocks.rules import Track

__all__ = ["Track"]  # one word for both rooms; the rest is defined here


class State(StrEnum):
    """Where a request stands on the way of SOP 1."""

    SUBMITTED = "submitted"
    VERIFICATION = "verification"
    AWAITING_COMPLETION = "awaiting_completion"
    CLOSED_INCOMPLETE = "closed_incomplete"
    REGISTERED = "registered"
    ANSWERED_BY_DESK = "answered_by_desk"
    DISPOSED = "disposed"
    AWAITING_DATA = "awaiting_data"
    DATA_CHECKED = "data_checked"
    AWAITING_SIGNATURE = "awaiting_signature"
    NOTIFIED = "notified"
    DELIVERED = "delivered"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"
    FORWARDED = "forwarded"


CLOSED = frozenset({State.CLOSED_INCOMPLETE, State.FINISHED, State.WITHDRAWN, State.FORWARDED})
OPEN = frozenset(State) - CLOSED
ENDED_UNANSWERED = CLOSED - {State.FINISHED}  # where no notification was given before
# The clock of the written answer runs until the notification is out.
UNANSWERED = OPEN - {State.NOTIFIED, State.DELIVERED}
# The written notification is out, and what it says can be read.
ANSWERED = frozenset({State.NOTIFIED, State.DELIVERED, State.FINISHED})


class Act(StrEnum):
    """What may happen to a request; each is one row of the ledger."""

    REGISTER = "register"
    IMPORT = "import"
    BEGIN_CHECK = "begin_check"
    ACCEPT = "accept"
    ASK_COMPLETION = "ask_completion"
    COMPLETE = "complete"
    LAPSE_CHECK = "lapse_check"
    CLOSE_INCOMPLETE = "close_incomplete"
    DISPOSE = "dispose"
    TAKE_UP = "take_up"
    ANSWER_FROM_UNIT = "answer_from_unit"
    RETURN_TO_UNIT = "return_to_unit"
    ANSWER_AT_DESK = "answer_at_desk"
    GRANT = "grant"
    GRANT_PART = "grant_part"
    REFUSE = "refuse"
    DECLARE_NOT_HELD = "declare_not_held"
    DECLARE_NOT_DOCUMENTED = "declare_not_documented"
    AWAIT_TEST = "await_test"
    DISCLOSE = "disclose"
    RECONSIDER = "reconsider"
    SIGN = "sign"
    DELIVER = "deliver"
    FINISH = "finish"
    REOPEN = "reopen"
    RELEASE_TO_ALL = "release_to_all"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    FORWARD = "forward"
    CORRECT = "correct"
    CHOOSE_TRACK = "choose_track"
    MOVE_DEADLINE = "move_deadline"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    NOTE = "note"
    NOTE_FROM_APPLICANT = "note_from_applicant"
    RECOVER_SECRET = "recover_secret"  # noqa: S105 the name of an act
    JOIN_ACCOUNT = "join_account"
    OPEN_IDENTITY = "open_identity"
    PURGE_IDENTITY = "purge_identity"
    RECTIFY = "rectify"


class Party(StrEnum):
    """Who may do an act: a role held at the request's own office, or one of three who hold no appointment."""

    DESK = "desk"
    PPID = "ppid"
    LIAISON = "liaison"
    SUPERIOR = "superior"
    CONSIDERATION = "consideration"
    ADMINISTRATOR = "administrator"
    APPLICANT = "applicant"
    SYSTEM = "system"
    IMPORT = "import"


class Outcome(StrEnum):
    """How a request ended. Not held and not documented are no refusals under Pasal 17."""

    GRANTED_FULL = "granted_full"
    GRANTED_PART = "granted_part"
    REFUSED_EXEMPT = "refused_exempt"
    NOT_HELD = "not_held"
    NOT_DOCUMENTED = "not_documented"
    WITHDRAWN = "withdrawn"
    INCOMPLETE = "incomplete"


class Register(StrEnum):
    """The book that gave the number. It never changes afterwards, so no number is ever left out."""

    GENERAL = "general"
    ELECTION = "election"
    OBJECTION = "objection"
    DISPUTE = "dispute"


# The books of requests; objections and disputes have one of their own.
REQUEST_REGISTERS = (Register.GENERAL, Register.ELECTION)


class Channel(StrEnum):
    WALK_IN = "walk_in"
    E_PPID = "e_ppid"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    FAX = "fax"
    WHATSAPP = "whatsapp"


class ApplicantType(StrEnum):
    PERSON = "person"
    GROUP = "group"
    LEGAL_ENTITY = "legal_entity"
    PROXY = "proxy"


class IdentityKind(StrEnum):
    NIK = "nik"
    DRIVING_LICENCE = "driving_licence"
    PASSPORT = "passport"
    ENTITY_NUMBER = "entity_number"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Occupation(StrEnum):
    STUDENT = "student"
    CIVIL_SERVANT = "civil_servant"
    MILITARY_POLICE = "military_police"
    PRIVATE_EMPLOYEE = "private_employee"
    SELF_EMPLOYED = "self_employed"
    JOURNALIST = "journalist"
    LECTURER = "lecturer"
    PARTY_OFFICIAL = "party_official"
    NGO = "ngo"
    OTHER = "other"


class WayOfObtaining(StrEnum):
    """Seeing, reading, listening and noting down; or getting a copy."""

    SEE = "see"
    COPY = "copy"


class CopyForm(StrEnum):
    SOFTCOPY = "softcopy"
    HARDCOPY = "hardcopy"


class Delivery(StrEnum):
    PICK_UP = "pick_up"
    COURIER = "courier"
    POST = "post"
    FAX = "fax"
    EMAIL = "email"
    DOWNLOAD = "download"


class Audience(StrEnum):
    """Who reads a note."""

    INTERNAL = "internal"
    APPLICANT = "applicant"


class Withheld(StrEnum):
    """What a decision keeps closed: information that is not given at all, or a blackened passage of what is given."""

    WHOLE = "whole"
    PASSAGE = "passage"


class AnswerKind(StrEnum):
    """What a piece of the answer is: an entry of the public register, an uploaded file, or plain words."""

    DIP = "dip"
    FILE = "file"


class Tie(StrEnum):
    """What binds several files to one person once an officer has seen it; the column that holds it.

    What somebody merely wrote into a form binds nothing: anybody may write another's name, telephone or number.
    """

    IDENTITY = "identity_hash"
    ACCOUNT = "user_id"
    PHONE = "phone"
