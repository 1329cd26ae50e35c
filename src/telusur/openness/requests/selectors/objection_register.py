"""The register of objections in its legal columns, for the office's own eyes: it carries names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.offices.selectors import local_day

from ..models import Objection, labels, objection_labels
from ..rules import objection_register as book
from .day_rules import grounds_on
from .register import RegisterRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ..models import ObjectionQuerySet


def objection_register_rows(*, office_id: int, year: int) -> ObjectionQuerySet:
    """Return the objections of one office and year by number, with what the register's columns need."""
    found = Objection.everything.of_office(office_id).filter(year=year)
    return found.select_related("applicant", "request", "office").order_by("serial")


def objection_years(*, office_id: int) -> list[int]:
    """Return the years in which this office has objections, newest first."""
    years = Objection.everything.of_office(office_id).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def as_objection_register(objections: Iterable[Objection]) -> list[RegisterRow]:
    """Return the rows in the legal columns, days as the office's own days."""
    return [_row(objection) for objection in objections]


def _row(objection: Objection) -> RegisterRow:
    replied = local_day(office=objection.office, at=objection.decided_at) if objection.decided_at else None
    values: dict[str, str | int | date | None] = {
        book.NUMBER: objection.number,
        book.RECEIVED: local_day(office=objection.office, at=objection.received_at),
        book.WHO: _who(objection),
        book.REQUEST: objection.request.number if objection.request else "",
        book.INFORMATION: objection.information,
        book.PURPOSE: objection.purpose,
        book.GROUNDS: _grounds(objection),
        book.DECISION: _decision(objection),
        book.REPLIED: date_format(replied, "l, j F Y") if replied else "",
        book.SUPERIOR: ", ".join(part for part in (objection.superior_name, objection.superior_function) if part),
        book.RESPONSE: _response(objection),
    }
    return RegisterRow(objection.pk, False, tuple(values[column] for column in book.COLUMNS))


def _who(objection: Objection) -> str:
    who = objection.applicant
    parts = [who.name, who.address, who.phone, who.email]
    if who.occupation or who.occupation_words:
        parts.append(who.occupation_words or str(labels.OCCUPATIONS[who.occupation]))
    if objection.proxy:
        parts.append(_("kuasa: %(name)s") % {"name": objection.proxy})
    return "; ".join(part for part in parts if part)


def _grounds(objection: Objection) -> str:
    on = local_day(office=objection.office, at=objection.received_at)
    said = [
        f"{rule.letter}. {objection_labels.GROUNDS[rule.ground]}"
        for rule in grounds_on(on=on)
        if rule.ground in objection.grounds
    ]
    return "; ".join([*said, _("terlambat")] if objection.late else said)


def _decision(objection: Objection) -> str:
    if not objection.verdict:
        return str(objection_labels.OBJECTION_STATES[objection.state]) if objection.closed_at else ""
    parts = [str(objection_labels.VERDICTS[objection.verdict]), objection.reasons, objection.order]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _response(objection: Objection) -> str:
    if objection.accepted is None:
        return ""
    said = _("menerima") if objection.accepted else _("tidak menerima")
    return f"{said}: {objection.response}" if objection.response else said
