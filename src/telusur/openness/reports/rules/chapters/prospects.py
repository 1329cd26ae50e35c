"""Chapters 6 and 7: what hindered, from outside and from within; what is recommended, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content import Chapter, Column, Listing, Section, Table
from ..phrasing import Counted, long_day, paragraph, plain

if TYPE_CHECKING:
    from ..content import Part
    from ..given import FollowUp
    from .context import Context

OBSTACLES_TITLE = "Kendala dalam pelaksanaan layanan informasi publik"
FOLLOW_UPS_TITLE = "Rekomendasi dan rencana tindak lanjut"
SIDES = (
    ("internal", "Kendala internal", "Tidak ada kendala internal yang dicatat pada tahun {year}."),
    ("external", "Kendala eksternal", "Tidak ada kendala eksternal yang dicatat pada tahun {year}."),
)
FOUND = "Kendala yang dicatat pada tahun {year}:"
STATES = {"planned": "Direncanakan", "running": "Sedang dikerjakan", "done": "Selesai", "dropped": "Tidak dilanjutkan"}
NEW = Counted(
    none="Tidak ada rekomendasi baru dari layanan tahun {year}.",
    one="Dari layanan tahun {year} lahir satu rekomendasi baru.",
    many="Dari layanan tahun {year} lahir {n} rekomendasi baru.",
)
CARRIED = Counted(
    none="Tidak ada rekomendasi dari laporan sebelumnya yang masih terbuka.",
    one="Satu rekomendasi berasal dari laporan sebelumnya.",
    many="Sebanyak {n} rekomendasi berasal dari laporan sebelumnya.",
)


def obstacles(context: Context) -> Chapter:
    sections = []
    for side, title, none in SIDES:
        found = [each.text for each in context.kept.obstacles if each.side == side]
        own = context.own_words("obstacles") if side == "internal" else ()
        if found:
            listing = Listing(tuple(plain(_ended(text)) for text in found))
            sections.append(Section(f"obstacles-{side}", title, (paragraph(context.say(FOUND)), listing, *own)))
        else:
            sections.append(Section(f"obstacles-{side}", title, (paragraph(context.say(none)), *own)))
    return Chapter(6, OBSTACLES_TITLE, tuple(sections))


def follow_ups(context: Context) -> Chapter:
    new = [each for each in context.kept.follow_ups if each.since == context.year]
    old = [each for each in context.kept.follow_ups if each.since != context.year]
    parts = (
        ("recommendations", "Rekomendasi dan rencana tindak lanjut baru", NEW, new),
        ("carried", "Tindak lanjut rekomendasi sebelumnya", CARRIED, old),
    )
    sections = []
    for key, title, words, found in parts:
        said = paragraph(words.about(len(found), n=len(found), year=str(context.year)))
        own = context.own_words("recommendations") if key == "recommendations" else ()
        table = (_table(key, title, found),) if found else ()
        sections.append(Section(key, title, (said, *table, *own)))
    return Chapter(7, FOLLOW_UPS_TITLE, tuple(sections))


def _table(key: str, title: str, found: list[FollowUp]) -> Table:
    columns = (
        Column("Rekomendasi", width=4),
        Column("Tindak lanjut", width=4),
        Column("Penanggung jawab", width=3),
        Column("Batas", width=3),
        Column("Keadaan", width=3),
    )
    return Table(key, title, columns, tuple(_row(each) for each in found))


def _row(each: FollowUp) -> tuple[Part, ...]:
    state = STATES[each.state]
    told = f"{state}: {each.closing}" if each.closing else state
    return (each.text, each.follow_up, each.owner, long_day(each.due_on), told)


def _ended(text: str) -> str:
    """Return a text on one line that ends as a sentence does."""
    flat = " ".join(text.split())
    return flat if flat.endswith((".", "!", "?")) else f"{flat}."
