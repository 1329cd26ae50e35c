"""One province's results of a contest as an ElectionReport of NIST SP 1500-100 version 2.

Indonesian units stand as `other` with their own word. What counts so far is of type `total`; what two people verified
is of type `other`, named `verified`. Ballots not valid are `BallotsRejected`, stations that are not in are told by
`SubUnitsReported` of `TotalSubUnits`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .stations import Contest

Plain = dict[str, Any]
_TYPE = "ElectionResults."


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
    units = [("state", own), *parts]
    numbers = own["numbers"]
    return {
        "@type": f"{_TYPE}ElectionReport",
        "Format": "summary-contest",
        "GeneratedDate": made_at,
        "Issuer": "Komisi Pemilihan Umum",
        "IssuerAbbreviation": "KPU",
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-partial" if numbers["counted"] < numbers["stations"] else "unofficial-complete",
        "VendorApplicationId": "telusur",
        "Notes": "Alat bantu, bukan hasil resmi.",
        "GpUnit": [_unit(kind, row, units) for kind, row in units],
        "Election": [
            {
                "@type": f"{_TYPE}Election",
                "Name": _text(election_name),
                "StartDate": voted_on,
                "EndDate": voted_on,
                "Type": "general",
                "ElectionScopeId": _id(own),
                "ExternalIdentifier": [_identifier(election)],
                "Candidate": [
                    {"@type": f"{_TYPE}Candidate", "@id": f"c{one.number}", "BallotName": _text(one.name)}
                    for one in contest.choices
                ],
                "Contest": [_contest(contest, own, units)],
            }
        ],
    }


def _contest(contest: Contest, own: Mapping[str, Any], units: Sequence[tuple[str, Mapping[str, Any]]]) -> Plain:
    numbers = own["numbers"]
    return {
        "@type": f"{_TYPE}CandidateContest",
        "@id": f"contest-{contest.code}",
        "Name": contest.name,
        "ElectoralDistrictId": _id(own),
        "VotesAllowed": 1,
        "SubUnitsReported": numbers["counted"],
        "TotalSubUnits": numbers["stations"],
        "BallotSelection": [
            {
                "@type": f"{_TYPE}CandidateSelection",
                "@id": f"s{one.number}",
                "CandidateIds": [f"c{one.number}"],
                "VoteCounts": [count for _kind, row in units for count in _counts(place, row)],
            }
            for place, one in enumerate(contest.choices)
        ],
        "SummaryCounts": [
            {
                "@type": f"{_TYPE}SummaryCounts",
                "Type": "total",
                "GpUnitId": _id(row),
                "BallotsCast": row["numbers"]["sums"][-1],
                "BallotsRejected": row["numbers"]["sums"][-2],
            }
            for _kind, row in units
        ],
    }


def _counts(place: int, row: Mapping[str, Any]) -> list[Plain]:
    unit, numbers = _id(row), row["numbers"]
    counted = {"@type": f"{_TYPE}VoteCounts", "Type": "total", "GpUnitId": unit, "Count": numbers["sums"][place]}
    sure = {"Type": "other", "OtherType": "verified", "Count": numbers["sure"][place]}
    return [counted, counted | sure]


def _unit(kind: str, row: Mapping[str, Any], units: Sequence[tuple[str, Mapping[str, Any]]]) -> Plain:
    numbers = row["numbers"]
    below = {"state": "county", "county": "other"}.get(kind)
    width = {"state": 2, "county": 4, "other": 6}[kind]
    here = str(row["codes"][0])
    parts = [_id(other) for found, other in units if found == below and str(other["codes"][0])[:width] == here]
    return {
        "@type": f"{_TYPE}ReportingUnit",
        "@id": _id(row),
        "Name": ", ".join(row["names"]),
        "Type": kind,
        **({"OtherType": "kecamatan"} if kind == "other" else {}),
        **({"ComposingGpUnitIds": parts} if parts else {}),
        "ExternalIdentifier": [_identifier(str(code)) for code in row["codes"]],
        "SubUnitsReported": numbers["counted"],
        "TotalSubUnits": numbers["stations"],
    }


def _id(row: Mapping[str, Any]) -> str:
    return "gp-" + "-".join(map(str, row["codes"]))


def _identifier(value: str) -> Plain:
    return {"@type": f"{_TYPE}ExternalIdentifier", "Type": "national-level", "Label": "KPU", "Value": value}


def _text(content: str) -> Plain:
    said = {"@type": f"{_TYPE}LanguageString", "Language": "id", "Content": content}
    return {"@type": f"{_TYPE}InternationalizedText", "Text": [said]}
