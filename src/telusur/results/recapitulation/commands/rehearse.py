from __future__ import annotations

import json
import random
import sys
import threading
import time
from datetime import date
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.utils.translation import gettext as _

from telusur.kernel.law.selectors import rule_in_force
from telusur.results.elections.commands.files import FILE, table_of
from telusur.results.elections.commands.options import Place, Text
from telusur.results.elections.rules.codes import BadCode, station_of

from ..rules import rehearsal_page
from ..rules.arrival import Curve
from ..rules.made_up import made_up
from ..rules.rehearsal import Tally
from .keys import key_kept
from .results import json_option, place
from .senders import Devices, Form, NoServer, Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..rules.rehearsal import Sample

HOUR = 60
TICK, LOOK = 0.1, 2.0  # seconds: how often forms come, and how often the server is asked how it stands
SAMPLES = 1.0
LAST_LOOK = 90.0  # seconds that the last publication may take
PAUSED = 10.0  # seconds between two lines where the progress is no terminal


def _printed(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """Return a key as the head of a call can carry it; the one that is kept here, where none is named."""
    value = value or key_kept()
    if not value:
        text = _(
            "Belum ada kunci gladi. Buat gladinya dengan telusur election rehearsal, lalu kuncinya dengan"
            " telusur results device add; di mesin lain, isi --key atau TELUSUR_DEVICE_KEY."
        )
        raise click.UsageError(text)
    if not (value.isascii() and value.isprintable()):
        raise click.BadParameter(_("isi kunci seperti yang ditampilkan ketika perangkatnya ditambahkan."))
    return value


@click.command("rehearse")
@click.option("--url", default="http://localhost:8000", show_default=True, help="Alamat peladen yang sedang berjalan.")
@click.option(
    "--key",
    envvar="TELUSUR_DEVICE_KEY",
    callback=_printed,
    help="Kunci perangkat, atau TELUSUR_DEVICE_KEY. Bawaan: kunci gladi yang terakhir dibuat di folder data ini.",
)
@click.option("--province", callback=place, help="Hanya TPS di wilayah berkode ini, misalnya 36.")
@click.option("--contest", type=Text(), help="Kode pemilihan. Bawaan: satu-satunya.")
@click.option(
    "--forms", "file", type=FILE, help="Hasil tiap TPS (CSV, boleh gzip) untuk dikirim. Bawaan: angka rekaan."
)
@click.option(
    "--speed",
    metavar="ANGKA",
    type=click.FloatRange(1),
    default=60.0,
    show_default=True,
    help="Berapa kali lebih cepat.",
)
@click.option(
    "--from",
    "begin",
    metavar="ANGKA",
    type=float,
    help="Jam mulai sejak pukul 00.00 hari pemungutan suara. Bawaan: 13.",
)
@click.option(
    "--until",
    metavar="ANGKA",
    type=float,
    default=37.0,
    show_default=True,
    help="Jam berhenti; 768 untuk seluruh kurva.",
)
@click.option("--senders", type=click.IntRange(1, 64), default=4, show_default=True, help="Pengirim serentak.")
@click.option("--seed", type=int, default=36, show_default=True, help="Urutan tiba dan angka rekaan yang sama lagi.")
@click.option("--report", type=Place(dir_okay=False, path_type=Path), help="Tulis laporan bergambar ke HTML ini.")
@json_option
def rehearse(  # noqa: PLR0917 one command, its options
    url: str,
    key: str,
    province: int | None,
    contest: str | None,
    file: Path | None,
    speed: float,
    begin: float | None,
    until: float,
    senders: int,
    seed: int,
    report: Path | None,
    *,
    as_json: bool,
) -> None:
    """Gladi: kirim formulir ke peladen yang berjalan menurut kurva kedatangan 2024, dan ukur cakupan, antrean, tunda.

    Hanya untuk gladi (telusur election rehearsal). Ctrl-C menghentikan dan tetap memberi laporan; --from melanjutkan.
    """
    server = Server(url.rstrip("/"), key)
    known = _known(server, province, contest)
    rule = rule_in_force("recapitulation", "arrival", "form", on=date.fromisoformat(known["voted_on"]))
    curve = Curve(_numbers(rule["minutes"]), _numbers(rule["permille"]), rule.number("coming"))
    first = curve.begins if begin is None else begin * HOUR
    forms = _forms(known, curve, file, random.Random(seed))  # noqa: S311 the same again is wanted
    forms = [form for form in forms if first <= form.minute <= until * HOUR]
    tally = Tally(len(known["stations"]))
    devices = Devices(server, known["contest"]["code"], tally)
    show = _progress(len(known["stations"]))
    clock = Clock(first, speed, until * HOUR)
    interrupted = False
    devices.start(senders)
    threading.Thread(target=_watch, args=[devices, known], daemon=True).start()
    try:
        _play(devices, forms, clock, show)
        devices.ended.set()
        _look(devices, known)
    except KeyboardInterrupt:
        interrupted = True
        devices.stopped.set()
    devices.sample(clock.minute())
    click.echo("", err=True)
    if devices.refusal:
        raise click.ClickException(devices.refusal)
    result = {
        "election": known["election"],
        "contest": known["contest"]["code"],
        "speed": speed,
        "interrupted": interrupted,
        "go_on_from_hour": round((devices.first_left() or clock.minute()) / HOUR, 3) if interrupted else None,
        **tally.result(),
    }
    if report:
        report.write_text(_page(known, speed, tally, result), encoding="utf-8")
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else _in_words(result))


class Clock:
    """The simulated time, in minutes since midnight of voting day."""

    def __init__(self, first: float, speed: float, last: float) -> None:
        self.first, self.speed, self.last, self.began = first, speed, last, time.monotonic()

    def minute(self) -> float:
        return min(self.first + (time.monotonic() - self.began) * self.speed / 60, self.last)


def _known(server: Server, province: int | None, contest: str | None) -> dict[str, Any]:
    """Return what the server says of this device's election; refuse one that is real."""
    try:
        known = server.read("/api/v1/results/device" + (f"?territory={province}" if province else ""))
    except NoServer as error:
        text = _("%(url)s tidak menjawab perangkat ini: %(why)s")
        raise click.ClickException(text % {"url": server.address, "why": error}) from error
    if not known["rehearsal"]:
        text = _(
            "%(name)s bukan gladi: tidak ada yang dikirim. Buat gladi dengan telusur election rehearsal, lalu kunci"
            " perangkatnya dengan telusur results device add."
        )
        raise click.ClickException(text % known)
    found = [each for each in known["contests"] if contest in {None, each["code"]}]
    if len(found) != 1:
        raise click.ClickException(_("Sebutkan pemilihannya dengan --contest, misalnya ppwp."))
    if not known["stations"]:
        raise click.ClickException(_("Gladi ini belum punya TPS di wilayah itu."))
    return {**known, "contest": found[0]}


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(int(each) for each in value) if isinstance(value, list) else ()


def _forms(known: dict[str, Any], curve: Curve, file: Path | None, chance: random.Random) -> list[Form]:
    """Return every form that comes, in order: those of the file that have numbers, else made-up ones of as many
    polling stations as ever send."""
    fields = known["contest"]["fields"]
    if file:
        contents = _read(file, fields, set(known["stations"]))
        chance.shuffle(contents)
    else:
        coming = chance.sample(known["stations"], max(1, len(known["stations"]) * curve.coming // 1000))
        contents = [{"station": code, "values": made_up(fields, chance)} for code in coming]
    return [Form(moment, each) for moment, each in zip(curve.moments(len(contents)), contents, strict=True)]


def _read(file: Path, fields: list[str], stations: set[str]) -> list[dict[str, Any]]:
    """Return the forms of a file of results, as far as their polling station is here and any vote was read."""
    header, cells = table_of(file)
    columns = {at: name.replace("paslon", "suara_") for at, name in enumerate(header)}
    columns = {at: name for at, name in columns.items() if name in fields}
    own = header.index("kode_tps") if "kode_tps" in header else None
    if own is None or not columns:
        text = _("%(file)s tidak memuat kode_tps dan isian formulir pemilihan ini.")
        raise click.ClickException(text % {"file": file.name})
    found = []
    for row in cells:
        try:
            code = str(station_of(row[own]))
        except (BadCode, IndexError):
            continue
        values = {name: row[at].strip() or None for at, name in columns.items() if at < len(row)}
        if code in stations and any(values.get(name) for name in values if name.startswith("suara_")):
            found.append({"station": code, "values": values})
    if not found:
        raise click.ClickException(_("%(file)s tidak memuat TPS dari gladi ini.") % {"file": file.name})
    return found


def _play(devices: Devices, forms: list[Form], clock: Clock, show: Callable[[Sample], None]) -> None:
    """Let forms come as the time passes, and wait for the last answers and their publication."""
    came, sampled, ended = 0, 0.0, 0.0
    while not devices.stopped.is_set():
        minute, now = clock.minute(), time.monotonic()
        due = came
        while due < len(forms) and forms[due].minute <= minute:
            due += 1
        devices.come(forms[came:due])
        came = due
        if now - sampled >= SAMPLES:
            sampled = now
            show(devices.sample(minute))
        if came == len(forms) and devices.is_idle():
            ended = ended or now
            if _is_published(devices.tally) or now - ended > LAST_LOOK:
                break
        time.sleep(TICK)


def _is_published(tally: Tally) -> bool:
    return tally.published is None or tally.published >= tally.accepted


def _watch(devices: Devices, known: dict[str, Any]) -> None:
    """Ask again and again how the server stands, until the rehearsal is over."""
    while not (devices.ended.wait(LOOK) or devices.stopped.is_set()):
        _look(devices, known)


def _look(devices: Devices, known: dict[str, Any]) -> None:
    """Ask how long the published log is and how many forms wait."""
    try:
        line = devices.server.line()
        status, note = devices.server.ask(line, f"/hasil/{known['election']}/log/checkpoint")
        if status == HTTPStatus.OK:
            size, now = int(note.split("\n")[1]), time.monotonic()
            with devices.lock:
                devices.tally.publish(size=size, now=now)
        status, text = devices.server.ask(line, f"/api/v1/results/waiting?contest={known['contest']['code']}")
        devices.waiting = int(json.loads(text)["waiting"]) if status == HTTPStatus.OK else None
    except (OSError, HTTPException, ValueError, IndexError):
        devices.waiting = None


def _progress(stations: int) -> Callable[[Sample], None]:
    """Return what shows how it stands: one line of a terminal that changes, elsewhere a line now and then."""
    told = 0.0
    live = sys.stderr.isatty()

    def show(sample: Sample) -> None:
        nonlocal told
        if not live and time.monotonic() - told < PAUSED:
            return
        told = time.monotonic()
        share = sample.accepted * 30 // max(stations, 1)
        text = _(
            "%(clock)s [%(bar)s] tiba %(arrived)d, diterima %(accepted)d, terbit %(published)s, antre %(queue)d,"
            " menunggu %(waiting)s, tunda %(delay).1f d"
        ) % {
            "clock": rehearsal_page.clock(sample.minute),
            "bar": "█" * share + "·" * (30 - share),
            "arrived": sample.arrived,
            "accepted": sample.accepted,
            "published": "–" if sample.published is None else sample.published,
            "queue": sample.queue,
            "waiting": "–" if sample.waiting is None else sample.waiting,
            "delay": sample.delay,
        }
        click.echo(f"\r\x1b[K{text}" if live else text, nl=not live, err=True)

    return show


def _facts(result: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what was measured, in words."""
    errors = ", ".join(f"{what}: {times}" for what, times in result["errors"].items())
    return [
        (_("TPS"), str(result["stations"])),
        (_("Tiba"), str(result["arrived"])),
        (_("Diterima"), str(result["accepted"])),
        (_("Terbit"), "–" if result["published"] is None else str(result["published"])),
        (_("Antrean terpanjang di perangkat"), str(result["longest_queue"])),
        (_("Paling banyak menunggu verifikasi"), str(result["most_waiting"])),
        (_("Sampai diterima, detik (tengah, 90 %, terlama)"), _times(result["seconds_to_acknowledgment"])),
        (_("Sampai terbit, detik (tengah, 90 %, terlama)"), _times(result["seconds_to_publication"])),
        (_("Dikirim lagi"), str(result["tried_again"])),
        (_("Kesalahan"), errors or _("tidak ada")),
    ]


def _times(spread: dict[str, float] | None) -> str:
    return " · ".join(f"{value:.2f}".replace(".", ",") for value in spread.values()) if spread else "–"


def _in_words(result: dict[str, Any]) -> str:
    said = [f"{name}: {value}" for name, value in _facts(result)]
    if result["interrupted"]:
        text = _("Dihentikan; lanjutkan dengan --from %(hour)s.")
        said.append(text % {"hour": result["go_on_from_hour"]})
    return "\n".join(said)


def _page(known: dict[str, Any], speed: float, tally: Tally, result: dict[str, Any]) -> str:
    words = {
        "coverage": _("Cakupan, persen TPS"),
        "queues": _("Antrean, formulir"),
        "delays": _("Tunda sampai diterima, detik"),
        "arrived": _("tiba di perangkat"),
        "accepted": _("diterima peladen"),
        "published": _("terbit"),
        "queue": _("belum diterima"),
        "waiting": _("menunggu verifikasi"),
        "delay": _("terlama sejak titik sebelumnya"),
    }
    lines = rehearsal_page.lines_of(tally.samples, words, tally.stations)
    note = _(
        "Gladi dengan angka latihan. Waktu mendatar ialah waktu gladi, %(speed)s kali lebih cepat; H hari pemungutan"
        " suara. Tunda dalam detik yang sebenarnya."
    )
    return rehearsal_page.page(
        title=known["name"],
        facts=_facts(result),
        drawings=[rehearsal_page.drawing(title, of) for title, of in lines],
        note=note % {"speed": f"{speed:g}"},
    )


rehearse.callback.without_database = True  # type: ignore[union-attr]
