"""click's own words in Indonesian, so that a command speaks with one voice.

click marks its words for gettext and asks the catalogue of the environment. Here the language does not follow the
environment: help texts and errors of every command are Indonesian, and so are the words around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click import _termui_impl, core, decorators, exceptions, formatting, parser, shell_completion, termui, types, utils

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "Usage:": "Pakai:",
    "Options": "Opsi",
    "Commands": "Perintah",
    "Positional arguments": "Argumen",
    "Show this message and exit.": "Tampilkan penjelasan ini.",
    "Show the version and exit.": "Tampilkan versi.",
    "%(prog)s, version %(version)s": "%(prog)s, versi %(version)s",
    "default: {default}": "bawaan: {default}",
    "env var: {var}": "variabel lingkungan: {var}",
    "required": "wajib",
    "(dynamic)": "(menurut lingkungan)",
    "deprecated": "usang",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "Perintah {name!r} usang.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "{name!r} usang.{extra_message}",
    "Aborted!": "Dibatalkan.",
    "Error: {message}": "Galat: {message}",
    "unknown error": "sebab tidak diketahui",
    "Try '{command} {option}' for help.": "Lihat penjelasannya dengan `{command} {option}`.",
    "Did you mean {possibility}?": "Maksud Anda {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Maksud Anda salah satu dari: {possibilities}?)",
    "No such option {name!r}.": "Opsi {name!r} tidak ada.",
    "No such command {name!r}.": "Perintah {name!r} tidak ada.",
    "Missing command.": "Sebutkan perintahnya.",
    "Missing argument": "Argumen yang kurang:",
    "Missing option": "Opsi yang kurang:",
    "Missing parameter": "Yang kurang:",
    "Missing {param_type}": "{param_type} yang kurang:",
    "Missing parameter: {param_name}": "Yang kurang: {param_name}",
    "Got unexpected extra argument ({args})": "Argumen lebih dari yang diminta ({args})",
    "Got unexpected extra arguments ({args})": "Argumen lebih dari yang diminta ({args})",
    "Argument {name!r} takes {nargs} values.": "Argumen {name!r} meminta {nargs} nilai.",
    "Option {name!r} does not take a value.": "Opsi {name!r} tidak meminta nilai.",
    "Option {name!r} requires an argument.": "Opsi {name!r} meminta satu nilai.",
    "Option {name!r} requires {nargs} arguments.": "Opsi {name!r} meminta {nargs} nilai.",
    "Value must be an iterable.": "Nilainya harus berupa daftar.",
    "Takes {nargs} values but 1 was given.": "Meminta {nargs} nilai, diberi 1.",
    "Takes {nargs} values but {len} were given.": "Meminta {nargs} nilai, diberi {len}.",
    "{len_type} values are required, but {len_value} was given.": "Meminta {len_type} nilai, diberi {len_value}.",
    "{len_type} values are required, but {len_value} were given.": "Meminta {len_type} nilai, diberi {len_value}.",
    "Invalid value: {message}": "Nilai tidak diterima: {message}",
    "Invalid value for {param_hint}: {message}": "Nilai {param_hint} tidak diterima: {message}",
    "Choose from:\n\t{choices}": "Pilih dari:\n\t{choices}",
    "Choice({choices})": "Pilihan({choices})",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} bukan salah satu dari {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} tidak ditulis seperti {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} tidak ditulis seperti salah satu dari {formats}.",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan angka ({number_type}).",
    "{value} is not in the range {range}.": "{value} di luar batas {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} bukan ya atau tidak; pakai: {states}",
    "{value!r} is not a valid UUID.": "{value!r} bukan UUID.",
    "file": "berkas",
    "directory": "folder",
    "path": "alamat berkas",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{name} {filename!r} ialah berkas.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} ialah folder.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak boleh dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak boleh ditulisi.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} tidak boleh dijalankan.",
    "Do you want to continue?": "Lanjutkan?",
    "Confirm the action without prompting.": "Setujui tanpa ditanya.",
    "Repeat for confirmation": "Sekali lagi untuk memastikan",
    "Error: The two entered values do not match.": "Galat: kedua isian itu berbeda.",
    "Error: invalid input": "Galat: isian tidak diterima",
    "Press any key to continue...": "Tekan sembarang tombol untuk melanjutkan …",
    "{editor}: Editing failed": "{editor}: penyuntingan gagal",
    "{editor}: Editing failed: {e}": "{editor}: penyuntingan gagal: {e}",
    "d": "h",  # days left of a progress bar
    "Shell completion is not supported for Bash versions older than 4.4.": "Pelengkapan meminta Bash 4.4 atau lebih.",
    "Couldn't detect Bash version, shell completion is not supported.": "Versi Bash tidak terbaca; tanpa pelengkapan.",
}
SPEAKERS = (_termui_impl, core, decorators, exceptions, formatting, parser, shell_completion, termui, types, utils)
KINDS = {
    "text": "TEKS",
    "integer": "ANGKA",
    "integer range": "ANGKA",
    "file": "FILE",
    "path": "FILE",
    "datetime": "TTTT-BB-HH",
}


def said(message: str) -> str:
    return WORDS.get(message, message)


def counted(one: str, many: str, number: int) -> str:
    return said(one if number == 1 else many)


def speak() -> None:
    """Give click our words. Before the first command is declared: some words are looked up right there."""
    for module in SPEAKERS:
        vars(module).update(_=said, ngettext=counted)


def commands_below(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield (path, command) of a command and of everything below it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from commands_below(inner, f"{path} {name}")


def name_the_blanks(command: click.Command) -> None:
    """What stands for a value in the usage line, in our words too."""
    for _path, each in commands_below(command, ""):
        each.options_metavar = "[OPSI]"
        if isinstance(each, click.Group):
            each.subcommand_metavar = "PERINTAH [ARGUMEN]..."
        for parameter in each.params:
            if isinstance(parameter, click.Option) and parameter.metavar is None and not parameter.is_flag:
                parameter.metavar = KINDS.get(parameter.type.name)


def say_whole_sentences(command: click.Command) -> None:
    """Let a list of commands give each one's first sentence whole, over several lines, instead of cutting it short."""
    for _path, each in commands_below(command, ""):
        if each.help and not each.short_help:
            each.short_help = " ".join(each.help.split("\n\n")[0].split())
