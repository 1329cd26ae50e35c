"""What is written beside the code is true of the code: terms, rooms, rights, rules, moves, links."""

from __future__ import annotations

import ast
import re
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from django.conf import settings

import telusur
from telusur.config.translations import read_catalogue
from telusur.kernel.accounts.selectors import permissions
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import diagrams

ROOT = Path(__file__).parents[2]
SOURCE = Path(telusur.__file__).parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EMPHASIS = {"PPID", "saat permohonan benar-benar tiba", "sekali ini", "dianggap lengkap", "sebelum", "tidak"}
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


def glossary() -> list[list[str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return rows[1:]


def identifiers() -> list[str]:
    return [name for row in glossary() for name in re.findall(r"`([^`]+)`", row[1])]


def members() -> set[str]:
    """Every member of every closed list of a room's rules and models, as `room.List.MEMBER`."""
    found = set()
    for module in walk_packages(telusur.__path__, "telusur."):
        place = module.name.split(".")
        if not {"rules", "models"} & set(place) or "tests" in place:
            continue
        room = place[next(n for n, name in enumerate(place) if name in {"rules", "models"}) - 1]
        for name, thing in vars(import_module(module.name)).items():
            if isinstance(thing, type) and issubclass(thing, Enum) and thing.__module__ == module.name:
                found |= {f"{room}.{name}.{member.name}" for member in thing}
    return found


def headings(page: Path) -> set[str]:
    """The anchors a page offers, as GitHub makes them of its headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_every_member_of_a_closed_list_has_a_row_in_the_glossary():
    assert sorted(members() - set(identifiers())) == []


def test_no_row_names_a_member_that_is_gone():
    listed = {name for name in identifiers() if re.fullmatch(r"[a-z]+\.[A-Z]\w+\.[A-Z_]+", name)}
    assert sorted(listed - members()) == []


def test_every_identifier_of_the_glossary_stands_in_the_code():
    code = {word for path in SOURCE.rglob("*.py") for word in re.findall(r"\w+", path.read_text())}
    assert [name for name in identifiers() if re.findall(r"\w+", name)[-1] not in code] == []


def test_the_glossary_is_sorted_and_says_nothing_twice():
    terms = [row[0] for row in glossary()]
    assert terms == sorted(terms, key=str.casefold)
    assert len(set(terms)) == len(terms)
    assert len(set(identifiers())) == len(identifiers())


def test_every_room_has_its_paragraph():
    text = (ROOT / "docs" / "architecture.md").read_text()
    rooms = [room.removeprefix("telusur.") for room in settings.ROOMS]
    assert [room for room in rooms if f"**{room}**" not in text] == []


def test_every_right_is_explained_and_no_other():
    text = (ROOT / "docs" / "architecture.md").read_text()
    assert set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", text, re.MULTILINE)) == set(permissions())


def test_every_rule_has_a_source():
    assert [rule.id for rule in law.all_rules() if not rule.source.strip()] == []


def test_a_source_is_read_or_not_wherever_it_is_named():
    said: dict[str, set[bool]] = {}
    for rule in law.all_rules():
        said.setdefault(rule.source, set()).add(rule.confirmed)
    assert [source for source, confirmed in said.items() if len(confirmed) > 1] == []


@pytest.mark.parametrize(("room", "table"), law.tables())
def test_every_table_of_rules_is_read_by_its_room_and_explained(room: str, table: str):
    folder = next(SOURCE.joinpath(*name.split(".")[1:]) for name in settings.ROOMS if name.rpartition(".")[2] == room)
    spoken = {
        node.value
        for file in [*folder.rglob("*.py"), *(SOURCE / "kernel" / "law").rglob("*.py")]
        if "tests" not in file.relative_to(SOURCE).parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert table in spoken
    assert f"`{room}.{table}`" in (ROOT / "docs" / "law" / "README.md").read_text()


@pytest.mark.parametrize("name", law.tables_of_moves())
def test_the_drawn_moves_are_those_of_the_rules(name: str):
    drawn = (ROOT / "docs" / "law" / "moves" / f"{name}.md").read_text()
    assert drawn == diagrams.page(name, law.rows(*law.tables_of_moves()[name]))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_somewhere(page: Path):
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in headings(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_file_named_exists(page: Path):
    named = re.findall(r"`([\w/]+/[\w.]+\.(?:py|toml|html|md|js|typ))`", page.read_text())
    places = [ROOT, ROOT / "docs", SOURCE, SOURCE / "kernel", SOURCE / "openness", SOURCE / "results"]
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


@pytest.mark.parametrize("folder", ["docs/adr", "docs/law"])
def test_an_index_names_every_page_of_its_folder(folder: str):
    index = ROOT / folder / "README.md"
    named = set(re.findall(r"\]\(([^)#\s]+)", index.read_text()))
    pages = {page.relative_to(index.parent).as_posix() for page in index.parent.rglob("*.md")} - {"README.md"}
    assert pages - named == set()


def test_what_the_guide_sets_in_bold_stands_on_a_screen():
    said = "\n".join(str(message.id) for message in read_catalogue() if message.id)
    guide = (ROOT / "docs" / "panduan-petugas-meja.md").read_text()
    named = {" ".join(words.split()).rstrip(".") for words in re.findall(r"\*\*([^*]+)\*\*", guide)}
    steps = {part.strip() for words in named for part in words.split("→")}
    assert sorted(words for words in steps - EMPHASIS if words not in said) == []


def test_the_guide_fits_two_pages():
    assert len((ROOT / "docs" / "panduan-petugas-meja.md").read_text().splitlines()) <= 100
