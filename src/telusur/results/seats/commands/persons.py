from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from telusur.kernel.law.rules import NoRuleInForce
from telusur.results.elections.commands.files import FILE, text_of

from .. import selectors
from ..rules.lists import SEX, read_lists
from ..rules.persons import balance, elect
from ..rules.tables import Problem, Refused, Wrong, key
from .files import Asked, count_options, json_option, on_option, refusals_in_words, voting_day

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command("elect")
@count_options
@click.option(
    "--candidates",
    type=FILE,
    required=True,
    help="Suara calon (CSV: dapil, partai, nomor_urut, suara_caleg).",
)
@json_option
def elect_persons(asked: Asked, candidates: Path, *, as_json: bool) -> None:
    """Tunjukkan calon terpilih: kursi dibagi dari VOTES, lalu diberikan kepada calon dengan suara terbanyak.

    Suara yang sama pada kursi terakhir ditunjukkan, tidak diputuskan.
    """
    with refusals_in_words():
        written = read_lists(text_of(candidates), file=candidates.name)
        lists = {(key(place), key(party)): names for (place, party), names in written.items()}
        known = {(key(place), key(party)) for place in asked.votes.districts for party in asked.votes.parties}
        strangers = [
            Problem(Wrong.PARTY_UNKNOWN, candidates.name, 0, "partai", f"{place} / {party}")
            for place, party in written
            if (key(place), key(party)) not in known
        ]
        if strangers:
            raise Refused(strangers)
    found = []
    for district, given in asked.count.districts.items():
        for party, number in given.seats.items():
            if number:
                chosen = elect(lists.get((key(district), key(party)), []), seats=number)
                found.append((district, party, number, chosen))
    if as_json:
        rows = [
            {
                "district": district,
                "party": party,
                "seats": number,
                "elected": [{"number": each.number, "votes": each.votes} for each in chosen.candidates],
                "tied": [{"number": each.number, "votes": each.votes} for each in chosen.tied],
                "tied_seats": chosen.tied_seats,
                "vacant": chosen.vacant,
            }
            for district, party, number, chosen in found
        ]
        open_seats = asked.count.open_seats
        refused = bool(asked.count.obstacles) or any(each.tied_seats or each.vacant for *_place, each in found)
        click.echo(
            json.dumps({"elected": rows, "open_seats": open_seats, "refused": refused}, ensure_ascii=False, indent=2)
        )
        return
    for district, party, _number, chosen in found:
        numbers = ", ".join(f"{each.number} ({each.votes})" for each in chosen.candidates) or "–"
        click.echo(f"{district}, {party}: {numbers}")
        if chosen.tied_seats:
            tied = ", ".join(str(each.number) for each in chosen.tied)
            text = _("  %(seats)d kursi belum terisi, suara sama: nomor urut %(numbers)s")
            click.echo(text % {"seats": chosen.tied_seats, "numbers": tied})
        if chosen.vacant:
            click.echo(_("  %(seats)d kursi tanpa calon dalam daftar") % {"seats": chosen.vacant})
    for obstacle in asked.count.obstacles:
        reason = selectors.obstacle_in_words(obstacle=obstacle)
        click.echo(_("Belum dapat ditetapkan: %(reason)s") % {"reason": reason})


@click.command("women")
@click.argument("lists", type=FILE)
@on_option
@json_option
def check_lists(lists: Path, on: datetime | None, *, as_json: bool) -> None:
    """Periksa keterwakilan perempuan dalam LISTS: CSV dengan dapil, partai, nomor_urut, jenis_kelamin (L atau P)."""
    try:
        share, group = selectors.women_on_lists(on=voting_day(on))
    except NoRuleInForce as error:
        raise click.ClickException(str(error)) from error
    with refusals_in_words():
        read = read_lists(text_of(lists), file=lists.name, needed=[SEX])
    judged = {place: balance(names, share=share, group=group) for place, names in read.items()}
    short = sum(not each.enough for each in judged.values())
    if as_json:
        rows = [
            {
                "district": district,
                "party": party,
                "candidates": each.candidates,
                "women": each.women,
                "needed": each.needed,
                "groups_without": list(each.groups_without),
                "enough": each.enough,
            }
            for (district, party), each in judged.items()
        ]
        click.echo(json.dumps({"lists": rows, "short": short}, ensure_ascii=False, indent=2))
        return
    for (district, party), each in judged.items():
        facts = {
            "district": district,
            "party": party,
            "women": each.women,
            "of": each.candidates,
            "needed": each.needed,
        }
        verdict = _("cukup") if each.enough else _("kurang")
        text = _("%(district)s, %(party)s: %(women)d perempuan dari %(of)d calon, perlu %(needed)d: %(verdict)s")
        click.echo(text % {**facts, "verdict": verdict})
    click.echo(_("%(count)d daftar belum memenuhi.") % {"count": short})
