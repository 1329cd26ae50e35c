"""Whoever asks a command for help is answered, in Indonesian, about everything it takes."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from click.testing import CliRunner
from django.conf import settings

from telusur.config import voice
from telusur.config.commands import commands_of, telusur

COMMANDS = [
    *voice.commands_below(telusur, "telusur"),
    *(found for each in commands_of(settings.ROOMS) for found in voice.commands_below(each, f"telusur {each.name}")),
]
ENGLISH = re.compile(r"\b(the|and|of|with|Usage|Options|Show|default|required|Error|Missing|Invalid|file)\b")
FOR_PROGRAMMERS = {
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
        "Did you mean to pass '--{name}'?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Invalid start character for option ({option})",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Windows error: {error}",
}


def words_of_click() -> set[str]:
    found = set()
    for _file, _line, words, _notes, _context in extract_from_dir(
        str(Path(click.__file__).parent), keywords={"_": None, "ngettext": (1, 2)}
    ):
        found |= {words} if isinstance(words, str) else set(words)
    return found


def test_there_are_commands_of_rooms_and_of_the_installation():
    assert {"telusur up", "telusur clock", "telusur ledger verify"} <= {path for path, _command in COMMANDS}


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _command in COMMANDS])
def test_a_command_says_what_it_does_and_what_each_option_is(path: str, command: click.Command):
    options = [each for each in command.params if isinstance(each, click.Option)]
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    assert command.help, path
    assert [each.name for each in options if not each.help] == []
    assert [
        each.name for each in arguments if each.make_metavar(click.Context(command)).strip("[].") not in command.help
    ] == []


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _command in COMMANDS])
def test_its_help_is_in_one_language(path: str, command: click.Command):
    asked = CliRunner().invoke(command, ["--help"], prog_name=path)
    assert (asked.exit_code, ENGLISH.findall(asked.output)) == (0, [])


def test_every_word_click_shows_to_a_user_has_ours():
    assert words_of_click() - FOR_PROGRAMMERS - set(voice.WORDS) == set()


def test_no_word_is_kept_that_click_no_longer_says():
    assert (set(voice.WORDS) | FOR_PROGRAMMERS) - words_of_click() == set()


def test_our_words_keep_the_places_that_click_fills():
    places = {said: set(re.findall(r"\{(\w+)", said)) for said in voice.WORDS}
    assert [said for said, ours in voice.WORDS.items() if set(re.findall(r"\{(\w+)", ours)) - places[said]] == []


def test_a_wrong_word_is_answered_in_indonesian():
    asked = CliRunner().invoke(telusur, ["upp"])
    assert asked.exit_code == 2
    assert "Galat: Perintah 'upp' tidak ada. Maksud Anda 'up'?" in asked.output
