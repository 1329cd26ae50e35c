"""What every command of this room takes: the files of a count, and by what it is counted."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.calendars.rules.local import NATIONAL_TIME_ZONE, day_at
from telusur.kernel.law.rules import NoRuleInForce
from telusur.results.elections.commands.files import FILE, text_of

from .. import selectors
from ..rules import tables
from ..rules.counting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from fractions import Fraction
    from pathlib import Path

    from ..rules.counting import Count

json_option = click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
on_option = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Hari pemungutan suara, TTTT-BB-HH: aturan hari itu yang dipakai. Bawaan: hari ini.",
)


@click.group("seats")
def seats() -> None:
    """Kursi: pembagian per daerah pemilihan, calon terpilih, keterwakilan, dan kesetaraan suara."""


@dataclass(frozen=True)
class Asked:
    """The files of one count, read, and the count made of them."""

    votes: tables.Votes
    seats: dict[str, tables.District]
    control: tables.Control | None
    seats_file: str
    count: Count


def count_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the files and terms of a count, and hand it what came of them as `asked`."""

    @click.argument("votes", type=FILE)
    @click.option("--seats", "seats_file", type=FILE, required=True, help="Kursi per daerah pemilihan (CSV).")
    @click.option("--threshold", help="Ambang batas, misalnya 0.04 atau 4%. Bawaan: menurut undang-undang.")
    @click.option("--method", type=click.Choice(selectors.METHODS), help="Cara membagi. Bawaan: menurut undang-undang.")
    @click.option(
        "--contest",
        type=click.Choice(selectors.CONTESTS),
        default="dpr",
        show_default=True,
        help="Lembaga yang kursinya dibagi.",
    )
    @click.option("--control", type=FILE, help="Jumlah nasional sebagai kontrol (CSV: partai, suara, kursi).")
    @click.option("--corrections", type=FILE, help="Koreksi (CSV: dapil, partai, lama, baru, alasan).")
    @on_option
    @wraps(command)
    def run(
        *,
        votes: Path,
        seats_file: Path,
        threshold: str | None,
        method: str | None,
        contest: str,
        control: Path | None,
        corrections: Path | None,
        on: datetime | None,
        **rest: Any,
    ) -> Any:
        try:
            terms = selectors.terms_for(contest=contest, on=voting_day(on), method=method, threshold=threshold)
        except selectors.UnknownThreshold as error:
            text = _("Ambang batas “%(value)s” bukan bagian dari 0 sampai 1; tulis misalnya 0.04 atau 4%%.")
            raise click.ClickException(text % {"value": threshold}) from error
        except NoRuleInForce as error:
            raise click.ClickException(str(error)) from error
        with refusals_in_words():
            written = tables.read_votes(text_of(votes), file=votes.name)
            places = tables.read_seats(text_of(seats_file), file=seats_file.name, votes=written)
            totals = tables.read_control(text_of(control), file=control.name, votes=written) if control else None
            made = (
                tables.read_corrections(text_of(corrections), file=corrections.name, votes=written, seats=places)
                if corrections
                else ()
            )
        done = count(written, places, terms=terms, control=totals, corrections=made)
        return command(asked=Asked(written, places, totals, seats_file.name, done), **rest)

    return run


def voting_day(on: datetime | None) -> date:
    return on.date() if on else day_at(timezone.now(), NATIONAL_TIME_ZONE)


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Turn the refusal of a file into what the person who typed the command reads."""
    try:
        yield
    except tables.Refused as refusal:
        for problem in refusal.problems:
            click.echo(selectors.problem_in_words(problem=problem), err=True)
        text = _("Berkas tidak diterima: %(count)d kekeliruan, tidak ada yang dihitung.")
        raise click.ClickException(text % {"count": len(refusal.problems)}) from refusal


def decimal(number: float | Fraction, *, places: int = 6) -> float:
    """Return a number as a program reads it, without the noise of binary digits."""
    return round(float(number), places)
