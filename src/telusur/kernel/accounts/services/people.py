from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction

from telusur.kernel.jobs.services import enqueue

from .. import selectors
from ..models import Role, User
from .appointing import appoint

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..models import Appointment


class EmailTaken(ValueError):
    """Another account has this address."""


@transaction.atomic
def create_account(
    *, email: str, full_name: str, password: str | None, is_demo: bool = False, hashed_password: str = ""
) -> User:
    """Make an account whose address needs no confirmation by its owner. Raises: EmailTaken.

    password: None leaves the account closed until its owner follows a mailed link. hashed_password: in its place,
    for the many accounts of a demo that share one; to hash it takes as long as everything else of an account.
    """
    if selectors.user_by_email(email=email):
        raise EmailTaken(email)
    user = User.objects.create_user(email, password=password, full_name=full_name, is_demo=is_demo)
    if hashed_password:
        user.password = hashed_password
        user.save(update_fields=["password"])
    _vouch_for_address(user)
    return user


@transaction.atomic
def invite_officer(*, email: str, full_name: str, office_id: int, by_mail: bool = True) -> User:
    """Return the account with this address, made if there is none, and mail its owner how to sign in.

    An account whose address nobody ever confirmed may have been opened by a stranger in wait for the real owner: its
    password is thrown away, so that only the mailed link opens it. by_mail: False where the link is handed over
    otherwise (`selectors.password_link`).
    """
    user = selectors.user_by_email(email=email)
    if user is None:
        user = create_account(email=email, full_name=full_name, password=None)
    elif not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        user.set_unusable_password()
        user.full_name = user.full_name or full_name
        user.save(update_fields=["password", "full_name"])
        _vouch_for_address(user)
    if by_mail:
        enqueue("accounts.invite", user_id=user.pk, office_id=office_id)
    return user


@transaction.atomic
def appoint_by_email(
    *,
    email: str,
    full_name: str,
    office_id: int,
    role: str,
    decree_number: str,
    decree_on: date,
    valid_from: date,
    valid_until: date | None = None,
    unit_id: int | None = None,
    acting: bool = False,
    actor: str,
    at: datetime,
) -> Appointment:
    """Appoint the owner of an address, who is told by mail and gets an account if he has none. Raises as `appoint`."""
    user = invite_officer(email=email, full_name=full_name, office_id=office_id)
    return appoint(
        user_id=user.pk,
        office_id=office_id,
        role=role,
        unit_id=unit_id,
        decree_number=decree_number,
        decree_on=decree_on,
        valid_from=valid_from,
        valid_until=valid_until,
        acting=acting,
        actor=actor,
        at=at,
    )


@transaction.atomic
def first_administrator(
    *, email: str, full_name: str, office_id: int, decree_number: str, decree_on: date, at: datetime, on: date
) -> User:
    """Give an office its first administrator from outside, without mail; the caller hands over `password_link`.

    Raises: AlreadyAppointed.
    """
    user = invite_officer(email=email, full_name=full_name, office_id=office_id, by_mail=False)
    appoint(
        user_id=user.pk,
        office_id=office_id,
        role=Role.ADMINISTRATOR,
        decree_number=decree_number,
        decree_on=decree_on,
        valid_from=on,
        actor="system",
        at=at,
    )
    return user


@transaction.atomic
def change_name(*, user_id: int, full_name: str) -> User:
    """Change how a person is called on pages and letters."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.full_name = full_name
    user.save(update_fields=["full_name"])
    return user


def sign_out_everywhere(*, user_id: int, at: datetime) -> None:
    """End every session of a person, on whatever device; he may sign in again. In the caller's transaction."""
    User.objects.filter(pk=user_id).update(signed_out_at=at)


def clear_sessions(*, at: datetime) -> int:
    """Delete the sessions that ended before `at` and return how many; they are of no use to anyone but a thief."""
    deleted, _per_model = Session.objects.filter(expire_date__lt=at).delete()
    return deleted


def _vouch_for_address(user: User) -> None:
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
