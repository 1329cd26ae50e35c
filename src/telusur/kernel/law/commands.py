from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from . import selectors
from .rules import diagrams, readings_in_force

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from .rules import ReadingInForce, Rule


@click.group("law")
def law() -> None:
    """Aturan: angka dan bacaan dari peraturan, dengan sumbernya."""


@law.command("list")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Hanya yang berlaku pada tanggal ini, TTTT-BB-HH.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def list_rules(on: datetime | None, *, as_json: bool) -> None:
    """Daftar aturan semua bagian, dengan bacaan yang dipilih KPU RI."""
    day = on.date() if on else None
    rules = selectors.all_rules(on=day)
    chosen = _chosen(rules, day) if day else {}
    if as_json:
        click.echo(json.dumps([as_plain(rule, chosen.get(rule.id)) for rule in rules], ensure_ascii=False, indent=2))
        return
    for rule in rules:
        state = "" if rule.confirmed else _("  [belum dikonfirmasi]")
        click.echo(f"{rule.id}{state}\n    {rule.source}")
        if reading := chosen.get(rule.id):
            by = reading.by.decree_number if reading.by else _("bacaan bawaan")
            click.echo(f"    → {reading.label} ({by})")


@law.command("diagram")
@click.argument("room")
def draw(room: str) -> None:
    """Gambarkan tabel langkah satu bagian ROOM, mis. requests, sebagai halaman Markdown dengan diagram mermaid."""
    drawable = selectors.rooms_with_moves()
    if room not in drawable:
        message = _("Bagian %(room)s tidak punya tabel langkah; pakai %(known)s.")
        raise click.ClickException(message % {"room": room, "known": ", ".join(drawable)})
    click.echo(diagrams.page(room, selectors.rows(room, "transition")), nl=False)


def _chosen(rules: Sequence[Rule], day: date) -> dict[str, ReadingInForce]:
    found: dict[str, ReadingInForce] = {}
    for room in selectors.rooms_with_readings():
        readings = [rule for rule in rules if (rule.room, rule.table) == (room, "reading")]
        in_force = readings_in_force(readings, selectors.choices(room=room), day)
        found |= {reading.reading.rule.id: reading for reading in in_force.values()}
    return found


def as_plain(rule: Rule, chosen: ReadingInForce | None) -> dict[str, object]:
    """What a program may read of a rule; `chosen` where it is a reading and a day was asked for."""
    plain: dict[str, object] = {
        "id": rule.id,
        "room": rule.room,
        "table": rule.table,
        "key": rule.key,
        "valid_from": rule.valid_from.isoformat(),
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else None,
        "source": rule.source,
        "confirmed": rule.confirmed,
        "values": json.loads(json.dumps(dict(rule.values), default=str)),
    }
    if chosen:
        plain["choice"] = chosen.choice
        plain["decree"] = chosen.by.decree_number if chosen.by else None
    return plain


COMMANDS = [law]
