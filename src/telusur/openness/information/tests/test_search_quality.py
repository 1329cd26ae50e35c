"""Some eighty questions of this field and the documents that must come first."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from telusur.openness.information.models import InformationItem
from telusur.openness.information.rules.search import parse_query
from telusur.openness.information.selectors.searching import found_ids
from telusur.openness.information.selectors.shown import Filters
from telusur.openness.information.services.indexing import write_entry_row, write_pages

from .factories import an_office, an_officer

ORACLE = Path(__file__).parent / "oracle"
AT = datetime(2024, 1, 1, tzinfo=UTC)


def rows_of(name: str) -> list[dict[str, str]]:
    with (ORACLE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="|"))


@pytest.fixture
def corpus(db):
    """The documents of the oracle, shown and searchable: key by id."""
    office = an_office()
    proposer, approver = an_officer(office), an_officer(office)
    keys = {}
    for number, row in enumerate(rows_of("documents.csv")):
        item = InformationItem.everything.create(
            office=office,
            title=row["title"],
            summary=row["summary"],
            information_class=row["class"],
            year=int(row["year"]),
            event="Peristiwa",
            event_at=AT,
            state="published",
            proposed_by=proposer,
            approved_by=approver,
            entered_at=AT,
            changed_at=AT,
            published_at=AT + timedelta(hours=number),
        )
        write_entry_row(item=item)
        write_pages(item=item, pages=[(1, page, "", text) for page, text in enumerate(row["text"].split("¶"), 1)])
        keys[item.pk] = row["key"]
    return keys


def first_found(corpus: dict[int, str], text: str, number: int, office_id: int | None) -> list[str]:
    ids, _partial = found_ids(query=parse_query(text), office_id=office_id, filters=Filters())
    return [corpus[pk] for pk in ids][:number]


def test_the_oracle_is_large_enough():
    assert len(rows_of("documents.csv")) >= 80
    assert len(rows_of("queries.csv")) >= 40


def test_every_document_of_the_oracle_has_a_key_of_its_own():
    keys = [row["key"] for row in rows_of("documents.csv")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("everywhere", [True, False])
def test_the_right_documents_come_first(corpus, everywhere):
    office_id = None if everywhere else an_office().pk
    misses = []
    for row in rows_of("queries.csv"):
        wanted = row["first"].split()
        found = first_found(corpus, row["query"], len(wanted), office_id)
        if set(found) != set(wanted):
            misses.append((row["query"], sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))))
    assert misses == []
