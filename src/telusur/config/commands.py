"""The `telusur` command: the installation's own commands, and those of every room's `commands.py`."""

from __future__ import annotations

import os
import sys
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from . import environment, installation, keeper, supervisor, translations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
        make_assets(var)
        words = prepare()
        installation.close_connections()
        chosen = supervisor.free_port(host, port)
        if chosen != port:
            click.echo(f"Porta {port} sedang dipakai; Telusur memakai porta {chosen}.")
        address = os.environ.get("TELUSUR_BASE_URL", f"http://localhost:{chosen}") + "/"

        def say() -> None:
            note(f"proses {os.getpid()}, {address}")
            click.echo(f"{words}\nTelusur siap: {address}  (Ctrl-C menghentikan semuanya)")

        family = supervisor.children(host=host, port=chosen, workers=workers)
        supervisor.serve(family, host=host, port=chosen, on_ready=say)
        click.echo("Telusur berhenti.")


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
def load() -> None:
    """Muat data peragaan yang belum ada, tanpa menjalankan peladen."""
    with installation.ready():
        click.echo(prepare_demo())


def prepare_demo() -> str:
    from django.utils import timezone  # noqa: PLC0415 the settings are read by now

    from .demo.loading import load_demo  # noqa: PLC0415
    from .demo.signing_in import table  # noqa: PLC0415

    load_demo(at=timezone.now(), say=click.echo)
    return table(on=timezone.localdate())


def _restart_as_demo(var: Path) -> None:
    """Mark the installation and run the same command again: what a demo may do is settled when settings are read."""
    if not installation.is_embedded():
        raise click.ClickException("Peragaan di basis data dari DATABASE_URL: setel TELUSUR_DEMO=1 lebih dahulu.")
    with installation.ready():
        installation.become_demo(var)
    words = [word for word in sys.argv[1:] if word != "--reset"]
    os.execve(sys.executable, [sys.executable, "-m", "telusur.config", *words], {**os.environ, "TELUSUR_DEMO": "1"})  # noqa: S606


telusur.add_command(translations.commands)


def with_database(command: click.Command) -> click.Command:
    """Have the database ready before a room's command does its work; asking for help starts nothing."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_database(inner)
    elif command.callback is not None:
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
    for room in settings.ROOMS:
        if find_spec(f"{room}.commands"):
            for command in import_module(f"{room}.commands").COMMANDS:
                telusur.add_command(with_database(command))
    telusur(prog_name="telusur")
