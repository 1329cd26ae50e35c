from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.services import ensure_national_office

from . import selectors, services

if TYPE_CHECKING:
    from datetime import datetime


@click.group("office")
def office() -> None:
    """Satu kantor: administrator pertamanya."""


@office.command("admin")
@click.option(
    "--office", "code", default=NATIONAL_OFFICE, show_default=True, help="Kode kantor; 0 ialah kantor nasional."
)
@click.option("--email", required=True, help="Alamat surel dinas administrator.")
@click.option("--name", required=True, help="Nama lengkapnya.")
@click.option("--decree", default="", help="Nomor keputusan pengangkatan.")
@click.option(
    "--decree-date", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal keputusan (TTTT-BB-HH); bawaan: hari ini."
)
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def admin(*, code: str, email: str, name: str, decree: str, decree_date: datetime | None, as_json: bool) -> None:
    """Angkat administrator pertama sebuah kantor dan cetak tautan sekali pakai untuk membuat kata sandinya."""
    at = timezone.now()
    ensure_national_office(at=at)
    try:
        validate_email(email)
        found = offices.office_by_code(code=code)
    except ValidationError as error:
        raise click.ClickException(_("Alamat surel “%(email)s” tidak lengkap.") % {"email": email}) from error
    except ObjectDoesNotExist as error:
        message = _("Kantor berkode “%(code)s” tidak ada; lihat `telusur offices list`.") % {"code": code}
        raise click.ClickException(message) from error
    on = offices.local_day(office=found, at=at)
    try:
        user = services.first_administrator(
            email=email,
            full_name=name,
            office_id=found.pk,
            decree_number=decree or _("penunjukan awal"),
            decree_on=decree_date.date() if decree_date else on,
            at=at,
            on=on,
        )
    except services.AlreadyAppointed as error:
        raise click.ClickException(_("%(email)s sudah administrator kantor ini.") % {"email": email}) from error
    link = None if user.has_usable_password() else selectors.password_link(user=user)
    if as_json:
        click.echo(json.dumps({"office": found.code, "email": user.email, "link": link}))
        return
    click.echo(_("%(email)s kini administrator %(office)s.") % {"email": user.email, "office": found.name})
    if link:
        click.echo(_("Buat kata sandi di alamat ini (sekali pakai, berlaku tiga hari):"))
        click.echo(link)
    else:
        click.echo(_("Akun ini sudah ada; masuk dengan kata sandinya sendiri."))


COMMANDS = [office]
