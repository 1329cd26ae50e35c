"""One province's results of a contest as an ElectionReport of NIST SP 1500-100 version 2.

Indonesian units stand as `other` with their own word. What counts so far is of type `total`; what is verified
is of type `other`, named `verified`. Ballots not valid are `BallotsRejected`, stations that are not in are told by
`SubUnitsReported` of `TotalSubUnits`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import nist_lists
from .nist_units import TYPE, Plain, counts, identifier, text, unit, unit_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .nist_units import Row
    from .stations import Choice, Contest


def report(
    *,
    election: str,
    election_name: str,
    voted_on: str,
    contest: Contest,
    province: Mapping[str, Any],
    parts: Sequence[tuple[str, Mapping[str, Any]]],
    made_at: str,
) -> Plain:
    """Return the report. province: the file of a province. parts: the rows of its regencies (`county`) and districts
    (`other`), each regency before its districts. made_at: an instant in UTC."""
    own = {"codes": [province["code"]], "names": [province["name"]], "numbers": province["numbers"]}
    units: list[Row] = [("state", own), *parts]
    numbers, districts = own["numbers"], nist_lists.districts_in(contest, own)
    return {
        "@type": f"{TYPE}ElectionReport",
        "Format": "summary-contest",
        "GeneratedDate": made_at,
        "Issuer": "Komisi Pemilihan Umum",
        "IssuerAbbreviation": "KPU",
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-partial" if numbers["counted"] < numbers["stations"] else "unofficial-complete",
        "VendorApplicationId": "telusur",
        "Notes": "Alat bantu, bukan hasil resmi.",
        **({"Party": [nist_lists.party(one.number, one.name) for one in contest.choices]} if contest.districts else {}),
        "GpUnit": [
            *(unit(kind, row, units) for kind, row in units),
            *(nist_lists.district_unit(one, own, units) for one in districts),
        ],
        "Election": [
            {
                "@type": f"{TYPE}Election",
                "Name": text(election_name),
                "StartDate": voted_on,
                "EndDate": voted_on,
                "Type": "general",
                "ElectionScopeId": unit_id(own),
                "ExternalIdentifier": [identifier(election)],
                "Candidate": nist_lists.candidates(districts) if contest.districts else _candidates(contest),
                "Contest": [
                    _contest(contest, own, units),
                    *(nist_lists.district_contest(contest, one, own, units) for one in districts),
                ],
            }
        ],
    }


def _contest(contest: Contest, own: Mapping[str, Any], units: Sequence[tuple[str, Mapping[str, Any]]]) -> Plain:
    numbers = own["numbers"]
    return {
        "@type": f"{TYPE}{'PartyContest' if contest.districts else 'CandidateContest'}",
        "@id": f"contest-{contest.code}",
        "Name": contest.name,
        "ElectoralDistrictId": unit_id(own),
        **({} if contest.districts else {"VotesAllowed": 1}),
        "SubUnitsReported": numbers["counted"],
        "TotalSubUnits": numbers["stations"],
        "BallotSelection": [
            {
                **_selection(contest, one),
                "@id": f"s{one.number}",
                "VoteCounts": [count for _kind, row in units for count in counts(place, unit_id(row), row["numbers"])],
            }
            for place, one in enumerate(contest.choices)
        ],
        "SummaryCounts": [
            {
                "@type": f"{TYPE}SummaryCounts",
                "Type": "total",
                "GpUnitId": unit_id(row),
                "BallotsCast": row["numbers"]["sums"][-1],
                "BallotsRejected": row["numbers"]["sums"][-2],
            }
            for _kind, row in units
        ],
    }


def _candidates(contest: Contest) -> list[Plain]:
    return [
        {"@type": f"{TYPE}Candidate", "@id": f"c{one.number}", "BallotName": text(one.name)} for one in contest.choices
    ]


def _selection(contest: Contest, one: Choice) -> Plain:
    """Return whom votes are for: a list as its party, whose candidates stand in the contests of electoral districts."""
    if contest.districts:
        return {"@type": f"{TYPE}PartySelection", "PartyIds": [f"p{one.number}"]}
    return {"@type": f"{TYPE}CandidateSelection", "CandidateIds": [f"c{one.number}"]}
