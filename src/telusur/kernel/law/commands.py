from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from . import selectors
from .rules import diagrams, readings_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from .rules import ReadingInForce, Rule


WIDTH = 100


@click.group("law")
def law() -> None:
    """Aturan: angka dan bacaan dari peraturan, dengan sumbernya."""


@law.command("list")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Hanya yang berlaku pada tanggal ini, TTTT-BB-HH.")
@click.option("--room", help="Hanya satu bagian, mis. clocks.")
@click.option("--unconfirmed", is_flag=True, help="Hanya yang sumbernya belum dikonfirmasi.")
@click.option("--days", is_flag=True, help="Sertakan hari-hari kalender.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def list_rules(on: datetime | None, room: str | None, *, unconfirmed: bool, days: bool, as_json: bool) -> None:
    """Daftar aturan semua bagian: versi, masa berlaku, sumber, dan kode yang membacanya."""
    rooms = sorted({name for name, _table in selectors.tables()})
    if room is not None and room not in rooms:
        message = _("Bagian %(room)s tidak punya aturan; pakai %(known)s.")
        raise click.ClickException(message % {"room": room, "known": ", ".join(rooms)})
    day = on.date() if on else None
    rules = selectors.all_rules(on=day, days=days)
    chosen = _chosen(rules, day) if day else {}
    shown = [rule for rule in rules if room in {None, rule.room} and not (unconfirmed and rule.confirmed)]
    if as_json:
        click.echo(json.dumps([as_plain(rule, chosen.get(rule.id)) for rule in shown], ensure_ascii=False, indent=2))
        return
    for rule in shown:
        click.echo("\n".join(_in_words(rule, chosen.get(rule.id))) + "\n")
    unsure = sum(not rule.confirmed for rule in shown)
    click.echo(_("%(number)d aturan, %(unsure)d belum dikonfirmasi.") % {"number": len(shown), "unsure": unsure})


def _in_words(rule: Rule, chosen: ReadingInForce | None) -> Iterator[str]:
    """Yield the lines of one rule, none wider than a screen of 100 columns."""
    yield rule.id if rule.confirmed else rule.id + _("  [belum dikonfirmasi]")
    ends = selectors.ends_on(rule)
    period = f"{rule.valid_from.isoformat()} – {ends.isoformat() if ends else ''}".rstrip()
    values = ", ".join(f"{name}={_plainly(value)}" for name, value in rule.values.items() if name != "on")
    readers = [name.removeprefix("telusur.") for name in selectors.readers().get((rule.room, rule.table), ())]
    facts = [(_("berlaku"), period), (_("isi"), values), (_("sumber"), rule.source), (_("dibaca"), ", ".join(readers))]
    if chosen:
        facts.append((_("dipakai"), f"{chosen.label} ({chosen.by.decree_number if chosen.by else _('bacaan bawaan')})"))
    for name, text in facts:
        yield textwrap.fill(
            text, WIDTH, initial_indent=f"    {name:<9}", subsequent_indent=" " * 13, break_on_hyphens=False
        )


def _plainly(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(each) or "–" for each in value) or "–"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    return str(value)


@law.command("diagram")
@click.argument("name")
def draw(name: str) -> None:
    """Gambarkan tabel langkah NAME, mis. requests atau requests-objection, sebagai Markdown dengan diagram mermaid."""
    drawable = selectors.tables_of_moves()
    if name not in drawable:
        message = _("Tidak ada tabel langkah bernama %(name)s; pakai %(known)s.")
        raise click.ClickException(message % {"name": name, "known": ", ".join(drawable)})
    click.echo(diagrams.page(name, selectors.rows(*drawable[name])), nl=False)


def _chosen(rules: Sequence[Rule], day: date) -> dict[str, ReadingInForce]:
    found: dict[str, ReadingInForce] = {}
    for room in selectors.rooms_with_readings():
        readings = [rule for rule in rules if (rule.room, rule.table) == (room, "reading")]
        in_force = readings_in_force(readings, selectors.choices(room=room), day)
        found |= {reading.reading.rule.id: reading for reading in in_force.values()}
    return found


def as_plain(rule: Rule, chosen: ReadingInForce | None) -> dict[str, object]:
    """What a program may read of a rule; `chosen` where it is a reading and a day was asked for."""
    ends = selectors.ends_on(rule)
    plain: dict[str, object] = {
        "id": rule.id,
        "room": rule.room,
        "table": rule.table,
        "key": rule.key,
        "version": rule.valid_from.isoformat(),
        "valid_from": rule.valid_from.isoformat(),
        "valid_until": ends.isoformat() if ends else None,
        "source": rule.source,
        "confirmed": rule.confirmed,
        "readers": list(selectors.readers().get((rule.room, rule.table), ())),
        "values": json.loads(json.dumps(dict(rule.values), default=str)),
    }
    if chosen:
        plain["choice"] = chosen.choice
        plain["decree"] = chosen.by.decree_number if chosen.by else None
    return plain


COMMANDS = [law]
