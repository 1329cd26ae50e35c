"""The English catalogue, kept without GNU gettext: source texts are Indonesian and stand in the code.

`telusur translations update` writes what the code says into `locale/en/LC_MESSAGES/django.po`, keeping what was
translated; `check` names every text that lacks English; `compile` makes the file Django reads, in the data folder, so
that a checkout that cannot be written serves English too.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from .environment import ROOT, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Message

SOURCE = ROOT / "src" / "telusur"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
NOISE = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-", "POT-", "PO-", "Last-Translator", "Language-Team", "MIME-", "Generated-By")
)


@dataclass(frozen=True)
class Missing:
    """A text without good English: where it stands, what it says, what is wrong with it."""

    place: str
    text: str
    fault: str


def texts() -> Catalog:
    """Return every text of the code that is marked for translation, with the places where it stands."""
    found = Catalog(locale="en", header_comment="# English catalogue of Telusur.", fuzzy=False)
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if {"tests", "migrations"} & set(path.parts):
            continue
        place = path.relative_to(ROOT).as_posix()
        for line, text, _comments, context in _extracted(path):
            found.add(text, locations=[(place, line)], context=context)
    return found


def _extracted(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    content, offset = path.read_text(encoding="utf-8"), 0
    if path.suffix != ".py":
        content, offset = f"(\n{templatize(content)}\n)", 1  # in brackets, indentation means nothing to Python
    source = io.BytesIO(content.encode())
    for line, text, comments, context in extract("python", source, keywords=KEYWORDS, options={"encoding": "utf-8"}):
        yield line - offset, text, comments, context


def read_catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def update() -> None:
    """Bring the catalogue up to the code. Texts no longer used leave it; new ones wait for their English."""
    catalogue, known = texts(), read_catalogue()
    for message in catalogue:
        before = known.get(message.id, message.context) if message.id else None
        if before is not None:
            message.string = before.string
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    write_po(content, catalogue, width=120, sort_by_file=True, include_lineno=False)
    lines = content.getvalue().decode().splitlines(keepends=True)
    CATALOGUE.write_text("".join(line for line in lines if not line.startswith(NOISE)), encoding="utf-8")


def missing(wanted: Catalog, catalogue: Catalog) -> list[Missing]:
    """Return every wanted text that the catalogue lacks, leaves empty, holds as fuzzy, or translates with other
    placeholders; then every text that the catalogue holds and the code no longer says."""
    found = []
    for message in wanted:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        fault = _fault(known) if known is not None else "tidak ada di katalog"
        if fault:
            place, line = message.locations[0]
            found.append(Missing(f"{place}:{line}", _text(message), fault))
    unused = [known for known in catalogue if known.id and wanted.get(known.id, known.context) is None]
    return found + [Missing(str(CATALOGUE.relative_to(ROOT)), _text(known), "tidak dipakai lagi") for known in unused]


def _fault(message: Message) -> str:
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    if not all(forms):
        return "belum diterjemahkan"
    if message.fuzzy:
        return "ditandai belum pasti (fuzzy)"
    return "; ".join(str(error) for error in message.check())


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def compile_into(var: Path) -> None:
    """Write `locale/en/LC_MESSAGES/django.mo` under `var`, unless it is newer than the catalogue."""
    target = var / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    if not CATALOGUE.exists() or (target.exists() and target.stat().st_mtime_ns > CATALOGUE.stat().st_mtime_ns):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    with draft.open("wb") as file:
        write_mo(file, read_catalogue())
    draft.replace(target)


@click.group("translations")
def commands() -> None:
    """Katalog bahasa Inggris: mutakhirkan, periksa, susun."""


@commands.command("update")
def _update() -> None:
    """Tulis teks dari kode ke katalog; terjemahan yang ada tetap."""
    update()
    click.echo(f"{CATALOGUE}: {len(missing(texts(), read_catalogue()))} teks menunggu terjemahan.")


@commands.command("check")
def _check() -> None:
    """Sebut setiap teks tanpa terjemahan Inggris; gagal bila ada."""
    found = missing(texts(), read_catalogue())
    for each in found:
        click.echo(f"{each.place}: {each.fault}: {each.text}")
    if found:
        raise click.ClickException(f"{len(found)} teks belum punya terjemahan Inggris yang baik.")


@commands.command("compile")
def _compile() -> None:
    """Susun katalog ke dalam folder data."""
    compile_into(data_folder())
