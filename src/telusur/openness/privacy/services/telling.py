"""Who is told what in this room: number and link, never what is kept of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

from ..models import Breach

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from telusur.kernel.offices.models import Office

    from ..models import OwnDataCase

    Thing = OwnDataCase | Breach


def own_link(case: OwnDataCase) -> str:
    """Return where the person follows his case; opened by his account or by his tracking code, never by the link."""
    folder = f"keberatan/{case.objection_id}" if case.objection_id else str(case.request_id)
    return f"/{case.office.slug}/data-pribadi/{folder}/"


def desk_link(thing: Thing, *, office: Office | None = None) -> str:
    folder = "insiden" if isinstance(thing, Breach) else "data-pribadi"
    return f"/meja/{(office or thing.office).slug}/{folder}/{thing.pk}/"


def moment(at: datetime, zone: ZoneInfo) -> str:
    return date_format(at.astimezone(zone), "l, j F Y H.i")


def tell_person(case: OwnDataCase, *, key: str, kind: str, subject: str, text: str, at: datetime) -> None:
    """Owe the person a mail, where he left an address."""
    if not case.applicant.email:
        return
    mail = notices.Owed(
        key=f"{key}:person",
        kind=kind,
        office_id=case.office_id,
        to_email=case.applicant.email,
        subject=subject,
        text=text,
        link=own_link(case),
        due_at=at,
    )
    notices.owe_all([mail], at=at)


def tell_officers(
    thing: Thing,
    *,
    permission: str,
    key: str,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    skip: str = "",
    office: Office | None = None,
) -> None:
    """Owe a notice to each officer who holds the permission at the thing's own office, or at another `office`."""
    there = office or thing.office
    people = accounts.holders(permission=permission, office_id=there.pk, on=local_day(office=there, at=at))
    owed = [
        notices.Owed(
            key=f"{key}:{there.code}:user:{user.pk}" if office else f"{key}:user:{user.pk}",
            kind=kind,
            office_id=there.pk,
            to_user_id=user.pk,
            subject=subject,
            text=text,
            link=desk_link(thing, office=there),
            number=thing.number,
            due_on=local_day(office=thing.office, at=thing.due_at),
            due_at=at,
        )
        for user in people
        if f"user:{user.pk}" != skip
    ]
    notices.owe_all(owed, at=at)
