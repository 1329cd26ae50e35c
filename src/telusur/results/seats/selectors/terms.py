"""By what seats are counted on a day: dated rows of `rules/data/seats.toml`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rule_in_force

from ..rules.counting import Terms
from ..rules.methods import Divisors, Quota

if TYPE_CHECKING:
    from datetime import date

    from ..rules.methods import Method

CONTESTS = ("dpr", "dprd-provinsi", "dprd-kabko")
METHODS = ("sainte-lague", "dhondt", "hare", "sainte-lague-1.4")


class UnknownThreshold(ValueError):
    """A threshold is no share from 0 to 1."""


def method_named(*, name: str, on: date) -> Method:
    """Return a method by its name, one of METHODS. Raises: NoRuleInForce."""
    rule = rule_in_force("seats", "method", name, on=on)
    if rule.text("kind") == "quota":
        return Quota(name)
    return Divisors(name, *(Fraction(rule.text(part)) for part in ("first", "second", "step")))


def terms_for(*, contest: str, on: date, method: str | None = None, threshold: str | None = None) -> Terms:
    """Return by what a council's seats are counted on a day.

    contest: one of CONTESTS. on: the day of the vote. method, threshold: of a what-if; None for what the law says.
    threshold: a share as text, such as "0.04" or "4%". Raises: NoRuleInForce, UnknownThreshold.
    """
    law = rule_in_force("seats", "allocation", contest, on=on)
    size = rule_in_force("seats", "district_size", contest, on=on)
    lawful_share = Fraction(law.text("threshold"))
    share = lawful_share if threshold is None else _share(threshold)
    name = method or law.text("method")
    return Terms(
        contest=contest,
        method=method_named(name=name, on=on),
        threshold=share,
        lawful=(name, share) == (law.text("method"), lawful_share),
        smallest=size.number("smallest"),
        largest=size.number("largest"),
        sources=(law.source, size.source),
    )


def women_on_lists(*, on: date) -> tuple[Fraction, int]:
    """Return the share of a list that must be women, and the size of the groups that each hold one.

    Raises: NoRuleInForce.
    """
    rule = rule_in_force("seats", "women", "candidates", on=on)
    return Fraction(rule.text("share")), rule.number("group")


def _share(text: str) -> Fraction:
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,12})?)\s*(%?)", text.strip(), re.ASCII)
    if not found:
        raise UnknownThreshold(text)
    share = Fraction(found[1].replace(",", ".")) / (100 if found[2] else 1)
    if share > 1:
        raise UnknownThreshold(text)
    return share
