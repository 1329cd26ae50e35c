"""Chapter 1: the policy of the service, what it rests on, where and when it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content import Chapter, Column, Listing, Section, Table
from ..phrasing import paragraph, plain

if TYPE_CHECKING:
    from ..content import Block
    from ..given import Policy
    from .context import Context

TITLE = "Kebijakan layanan informasi publik"
RESTS_ON = "Layanan informasi publik {office} pada tahun {year} berdasar pada:"
NO_BASIS = "Dasar hukum layanan informasi publik {office} tahun {year} tidak dicatat."
PROCEDURES = "Prosedur operasional standar yang dijalankan pada tahun {year}:"
NO_PROCEDURE = "Tidak ada prosedur operasional standar yang ditetapkan sendiri oleh {office}."
DECREES = "Keputusan yang menetapkan pelaksana layanan pada tahun {year}:"
NO_DECREE = "Tidak ada keputusan tentang pelaksana layanan yang dicatat untuk tahun {year}."
WORDS = {"law": (RESTS_ON, NO_BASIS), "procedure": (PROCEDURES, NO_PROCEDURE), "decree": (DECREES, NO_DECREE)}
PLEDGE = "Maklumat pelayanan yang diumumkan kepada masyarakat:"
ADDRESS = "Layanan informasi publik diberikan di {address}."
HOURS = "Waktu layanan di kantor sebagai berikut."
ONLINE = "Permohonan juga dapat diajukan kapan saja melalui {home}."
CLOSED = "Waktu layanan di kantor tidak dicatat."


def policy(context: Context) -> Chapter:
    return Chapter(
        1,
        TITLE,
        (
            Section("basis", "Dasar hukum", (*_listed(context, "law"), *context.own_words("policy"))),
            Section("procedures", "Prosedur operasional standar", _listed(context, "procedure")),
            Section("decrees", "Keputusan", (*_listed(context, "decree"), *_pledges(context))),
            _open(context),
        ),
    )


def _listed(context: Context, sort: str) -> tuple[Block, ...]:
    some, none = WORDS[sort]
    found = [each for each in context.kept.policies if each.sort == sort]
    return (paragraph(context.say(some)), _list(found)) if found else (paragraph(context.say(none)),)


def _pledges(context: Context) -> tuple[Block, ...]:
    found = [each for each in context.kept.policies if each.sort == "pledge"]
    return (plain(PLEDGE), _list(found)) if found else ()


def _list(found: list[Policy]) -> Listing:
    return listing([named(each) for each in found])


def listing(words: list[str]) -> Listing:
    """Return words as items of a list: each ends with a semicolon, the last with a full stop."""
    return Listing((*(plain(f"{each};") for each in words[:-1]), plain(f"{words[-1]}.")))


def named(policy: Policy) -> str:
    """Return a policy as it is cited: "Peraturan KPU Nomor 22 Tahun 2023 tentang Pelayanan Informasi Publik"."""
    title = policy.title.strip().rstrip(".;")
    if not policy.reference:
        return title
    if title.casefold().startswith(policy.reference.casefold()):
        return title
    link = " " if title.casefold().startswith("tentang ") else " tentang "
    return f"{policy.reference}{link}{title}" if title else policy.reference


def _open(context: Context) -> Section:
    office = context.office
    said = [context.say(ADDRESS, address=" ".join(office.address.split()).rstrip("."))] if office.address else []
    if not office.hours:
        return Section("address", "Alamat dan waktu layanan", (paragraph(*said, context.say(CLOSED)),))
    rows = tuple((each.days, each.hours, each.rest or "–") for each in office.hours)
    columns = (Column("Hari", width=2), Column("Pukul"), Column("Istirahat"))
    table = Table("hours", "Waktu layanan", columns, rows)
    blocks: list[Block] = [paragraph(*said, context.say(HOURS)), table]
    if office.home:
        blocks.append(paragraph(context.say(ONLINE, home=office.home)))
    return Section("address", "Alamat dan waktu layanan", tuple(blocks))
