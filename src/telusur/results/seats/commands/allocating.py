from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from telusur.results.elections.commands.files import FILE, text_of

from .. import selectors
from ..rules.counting import check_elected, check_known
from ..rules.tables import SEATS, read_elected
from .files import Asked, count_options, decimal, json_option, refusals_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..rules.counting import Check
    from ..rules.doubts import Doubt
    from ..rules.judging import Fault
    from ..rules.methods import Allocation


@click.command("allocate")
@count_options
@click.option("--elected", type=FILE, help="Calon terpilih menurut sumber lain, sebagai kontrol (CSV: dapil, partai).")
@click.option("--determine", is_flag=True, help="Tetapkan: gagal selama ada yang menghalangi penetapan.")
@json_option
def allocate_seats(asked: Asked, elected: Path | None, *, determine: bool, as_json: bool) -> None:
    """Bagi kursi dari VOTES: CSV dengan kolom dapil, setiap kolom lain ialah satu partai (kolom jumlah tidak dibaca).

    Berkas kursi memuat dapil, provinsi, alokasi_kursi, dan dpt. Pembagian selalu ditampilkan; nilai yang bukan bilangan
    bulat dan jumlah yang meleset dari kontrolnya disebut satu per satu, dengan kursi yang dapat berubah karenanya.
    Penetapan ditolak sampai koreksi menyelesaikannya.
    """
    persons = None
    if elected:
        with refusals_in_words():
            said = read_elected(text_of(elected), file=elected.name, votes=asked.votes)
        persons = check_elected(asked.count, said)
    if as_json:
        found = plain(asked) | ({"elected": _plain_check(persons)} if persons else {})
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for line in in_words(asked, persons):
            click.echo(line)
    refuse_to_determine(asked, determine=determine)


def refuse_to_determine(asked: Asked, *, determine: bool) -> None:
    """Say why a count cannot be determined, where that was asked for. Raises: click.ClickException."""
    obstacles = asked.count.obstacles
    if determine and obstacles:
        reasons = " ".join(selectors.obstacle_in_words(obstacle=each) for each in obstacles)
        raise click.ClickException(_("Penetapan ditolak. %(reasons)s") % {"reasons": reasons})


def plain(asked: Asked) -> dict[str, object]:
    """What a program reads of a count. `districts`: seats by party; everything else stands in lists of its own."""
    count = asked.count
    check = check_known(count, asked.votes, asked.seats, control=asked.control)
    return {
        "contest": count.terms.contest,
        "method": count.terms.method.name,
        "threshold": str(decimal(count.terms.threshold)),
        "threshold_votes": str(decimal(count.bar.needed, places=2)),
        "valid_votes": count.bar.base,
        "sources": list(count.terms.sources),
        "passing": [party for party in asked.votes.parties if party in count.bar.passing],
        "total_seats": count.total_seats,
        "open_seats": count.open_seats,
        "by_party": count.by_party,
        "districts": {
            district: {party: given.seats.get(party, 0) for party in asked.votes.parties}
            for district, given in count.districts.items()
        },
        "ties": [_plain_tie(district, each) for district, each in count.districts.items() if each.tie],
        "faults": [_plain_fault(fault, asked) for fault in count.judged.faults],
        "settled": [_plain_fault(fault, asked) for fault in count.settled],
        "corrections": [
            {"district": made.district, "column": made.column, "old": made.old, "new": made.new, "reason": made.reason}
            for made in count.corrections
        ],
        "provisional": [_plain_doubt(doubt) for doubt in count.doubts],
        "determination": {
            "refused": bool(count.obstacles),
            "reasons": [
                {"kind": each, "message": selectors.obstacle_in_words(obstacle=each)} for each in count.obstacles
            ],
        },
        "unlawful_sizes": list(count.unlawful_sizes),
        "comparison": _plain_check(check),
    }


def _plain_check(check: Check) -> dict[str, object]:
    return {
        "compared": check.compared,
        "differences": [
            {"district": each.district, "party": each.party, "counted": each.counted, "known": each.known}
            for each in check.differences
        ],
    }


def _plain_tie(district: str, given: Allocation) -> dict[str, object]:
    assert given.tie is not None  # noqa: S101 the caller asked
    claim = given.tie.claim
    exact = f"{claim.numerator}/{claim.denominator}"
    return {"district": district, "seats": given.tie.seats, "parties": list(given.tie.parties), "quotient": exact}


def _plain_fault(fault: Fault, asked: Asked) -> dict[str, object]:
    return {
        "name": fault.name,
        "kind": fault.flaw,
        "district": fault.district,
        "column": fault.column,
        "row": fault.row,
        "text": fault.text,
        "read_as": fault.read_as,
        "sum": fault.total,
        "control": fault.control,
        "difference": None if fault.total is None or fault.control is None else fault.total - fault.control,
        "could_lie_in": list(fault.holders),
        "message": _fault_in_words(fault, asked),
    }


def _plain_doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "district": doubt.district,
        "seats": doubt.seats,
        "could_hold": {party: list(bounds) for party, bounds in doubt.could_hold.items()},
        "faults": list(doubt.faults),
        "one_cell": doubt.one_cell,
    }


def _fault_in_words(fault: Fault, asked: Asked) -> str:
    file = asked.seats_file if fault.column == SEATS else asked.votes.file
    return selectors.fault_in_words(fault=fault, file=file)


def in_words(asked: Asked, persons: Check | None = None) -> Iterator[str]:
    """Yield a count as a person reads it: the nation, each district, then all that is in doubt. persons: how it agrees
    with who another source calls elected."""
    count = asked.count
    facts = {"seats": count.total_seats, "method": count.terms.method.name, "votes": count.bar.base}
    yield _("%(seats)d kursi, cara %(method)s, %(votes)d suara sah.") % facts
    totals = count.by_party
    yield ", ".join(f"{party} {totals[party]}" for party in asked.votes.parties if party in count.bar.passing)
    for district, given in count.districts.items():
        yield f"  {district}: " + ", ".join(f"{party} {number}" for party, number in given.seats.items() if number)
        if given.tie:
            tied = {"seats": given.tie.seats, "parties": ", ".join(given.tie.parties) or "–"}
            yield "    " + _("%(seats)d kursi belum terbagi, hasil bagi sama: %(parties)s") % tied
    for made in count.corrections:
        correction = {"district": made.district, "column": made.column, "old": made.old, "new": made.new}
        yield _("Koreksi %(district)s, %(column)s: “%(old)s” menjadi %(new)d (%(reason)s).") % {
            **correction,
            "reason": made.reason,
        }
    for fault in count.judged.faults:
        yield _fault_in_words(fault, asked)
    for doubt in count.doubts:
        bounds = ", ".join(f"{party} {low}–{high}" for party, (low, high) in doubt.could_hold.items())
        yield _("Sementara: %(district)s, %(seats)d kursi dapat berpindah (%(bounds)s).") % {
            "district": doubt.district,
            "seats": doubt.seats,
            "bounds": bounds,
        }
    for each in persons.differences if persons else ():
        yield _(
            "%(district)s, %(party)s: %(counted)d kursi, tetapi %(known)d calon terpilih menurut sumber itu."
        ) % vars(each)
    for obstacle in count.obstacles:
        yield _("Belum dapat ditetapkan: %(reason)s") % {"reason": selectors.obstacle_in_words(obstacle=obstacle)}
