"""The `telusur` command: the installation's own commands, and those of every room's `commands.py`."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import environment, installation, keeper, supervisor, translations, voice
from .simulation.commands import case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .checks import Finding


voice.speak()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="telusur", prog_name="telusur")
def telusur() -> None:
    """Telusur: kantor terbuka penyelenggara pemilu."""


@telusur.command()
@click.option("--host", default=lambda: environment.text("TELUSUR_HOST", "127.0.0.1"), help="Alamat yang didengarkan.")
@click.option("--port", type=int, default=lambda: environment.number("TELUSUR_PORT", 8000), help="Porta web.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Jumlah proses web.")
def up(host: str, port: int, workers: int) -> None:
    """Jalankan basis data, peladen web, dan pekerja, sampai dihentikan dengan Ctrl-C."""
    run_up(host=host, port=port, workers=workers)


def run_up(*, host: str, port: int, workers: int, prepare: Callable[[], str] = str) -> None:
    """Prepare, serve, and say where. prepare: what to do on the ready database; returns what to print beside it."""
    from .assets import make_assets  # noqa: PLC0415 the settings are read by now

    var = environment.data_folder()
    with supervisor.only_one(var) as note, installation.ready():
        for each in _findings_today():
            if each.level == "galat":
                raise click.ClickException(each.text)
            click.echo(f"{each.level}: {each.text}")
        make_assets(var)
        chosen = supervisor.free_port(host, port)
        if chosen != port:
            click.echo(f"Porta {port} sedang dipakai; Telusur memakai porta {chosen}.")
        address = settle_address(port=chosen) + "/"
        words = prepare()
        installation.close_connections()

        def say() -> None:
            note(f"proses {os.getpid()}, {address}")
            click.echo(f"{words}\nTelusur siap: {address}  (Ctrl-C menghentikan semuanya)")

        family = supervisor.children(host=host, port=chosen, workers=workers)
        supervisor.serve(family, host=host, port=chosen, on_ready=say)
        click.echo("Telusur berhenti.")


def settle_address(*, port: int) -> str:
    """Return the address of this house, and let this process write it into what it prints: the one that the
    environment names, else that of the port."""
    from django.conf import settings  # noqa: PLC0415 the settings are read by now

    if "TELUSUR_BASE_URL" not in os.environ:
        settings.BASE_URL = f"http://localhost:{port}"
    return str(settings.BASE_URL).rstrip("/")


def _findings_today() -> list[Finding]:
    from django.utils import timezone  # noqa: PLC0415 the settings are read by now

    from telusur.kernel.offices.selectors import national_day  # noqa: PLC0415

    from .checks import findings  # noqa: PLC0415

    return findings(on=national_day(at=timezone.now()))


@telusur.command()
@click.option("--concurrency", type=click.IntRange(1, 64), default=4, show_default=True, help="Pekerjaan serentak.")
def worker(concurrency: int) -> None:
    """Jalankan pekerja antrean saja, misalnya di mesin lain."""
    from procrastinate.contrib.django import app  # noqa: PLC0415 the settings are read by now

    from .assets import make_assets  # noqa: PLC0415

    with installation.ready():
        make_assets(environment.data_folder())
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            app.run_worker(concurrency=concurrency)


@telusur.command()
def migrate() -> None:
    """Mutakhirkan skema basis data dan isi dasarnya."""
    with installation.ready(migrating=True):
        click.echo("Basis data mutakhir.")


@telusur.command("check")
@click.option("--json", "as_json", is_flag=True, help="Cetak temuan sebagai JSON.")
def check_installation(*, as_json: bool) -> None:
    """Periksa apakah instalasi ini siap dipakai; gagal bila masih memakai nilai bawaan di luar peragaan."""
    with installation.ready():
        found = _findings_today()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    for each in found if not as_json else []:
        click.echo(f"{each.level}: {each.text}")
    if any(each.level != "catatan" for each in found):
        raise click.ClickException("Instalasi ini belum siap dipakai.")
    if not as_json:
        click.echo("Instalasi ini siap dipakai.")


ARCHIVE = click.Path(dir_okay=False, resolve_path=True, path_type=Path)


@telusur.command("backup")
@click.argument("file", type=ARCHIVE)
@click.option("--json", "as_json", is_flag=True, help="Cetak ringkasan sebagai JSON.")
def back_up(file: Path, *, as_json: bool) -> None:
    """Cadangkan basis data, berkas, dan kunci ke dalam satu arsip FILE."""
    from django.conf import settings  # noqa: PLC0415 the settings are read by now
    from django.utils import timezone  # noqa: PLC0415

    from . import backup  # noqa: PLC0415

    var = environment.data_folder()
    try:
        with installation.ready():
            held = backup.back_up(
                file, files=settings.FILES_ROOT, var=var, ledger_key=settings.LEDGER_KEY, at=timezone.now()
            )
    except (backup.BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from error
    elsewhere = [name for name in installation.KEYS if name in os.environ and name not in installation.kept_keys(var)]
    if as_json:
        click.echo(json.dumps({**held, "keys_kept_elsewhere": elsewhere}))
        return
    click.echo(f"{file}: {held['tables']} tabel, {held['rows']} baris, {held['files']} berkas, {held['bytes']} bita.")
    if elsewhere:
        click.echo(f"Tidak termasuk, karena berasal dari lingkungan: {', '.join(elsewhere)}. Simpan terpisah.")
    else:
        click.echo("Arsip ini memuat kunci data pribadi dan kunci buku besar: simpan di tempat yang terkunci.")


@telusur.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Cetak ringkasan sebagai JSON.")
def restore(file: Path, *, as_json: bool) -> None:
    """Pulihkan arsip FILE ke instalasi yang masih kosong, lalu mutakhirkan skemanya."""
    from django.conf import settings  # noqa: PLC0415 the settings are read by now

    from . import backup  # noqa: PLC0415

    var = environment.data_folder()
    try:
        with supervisor.only_one(var), installation.ready(migrating=True):
            held = backup.restore(file, files=settings.FILES_ROOT, var=var, ledger_key=settings.LEDGER_KEY)
            installation.migrate()
    except (backup.BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from error
    summary = f"Dipulihkan dan cocok: {held['tables']} tabel, {held['rows']} baris, {held['files']} berkas."
    click.echo(json.dumps(held) if as_json else summary)


@telusur.group(invoke_without_command=True)
@click.option("--reset", is_flag=True, help="Mulai dari awal: hapus basis data dan berkas peragaan.")
@click.option("--port", type=int, default=lambda: environment.number("TELUSUR_PORT", 8000), help="Porta web.")
@click.pass_context
def demo(context: click.Context, *, reset: bool, port: int) -> None:
    """Siapkan peragaan, muat datanya bila belum, lalu jalankan."""
    var = environment.data_folder()
    if reset:
        with supervisor.only_one(var), keeper.alone(var):
            installation.begin_anew(var)
    if reset or not environment.flag("TELUSUR_DEMO"):
        _restart_as_demo(var)
    if context.invoked_subcommand is None:
        run_up(host=environment.text("TELUSUR_HOST", "127.0.0.1"), port=port, workers=2, prepare=prepare_demo)


@demo.command()
@click.pass_context
def load(context: click.Context) -> None:
    """Muat data peragaan yang belum ada, tanpa menjalankan peladen."""
    with installation.ready():
        settle_address(port=context.parent.params["port"])  # type: ignore[union-attr]
        click.echo(prepare_demo())


def prepare_demo() -> str:
    from django.utils import timezone  # noqa: PLC0415 the settings are read by now

    from telusur.kernel.jobs.services import enqueue  # noqa: PLC0415
    from telusur.kernel.offices.selectors import national_day  # noqa: PLC0415

    from .demo.loading import load_demo  # noqa: PLC0415
    from .demo.province import is_loaded  # noqa: PLC0415
    from .demo.signing_in import elsewhere, table  # noqa: PLC0415

    load_demo(at=timezone.now(), say=click.echo)
    if not is_loaded():  # the worker loads it beside the served pages
        enqueue("demo.load_province", lock="demo.load_province")
        click.echo("Hasil satu provinsi dimuat di latar; beberapa saat lagi ada di halaman Hasil pemilu.")
    words = table(on=national_day(at=timezone.now()))
    return f"{words}{elsewhere()}"


def _restart_as_demo(var: Path) -> None:
    """Mark the installation and run the same command again: what a demo may do is settled when settings are read."""
    if not installation.is_embedded():
        raise click.ClickException("Peragaan di basis data dari DATABASE_URL: setel TELUSUR_DEMO=1 lebih dahulu.")
    with installation.ready():
        installation.become_demo(var)
    words = [word for word in sys.argv[1:] if word != "--reset"]
    os.execve(sys.executable, [sys.executable, "-m", "telusur.config", *words], {**os.environ, "TELUSUR_DEMO": "1"})  # noqa: S606


telusur.add_command(translations.commands)
telusur.add_command(case)


def commands_of(rooms: Iterable[str]) -> Iterator[click.Command]:
    """Yield what the rooms' `commands.py` offer. All are read first: a room may add to a group of a room below it."""
    modules = [import_module(f"{room}.commands") for room in rooms if find_spec(f"{room}.commands")]
    for module in modules:
        yield from module.COMMANDS


def with_database(command: click.Command) -> click.Command:
    """Have the database ready before a room's command does its work; asking for help starts nothing, and neither does
    a command whose callback says `without_database`."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_database(inner)
    elif command.callback is not None and not hasattr(command.callback, "without_database"):
        command.callback = _inside(command.callback)
    return command


def _inside(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def run(*args: Any, **kwargs: Any) -> Any:
        with installation.ready():
            return callback(*args, **kwargs)

    return run


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.config.settings")
    if not {"-h", "--help", "--version"} & set(sys.argv[1:]):
        try:
            installation.adopt(environment.data_folder())
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
    import django  # noqa: PLC0415 the settings must be named first
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    for command in commands_of(settings.ROOMS):
        telusur.add_command(with_database(command))
    voice.name_the_blanks(telusur)
    voice.say_whole_sentences(telusur)
    telusur(prog_name="telusur")
