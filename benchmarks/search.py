"""How long search and browsing take at the database, with 100,000 documents of 553 offices. One JSON line each.

Words follow Zipf's law over a vocabulary of this field; each document has two pages of about 150 words and one token
that no other has. The floor is the bare statement: the ids of the newest twenty that match, without rank, passages,
counts or access. `--documents` makes it smaller.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import random
import statistics
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OFFICES, PAGES, WORDS_A_PAGE, TEXTS, ROUNDS = 553, 2, 150, 4000, 40
START = datetime(2022, 1, 1, tzinfo=UTC)
CLASSES = ("periodic", "anytime", "anytime", "immediate")
ROOM = Path(__file__).parents[1] / "src/telusur/openness/information"
ENDINGS = ("", "nya", "an", "kan", "i")
ENTRY_COLUMNS = "item_id, office_id, information_class, year, media, published_at, title_vector, body_vector"
ITEM_COLUMNS = (
    "id, office_id, number, year, title, summary, information_class, holder, responsible, made, made_place, form, "
    "retention, tags, link, event, event_at, media, state, entered_at, changed_at, proposed_by_id, approved_by_id, "
    "published_at, return_reason, withdrawal_reason"
)
ATTACHMENT_COLUMNS = (
    "id, document_id, thing_kind, thing_id, office_id, title, name, access, permission, openness, security, "
    "personal_data, version, received_at, attached_at, attached_by"
)
PAGE_COLUMNS = "entry_id, attachment_id, number, label, text, vector"


def vocabulary(chance: random.Random) -> list[str]:
    """Return words of the field, the commonest first, and many made-up ones behind them."""
    with (ROOM / "tests/oracle/documents.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    real = {word for row in rows for word in f"{row['title']} {row['text']}".lower().split() if word.isalpha()}
    parts = ["ba", "ci", "du", "ga", "ki", "lo", "ma", "ni", "pa", "ru", "sa", "ti", "wa", "ya"]
    made = {"".join(chance.choices(parts, k=3)) + chance.choice(ENDINGS) for _ in range(20_000)}
    return sorted(real) + sorted(made - real)


def fill(documents: int, chance: random.Random) -> None:
    """Write offices, entries, their search rows and pages; indexes of the vectors are made afterwards."""
    from django.db import connection  # noqa: PLC0415 the settings are read by now

    from telusur.kernel.accounts.models import User  # noqa: PLC0415
    from telusur.kernel.documents.models import Document  # noqa: PLC0415
    from telusur.kernel.offices.models import Office  # noqa: PLC0415

    Office.objects.bulk_create(
        Office(code=f"9{n:05}", name=f"KPU Kantor {n}", kind="city", slug=f"kantor-{n}") for n in range(OFFICES)
    )
    offices = list(Office.objects.filter(code__startswith="9").order_by("pk").values_list("pk", flat=True))
    document = Document.objects.create(
        digest="0" * 64, size=1, media_type="application/pdf", extension="pdf", stored_at=START, state="read"
    )
    people = [User.objects.create(email=f"{name}@contoh.invalid").pk for name in ("a", "b")]
    with connection.cursor() as cursor:
        cursor.execute("drop index search_title; drop index search_body")
        lines = generated(documents, offices, people, chance)
        for chunk in batches(lines, 5000):
            copy(cursor, "information_informationitem", ITEM_COLUMNS, [line[0] for line in chunk])
            copy(cursor, "documents_attachment", ATTACHMENT_COLUMNS, [attached(line[0], document.pk) for line in chunk])
            copy(cursor, "information_searchentry", ENTRY_COLUMNS, [line[1] for line in chunk])
            copy(cursor, "information_searchpage", PAGE_COLUMNS, [page for line in chunk for page in line[2]])
        cursor.execute("set maintenance_work_mem = '512MB'")
        for kind in ("title", "body"):
            cursor.execute(f"create index search_{kind} on information_searchentry using gin ({kind}_vector)")
        tables = "information_searchentry, information_searchpage, information_informationitem, documents_attachment"
        cursor.execute(f"vacuum analyze {tables}")


def attached(item: tuple[Any, ...], document_id: int) -> tuple[Any, ...]:
    """Return the row of an entry's open file; its id is the entry's."""
    number, office, at = item[0], item[1], item[19]
    open_to_all = ("public", "information.see", "open", "ordinary", False)
    return (number, document_id, "information", str(number), office, "x", "x.pdf", *open_to_all, 1, at, at, "user:1")


def batches(lines: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while chunk := list(itertools.islice(lines, size)):
        yield chunk


def copy(cursor: Any, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(f"copy {table} ({columns}) from stdin") as out:
        for row in rows:
            out.write_row(row)


def generated(
    documents: int, offices: list[int], people: list[int], chance: random.Random
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Yield for each document its entry, its search row and its pages."""
    from telusur.openness.information.rules import search  # noqa: PLC0415

    words = vocabulary(chance)
    weights = list(itertools.accumulate(1 / (rank + 4) for rank in range(len(words))))
    texts = [" ".join(chance.choices(words, cum_weights=weights, k=WORDS_A_PAGE)) for _ in range(TEXTS)]
    vectors = [search.page_vector(text) for text in texts]
    bodies = [set(search.body_vector([text]).split()) for text in texts]
    for number in range(1, documents + 1):
        title = " ".join(chance.choices(words, cum_weights=weights, k=6)).capitalize()
        summary = " ".join(chance.choices(words, cum_weights=weights, k=12))
        at = START + timedelta(minutes=number * 25)
        office, year, kind = offices[number % len(offices)], at.year, CLASSES[number % len(CLASSES)]
        chosen = [chance.randrange(TEXTS) for _ in range(PAGES)]
        token = f"dokumen{number}"
        lexemes = set().union(*(bodies[each] for each in chosen), search.body_vector([title, summary, token]).split())
        event = ("Peristiwa", at) if kind == "immediate" else ("", None)
        item = (number, office, str(number), year, title, summary, kind, "Unit", "Unit", str(year), "", "softcopy")
        item += ("5 tahun", "{}", "", *event, "pdf", "published", at, at, *people, at, "", "")
        entry = (number, office, kind, year, "pdf", at, search.title_vector(title, summary), " ".join(lexemes))
        pages = [(number, number, place, "", texts[each], vectors[each]) for place, each in enumerate(chosen, 1)]
        yield item, entry, pages


@contextmanager
def clocked(spent: list[float]) -> Iterator[None]:
    """Add up what the statements inside take at the database."""
    from django.db import connection  # noqa: PLC0415

    def watch(execute: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append(time.perf_counter() - began)

    with connection.execute_wrapper(watch):
        yield


def processor_ms() -> float:
    """Return the processor time of this connection's server process, which other load of the machine does not move."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measured(act: Callable[[int], object]) -> dict[str, float]:
    """Return p50 and p95 of an act in milliseconds: its statements alone, all of it; and how many statements."""
    at_database, whole, counts = [], [], []
    before = processor_ms()
    for turn in range(ROUNDS):
        spent: list[float] = []
        began = time.perf_counter()
        with clocked(spent):
            act(turn)
        whole.append((time.perf_counter() - began) * 1000)
        at_database.append(sum(spent) * 1000)
        counts.append(len(spent))
    hundredths = statistics.quantiles(at_database, n=20)
    return {
        "p50_ms": round(statistics.median(at_database), 2),
        "p95_ms": round(hundredths[-1], 2),
        "whole_p95_ms": round(statistics.quantiles(whole, n=20)[-1], 2),
        "processor_mean_ms": round((processor_ms() - before) / ROUNDS, 1),
        "statements": max(counts),
    }


def report(name: str, documents: int, act: Callable[[int], object], floor: Callable[[int], object]) -> None:
    for _turn in range(3):
        act(_turn)
        floor(_turn)
    bare, found = measured(floor), measured(act)
    said = {"benchmark": "search", "case": name, "documents": documents, "offices": OFFICES, **found}
    said |= {"floor_p50_ms": bare["p50_ms"], "floor_p95_ms": bare["p95_ms"]}
    said["times_the_floor"] = round(found["p95_ms"] / max(0.01, bare["p95_ms"]), 1)
    print(json.dumps(said), flush=True)


def run(documents: int) -> None:
    from django.db import connection  # noqa: PLC0415

    chance = random.Random(2024)
    began = time.monotonic()
    fill(documents, chance)
    filled = {"benchmark": "search", "case": "filling", "seconds": round(time.monotonic() - began, 1)}
    with connection.cursor() as cursor:
        cursor.execute("select pg_total_relation_size('information_searchentry') / 1048576")
        filled["search_table_mb"] = cursor.fetchone()[0]
    print(json.dumps(filled), flush=True)
    judge(documents)


def judge(documents: int) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from telusur.kernel.offices.models import Office  # noqa: PLC0415
    from telusur.openness.information import selectors  # noqa: PLC0415
    from telusur.openness.information.rules.search import body_tsquery, parse_query  # noqa: PLC0415
    from telusur.openness.information.selectors import Filters  # noqa: PLC0415
    from telusur.openness.information.selectors.statements import constant, fetched  # noqa: PLC0415

    chance = random.Random(7)
    words = vocabulary(random.Random(2024))
    common = [chance.choice(words[:40]) for _ in range(ROUNDS)]
    pairs = [f"{chance.choice(words[:200])} {chance.choice(words[:200])}" for _ in range(ROUNDS)]
    rare = [f"dokumen{chance.randrange(1, documents)}" for _ in range(ROUNDS)]
    office_ids = list(Office.objects.filter(code__startswith="9").values_list("pk", flat=True))
    slugs = list(Office.objects.filter(code__startswith="9").values_list("slug", flat=True))
    at = datetime(2026, 11, 1, tzinfo=UTC)

    def ask(asked: list[str], *, office: bool = False, typing: bool = False) -> Callable[[int], object]:
        return lambda turn: selectors.search(
            text=asked[turn % ROUNDS][: 4 if typing and turn % 2 else None],
            office_id=office_ids[turn * 13 % OFFICES] if office else None,
            filters=Filters(),
            at=at,
            typing=typing,
        )

    def bare(asked: list[str], *, office: bool = False) -> Callable[[int], object]:
        narrowing = " and office_id = %s" if office else ""

        def act(turn: int) -> object:
            wanted = constant(body_tsquery(parse_query(asked[turn % ROUNDS]), exact=False)) if asked else ""
            match = f"body_vector @@ {wanted}" if wanted else "true"
            statement = (
                f"select item_id from information_searchentry where {match}{narrowing} "
                "order by published_at desc, item_id desc limit 20"
            )
            return fetched(statement, [office_ids[turn * 13 % OFFICES]] if office else [])

        return act

    report("common word, all offices", documents, ask(common), bare(common))
    report("two words, all offices", documents, ask(pairs), bare(pairs))
    report("rare word, all offices", documents, ask(rare), bare(rare))
    report("quoted phrase, all offices", documents, ask([f'"{pair}"' for pair in pairs]), bare(pairs))
    report("while typing, all offices", documents, ask(pairs, typing=True), bare(pairs))
    report("two words, one office", documents, ask(pairs, office=True), bare(pairs, office=True))
    report(
        "question while asking, one office",
        documents,
        lambda turn: selectors.matching_public(
            text=f"Saya ingin meminta {pairs[turn]} {common[turn]}", office_id=office_ids[turn * 13 % OFFICES], at=at
        ),
        bare(pairs, office=True),
    )
    settings.ACCOUNT_RATE_LIMITS = {}  # one reader asks hundreds of times
    client = Client(HTTP_HOST="localhost")
    report(
        "list page, one office",
        documents,
        lambda turn: client.get(f"/{slugs[turn * 13 % OFFICES]}/informasi/", {"page": turn % 5 + 1}),
        bare([], office=True),
    )
    report(
        "search page, all offices",
        documents,
        lambda turn: client.get("/cari/", {"q": pairs[turn]}),
        bare(pairs),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"TELUSUR_VAR": f"{folder}/var", "DJANGO_SETTINGS_MODULE": "telusur.config.settings"}
        os.environ |= {"TELUSUR_TESTING": "1"}  # static files as they lie, without collecting them
        os.environ.pop("DATABASE_URL", None)
        import django  # noqa: PLC0415

        from telusur.config import installation  # noqa: PLC0415

        installation.adopt(Path(os.environ["TELUSUR_VAR"]))
        django.setup()
        with installation.ready():
            run(asked.documents)
            installation.close_connections()


if __name__ == "__main__":
    main()
