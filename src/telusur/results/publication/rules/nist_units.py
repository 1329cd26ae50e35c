"""What every part of a report in NIST SP 1500-100 version 2 is made of: places, texts, counts of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Plain = dict[str, Any]
Row = tuple[str, "Mapping[str, Any]"]  # the kind of a unit, and the row of a file: codes, names, numbers
TYPE = "ElectionResults."
_BELOW = {"state": "county", "county": "other"}
_WIDTH = {"state": 2, "county": 4, "other": 6}


def unit(kind: str, row: Mapping[str, Any], units: Sequence[Row]) -> Plain:
    """Return a place with those right below it."""
    numbers = row["numbers"]
    here = str(row["codes"][0])
    parts = [
        unit_id(other)
        for found, other in units
        if found == _BELOW.get(kind) and str(other["codes"][0])[: _WIDTH[kind]] == here
    ]
    return {
        "@type": f"{TYPE}ReportingUnit",
        "@id": unit_id(row),
        "Name": ", ".join(row["names"]),
        "Type": kind,
        **({"OtherType": "kecamatan"} if kind == "other" else {}),
        **({"ComposingGpUnitIds": parts} if parts else {}),
        "ExternalIdentifier": [identifier(str(code)) for code in row["codes"]],
        "SubUnitsReported": numbers["counted"],
        "TotalSubUnits": numbers["stations"],
    }


def unit_id(row: Mapping[str, Any]) -> str:
    """Return how a report names the place of a row."""
    return "gp-" + "-".join(map(str, row["codes"]))


def counts(place: int, of: str, numbers: Mapping[str, Any]) -> list[Plain]:
    """Return what counts and what is verified, of one of the sums of a unit."""
    counted = {"@type": f"{TYPE}VoteCounts", "Type": "total", "GpUnitId": of, "Count": numbers["sums"][place]}
    return [counted, counted | {"Type": "other", "OtherType": "verified", "Count": numbers["sure"][place]}]


def identifier(value: str) -> Plain:
    """Return a code of KPU."""
    return {"@type": f"{TYPE}ExternalIdentifier", "Type": "national-level", "Label": "KPU", "Value": value}


def text(content: str) -> Plain:
    """Return a text in Indonesian."""
    said = {"@type": f"{TYPE}LanguageString", "Language": "id", "Content": content}
    return {"@type": f"{TYPE}InternationalizedText", "Text": [said]}
