"""The verifier page of a published tree on a stick: what it says first, of a good and of a tampered copy."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from telusur.results.publication.services import publish
from telusur.results.publication.tests.synthetic import NOW, filled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
VILLAGE = "ppwp/36/3601/360101/3601012001"


def checked(page: Page, tree: Path, picked: str, *names: str) -> str:
    """Return what the page of a tree says of the files that were picked."""
    page.goto(f"file://{tree}/bukti.html")
    page.set_input_files(picked, [str(tree / name) for name in names])
    page.wait_for_function("document.getElementById('hasil').dataset.done === '1'")
    return page.inner_text("#hasil")


def test_the_verifier_says_first_whether_a_copy_can_be_trusted_and_what_a_proof_covers(
    browser: Browser, settings, tmp_path
):
    settings.LEDGER_KEY, out = tmp_path / "ledger.key", tmp_path / "out"
    publish(source=filled(), out=out, at=NOW)
    good, bad, moved = tmp_path / "good", tmp_path / "bad", tmp_path / "moved"
    shutil.copytree(out / "current", good)
    shutil.copytree(good, bad)
    file = bad / "ppwp/36/3601/data.json"
    file.write_bytes(file.read_bytes().replace(b'"sums":[', b'"sums":[1', 1))
    proof = f"{VILLAGE}/3601012001001.tlog-proof"
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()

    assert checked(page, good, "#folder", "").startswith("Semua cocok: ")
    said = checked(page, bad, "#folder", "")
    assert said.split("\n")[0].startswith("3 berbeda dari ")
    assert "Jangan percayai salinan ini" in said
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    shutil.copytree(good, moved)
    file = moved / VILLAGE / "data.json"
    made = json.loads(file.read_bytes())
    fields = json.loads((moved / "ppwp/contest.json").read_bytes())["fields"]
    made["stations"][0]["cells"][fields.index("suara_1")] += 10
    file.write_text(json.dumps(made))
    said = checked(page, moved, "#folder", "")
    assert "Penjumlahan · ppwp" in said
    assert "(3601012001), dari TPS-nya: ✗ TIDAK COCOK" in said
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    alone = checked(page, good, "#berkas", proof)
    assert alone.startswith("Semua cocok: 2 diperiksa")
    assert "TPS 3601012001001" in alone
    assert "sebagai janji" in alone
    opened = checked(page, good, "#berkas", proof, f"{VILLAGE}/data.json", "ppwp/contest.json")
    assert [line in opened for line in ("1 Pasangan 1\n100", "3 Pasangan 3\n30", "Seluruh suara\n252")] == [True] * 3

    page.goto((good / "ppwp/index.html").as_uri())  # with sums as of a nation
    page.evaluate("document.querySelectorAll('.cards .all, .cards .sure').forEach(it => it.textContent = '96.214.691')")
    wide = "[...document.querySelectorAll('td, th')].some(it => it.scrollWidth > it.clientWidth)"
    assert page.evaluate(wide) is False
    context.close()
