"""The way of the annual report, as its table orders it and a page prints it; what its linter measures by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules.moves import Words
from telusur.openness.satisfaction import selectors as satisfaction

from ..models import labels
from ..rules.checks.bases import Superseded
from ..rules.checks.names import Named
from ..rules.checks.shares import MostImmediate
from ..rules.linting import Yardstick, lint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.law.rules import Rule

    from ..rules.findings import ReportFinding
    from ..rules.messages import Message

WHO = ("desk", "ppid", "superior")


def moves_on(*, on: date) -> tuple[Rule, ...]:
    """Return the rows of SOP 8 in force on a day. Law: Perki 1/2021 Pasal 56."""
    return law.rules_in_force("reports", "transition", on=on)


def words_of_moves() -> Words:
    """Return the labels of states and acts of the annual report (SOP 8)."""
    return Words(
        states=labels.STATES, acts=labels.DEEDS, parties={role: accounts.role_names(roles=[role]) for role in WHO}
    )


def findings_in(*, pages: Sequence[str], year: int | None, on: date) -> tuple[ReportFinding, ...]:
    """Return everything wrong with the text of a report, in its order; empty for a sound one.

    pages: the text, page for page. year: the year it reports on; None for the one its title tells. on: the day whose
    rules measure it; instruments superseded before the report's own year began are found whatever the day.
    """
    return lint(pages, year=year, by=yardstick(on=on))


def yardstick(*, on: date) -> Yardstick:
    """Return what the linter needs of the law. Raises: NoRuleInForce."""
    share = law.rule_in_force("information", "immediate_share", "list", on=on)
    return Yardstick(
        superseded=tuple(
            Superseded(
                row.text("sort"), row.number("number"), row.number("year"), row.valid_from, row.text("successor")
            )
            for row in law.rows("reports", "superseded")
        ),
        named=tuple(
            Named(row.text("sort"), row.number("number"), row.number("year"), row.text("title"), row.text("short"))
            for row in law.rows("reports", "named")
        ),
        most_immediate=MostImmediate(share.number("above_percent"), share.number("at_least_items")),
        bands=satisfaction.bands(on=on),
    )


def in_reader_language(*, message: Message) -> str:
    """Return what a finding says in the language of the screen; its own words are Indonesian."""
    shown = {name: date_format(each, "j F Y") if isinstance(each, date) else each for name, each in message.values}
    return gettext(message.pattern) % shown
