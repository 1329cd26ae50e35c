"""A tree is tampered with in many ways, and the independent program names each of them."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import random
import shutil
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.rules.signed_notes import verifier_key
from telusur.kernel.ledger.rules.tiles import bundle, opened_bundle
from telusur.kernel.ledger.services import signer
from telusur.results.publication.rules.manifest import Manifest, canonical, read_statement
from telusur.results.publication.rules.stations import Standing
from telusur.results.publication.services import publish

from .synthetic import NOW, cells, filled

if TYPE_CHECKING:
    from collections.abc import Callable

READD = Path(__file__).resolve().parents[5] / "tools" / "readd.py"
VILLAGE = "ppwp/36/3601/360101/3601012001"
PROOF = f"{VILLAGE}/3601012001001.tlog-proof"


@cache
def program():
    """Return the independent program as a module."""
    spec = importlib.util.spec_from_file_location("readd", READD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readd():
    return program()


def change(path: str, edit: Callable[[Any], object]) -> Callable[[Path], None]:
    """Change the values of one JSON file, and nothing else: its manifest no longer fits."""

    def tampered(tree: Path) -> None:
        made = json.loads((tree / path).read_bytes())
        edit(made)
        (tree / path).write_bytes(canonical(made))

    return tampered


def replaced(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def tampered(tree: Path) -> None:
        content = (tree / path).read_bytes()
        assert old in content
        (tree / path).write_bytes(content.replace(old, new))

    return tampered


def one_vote_more(made: dict[str, Any]) -> None:
    made["stations"][0]["cells"][6] += 1


def moved(made: dict[str, Any]) -> None:
    made["numbers"]["sums"][0] += 5
    made["numbers"]["sums"][1] -= 5


def unfolded(made: dict[str, Any]) -> None:
    small = made["stations"][1]
    small["folded"], small["cells"] = [], list(cells(1, 1, 1, spoiled=0))


def another_entry(tree: Path) -> None:
    path = tree / "log/tile/entries/000.p/10"
    entries = opened_bundle(path.read_bytes())
    entries[2] = entries[2].replace(b"imported", b"verified")
    path.write_bytes(bundle(entries))


def another_digest(tree: Path) -> None:
    path = tree / "log/tile/0/000.p/10"
    path.write_bytes(bytes(32) + path.read_bytes()[32:])


def cut_bundle(tree: Path) -> None:
    path = tree / "log/tile/entries/000.p/10"
    path.write_bytes(bundle(opened_bundle(path.read_bytes())[:-1]))


def removed(path: str) -> Callable[[Path], None]:
    def tampered(tree: Path) -> None:
        (tree / path).unlink()

    return tampered


def proof_of_another(tree: Path) -> None:
    shutil.copyfile(tree / VILLAGE / "3601012001003.tlog-proof", tree / PROOF)


def proof_moved(tree: Path) -> None:
    lines = (tree / PROOF).read_text(encoding="utf-8").split("\n")
    lines[3] = base64.b64encode(bytes(32)).decode()
    (tree / PROOF).write_text("\n".join(lines), encoding="utf-8")


def no_reason(made: dict[str, Any]) -> None:
    made["changes"]["ppwp"][0]["reason"] = ""


def added(tree: Path) -> None:
    (tree / "ppwp/36/extra.html").write_text("x")


TAMPERED: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a vote more in a station": (change(f"{VILLAGE}/data.json", one_vote_more), {"hash", "sum", "table"}),
    "votes moved in a district": (change("ppwp/36/3601/360101/data.json", moved), {"hash", "sum"}),
    "votes moved in the nation": (change("ppwp/data.json", moved), {"hash", "sum"}),
    "a held station counted": (
        change("ppwp/36/3601/360102/3601022001/data.json", lambda m: m["stations"][0].update(standing="imported")),
        {"hash", "sum", "table"},
    ),
    "held stations left out of the count": (
        change("ppwp/36/3601/data.json", lambda m: m["numbers"].update(held=0)), {"hash", "sum"},
    ),
    "a small unit shown alone": (change(f"{VILLAGE}/data.json", unfolded), {"hash", "fold", "sum", "table"}),
    "a village left out": (change("ppwp/36/3601/360101/data.json", lambda m: m["rows"].pop()), {"hash", "sum"}),
    "another opening": (
        change(f"{VILLAGE}/data.json", lambda m: m["stations"][0]["events"][0].update(content="[1]")),
        {"hash", "opening"},
    ),
    "another act named": (
        change(f"{VILLAGE}/data.json", lambda m: m["stations"][0]["events"][0].update(index=5)),
        {"hash", "event", "proof"},
    ),
    "a page changed": (replaced(f"{VILLAGE}/index.html", b"disanggah", b"disahkan"), {"hash"}),
    "a table changed": (replaced("bulk/ppwp/3601.csv", b"3601012001001", b"3601012001009"), {"hash", "table"}),
    "the report for exchange changed": (
        replaced("nist/ppwp/36.json", b'"Count":321', b'"Count":322'), {"hash", "exchange"},
    ),
    "an entry changed": (another_entry, {"hash", "root", "tile", "checkpoint"}),
    "an entry removed": (cut_bundle, {"hash", "root", "entries", "checkpoint"}),
    "a tile changed": (another_digest, {"hash", "tile"}),
    "a tile removed": (removed("log/tile/0/000.p/10"), {"missing"}),
    "the checkpoint of another size": (replaced("log/checkpoint", b"\n10\n", b"\n9\n"),
                                       {"hash", "signature", "checkpoint", "root"}),
    "an old checkpoint changed": (replaced("log/checkpoints/9", b"\n9\n", b"\n8\n"),
                                  {"hash", "signature", "checkpoint", "consistency"}),
    "a consistency proof changed": (replaced("log/consistency/9-10", b"new 10", b"new 9"), {"hash", "consistency"}),
    "the proof of another station": (proof_of_another, {"hash", "proof"}),
    "a proof with another path": (proof_moved, {"hash", "proof"}),
    "a proof removed": (removed(PROOF), {"missing"}),
    "a file removed": (removed("ppwp/65/data.json"), {"missing", "exchange"}),
    "a page removed": (removed("ppwp/65/index.html"), {"missing"}),
    "a file added": (added, {"stray"}),
    "a manifest changed": (replaced("ppwp/36/manifest.json", b"3601", b"3609"), {"manifest", "missing", "stray"}),
    "a manifest removed": (removed("ppwp/65/manifest.json"), {"missing", "stray"}),
    "a reason struck": (change("changes/000002.json", no_reason), {"hash", "fall"}),
    "the statement changed": (replaced("manifest.note", b"\n2\n", b"\n3\n"), {"signature"}),
    "the statement removed": (removed("manifest.note"), {"note"}),
    "the key removed": (removed("log/key"), {"key", "missing"}),
}  # fmt: skip


def signed_anew(tree: Path, election: str = "coba2024") -> None:
    """Make every manifest fit again, and sign the tree, as only its publisher can."""

    def manifest_of(folder: Path) -> str:
        made = Manifest()
        for one in folder.iterdir():
            if one.is_dir():
                made.folders[one.name] = manifest_of(one)
            elif one.name not in {"manifest.json", "manifest.note"}:
                made.files[one.name] = sha256(one.read_bytes()).hexdigest()
        (folder / "manifest.json").write_bytes(made.content())
        return sha256(made.content()).hexdigest()

    stated = read_statement((tree / "manifest.note").read_text(encoding="utf-8"))
    text = replace(stated, root=manifest_of(tree)).text()
    (tree / "manifest.note").write_text(signer(log=election_log(election)).note(text), encoding="utf-8")


def votes_moved(tree: Path) -> None:
    """Give five votes of one pair to another, at the station and at every place above it, in every form of the data."""
    for path in ("", "/36", "/36/3601", "/36/3601/360101", "/36/3601/360101/3601012001"):
        made = json.loads((tree / f"ppwp{path}/data.json").read_bytes())
        inside = [row["numbers"] for row in made.get("rows", ()) if "3601012001".startswith(str(row["codes"][0]))]
        for numbers in (made["numbers"], *inside):
            for side in ("sums", "sure"):
                numbers[side][0] -= 5
                numbers[side][2] += 5
        for one in made.get("stations", ())[:1]:
            one["cells"][6] -= 5
            one["cells"][8] += 5
        (tree / f"ppwp{path}/data.json").write_bytes(canonical(made))
    table = tree / "bulk/ppwp/3601.csv"
    table.write_bytes(table.read_bytes().replace(b"250,2,252,100,120,30", b"250,2,252,95,120,35"))


def disputes_hidden(made: dict[str, Any]) -> None:
    for one in made["stations"]:
        one["disputed"] = False


def unopened(made: dict[str, Any]) -> None:
    for event in made["stations"][0]["events"]:
        del event["salt"], event["content"]


def names_swapped(made: dict[str, Any]) -> None:
    one, two = made["choices"][:2]
    one["name"], two["name"] = two["name"], one["name"]


def reasons_wiped(made: dict[str, Any]) -> None:
    made["stations"][0].update(reason="", findings=[])


def small_ones_move(made: dict[str, Any]) -> None:
    """Say of a publication that a group had other numbers before."""
    made["groups"]["ppwp"].append({
        "station": 3601012001002, "stations": [3601012001002, 3601012001003], "reason": "",
        "before": {"standing": "", "sums": [1, 1, 1, 3, 0, 3], "sure": [0] * 6, "folded": True},
        "after": {"standing": "", "sums": [90, 62, 71, 223, 2, 225], "sure": [0] * 6, "folded": True},
    })  # fmt: skip


NIST = "nist/ppwp/36.json"


def record(made: dict[str, Any]) -> Any:
    return made["changes"]["ppwp"][0]


def contest_in(made: dict[str, Any]) -> Any:
    return made["Election"][0]["Contest"][0]


# By whoever holds the key: nothing but the log and its openings says otherwise.
SIGNED: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "votes moved everywhere": (votes_moved, {"shown", "page", "exchange"}),
    "disputes hidden": (change(f"{VILLAGE}/data.json", disputes_hidden), {"shown", "sum"}),
    "openings left out": (change(f"{VILLAGE}/data.json", unopened), {"opening"}),
    "an entry left out": (
        change(f"{VILLAGE}/data.json", lambda made: made["stations"][2]["events"].clear()), {"shown"},
    ),
    "names swapped": (change("ppwp/contest.json", names_swapped), {"described"}),
    "fields swapped": (change("ppwp/contest.json", lambda made: made["fields"].reverse()), {"described"}),
    "reasons and findings wiped": (
        change("ppwp/36/3601/360102/3601022001/data.json", reasons_wiped), {"shown"},
    ),
    "a number on a page": (replaced(f"{VILLAGE}/index.html", b"<dd>120</dd>", b"<dd>220</dd>"), {"page"}),
    "a sum on a page": (
        replaced("ppwp/36/index.html", b'<span class="all">321<', b'<span class="all">322<'), {"page"},
    ),
    "a picture that nobody sent": (
        change(f"{VILLAGE}/data.json", lambda made: made["stations"][0]["pictures"].append(
            {"page": 1, "original": "0" * 64, "masked": ""})), {"picture"},
    ),
    **{
        words: (change(path, edit), {kind})
        for kind, words, path, edit in (
            ("feed", "a record's after", "changes/000002.json",
             lambda m: record(m)["after"].update(standing="imported")),
            ("feed", "a record's before", "changes/000002.json",
             lambda m: record(m)["before"]["sums"].__setitem__(0, 500)),
            ("feed", "a record's reason", "changes/000002.json", lambda m: record(m).update(reason="Lain")),
            ("feed", "a record left out", "changes/000002.json", lambda m: m["changes"]["ppwp"].clear()),
            ("feed", "a feed's nation", "changes/000002.json", lambda m: m["nation"]["ppwp"].update(counted=9)),
            ("feed", "a feed's moment", "changes/000002.json", lambda m: m.update(made_at="2024-01-01T00:00:00Z")),
            ("feed", "falls hidden", "changes/recent.json", lambda m: m[0].update(fell=[], fell_count=0, told=[])),
            ("feed", "a recent number", "changes/recent.json", lambda m: m[1]["nation"]["ppwp"].update(counted=9)),
            ("exchange", "ballots cast", NIST, lambda m: contest_in(m)["SummaryCounts"][0].update(BallotsCast=1)),
            ("exchange", "stations reported", NIST, lambda m: contest_in(m).update(SubUnitsReported=1)),
            ("exchange", "candidates swapped", NIST,
             lambda m: contest_in(m)["BallotSelection"][0].update(CandidateIds=["c2"])),
            ("exchange", "a candidate's name", NIST,
             lambda m: m["Election"][0]["Candidate"][0]["BallotName"]["Text"][0].update(Content="Lain")),
            ("exchange", "a place's coverage", NIST, lambda m: m["GpUnit"][1].update(SubUnitsReported=0)),
            ("feed", "the nation before", "changes/000001.json",
             lambda m: m["nation"]["ppwp"]["sums"].__setitem__(0, 999)),
            ("feed", "what a group was", "changes/000002.json", small_ones_move),
            ("fold", "a held station called small", "ppwp/36/3601/360102/3601022001/data.json",
             lambda m: m["stations"][0].update(small=True)),
            ("fold", "a shown station with company", f"{VILLAGE}/data.json",
             lambda m: m["stations"][0].update(company=[3601012001001, 3601012001003])),
            ("fold", "a missing station that waits", "ppwp/36/3602/360201/3602012001/data.json",
             lambda m: m["stations"][1].update(company=[3602012001002])),
            ("shown", "the run of a missing station", "ppwp/36/3602/360201/3602012001/data.json",
             lambda m: m["stations"][1].update(run_kind="PSU")),
            ("shown", "who contested it", f"{VILLAGE}/data.json",
             lambda m: m["stations"][0]["events"][0].update(by="witness")),
            ("shown", "an answer that is awaited", f"{VILLAGE}/data.json",
             lambda m: m["stations"][0]["events"][0].update(waits=True)),
            ("table", "the kind of a station", f"{VILLAGE}/data.json",
             lambda m: m["stations"][0].update(kind="special")),
            ("table", "what a source calls it", f"{VILLAGE}/data.json",
             lambda m: m["stations"][0].update(unit="KSK 1")),
            ("data", "the name of a territory", f"{VILLAGE}/data.json", lambda m: m.update(name="TAMANSARI")),
            ("data", "the name in a row", "ppwp/data.json", lambda m: m["rows"][0].update(names=["BALI"])),
            ("data", "another election", "ppwp/data.json", lambda m: m.update(election="lain")),
            ("official", "settled by nothing", f"{VILLAGE}/data.json", lambda m: m.update(settled_by=["ppwp/d-1"])),
        )
    },
    "a reason in a table": (replaced("bulk/ppwp/3601.csv", b",R13,", b",Wajar,"), {"table"}),
    "a group in a table": (replaced("bulk/ppwp/3601.csv", b",223,2,225,91,", b",223,2,225,92,"), {"table"}),
    "what a table counts": (
        replaced("bulk/ppwp/3601.csv", b"3601022001001,regular,,held,0", b"3601022001001,regular,,held,1"), {"table"},
    ),
    "a contest not named": (change("state.json", lambda made: made["contests"].clear()), {"contest"}),
}  # fmt: skip


def odd_values(tree: Path, number: int) -> tuple[str, bytes]:
    """Return a JSON file of the tree with one value replaced by something odd, by turns each file and each depth."""
    chance = random.Random(number)  # noqa: S311 which value is replaced, the same in every run
    files = sorted(tree.rglob("*.json"))
    file = files[number % len(files)]
    whole = [json.loads(file.read_bytes())]
    here, key = whole, 0
    while isinstance(here[key], dict | list) and here[key] and chance.random() < 0.8:
        here = here[key]
        key = chance.choice(sorted(here)) if isinstance(here, dict) else chance.randrange(len(here))
    here[key] = chance.choice([[], {}, None, -1, 1e300, 10**30, "x", "../..", [[]], {"code": {}}, True])
    return file.relative_to(tree).as_posix(), canonical(whole[0])


@pytest.mark.django_db
def test_every_way_of_tampering_is_named(readd, settings, tmp_path, monkeypatch):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    source.enter({6501012001001: {"standing": Standing.HELD, "reason": "R05"}})
    publish(source=source, out=out, at=NOW)
    whole = tmp_path / "whole"
    shutil.copytree(out / "current", whole)
    assert readd.check(whole).differences == []
    found = {}
    for name, (tamper, _kinds) in TAMPERED.items():
        tree = tmp_path / "tampered"
        shutil.copytree(whole, tree)
        tamper(tree)
        found[name] = {kind for kind, _where, _what in readd.check(tree).differences}
        shutil.rmtree(tree)
    for name, (tamper, _kinds) in SIGNED.items():
        tree = tmp_path / "tampered"
        shutil.copytree(whole, tree)
        tamper(tree)
        signed_anew(tree)
        found[name] = {kind for kind, _where, _what in readd.check(tree).differences}
        assert not found[name] & {"hash", "manifest", "signature"}, (name, readd.check(tree).differences)
        shutil.rmtree(tree)
    missed = {name: kinds - found[name] for name, (_tamper, kinds) in (TAMPERED | SIGNED).items()}
    assert missed == {name: set() for name in TAMPERED | SIGNED}

    # Whatever a JSON file holds, there is a report, and it names a difference.
    for number in range(15):
        path, odd = odd_values(whole, number)
        kept = (whole / path).read_bytes()
        (whole / path).write_bytes(odd)
        assert odd == kept or readd.check(whole).differences, (number, path)
        (whole / path).write_bytes(kept)

    # Whoever signed with another key, and put that key into the tree, is found out by the key kept elsewhere.
    name = (whole / "log/key").read_text(encoding="utf-8").split("+")[0]
    kept = verifier_key(name, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    assert {kind for kind, _where, _what in readd.check(whole, kept).differences} == {"signature"}

    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    assert any("tidak diperiksa" in words for words in readd.check(whole).unchecked)


@pytest.mark.django_db
def test_what_is_no_file_is_named_and_never_read(readd, settings, tmp_path, monkeypatch, capsys):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    publish(source=filled(), out=tmp_path / "out", at=NOW)
    monkeypatch.setattr(readd, "LARGEST", 10**7)
    secret = tmp_path / "secret"
    secret.write_text("rahasia", encoding="utf-8")

    def linked(to: str) -> Callable[[Path], None]:
        return lambda place: place.symlink_to(to)

    def huge(place: Path) -> None:
        with place.open("wb") as made:
            made.truncate(10**7 + 1)

    for name, replace_by in (
        ("state.json", os.mkfifo),
        ("log/checkpoint", linked("/dev/zero")),
        ("index.html", linked(str(secret))),
        ("extra", linked(str(tmp_path))),
        ("manifest.note", huge),
    ):
        tree = tmp_path / "tampered"
        shutil.copytree(tmp_path / "out/current", tree)
        (tree / name).unlink(missing_ok=True)
        replace_by(tree / name)
        report = readd.check(tree)
        assert [(kind, where) for kind, where, _what in report.differences] == [("stray", name)]
        assert report.unchecked
        shutil.rmtree(tree)

    tree = tmp_path / "out/current"
    table = tree / "bulk/ppwp/3601.csv"
    content = table.read_bytes()
    table.write_bytes(content + b'"' + b"9" * 200_000 + b'",')
    (tree / "\x1b[2J\n.html").write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["readd.py", str(tree)])
    assert readd.main() == 1
    said = capsys.readouterr().out
    assert ("\x1b" in said, "BEDA stray: \\x1b[2J\\n.html" in said) == (False, True)
    assert "bulk/ppwp" in said


def test_the_program_uses_the_standard_library_alone_and_nothing_of_ours():
    text = READD.read_text(encoding="utf-8")
    named = {
        line.split()[1].split(".")[0] for line in text.splitlines() if line.strip().startswith(("import ", "from "))
    }
    assert named - {"cryptography", "collections"} <= set(sys.stdlib_module_names)
    assert "telusur." not in text.replace("telusur-", "")


def test_a_folder_without_a_tree_is_said_so(readd, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["readd.py", str(tmp_path)])
    assert readd.main() == 2
    assert "tidak ada terbitan" in capsys.readouterr().err
