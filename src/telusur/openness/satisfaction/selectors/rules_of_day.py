"""The rules of the survey in force: its nine elements, the bands of its values, who answers and how often."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rows, rule_in_force, rules_in_force

from ..rules.index import Band
from ..rules.words import Every

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ROOM = "satisfaction"


@dataclass(frozen=True)
class Named:
    """An element as the regulation names it and asks for it; `words` tell its column where no code does.

    place: where the questionnaire asks for it. answers: the words of 1, 2, 3 and 4.
    """

    name: str
    words: tuple[str, ...]
    place: int
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Attribute:
    """What a respondent may say of himself: label by value, in the order of the questionnaire."""

    key: str
    name: str
    labels: Mapping[str, str]


@lru_cache(maxsize=32)
def elements(*, on: date) -> Mapping[str, Named]:
    """Return the nine elements by code. Law: PermenPANRB 14/2017."""
    rows = rules_in_force(ROOM, "element", on=on)
    return {
        row.key: Named(
            row.text("name"),
            tuple(row["words"]),  # type: ignore[arg-type]
            row.number("place"),
            row.text("question"),
            tuple(row["answers"]),  # type: ignore[arg-type]
        )
        for row in rows
    }


def element_labels() -> dict[str, str]:
    """Return what each element is called by the newest version of its rule: figures have one label for all years."""
    versions = sorted(rows(ROOM, "element"), key=lambda row: row.valid_from)
    return {row.key: row.text("name") for row in versions}


@lru_cache(maxsize=32)
def questions(*, on: date) -> tuple[tuple[str, Named], ...]:
    """Return code and element in the order in which the questionnaire asks. Law: PermenPANRB 14/2017, appendix."""
    return tuple(sorted(elements(on=on).items(), key=lambda each: each[1].place))


@lru_cache(maxsize=32)
def bands(*, on: date) -> tuple[Band, ...]:
    """Return the bands of the converted value. Law: PermenPANRB 14/2017."""
    rows = rules_in_force(ROOM, "band", on=on)
    return tuple(Band(row.key, row.text("performance"), Decimal(row.text("least"))) for row in rows)


@lru_cache(maxsize=32)
def attributes(*, on: date) -> Mapping[str, Attribute]:
    """Return what respondents may say of themselves, by key. Law: PermenPANRB 14/2017, appendix."""
    rows = sorted(rules_in_force(ROOM, "attribute", on=on), key=lambda row: row.number("place"))
    return {
        row.key: Attribute(row.key, row.text("name"), dict(zip(row["values"], row["labels"], strict=True)))  # type: ignore[arg-type]
        for row in rows
    }


def values(*, on: date) -> dict[str, tuple[str, ...]]:
    """Return what each attribute may say."""
    return {key: tuple(each.labels) for key, each in attributes(on=on).items()}


def default_cadence(*, on: date) -> Every:
    """Return how long a survey runs where the office chose nothing. Law: PermenPANRB 14/2017 Pasal 1 ayat (1)."""
    return Every(rule_in_force(ROOM, "cadence", "default", on=on).text("every"))


def population_figure(*, on: date) -> str:
    """Return the key of the figure that counts the users of the service."""
    return rule_in_force(ROOM, "population", "users", on=on).text("figure")


def least(*, key: str, on: date) -> int:
    """Return how many people make a `batch`, or a `cell` that may be shown. Law: UU 27/2022 Pasal 16 ayat (2)."""
    return rule_in_force(ROOM, "least", key, on=on).number("people")


def comment_days(*, on: date) -> int:
    """Return for how many calendar days after closing the words of a comment are kept as they were written.

    Law: UU 27/2022 Pasal 43; the number is our choice.
    """
    return rule_in_force(ROOM, "comment", "original", on=on).number("days")
