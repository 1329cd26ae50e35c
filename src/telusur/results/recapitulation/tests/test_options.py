"""What a database or a disk cannot keep is refused behind every option, in one sentence."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Device
from telusur.results.recapitulation.tests.test_import import ROWS, file_with

pytestmark = pytest.mark.django_db
HERE = ("--election", "pilpres2024", "--contest", "ppwp")
DEVICE = ("device", "add", "--election", "pilpres2024")
END = ("end-duty", "budi@contoh.test", "--election", "pilpres2024")
OPTIONS = {
    "election": ("totals", "--level", "provinsi", "--contest", "ppwp", "--election"),
    "contest": ("totals", "--level", "provinsi", "--election", "pilpres2024", "--contest"),
    "district": ("totals", "--level", "provinsi", *HERE, "--dapil"),
    "checked": ("check", "--contest", "ppwp", "--election"),
    "rows": ("check", *HERE, "--rows"),
    "replayed": ("replay", "--until", "1", "--contest", "ppwp", "--election"),
    "device": (*DEVICE, "--name"),
    "of a device": ("device", "add", "--name", "Tablet", "--election"),
    "person": ("end-duty", "--election", "pilpres2024", "--reason", "Sakit"),
    "reason of an end": (*END, "--reason"),
    "body": (*END, "--reason", "Sakit", "--letter-body"),
    "letter": (*END, "--reason", "Sakit", "--letter-number"),
    "pictures": ("intake", *HERE),
}


@pytest.mark.parametrize("value", ["a\0b", "a" * 5_000, "a\udcff" + "b" * 5_000], ids=["NUL", "long", "bytes"])
@pytest.mark.parametrize("words", OPTIONS.values(), ids=OPTIONS)
def test_what_cannot_be_kept_is_refused_in_a_sentence(words, value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(results, [*words, value])
    assert found.exit_code == 2, found.output
    assert "paling banyak" in found.output or "terlalu panjang" in found.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a\0b", "a" * 121])
def test_a_device_keeps_a_name_that_fits_and_no_other(name):
    assert CliRunner().invoke(results, [*DEVICE, "--name", name]).exit_code == 2
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    ("option", "value", "code"), [("--key", "a\nb", 2), ("--key", "kunci é", 2), ("--url", "http://[x", 1)]
)
def test_a_key_or_an_address_that_no_call_carries_is_refused_in_a_sentence(option, value, code):
    found = CliRunner().invoke(results, ["rehearse", "--key", "abc", option, value])
    assert (found.exit_code, isinstance(found.exception, SystemExit)) == (code, True), found.output


def test_the_reason_of_an_import_is_held_too(tmp_path):
    file = file_with(tmp_path, ROWS)
    assert CliRunner().invoke(results, ["import", str(file), *HERE, "--reason", "a" * 501]).exit_code == 2


@pytest.mark.parametrize("column", ["kab", "kec", "desa"])
@pytest.mark.parametrize("name", ["sum\0ur", "s" * 121])
def test_a_row_that_names_a_place_as_nobody_can_keep_it_is_refused_and_the_others_are_taken(tmp_path, column, name):
    lines = ROWS.strip().splitlines()
    cells = lines[0].split(",")
    cells[1 + ["kab", "kec", "desa"].index(column)] = name
    file = file_with(tmp_path, "\n".join([",".join(cells), *lines[1:]]) + "\n")
    found = CliRunner().invoke(results, ["import", str(file), *HERE])
    assert found.exit_code == 0, found.output
    assert f"isian {column}" in found.output
    assert "isi nama paling banyak 120 tanda" in found.output
    assert f"{len(lines) - 2} baru" in found.output  # the last says nothing
