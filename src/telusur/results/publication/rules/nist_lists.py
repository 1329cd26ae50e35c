"""Electoral districts in a province's report: each a contest of its own, of parties and of those on their lists.

A ballot names a party or one of its candidates. So a district is a `CandidateContest` that is `proportional`: its
`PartySelection` holds the votes for the party alone, each `CandidateSelection` those of a candidate, whom the party
endorses. Together they are the list's votes in the `PartyContest` beside it. Candidates are counted in the district and
in each regency; lists also in each kecamatan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nist_units import TYPE, Plain, counts, identifier, text, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from telusur.results.elections.rules.districts import District

    from .nist_units import Row
    from .stations import Contest


def districts_in(contest: Contest, own: Mapping[str, Any]) -> list[District]:
    """Return the electoral districts that the province has polling stations of."""
    return [one for one in contest.districts or () if one.code in own["numbers"].get("districts", {})]


def party(number: int, name: str) -> Plain:
    """Return a party by its number on the ballot."""
    return {"@type": f"{TYPE}Party", "@id": f"p{number}", "Name": text(name)}


def candidates(districts: Sequence[District]) -> list[Plain]:
    """Return everybody on the lists of these districts."""
    return [
        {
            "@type": f"{TYPE}Candidate",
            "@id": f"c-{district.code}-{choice.number}-{each.number}",
            "BallotName": text(each.name),
            "PartyId": f"p{choice.number}",
        }
        for district in districts
        for choice in district.layout.choices
        for each in choice.candidates
    ]


def district_unit(district: District, own: Mapping[str, Any], units: Sequence[Row]) -> Plain:
    """Return an electoral district as a place: what of it lies in the province, and the largest places in it."""
    numbers = own["numbers"]["districts"][district.code]
    whole = [(kind, row) for kind, row in units if list(row["numbers"].get("districts", {})) == [district.code]]
    regencies = {str(row["codes"][0]) for kind, row in whole if kind == "county"}
    parts = [
        unit_id(row)
        for kind, row in whole
        if kind == "county" or (kind == "other" and str(row["codes"][0])[:4] not in regencies)
    ]
    return {
        "@type": f"{TYPE}ReportingUnit",
        "@id": _id(district),
        "Name": district.name,
        "Type": "other",
        "OtherType": "daerah pemilihan",
        **({"ComposingGpUnitIds": parts} if parts else {}),
        "ExternalIdentifier": [identifier(district.code)],
        "SubUnitsReported": numbers["counted"],
        "TotalSubUnits": numbers["stations"],
    }


def district_contest(contest: Contest, district: District, own: Mapping[str, Any], units: Sequence[Row]) -> Plain:
    """Return the contest in an electoral district, as far as it lies in the province."""
    code = district.code
    whole = own["numbers"]["districts"][code]
    found = [(_id(district), whole)]
    found += [
        (unit_id(row), row["numbers"]["districts"][code])
        for kind, row in units
        if kind == "county" and code in row["numbers"]["districts"]
    ]
    return {
        "@type": f"{TYPE}CandidateContest",
        "@id": f"contest-{contest.code}-{code}",
        "Name": f"{contest.name}, {district.name}",
        "ElectoralDistrictId": _id(district),
        "VotesAllowed": 1,
        "NumberElected": district.seats,
        "VoteVariation": "proportional",
        "SubUnitsReported": whole["counted"],
        "TotalSubUnits": whole["stations"],
        "BallotSelection": [
            {**said, "VoteCounts": [count for of, numbers in found for count in counts(place, of, numbers)]}
            for said, place in _selections(district)
        ],
    }


def _selections(district: District) -> Iterator[tuple[Plain, int]]:
    """Yield whom one can vote for, in the order of the ballot, each with the place of its votes among the sums."""
    places = {name: place for place, name in enumerate(district.layout.vote_fields)}
    for choice in district.layout.choices:
        of, field = f"p{choice.number}", choice.own if choice.candidates else choice.total
        own = {"@type": f"{TYPE}PartySelection", "@id": f"s-{district.code}-{choice.number}", "PartyIds": [of]}
        yield own, places[field]
        for each in choice.candidates:
            name = f"{district.code}-{choice.number}-{each.number}"
            said = {"@type": f"{TYPE}CandidateSelection", "@id": f"s-{name}", "CandidateIds": [f"c-{name}"]}
            yield said | {"EndorsementPartyIds": [of]}, places[choice.field_of(each)]


def _id(district: District) -> str:
    return f"dapil-{district.code}"
