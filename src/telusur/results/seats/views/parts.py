"""What several pages of councils show, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from .. import selectors
from ..rules.tables import SEATS
from ..rules.windows import Court, PaperKind
from .words import COURTS, NO_LETTER, PAPERS, party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Basis, Council
    from ..selectors import Working

# Shares of a drawing, so wide in all.
WIDE = 1000
COLOURS = ("#8c1d18", "#b7791f", "#1f7a4d", "#1d4ed8", "#57534e", "#9a3412", "#0f766e", "#6d28d9")


@dataclass(frozen=True)
class Asked:
    """A council of the address, what its seats stand on, and the count as it stands; None before anything was taken."""

    council: Council
    basis: Basis | None
    working: Working | None


@dataclass(frozen=True)
class Origin:
    """From which source the votes of a count came. checkpoint: size of the election's log at which its forms were added
    up; None where an official file was taken, then file is its name. link: where the source is read."""

    result: str
    checkpoint: int | None
    link: str
    file: str = ""


def origin_of(basis: Basis) -> Origin:
    """Return from which source a basis has its votes."""
    contest = basis.council.contest
    if basis.log_size is not None and contest is not None:
        return Origin(basis.result, basis.log_size, reverse("plenaries_results", args=[contest.election.code]))
    link = reverse("document_download", args=[basis.votes_id, basis.votes.name])
    return Origin(basis.result, None, link, basis.votes.name)


def council_asked(request: OfficeRequest, slug: str) -> Council:
    """Return the council of the address. 404 for one that this office does not have."""
    try:
        return selectors.council_named(office_id=request.office.pk, slug=slug)
    except LookupError as error:
        raise Http404 from error


def asked(request: OfficeRequest, slug: str) -> Asked:
    """Return the council of the address with its count as it stands."""
    council = council_asked(request, slug)
    basis = selectors.basis_of(council=council)
    return Asked(council, basis, selectors.working_of(basis=basis) if basis else None)


def counted(request: OfficeRequest, slug: str) -> tuple[Council, Basis, Working]:
    """Return the same; 404 before anything was taken."""
    found = asked(request, slug)
    if found.basis is None or found.working is None:
        raise Http404
    return found.council, found.basis, found.working


def slugs_of(working: Working) -> dict[str, str]:
    """Return each district by the word that its address ends with."""
    return {slugify(name): name for name in working.files.votes.districts}


def parties_of(working: Working) -> list[dict[str, Any]]:
    """Return the parties with votes, shares and seats: those with most seats first, then by votes. A share of seats is
    one of all, also of those that a tie still keeps open."""
    votes, held = working.votes_by_party, working.by_party
    total, seats = sum(votes.values()) or 1, working.made.total_seats or 1
    most = max(votes.values(), default=0) or 1
    ranked = sorted(votes, key=lambda name: (-held[name], -votes[name]))
    return [
        {
            "key": name,
            "name": party(name),
            "votes": votes[name],
            "share": votes[name] / total,
            "seats": held[name],
            "seat_share": held[name] / seats,
            "passes": name in working.made.bar.passing,
            "width": votes[name] * WIDE // most,
        }
        for name in ranked
    ]


def stripes(parties: Sequence[Mapping[str, Any]], total: int) -> list[dict[str, Any]]:
    """Return the seats of a council as stripes of one bar, `WIDE` for all seats; those not given yet stay bare."""
    found: list[dict[str, Any]] = []
    start = 0
    for place, each in enumerate(each for each in parties if each["seats"]):
        end = start + each["seats"]
        left, right = start * WIDE // total, end * WIDE // total
        colour = COLOURS[place % len(COLOURS)]
        found.append({**each, "left": left, "wide": max(1, right - left - 2), "colour": colour})
        start = end
    return found


def faults_of(working: Working, *, settled: bool = False) -> list[dict[str, Any]]:
    """Return the faults in words, those that stand or those that corrections ended."""
    files = working.files
    found = []
    for fault in working.made.settled if settled else working.made.judged.faults:
        file = files.seats_file if fault.column == SEATS else files.votes.file
        districts = (fault.district,) if fault.district else fault.holders
        found.append({"fault": fault, "words": selectors.fault_in_words(fault=fault, file=file), "in": districts})
    return found


def doubts_of(working: Working) -> list[dict[str, Any]]:
    """Return the districts in which a fault could move a seat, with the fewest and most of each party."""
    return [
        {
            "district": doubt.district,
            "slug": slugify(doubt.district),
            "seats": doubt.seats,
            "bounds": [(party(name), low, high) for name, (low, high) in doubt.could_hold.items()],
            "one_cell": doubt.one_cell,
        }
        for doubt in working.made.doubts
    ]


def ties_of(working: Working) -> list[dict[str, Any]]:
    """Return the ties that nobody has decided, with their place among them."""
    return [
        {
            "tie": tie,
            "slug": slugify(tie.district),
            "party": party(tie.party),
            "claimants": [name if tie.party else party(name) for name in tie.claimants],
            "claim": decimal(Fraction(tie.claim)),
        }
        for tie in working.open_ties
    ]


def court_of(basis: Basis, *, final: bool = False) -> dict[str, Any]:
    """Return where the result stands before the Court, with its papers and what is due. final: seats of this basis are
    determined, so that none of it waits any more."""
    papers = selectors.papers_of(council=basis.council)
    found = selectors.court_standing(basis=basis, papers=papers, at=timezone.now())
    label, kind = NO_LETTER if final and found.court is Court.SILENT else COURTS[found.court]
    return {
        "standing": found,
        "label": label,
        "kind": kind,
        "final": final,
        "terms": selectors.window_terms(on=basis.council.voted_on),
        "papers": [{"each": paper, "name": PAPERS[PaperKind(paper.kind)]} for paper in papers],
    }


def decimal(number: Fraction | float, places: int = 2) -> float:
    """Return a number as a page prints it."""
    return round(float(number), places)


def written(parties: Iterable[tuple[str, int]]) -> str:
    """Return seats of a district in one line."""
    return ", ".join(f"{party(name)} {number}" for name, number in parties if number)
