"""Forms, kinds and limits as the law of the day of the vote has them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rule_in_force, rules_in_force

from ..models import Participant
from ..rules.codes import chain
from ..rules.kinds import StationKind
from ..rules.layout import Block, Choice, Layout

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.law.rules import Rule

    from ..models import Contest


@dataclass(frozen=True)
class Terms:
    """The numbers by which the forms of an election are judged. cap: the most voters of one polling station.
    reserve: ballots above the list of voters. small: results of fewer votes are not shown alone."""

    cap: int
    reserve: Fraction
    small: int
    sources: tuple[str, ...]


def terms_of(*, kind: str, on: date) -> Terms:
    """Return the terms of a general or regional election held on a day. Raises: NoRuleInForce."""
    cap = rule_in_force("elections", "cap", kind, on=on)
    small = rule_in_force("elections", "small_unit", kind, on=on)
    return Terms(cap.number("voters"), Fraction(cap.text("reserve")), small.number("votes"), (cap.source, small.source))


def station_kinds(*, on: date) -> tuple[StationKind, ...]:
    """Return the kinds of polling stations, in an order that bulk columns can keep as numbers."""
    found = sorted(rules_in_force("elections", "station_kind", on=on), key=lambda rule: rule.key)
    return tuple(
        StationKind(
            number,
            rule.key,
            rule.text("label"),
            rule.text("capped"),
            word=str(rule.get("word", "")),
            from_number=rule.number("from_number") if "from_number" in rule.values else 0,
        )
        for number, rule in enumerate(found)
    )


def run_kinds(*, on: date) -> dict[str, Rule]:
    """Return the kinds of runs by key: a polling station votes or is counted again under one of them."""
    return {rule.key: rule for rule in rules_in_force("elections", "run_kind", on=on)}


def layout_of(*, contest: Contest, district: int | None = None) -> Layout:
    """Return how the form of a contest is laid out, in one electoral district where lists differ by district.

    Raises: NoRuleInForce.
    """
    election = contest.election
    rules = rules_in_force("elections", "form_block", on=election.voted_on)
    blocks = [rule for rule in rules if rule.key.startswith(f"{election.kind}.")]
    blocks.sort(key=lambda rule: rule.number("place"))
    return Layout(tuple(_block(rule) for rule in blocks), _choices(contest, district))


def _block(rule: Rule) -> Block:
    fields = rule["fields"]
    assert isinstance(fields, list)  # noqa: S101 the file's own shape, said to the type checker
    return Block(rule.key.partition(".")[2], rule.text("section"), rule.text("label"), tuple(fields))


def _choices(contest: Contest, district: int | None) -> tuple[Choice, ...]:
    here = Participant.objects.filter(contest=contest, district=district)
    names: dict[int, int] = {}
    for on_list in here.filter(on_list__isnull=False).values_list("on_list_id", flat=True):
        names[on_list or 0] = names.get(on_list or 0, 0) + 1
    parties = here.filter(on_list=None).order_by("number")
    if district is not None and not parties:
        parties = Participant.objects.filter(contest=contest, district=None, on_list=None).order_by("number")
    return tuple(Choice(each.number, each.name, names.get(each.pk, 0)) for each in parties)


def layout_at(*, contest: Contest, station: int) -> Layout:
    """Return how the form of a contest is laid out at one polling station, with the lists of its district.

    Raises: NoRuleInForce.
    """
    district = contest.districts.filter(areas__in=chain(station)).order_by("pk").first()
    return layout_of(contest=contest, district=district.pk if district else None)
