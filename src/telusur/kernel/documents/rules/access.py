"""The one decision about who may see a file. Page, file, picture, feed, API, search, export and e-mail ask it alike.

The decision is about the attachment, not about the bytes: the same bytes may be public in one place and sealed in
another. Whatever is not known means no.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Access(StrEnum):
    """Who an attachment is meant for. Law: UU 14/2008 Pasal 2, 6, 17."""

    PUBLIC = "public"
    OFFICERS = "officers"
    SEALED = "sealed"


class Clearance(StrEnum):
    """Why an attachment may leave the office. Law: UU 14/2008 Pasal 17 huruf h; UU 27/2022 Pasal 35, 39.

    CLEAN: the release check found nothing. DECIDED: an officer let it pass despite what was found, with a reason.
    ADDRESSED: we wrote it to the very person who gets it. EARLIER: it was out before there was a release check.
    """

    CLEAN = "clean"
    DECIDED = "decided"
    ADDRESSED = "addressed"
    EARLIER = "earlier"


class Audience(StrEnum):
    """For whom an officer let a file pass: for everybody, or for the one person who asked for it."""

    PUBLIC = "public"
    RECIPIENT = "recipient"


class Openness(StrEnum):
    """The class of the information. Law: UU 14/2008 Pasal 2 ayat (1), (2)."""

    OPEN = "open"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


class Security(StrEnum):
    """The security class of the archive. Law: UU 43/2009 Pasal 40, 44; Perka ANRI 17/2011."""

    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    SECRET = "secret"  # noqa: S105 a class of archives, not a password
    TOP_SECRET = "top_secret"  # noqa: S105
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Viewer:
    """Someone who asks to see, at one instant.

    rights: (office id, permission) pairs carried by appointments in force at `at`. lent: ids of attachments that the
    room owning the thing has opened to this viewer, such as an answer to its applicant.
    """

    at: datetime
    rights: frozenset[tuple[int, str]] = frozenset()
    lent: frozenset[int] = field(default=frozenset())


class Seen(Protocol):
    """What the decision needs to know of an attachment."""

    @property
    def pk(self) -> int: ...
    @property
    def office_id(self) -> int: ...
    @property
    def access(self) -> str: ...
    @property
    def permission(self) -> str: ...
    @property
    def openness(self) -> str: ...
    @property
    def security(self) -> str: ...
    @property
    def personal_data(self) -> bool | None: ...
    @property
    def embargo_until(self) -> datetime | None: ...
    @property
    def withheld_at(self) -> datetime | None: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...
    @property
    def clearance(self) -> str: ...


def can_see(viewer: Viewer, attachment: Seen) -> bool:
    """Return whether `viewer` may see `attachment`.

    The public sees what is public, open, of no security class, free of personal data, past its embargo, not withheld,
    and let out by the release check (`clearance`), without which nothing is lent either. An officer of the very same
    office sees what his permission names; an officer of another office is the public. What is sealed is seen by nobody
    here: `services.open_sealed` opens it and writes that down.
    Law: UU 14/2008 Pasal 6, 17; UU 27/2022 Pasal 39.
    """
    if attachment.withdrawn_at is not None or attachment.access not in (Access.PUBLIC, Access.OFFICERS):
        return False
    if attachment.permission and (attachment.office_id, attachment.permission) in viewer.rights:
        return attachment.security in (Security.ORDINARY, Security.RESTRICTED)
    if attachment.pk in viewer.lent:
        return _may_leave_the_office(attachment)
    return attachment.access == Access.PUBLIC and attachment.personal_data is False and _is_open(viewer, attachment)


def _may_leave_the_office(attachment: Seen) -> bool:
    return (
        attachment.openness != Openness.EXCLUDED
        and attachment.security == Security.ORDINARY
        and attachment.withheld_at is None
        and attachment.clearance in tuple(Clearance)
    )


def _is_open(viewer: Viewer, attachment: Seen) -> bool:
    return (
        attachment.openness == Openness.OPEN
        and attachment.security == Security.ORDINARY
        and attachment.withheld_at is None
        and (attachment.embargo_until is None or attachment.embargo_until <= viewer.at)
        and attachment.clearance in (Clearance.CLEAN, Clearance.DECIDED, Clearance.EARLIER)
    )
