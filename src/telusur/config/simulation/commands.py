"""`telusur case simulate`: plays scripted cases and prints what the services made of them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from telusur.config import installation

from . import scratch
from .scenario import Unreadable, read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .playing import Played, Report
    from .scenario import Known, Scenario

SCENARIO = click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path)


@click.group("case")
def case() -> None:
    """Perkara: mainkan sebuah perkara dari naskah, tanpa menyentuh data kantor."""


@case.command("simulate")
@click.argument("scenario", nargs=-1, required=True, type=SCENARIO)
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def simulate(scenario: tuple[Path, ...], *, as_json: bool) -> None:
    """Mainkan naskah SCENARIO (YAML) di basis data sementara; cetak keadaan, batas waktu, surat, dan pemberitahuan.

    Basis data kantor tidak dibuka, juga bila DATABASE_URL disetel: PostgreSQL bawaan berjalan di folder sementara yang
    dihapus sesudahnya. Bentuk naskah dijelaskan di docs/simulate.md.
    """
    from .playing import Stuck, known, played_and_undone  # noqa: PLC0415 the settings are read by now

    read = [(file, _read(file, known())) for file in scenario]
    if not scratch.is_here():
        click.echo("Menyiapkan basis data sementara …", err=True)
        sys.exit(scratch.run_there(["case", "simulate", *map(str, scenario), *(["--json"] if as_json else [])]))
    reports = []
    with installation.ready():
        for file, found in read:
            try:
                reports.append((file, played_and_undone(found)))
            except Stuck as error:
                raise click.ClickException(f"{file.name}: {error}") from error
    if as_json:
        click.echo(json.dumps([plain(file, report) for file, report in reports], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(in_words(report)) for _file, report in reports))
    sys.exit(0 if all(report.passed for _file, report in reports) else 1)


def _read(file: Path, words: Known) -> Scenario:
    try:
        return read_scenario(file.read_text(encoding="utf-8"), known=words)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: bukan teks UTF-8; simpan ulang sebagai UTF-8.") from error
    except Unreadable as error:
        raise click.ClickException("\n".join(f"{file.name}, {fault}" for fault in error.faults)) from error


def plain(file: Path, report: Report) -> dict[str, Any]:
    """Return a report as plain values. Days and instants are ISO text; instants carry the office's own offset."""
    scenario = report.scenario
    return _written(
        {
            "file": file.name,
            "title": scenario.title,
            "office": {"code": scenario.place.code, "zone": scenario.place.zone},
            "passed": report.passed,
            "steps": [_step(step) for step in report.steps],
            "cases": report.cases,
            "letters": report.letters,
            "notices": report.notices,
            "ledger": report.acts,
            "ledger_is_whole": report.ledger_is_whole,
            "faults": report.faults,
        }
    )


def _step(step: Played) -> dict[str, Any]:
    words = asdict(step)
    act = step.act
    found = {name: value for name, value in words["found"].items() if name not in {"days", "skipped"}}
    return {
        "step": act.number,
        "line": act.line,
        "at": act.at,
        "by": act.by,
        "do": act.do,
        "case": step.case,
        "refused": step.code or None,
        "sentence": step.sentence or None,
        **found,
        "letters": step.letters,
        "notices": step.notices,
        "faults": step.faults,
    }


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_written(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def in_words(report: Report) -> Iterator[str]:
    """Yield a report as lines for a person."""
    yield report.scenario.title
    for step in report.steps:
        act = step.act
        yield f"{act.number:>3}. {act.at:%Y-%m-%d %H.%M} {act.by}: {act.do}" + (f" ({step.case})" if step.case else "")
        if step.code:
            yield f"     ditolak [{step.code}]: {step.sentence}"
        elif step.found:
            clocks = ", ".join(f"{name} {on}" for name, on in step.found["clocks"].items())
            yield f"     {step.found.get('state', '')}" + (f"; batas waktu: {clocks}" if clocks else "")
        yield from (f"     surat {letter['number']}: {letter['title']}" for letter in step.letters)
        yield from (f"     kepada {notice['to']}: {notice['subject']}" for notice in step.notices)
        yield from (f"     TIDAK SESUAI: {fault}" for fault in step.faults)
    yield from (f"     TIDAK SESUAI pada akhir: {fault}" for fault in report.faults)
    whole = "utuh" if report.ledger_is_whole else "RUSAK"
    yield f"     buku besar: {len(report.acts)} tindakan, {whole}"
    yield "Sesuai naskah." if report.passed else "Tidak sesuai naskah."
