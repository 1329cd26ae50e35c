"""What everybody reads of a council's seats: the whole, each district with its quotients, what was determined."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.law.selectors import rule_by_id

from .. import selectors
from ..rules.methods import Divisors
from ..rules.persons import balance
from ..rules.tables import key
from . import parts
from .words import KINDS, METHODS, SOURCES, party

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Determination, Seat
    from ..selectors import Working


@permits(PUBLIC)
@require_safe
def councils(request: OfficeRequest) -> HttpResponse:
    """The councils whose seats this office gives."""
    rows = [
        {"council": each, "determined": selectors.determinations_of(council=each)[-1:]}
        for each in selectors.councils_of(office_id=request.office.pk)
    ]
    return render(request, "seats/councils.html", {"rows": rows})


@permits(PUBLIC)
@require_safe
def council(request: OfficeRequest, slug: str) -> HttpResponse:
    """One council: its seats by party, and all that is in doubt, corrected, decided and determined."""
    asked = parts.asked(request, slug)
    context: dict[str, Any] = {
        "council": asked.council,
        "basis": asked.basis,
        "determinations": selectors.determinations_of(council=asked.council),
    }
    if asked.basis is not None and asked.working is not None:
        final = any(each.basis_id == asked.basis.pk for each in context["determinations"])
        rows = parts.parties_of(asked.working)
        stripes = parts.stripes(rows, asked.working.made.total_seats)
        colours = {each["key"]: each["colour"] for each in stripes}
        context |= {
            "working": asked.working,
            "terms": asked.working.made.terms,
            "method": METHODS[asked.working.made.terms.method.name],
            "needed": parts.decimal(asked.working.made.bar.needed),
            "passing": len(asked.working.made.bar.passing),
            "source": SOURCES[asked.basis.source],
            "origin": parts.origin_of(asked.basis),
            "parties": [{**row, "colour": colours.get(row["key"], "")} for row in rows],
            "stripes": stripes,
            "wide": parts.WIDE,
            "faults": parts.faults_of(asked.working),
            "settled": parts.faults_of(asked.working, settled=True),
            "doubts": parts.doubts_of(asked.working),
            "ties": parts.ties_of(asked.working),
            "corrections": selectors.corrections_of(basis=asked.basis),
            "decisions": selectors.decisions_of(basis=asked.basis),
            "obstacles": [selectors.obstacle_in_words(obstacle=each) for each in asked.working.obstacles],
            "court": parts.court_of(asked.basis, final=final),
            "files": asked.basis.own_files,
            "earlier": list(selectors.bases_of(council=asked.council)[1:]),
            "final": final,
            "open": asked.working.made.total_seats - sum(row["seats"] for row in rows),
        }
    context["kind"] = KINDS[asked.council.kind]
    return render(request, "seats/council.html", context)


@permits(PUBLIC)
@require_safe
def districts(request: OfficeRequest, slug: str) -> HttpResponse:
    """Every district with its seats by party, and those in doubt marked."""
    held, basis, working = parts.counted(request, slug)
    parties = [each for each in parts.parties_of(working) if each["seats"]]
    doubtful = {each.district for each in working.made.doubts}
    tied = {each.district for each in working.open_ties}
    rows = [
        {
            "name": name,
            "slug": slugify(name),
            "seats": working.made.judged.seats.values[name],
            "cells": [given.seats.get(each["key"], 0) for each in parties],
            "doubtful": name in doubtful,
            "tied": name in tied,
        }
        for name, given in working.districts.items()
    ]
    context = {"council": held, "parties": parties, "rows": rows, "total": working.made.total_seats}
    context["origin"] = parts.origin_of(basis)
    return render(request, "seats/districts.html", context)


@permits(PUBLIC)
@require_safe
def district(request: OfficeRequest, slug: str, district: str) -> HttpResponse:
    """One district: votes, every quotient that won a seat and the next ones that did not, who is elected, and women."""
    held, basis, working = parts.counted(request, slug)
    named = parts.slugs_of(working)
    if district not in named:
        raise Http404
    name = named[district]
    given = working.districts[name]
    votes = {each: column.values[name] for each, column in working.made.judged.votes.items()}
    passing = {each: number for each, number in votes.items() if each in working.made.bar.passing}
    order = list(named)
    place = order.index(district)
    context = {
        "council": held,
        "origin": parts.origin_of(basis),
        "name": name,
        "seats": working.made.judged.seats.values[name],
        "province": working.files.seats[name].province,
        "parties": [
            {
                "name": party(each),
                "votes": votes[each],
                "passes": each in passing,
                "seats": given.seats.get(each, 0),
                "width": votes[each] * parts.WIDE // (max(votes.values()) or 1),
            }
            for each in sorted(votes, key=lambda each: (-given.seats.get(each, 0), -votes[each]))
        ],
        "wide": parts.WIDE,
        "rounds": _rounds(working, name, votes),
        "next": _runners_up(working, name, passing),
        "tie": next((each for each in parts.ties_of(working) if each["tie"].district == name), None),
        "elected": _elected(working, name),
        "women": _women(working, name, held.voted_on),
        "doubt": next((each for each in parts.doubts_of(working) if each["district"] == name), None),
        "before": (order[place - 1], named[order[place - 1]]) if place else None,
        "after": (order[place + 1], named[order[place + 1]]) if place + 1 < len(order) else None,
    }
    return render(request, "seats/district.html", context)


def _rounds(working: Working, name: str, votes: dict[str, int]) -> list[dict[str, Any]]:
    method = working.made.terms.method
    plain = len(working.made.districts[name].order)
    held: dict[str, int] = {}
    found = []
    for order, award in enumerate(working.districts[name].order, start=1):
        before = held.get(award.party, 0)
        held[award.party] = before + 1
        found.append(
            {
                "order": order,
                "party": party(award.party),
                "votes": votes[award.party],
                "divisor": method.divisor(before) if isinstance(method, Divisors) else "",
                "claim": parts.decimal(award.claim),
                "exact": str(award.claim),
                "drawn": order > plain,
            }
        )
    return found


def _runners_up(working: Working, name: str, passing: dict[str, int]) -> list[dict[str, Any]]:
    """Return who would take the next seat, were there one more, and how many votes more would have won the last."""
    given, method = working.districts[name], working.made.terms.method
    if not given.order or given.tie or not isinstance(method, Divisors):
        return []
    divisors = {each: method.divisor(given.seats.get(each, 0)) for each in passing}
    claims = {each: votes / divisors[each] for each, votes in passing.items() if votes}
    best = max(claims.values(), default=Fraction(0))
    return [
        {
            "party": party(each),
            "claim": parts.decimal(claim),
            "short": int(given.order[-1].claim * divisors[each] - passing[each]) + 1,
        }
        for each, claim in claims.items()
        if claim == best
    ]


def _elected(working: Working, name: str) -> list[dict[str, Any]]:
    return [
        {
            "party": party(each),
            "number": person.number,
            "name": person.name,
            "votes": person.votes,
            "chosen": str(person.number) in working.chosen[name, each].chosen
            if (name, each) in working.chosen
            else False,
        }
        for (place, each), elected in working.elected.items()
        if place == name
        for person in elected.candidates
    ]


def _women(working: Working, name: str, on: Any) -> list[dict[str, Any]]:
    """Return each list with the women it must have and has; only where the source says who is one."""
    share, group = selectors.women_on_lists(on=on)
    found = []
    for each in working.files.votes.parties:
        listed = working.files.lists.get((key(name), key(each)), [])
        if not listed or all(person.woman is None for person in listed):
            continue
        elected = working.elected.get((name, each))
        found.append(
            {
                "party": party(each),
                "balance": balance(listed, share=share, group=group),
                "elected": sum(person.woman is True for person in elected.candidates) if elected else 0,
            }
        )
    return found


@permits(PUBLIC)
@require_safe
def determination(request: OfficeRequest, slug: str, number: int) -> HttpResponse:
    """The seats as a decree determined them. Its address and its numbers stay, whatever becomes of them."""
    held, one = determination_asked(request, slug, number)
    by_district: dict[str, list[Seat]] = {}
    by_party: dict[str, int] = {}
    for seat in selectors.seats_of(determination=one):
        by_district.setdefault(seat.district, []).append(seat)
        by_party[seat.party] = by_party.get(seat.party, 0) + 1
    every = selectors.determinations_of(council=held)
    context = {
        "council": held,
        "one": one,
        "origin": parts.origin_of(one.basis),
        "method": METHODS[one.method],
        "needed": parts.decimal(Fraction(one.needed)),
        "rules": [rule_by_id(each) for each in one.rules],
        "parties": [(party(name), seats) for name, seats in sorted(by_party.items(), key=lambda each: -each[1])],
        "rows": [
            {
                "name": name,
                "slug": slugify(name),
                "seats": len(seats),
                "held": parts.written(_counted(seats).items()),
                "last": parts.decimal(Fraction(seats[-1].claim)),
            }
            for name, seats in by_district.items()
        ],
        "others": [each for each in every if each.pk != one.pk],
        "later": every[-1].number > one.number,
    }
    return render(request, "seats/determination.html", context)


@permits(PUBLIC)
@require_safe
def determined_district(request: OfficeRequest, slug: str, number: int, district: str) -> HttpResponse:
    """The seats of one district as they were determined, each with what won it."""
    held, one = determination_asked(request, slug, number)
    seats = [each for each in selectors.seats_of(determination=one) if slugify(each.district) == district]
    if not seats:
        raise Http404
    rows = [{"seat": each, "party": party(each.party), "claim": parts.decimal(Fraction(each.claim))} for each in seats]
    context = {"council": held, "one": one, "name": seats[0].district, "rows": rows}
    context["origin"] = parts.origin_of(one.basis)
    return render(request, "seats/determined_district.html", context)


def determination_asked(request: OfficeRequest, slug: str, number: int) -> tuple[Any, Determination]:
    """Return the determination of the address. 404 where there is none."""
    held = parts.council_asked(request, slug)
    try:
        return held, selectors.determination_of(council=held, number=number)
    except LookupError as error:
        raise Http404 from error


def _counted(seats: list[Seat]) -> dict[str, int]:
    held: dict[str, int] = {}
    for seat in seats:
        held[seat.party] = held.get(seat.party, 0) + 1
    return held
