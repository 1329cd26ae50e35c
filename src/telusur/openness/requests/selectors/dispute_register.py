"""The register of disputes in its columns, for the office's own eyes: it carries names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.offices.selectors import local_day

from ..models import Dispute, dispute_labels
from ..rules import dispute_register as book
from ..rules.disputes import DisputeOutcome, Forum
from ..rules.objections import Ground
from .day_rules import grounds_on
from .register import RegisterRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ..models import DisputeQuerySet, DisputeRuling


def dispute_register_rows(*, office_id: int, year: int) -> DisputeQuerySet:
    """Return the disputes of one office and year by number, with what the register's columns need."""
    found = Dispute.everything.of_office(office_id).filter(year=year)
    found = found.select_related("applicant", "objection__request", "office").order_by("serial")
    return found.prefetch_related("rulings", "suits")


def dispute_years(*, office_id: int) -> list[int]:
    """Return the years in which this office has disputes, newest first."""
    years = Dispute.everything.of_office(office_id).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def as_dispute_register(disputes: Iterable[Dispute]) -> list[RegisterRow]:
    """Return the rows in the register's columns, days as the office's own days."""
    return [_row(dispute) for dispute in disputes]


def _row(dispute: Dispute) -> RegisterRow:
    request = dispute.objection.request
    values: dict[str, str | int | date | None] = {
        book.NUMBER: dispute.number,
        book.COMMISSION: f"{dispute.commission_name}, {dispute.commission_number}",
        book.FILED: _day(dispute, dispute.filed_at),
        book.NOTICED: _day(dispute, dispute.noticed_at),
        book.WHO: _who(dispute),
        book.REQUEST: request.number if request else "",
        book.OBJECTION: dispute.objection.number,
        book.INFORMATION: dispute.information,
        book.GROUNDS: _grounds(dispute),
        book.MEDIATION: _mediation(dispute),
        book.RULING: _commission(dispute),
        book.COURT: _courts(dispute),
        book.OUTCOME: str(dispute.get_outcome_display() if dispute.outcome else dispute.get_state_display()),
        book.DUE: dispute.order_due_on,
        book.EXECUTION: _execution(dispute),
    }
    return RegisterRow(dispute.pk, False, tuple(values[column] for column in book.COLUMNS))


def _who(dispute: Dispute) -> str:
    who = dispute.applicant
    return "; ".join(part for part in (who.name, who.address, who.phone, who.email) if part)


def _grounds(dispute: Dispute) -> str:
    known = grounds_on(on=_day(dispute, dispute.filed_at))
    said = ", ".join(rule.letter for rule in known if rule.ground in dispute.grounds)
    return f"{said}; {_('terlambat')}" if dispute.late else said


def _mediation(dispute: Dispute) -> str:
    if dispute.outcome == DisputeOutcome.AGREED:
        return _("berhasil")
    if dispute.mediation_failed_at:
        return _("gagal, %(day)s") % {"day": date_format(_day(dispute, dispute.mediation_failed_at), "j F Y")}
    if dispute.mediated_at:
        return _("berlangsung")
    return _("tidak dimediasi (huruf a)") if set(dispute.grounds) == {Ground.REFUSED} else ""


def _commission(dispute: Dispute) -> str:
    return "; ".join(_ruling(each) for each in dispute.rulings.all() if each.forum == Forum.COMMISSION)


def _courts(dispute: Dispute) -> str:
    filed = [
        (
            suit.recorded_at,
            _("%(who)s ke %(court)s, %(day)s")
            % {
                "who": dispute_labels.WHOSE[suit.side],
                "court": suit.court,
                "day": date_format(_day(dispute, suit.filed_at), "j F Y"),
            },
        )
        for suit in dispute.suits.all()
    ]
    ruled = [(each.recorded_at, _ruling(each)) for each in dispute.rulings.all() if each.forum != Forum.COMMISSION]
    return "; ".join(text for _at, text in sorted(filed + ruled))


def _ruling(ruling: DisputeRuling) -> str:
    return _("%(number)s, %(day)s: %(outcome)s") % {
        "number": ruling.number,
        "day": date_format(ruling.decided_on, "j F Y"),
        "outcome": ruling.get_outcome_display(),
    }


def _execution(dispute: Dispute) -> str:
    if dispute.executed_at is None:
        return ""
    return f"{date_format(_day(dispute, dispute.executed_at), 'j F Y')}: {dispute.execution_words}"


def _day(dispute: Dispute, at: datetime) -> date:
    return local_day(office=dispute.office, at=at)
