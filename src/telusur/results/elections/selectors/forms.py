"""Forms, kinds and limits as the law of the day of the vote has them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.law.selectors import rule_in_force, rules_in_force

from ..models import Participant
from ..rules.codes import chain
from ..rules.districts import District, Districts
from ..rules.kinds import StationKind
from ..rules.layout import Block, Candidate, Choice, Layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from telusur.kernel.law.rules import Rule

    from ..models import Contest


@dataclass(frozen=True)
class Terms:
    """The numbers by which the forms of an election are judged. cap: the most voters of one polling station.
    reserve: ballots above the list of voters. small: results of fewer votes are not shown alone.
    few: units with fewer voters on their list are given company before the count."""

    cap: int
    reserve: Fraction
    small: int
    few: int
    sources: tuple[str, ...]


def terms_of(*, kind: str, on: date) -> Terms:
    """Return the terms of a general or regional election held on a day. Raises: NoRuleInForce."""
    cap = rule_in_force("elections", "cap", kind, on=on)
    small = rule_in_force("elections", "small_unit", kind, on=on)
    sources = (cap.source, small.source)
    return Terms(
        cap.number("voters"), Fraction(cap.text("reserve")), small.number("votes"), small.number("voters"), sources
    )


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


def reach_of(*, kind: str, on: date) -> int:
    """Return how far voters may have moved and still vote in a contest of this kind: 1 the farthest, 0 not known."""
    rule = rule_in_force("elections", "contest_kind", kind, on=on)
    return rule.number("reach") if "reach" in rule.values else 0


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
    where = Q(district=None) if district is None else Q(district=None) | Q(district=district)
    found = _listed(Participant.objects.filter(where, contest=contest))
    everywhere = found.get(None, ())
    return everywhere if district is None else _with_all(found.get(district, ()), everywhere)


def _with_all(here: tuple[Choice, ...], everywhere: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return the choices of a district: its lists, and every party that has nobody standing here."""
    named = {choice.number: choice for choice in (*everywhere, *here)}
    return tuple(named[number] for number in sorted(named))


def _listed(participants: QuerySet[Participant]) -> dict[int | None, tuple[Choice, ...]]:
    """Return by electoral district whom one can vote for there, lists with their candidates."""
    rows = participants.order_by("district_id", "number", "pk")
    names: dict[int, list[Candidate]] = {}
    tops: dict[int | None, list[tuple[int, int, str]]] = {}
    for key, district, on_list, number, name, sex in rows.values_list(
        "pk", "district_id", "on_list_id", "number", "name", "sex"
    ):
        if on_list is None:
            tops.setdefault(district, []).append((key, number, name))
        else:
            names.setdefault(on_list, []).append(Candidate(number, name, sex))
    return {
        district: tuple(Choice(number, name, tuple(names.get(key, ()))) for key, number, name in found)
        for district, found in tops.items()
    }


def layouts_at(*, contest: Contest, stations: Sequence[int]) -> dict[int, Layout | None]:
    """Return by polling station how the form of a contest is laid out there; None where it is not held.

    Raises: NoRuleInForce.
    """
    places = {station: {*chain(station)} for station in stations}
    if contest.area_id:
        places = {station: codes for station, codes in places.items() if contest.area_id in codes}
    wanted = set().union(*places.values())
    district_of = dict(contest.districts.filter(areas__in=wanted).values_list("areas", "pk"))
    if not district_of and not contest.districts.exists():
        common = layout_of(contest=contest)
        return {station: common if station in places else None for station in stations}
    layouts = {district: layout_of(contest=contest, district=district) for district in set(district_of.values())}
    return {
        station: next((layouts[district_of[code]] for code in places.get(station, ()) if code in district_of), None)
        for station in stations
    }


def layout_at(*, contest: Contest, station: int) -> Layout:
    """Return how the form of a contest is laid out at one polling station, with the lists of its district.

    Raises: NoRuleInForce.
    """
    district = contest.districts.filter(areas__in=chain(station)).order_by("pk").first()
    return layout_of(contest=contest, district=district.pk if district else None)


def districts_of(*, contest: Contest) -> Districts:
    """Return the electoral districts of a contest by code, each with the form that is filled in there.

    A contest without districts is one in all of its area. Raises: NoRuleInForce.
    """
    common = layout_of(contest=contest)
    rows = list(contest.districts.order_by("code"))
    if not rows:
        areas = (contest.area_id,) if contest.area_id else ()
        return Districts((District(None, "", contest.name, 0, areas, common),), common)
    listed = _listed(Participant.objects.filter(contest=contest, district__isnull=False))
    areas_of: dict[int, list[int]] = {}
    for key, area in contest.districts.order_by("areas").values_list("pk", "areas"):
        areas_of.setdefault(key, []).append(area)
    return Districts(
        tuple(
            District(
                row.pk,
                row.code,
                row.name,
                row.seats,
                tuple(area for area in areas_of.get(row.pk, ()) if area),
                Layout(common.blocks, _with_all(listed[row.pk], common.choices)) if row.pk in listed else common,
            )
            for row in rows
        ),
        common,
    )
