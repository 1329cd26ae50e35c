from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from telusur.kernel.law.rules import NoRuleInForce
from telusur.results.elections.commands.options import Place, Text
from telusur.results.elections.selectors import ContestUnknown, ElectionUnknown, contest_named, districts_of

from .. import selectors
from ..rules import tables
from ..rules.counting import count
from .allocating import in_words, plain, refuse_to_determine
from .files import Asked, json_option, refusals_in_words

if TYPE_CHECKING:
    from telusur.results.elections.models import Contest
    from telusur.results.seats.selectors import Counted

FOLDER = Place(file_okay=False, path_type=Path)


@click.command("counted")
@click.option("--election", type=Text(), required=True, help="Kode pemilu, misalnya pemilu2024.")
@click.option("--contest", type=Text(), required=True, help="Kode pemilihan DPR atau DPRD dalam pemilu itu.")
@click.option("--threshold", help="Ambang batas, misalnya 0.04 atau 4%. Bawaan: menurut undang-undang.")
@click.option("--method", type=click.Choice(selectors.METHODS), help="Cara membagi. Bawaan: menurut undang-undang.")
@click.option("--out", type=FOLDER, help="Tulis juga suara.csv, kursi.csv, dan calon.csv ke folder ini.")
@click.option("--determine", is_flag=True, help="Tetapkan: gagal selama ada yang menghalangi penetapan.")
@json_option
def allocate_counted(
    *,
    election: str,
    contest: str,
    threshold: str | None,
    method: str | None,
    out: Path | None,
    determine: bool,
    as_json: bool,
) -> None:
    """Bagi kursi dari formulir yang sedang berlaku dalam rekapitulasi, tanpa berkas.

    Suara setiap daerah pemilihan dijumlahkan dari TPS-nya; hasil yang ditetapkan pleno menjadi kontrolnya. Selama hasil
    itu belum ada, pembagian tetap ditampilkan, tetapi penetapan ditolak.
    """
    held = _contest(election, contest)
    found = selectors.determined_of(contest=held)
    made = selectors.counted_of(contest=held, results=() if found.lacks else found.results)
    asked = _asked(held, made, finished=not found.lacks, method=method, threshold=threshold)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        for name in ("votes", "seats", "lists"):
            if text := getattr(made, name):
                (out / FILES[name]).write_text(text, encoding="utf-8")
    if as_json:
        click.echo(json.dumps({**plain(asked), "counted": _plain_counted(made)}, ensure_ascii=False, indent=2))
    else:
        for line in in_words(asked):
            click.echo(line)
    refuse_to_determine(asked, determine=determine)


FILES = {"votes": "suara.csv", "seats": "kursi.csv", "lists": "calon.csv", "control": "ditetapkan.csv"}


def _contest(election: str, contest: str) -> Contest:
    """Return a contest whose districts have seats. Raises: click.ClickException."""
    try:
        held = contest_named(election=election, contest=contest)
    except ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": election}) from error
    except ContestUnknown as error:
        text = _("Pemilu ini tidak punya pemilihan “%(code)s”; lihat telusur election list --json.")
        raise click.ClickException(text % {"code": contest}) from error
    if held.kind not in selectors.CONTESTS:
        raise click.ClickException(_("Kursi hanya dibagi untuk DPR dan DPRD; %(name)s bukan.") % {"name": held.name})
    if not districts_of(contest=held).parted:
        text = _("%(name)s belum memiliki daerah pemilihan; muat dengan telusur election load.")
        raise click.ClickException(text % {"name": held.name})
    return held


def _asked(held: Contest, made: Counted, *, finished: bool, method: str | None, threshold: str | None) -> Asked:
    try:
        terms = selectors.terms_for(contest=held.kind, on=held.election.voted_on, method=method, threshold=threshold)
    except selectors.UnknownThreshold as error:
        text = _("Ambang batas “%(value)s” bukan bagian dari 0 sampai 1; tulis misalnya 0.04 atau 4%%.")
        raise click.ClickException(text % {"value": threshold}) from error
    except NoRuleInForce as error:
        raise click.ClickException(str(error)) from error
    with refusals_in_words():
        votes = tables.read_votes(made.votes, file=FILES["votes"])
        places = tables.read_seats(made.seats, file=FILES["seats"], votes=votes)
        control = tables.read_control(made.control, file=FILES["control"], votes=votes) if made.control else None
    done = count(votes, places, terms=terms, control=control, finished=finished)
    return Asked(votes, places, control, FILES["seats"], done)


def _plain_counted(made: Counted) -> dict[str, dict[str, int]]:
    """Return of each district how many polling stations it has, and how far their forms have come."""
    return {one.district.name: {"stations": one.stations, **one.counts} for one in made.totals}
