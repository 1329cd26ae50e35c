"""What can be done with accounts and appointments."""

from .appointing import (
    AlreadyAppointed,
    AlreadyEnded,
    ForeignUnit,
    LastAdministrator,
    OwnAppointment,
    RolesConflict,
    Succession,
    appoint,
    end_appointment,
    hold_people,
    release_officer,
)
from .mail import deliver_mail, queue_mail, send_invitation
from .people import (
    EmailTaken,
    appoint_by_email,
    change_name,
    clear_sessions,
    create_account,
    first_administrator,
    invite_officer,
    sign_out_everywhere,
)

__all__ = [
    "AlreadyAppointed",
    "AlreadyEnded",
    "EmailTaken",
    "ForeignUnit",
    "LastAdministrator",
    "OwnAppointment",
    "RolesConflict",
    "Succession",
    "appoint",
    "appoint_by_email",
    "change_name",
    "clear_sessions",
    "create_account",
    "deliver_mail",
    "end_appointment",
    "first_administrator",
    "hold_people",
    "invite_officer",
    "queue_mail",
    "release_officer",
    "send_invitation",
    "sign_out_everywhere",
]
