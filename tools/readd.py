#!/usr/bin/env python3
"""Adds a published election up again and checks everything that can be checked from its files alone.

One file, the standard library, not a line shared with the software that published: copy it, read it, run it.

    python3 readd.py FOLDER [--key FILE-OR-LINE] [--json]

Exit codes: 0 nothing differs, 1 something does (each difference is named), 2 there is no such tree.
Signatures are checked where the package `cryptography` is installed; where it is not, the report says so.
"""

from __future__ import annotations

# ruff: noqa: PLR2004  the numbers of a format stand where they are read
import argparse
import base64
import csv
import hashlib
import io
import json
import os
import re
import struct
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ODD = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, RecursionError,
       struct.error, csv.Error, MemoryError)  # fmt: skip
LARGEST = 1 << 30  # bytes of a file; none that is published comes near it
COUNTS = ("stations", "counted", "verified", "held", "disputed", "corrected", "waiting", "missing", "reading")
SIDES = ("sums", "sure", "read")  # lists of a place's numbers, in the order of the summed fields
COUNTED = {"imported", "entered", "verified", "settled"}
SURE = {"verified", "settled"}
BELOW = {"nasional": "provinsi", "provinsi": "kabupaten", "kabupaten": "kecamatan", "kecamatan": "kelurahan"}
WORDS = {"files": "berkas", "signatures": "tanda tangan", "entries": "catatan", "tiles": "petak",
         "checkpoints": "titik periksa", "consistency proofs": "bukti kesinambungan", "places": "wilayah",
         "stations": "TPS", "events": "catatan tentang TPS", "openings": "isi catatan yang dibuka",
         "proofs": "bukti TPS", "pictures": "gambar", "electoral districts": "dapil", "tables": "tabel",
         "exchange reports": "laporan NIST", "D forms": "formulir D", "plenary entries": "catatan pleno",
         "comparisons": "baris C dan D", "comparisons without an entry": "baris C dan D tanpa catatan",
         "pages": "halaman", "changes": "perubahan", "seats": "kursi", "determinations": "penetapan kursi"}  # fmt: skip
FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
DIGITS = {"nasional": 0, "provinsi": 2, "kabupaten": 4, "kecamatan": 6, "kelurahan": 10}


def guarded(text: str) -> str:
    """Return a text as a table has it, which no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


class Report:
    """What was looked at, what differs, and what could not be checked."""

    def __init__(self) -> None:
        self.checked: dict[str, int] = {}
        self.differences: list[tuple[str, str, str]] = []
        self.unchecked: list[str] = []

    def saw(self, what: str, count: int = 1) -> None:
        self.checked[what] = self.checked.get(what, 0) + count

    def differs(self, kind: str, where: str, what: str) -> None:
        self.differences.append((kind, where, what))

    def left(self, words: str) -> None:
        """Say what was not checked, once."""
        if words not in self.unchecked:
            self.unchecked.append(words)

    @contextmanager
    def named(self, kind: str, where: str, what: str = "tidak terbaca") -> Iterator[None]:
        """Whatever a file holds, it ends as a named difference."""
        try:
            yield
        except ODD as error:
            self.differs(kind, where, f"{what} ({type(error).__name__} {error})"[:300])


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def leaf_of(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_of(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def exact_base64(text: str) -> bytes:
    value = base64.b64decode(text, validate=True)
    if base64.b64encode(value).decode() != text:
        raise ValueError(text)
    return value


# --- manifests: which files there are, and that each is what it was


def check_plain(tree: Path, report: Report) -> bool:
    """Return whether a tree holds nothing but folders and files of a usual size: a link leads out of it, a pipe or a
    device is read for ever."""
    folders, before = [tree], len(report.differences)
    while folders:
        folder = folders.pop()
        with report.named("stray", folder.relative_to(tree).as_posix()), os.scandir(folder) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    folders.append(folder / one.name)
                    continue
                usual = one.is_file(follow_symlinks=False)
                if not usual or one.stat(follow_symlinks=False).st_size > LARGEST:
                    words = "terlalu besar untuk sebuah terbitan" if usual else "tautan, pipa, atau alat, bukan berkas"
                    report.differs("stray", (folder / one.name).relative_to(tree).as_posix(), words)
    return len(report.differences) == before


def check_manifests(tree: Path, root: str, report: Report) -> None:
    known = {"manifest.note"}
    folders = [("", root)]
    while folders:
        path, digest = folders.pop()
        listed = f"{path}manifest.json"
        known.add(listed)
        try:
            content = (tree / listed).read_bytes()
        except OSError:
            report.differs("missing", listed, "daftar isi folder ini tidak ada")
            continue
        if sha(content) != digest:
            report.differs("manifest", listed, "daftar isi folder ini bukan yang ditandatangani")
        with report.named("manifest", listed, "bukan daftar isi"):
            manifest = json.loads(content)
            files, below = dict(manifest["files"]), dict(manifest["folders"])
            if any("/" in name or name in {"", ".", ".."} for name in (*files, *below)):
                raise ValueError("nama di luar folder ini")
            for name, wanted in files.items():
                known.add(path + name)
                check_file(tree, path + name, wanted, report)
            folders += [(f"{path}{name}/", wanted) for name, wanted in below.items()]
    for file in sorted(tree.rglob("*")):
        place = file.relative_to(tree).as_posix()
        if not file.is_dir() and place not in known:
            report.differs("stray", place, "berkas ini tidak ada dalam daftar isi")


def check_file(tree: Path, place: str, wanted: str, report: Report) -> None:
    report.saw("files")
    try:
        found = sha((tree / place).read_bytes())
    except OSError:
        report.differs("missing", place, "berkas tidak ada")
        return
    if found != wanted:
        report.differs("hash", place, "isinya bukan yang tercatat dalam daftar isi")


# --- notes: what was signed


class Note:
    """A signed note: its text, and the signatures below it."""

    def __init__(self, content: str) -> None:
        text, separator, signatures = content.rpartition("\n\n")
        if not separator or not signatures.endswith("\n"):
            raise ValueError("bukan catatan bertanda tangan")
        self.text, self.lines, self.signatures = text + "\n", text.split("\n"), signatures.splitlines()


class Checkpoint:
    """What a log's checkpoint states."""

    def __init__(self, content: str) -> None:
        self.note = Note(content)
        if len(self.note.lines) < 3 or not re.fullmatch("0|[1-9][0-9]*", self.note.lines[1]):
            raise ValueError("bukan titik periksa")
        self.origin, self.size = self.note.lines[0], int(self.note.lines[1])
        self.log = self.origin.partition("/")[2]
        self.root = exact_base64(self.note.lines[2])


class Key:
    """A verifier key: name, key hash and the public key itself."""

    def __init__(self, line: str) -> None:
        self.name, said, packed = line.strip().split("+", 2)
        self.packed = exact_base64(packed)
        self.verified: set[tuple[str, bytes]] = set()
        self.id = hashlib.sha256(self.name.encode() + b"\n" + self.packed).digest()[:4]
        if self.id.hex() != said or self.packed[:1] != b"\x01" or len(self.packed) != 33:
            raise ValueError("bukan kunci pemeriksa")


def check_signature(note: Note, key: Key | None, where: str, report: Report) -> None:
    if key is None:
        return
    mark, signature = f"— {key.name} ", None
    with report.named("signature", where):
        values = [exact_base64(line[len(mark) :]) for line in note.signatures if line.startswith(mark)]
        signature = next((value[4:] for value in values if value[:4] == key.id), None)
    if signature is None:
        report.differs("signature", where, f"tidak ditandatangani dengan kunci {key.name}")
        return
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 may be missing
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError:
        report.left("tanda tangan tidak diperiksa: paket cryptography tidak terpasang")
        return
    report.saw("signatures")
    if (note.text, signature) in key.verified:
        return  # the same words stand under the proofs of a whole publication
    try:
        Ed25519PublicKey.from_public_bytes(key.packed[1:]).verify(signature, note.text.encode())
        key.verified.add((note.text, signature))
    except InvalidSignature:
        report.differs("signature", where, "tanda tangan tidak sah")


# --- the log: tiles, entries, proofs (RFC 6962, C2SP tlog-tiles and tlog-proof)


class Entry(NamedTuple):
    """One entry of the log: its place, what was done, in which minute, and what it says."""

    index: int
    act: str
    minute: str
    facts: dict


class Log:
    """The entries of the log, and where those about each thing stand."""

    def __init__(self, name: str, entries: list[bytes]) -> None:
        self.entries, self.astray, self.election = entries, [], name.rpartition("/")[2]
        self.places: dict[tuple[str, str], list[int]] = {}
        for index, entry in enumerate(entries):
            lines = entry.decode(errors="replace").split("\n", 6)
            if len(lines) < 7 or lines[1:3] != [name, str(index)]:
                self.astray.append(index)
            else:
                self.places.setdefault((lines[4], lines[5]), []).append(index)

    def lines(self, index: int) -> list[str]:
        return self.entries[index].decode().split("\n") if 0 <= index < len(self.entries) else []

    def about(self, kind: str, subject: object, contest: str) -> list[Entry]:
        """Return the entries about one thing in one contest, oldest first."""
        found = []
        for index in self.places.get((kind, str(subject)), ()):
            lines = self.lines(index)
            facts = json.loads(lines[8])
            if facts.get("contest") == contest:
                found.append(Entry(index, lines[3], lines[6], facts))
        return found

    def subjects(self, kind: str) -> list[str]:
        return [subject for each, subject in self.places if each == kind]


def tile_path(kind: str, index: int, width: int) -> str:
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03d}")
    return f"log/tile/{kind}/{'/'.join(groups)}" + ("" if width == 256 else f".p/{width}")


def check_log(tree: Path, checkpoint: Checkpoint, report: Report) -> Log:
    """Return the log, after holding its entries against tiles and root."""
    entries: list[bytes] = []
    hashes: list[bytes] = []
    for index in range((checkpoint.size + 255) // 256):
        width = min(256, checkpoint.size - index * 256)
        path = tile_path("entries", index, width)
        found = bundle(tree, path, report)
        if len(found) != width:
            report.differs("entries", path, f"{len(found)} catatan, seharusnya {width}")
        if not found:
            break  # whatever size a checkpoint states
        entries += found
        hashes += map(leaf_of, found)
    report.saw("entries", len(entries))
    if root_of(hashes) != checkpoint.root:
        report.differs("root", "log/checkpoint", "catatan buku besar tidak menghasilkan akar yang ditandatangani")
    level = 0
    while hashes:
        for index in range((len(hashes) + 255) // 256):
            wanted = hashes[index * 256 : index * 256 + 256]
            path = tile_path(str(level), index, len(wanted))
            report.saw("tiles")
            try:
                if (tree / path).read_bytes() != b"".join(wanted):
                    report.differs("tile", path, "petak tidak sama dengan yang dihitung dari catatan")
            except OSError:
                report.differs("missing", path, "petak tidak ada")
        hashes = [root_of(hashes[at : at + 256]) for at in range(0, len(hashes) - 255, 256)]
        level += 1
    log = Log(checkpoint.log, entries)
    for index in log.astray:
        report.differs("entries", "log", f"catatan {index} bukan catatan buku besar ini di tempat itu")
    return log


def bundle(tree: Path, path: str, report: Report) -> list[bytes]:
    try:
        content = (tree / path).read_bytes()
    except OSError:
        report.differs("missing", path, "kumpulan catatan tidak ada")
        return []
    found, at = [], 0
    while at + 2 <= len(content):
        stop = at + 2 + int.from_bytes(content[at : at + 2], "big")
        found.append(content[at + 2 : stop])
        at = stop
    if at != len(content):
        report.differs("entries", path, "kumpulan catatan terpotong")
    return found


def root_of(hashes: list[bytes]) -> bytes:
    return roots_at(hashes, {len(hashes)})[len(hashes)]


def roots_at(hashes: Iterable[bytes], sizes: set[int]) -> dict[int, bytes]:
    """Return the root of the tree over the first leaves, for each of these sizes that there are leaves for."""
    found = {0: hashlib.sha256(b"").digest()}
    stack: list[tuple[int, bytes]] = []
    for size, digest in enumerate(hashes, start=1):
        stack.append((1, digest))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            (width, right), (_width, left) = stack.pop(), stack.pop()
            stack.append((width * 2, node_of(left, right)))
        if size in sizes:
            root = stack[-1][1]
            for _width, left in reversed(stack[:-1]):
                root = node_of(left, root)
            found[size] = root
    return found


def root_by_proof(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the root that an audit path leads to, recursively as RFC 6962, section 2.1.1, defines it."""
    if size == 1:
        return leaf if not path and index == 0 else None
    if not path or not 0 <= index < size:
        return None
    half = 1 << (size - 1).bit_length() - 1
    left = index < half
    below = root_by_proof(leaf, index if left else index - half, half if left else size - half, path[:-1])
    if below is None:
        return None
    return node_of(below, path[-1]) if left else node_of(path[-1], below)


def roots_by_consistency(old: int, size: int, path: list[bytes], known: bytes | None) -> tuple[bytes, bytes] | None:
    """Return the two roots that a consistency proof leads to (RFC 6962, section 2.1.2). known: the old root, where the
    old tree is a subtree on the way and the proof leaves it out."""
    if old == size:
        if known is not None:
            return (known, known) if not path else None
        return (path[0], path[0]) if len(path) == 1 else None
    if not path:
        return None
    half = 1 << (size - 1).bit_length() - 1
    if old <= half:
        below = roots_by_consistency(old, half, path[:-1], known)
        return below and (below[0], node_of(below[1], path[-1]))
    below = roots_by_consistency(old - half, size - half, path[:-1], None)
    return below and (node_of(path[-1], below[0]), node_of(path[-1], below[1]))


def check_consistency(tree: Path, newest: Checkpoint, log: Log, key: Key | None, report: Report) -> None:
    """Hold every kept checkpoint against the log, and every proof between two of them."""
    kept: dict[int, Checkpoint] = {}
    for file in sorted((tree / "log/checkpoints").glob("[0-9]*")):
        where = f"log/checkpoints/{file.name}"
        try:
            one = Checkpoint(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            report.differs("checkpoint", where, "bukan titik periksa")
            continue
        kept[one.size] = one
        report.saw("checkpoints")
        check_signature(one.note, key, where, report)
        if one.origin != newest.origin or str(one.size) != file.name:
            report.differs("checkpoint", where, "titik periksa buku besar lain atau ukuran lain")
    roots = roots_at(map(leaf_of, log.entries), set(kept))
    for size, one in kept.items():
        if roots.get(size) != one.root:
            where = f"log/checkpoints/{size}"
            report.differs("checkpoint", where, "buku besar sekarang bukan kelanjutan dari titik periksa ini")
    for file in sorted((tree / "log/consistency").glob("[0-9]*")):
        where = f"log/consistency/{file.name}"
        report.saw("consistency proofs")
        try:
            lines = file.read_text(encoding="utf-8").split("\n")
            old, new = int(lines[1].removeprefix("old ")), int(lines[2].removeprefix("new "))
            path = [exact_base64(line) for line in lines[3:] if line]
            older, newer = kept[old], kept[new]
        except (OSError, ValueError, IndexError, KeyError):
            report.differs("consistency", where, "bukan bukti kesinambungan antara dua titik periksa yang ada")
            continue
        with report.named("consistency", where):
            if roots_by_consistency(old, new, path, older.root) != (older.root, newer.root):
                report.differs("consistency", where, "bukti kesinambungan tidak cocok")


def check_proof(tree: Path, where: str, station: dict, log: Log, *, key: Key | None, report: Report) -> None:
    report.saw("proofs")
    file = tree / where
    try:
        head, _separator, note = file.read_text(encoding="utf-8").partition("\n\n")
        lines = head.split("\n")
        heading = lines.pop(0)
        entry = exact_base64(lines.pop(0).removeprefix("extra "))
        index = int(re.fullmatch("index (0|[1-9][0-9]*)", lines.pop(0))[1])
        path, checkpoint = [exact_base64(line) for line in lines], Checkpoint(note)
    except OSError:
        report.differs("missing", where, "berkas bukti tidak ada")
        return
    except (ValueError, IndexError, TypeError):
        heading = ""
    if heading != "c2sp.org/tlog-proof@v1":
        report.differs("proof", where, "bukan berkas bukti")
        return
    check_signature(checkpoint.note, key, where, report)
    if root_by_proof(leaf_of(entry), index, checkpoint.size, path) != checkpoint.root:
        report.differs("proof", where, "bukti tidak menuju akar titik periksanya")
    if index >= len(log.entries) or log.entries[index] != entry:
        report.differs("proof", where, f"catatan {index} dalam buku besar lain dari yang dibuktikan")
    if index != station["events"][-1]["index"]:
        report.differs("proof", where, "bukan catatan terakhir tentang TPS ini")


# --- the numbers


def value(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def plain(cells: list) -> list:
    return [None if cell is None else value(cell) for cell in cells]


def word(cell: object) -> str:
    return "" if cell is None else str(cell)


def unworded(text: str) -> int | str | None:
    return None if text == "" else "x" if text == "x" else int(text)


def why(facts: dict) -> str:
    return str(next((facts[name] for name in ("decision", "registration", "ruling", "ground") if facts.get(name)), ""))


def uncounted(numbers: dict) -> dict:
    """Return numbers without counts, where the stations behind them are counted one by one."""
    parts = {code: part | dict.fromkeys(COUNTS, 0) for code, part in numbers.get("districts", {}).items()}
    return numbers | dict.fromkeys(COUNTS, 0) | {"districts": parts}


class Contest:
    """One contest of the tree, added up from its stations."""

    def __init__(self, tree: Path, code: str, *, least: int, log: Log, key: Key | None, report: Report) -> None:
        self.tree, self.code, self.least, self.log, self.key, self.report = tree, code, least, log, key, report
        described = json.loads((tree / code / "contest.json").read_bytes())
        self.name, self.summed, self.home = described["name"], described["summed"], described.get("home")
        self.forms = {"": described["fields"]} | {one["code"]: one["fields"] for one in described.get("districts", ())}
        self.votes = {one["code"]: one["votes"] for one in described.get("districts", ())}
        self.seats = {one["code"]: one["seats"] for one in described.get("districts", ())}
        self.names = {choice["number"]: choice["name"] for choice in described["choices"]}
        self.labels = {name: label.partition(" ")[2] for name, label in described.get("labels", {}).items()}
        self.choices = [choice["field"] for choice in described["choices"]]
        self.places: dict[int, dict] = {}
        self.stations: dict[int, dict] = {}
        self.lists = {district: self.lists_of(district) for district in self.votes}
        self.titles = {one["code"]: one["name"] for one in described.get("districts", ())}
        self.determined: list[dict] = []  # what decrees determined of its seats, as its files say

    def lists_of(self, district: str) -> list[dict]:
        """Return who stands in an electoral district, as its file says; what the log has of it is checked apart."""
        try:
            return list(json.loads((self.tree / self.code / "dapil" / f"{district}.json").read_bytes())["lists"])
        except ODD:
            return []

    def check(self) -> None:
        files = sorted((self.tree / self.code).rglob("data.json"))
        for file in files:
            where = file.relative_to(self.tree).as_posix()
            try:
                made = json.loads(file.read_bytes())
                self.numbers_of(made["numbers"])
            except (ValueError, KeyError, TypeError):
                self.report.differs("data", where, "bukan data wilayah")
                continue
            with self.report.named("data", where):
                if where != self.path_of(made["code"]):
                    self.report.differs("data", where, f"berkas ini tentang wilayah {made['code']}")
                if not file.with_name("index.html").exists():
                    self.report.differs("missing", where, "halamannya tidak ada")
                if (made["election"], made["contest"]) != (self.log.election, self.code):
                    self.report.differs("data", where, "berkas ini tentang pemilihan lain")
                if made["compared"] != file.with_name("c-d.json").exists():
                    self.report.differs("data", where, "perbandingan C dan D dikatakan ada atau tidak ada")
                self.places[made["code"]] = made
                self.report.saw("places")
                for one in made.get("stations", ()):
                    self.stations[one["code"]] = one
        for made in self.places.values():
            with self.report.named("data", self.path_of(made["code"])):
                self.check_rows(made) if "rows" in made else self.check_village(made)
        for check in (self.check_districts, self.check_tables, self.check_exchange):
            with self.report.named("data", self.code):
                check()
        forms = Forms(self)
        with self.report.named("official", self.code):
            forms.check()
        with self.report.named("compared", self.code):
            Comparison(self, forms).check()
        with self.report.named("seats", self.code):
            Seats(self, forms).check()

    def forget_stations(self) -> None:
        """Keep of stations only their codes, once all is said of them: the next contest needs the room."""
        self.stations = {}
        for made in self.places.values():
            if "stations" in made:
                made["stations"] = [{"code": one["code"]} for one in made["stations"]]

    def path_of(self, code: int) -> str:
        text = str(code) if code else ""
        steps = [text[:digits] for digits in (2, 4, 6, 10) if digits <= len(text)]
        return "/".join([self.code, *steps, "data.json"])

    def numbers_of(self, said: dict) -> dict:
        return self.shape_of(said, len(self.summed)) | {
            "districts": {
                code: self.shape_of(part, len(self.votes[code])) for code, part in said.get("districts", {}).items()
            }
        }

    def shape_of(self, said: dict, width: int) -> dict:
        if any(len(said[name]) != width for name in SIDES):
            raise ValueError(said)
        return {name: said[name] for name in (*SIDES, *COUNTS)}

    def added(self, parts: list[dict]) -> dict:
        whole = self.summed_up(parts, len(self.summed))
        districts: dict[str, list[dict]] = {}
        for part in parts:
            for code, one in part.get("districts", {}).items():
                districts.setdefault(code, []).append(one)
        whole["districts"] = {code: self.summed_up(found, len(self.votes[code])) for code, found in districts.items()}
        return whole

    def summed_up(self, parts: list[dict], width: int) -> dict:
        whole = {name: [0] * width for name in SIDES} | dict.fromkeys(COUNTS, 0)
        for part in parts:
            for name in SIDES:
                whole[name] = [one + two for one, two in zip(whole[name], part[name], strict=True)]
            for name in COUNTS:
                whole[name] += part[name]
        return whole

    def held_against(self, found: dict, said: dict, where: str, words: str) -> None:
        for name in (*SIDES, *COUNTS):
            if found[name] != said[name]:
                self.report.differs("sum", where, f"{words}: {name} {said[name]}, dijumlah ulang {found[name]}")
        parts, again = said.get("districts", {}), found.get("districts", {})
        nothing = dict.fromkeys((*SIDES, *COUNTS))
        for code in sorted(parts.keys() | again.keys()):
            self.held_against(again.get(code, nothing), parts.get(code, nothing), where, f"dapil {code}, {words}")

    def check_rows(self, made: dict) -> None:
        where = self.path_of(made["code"])
        rows = {}
        for code in made["together"] or [made["code"]]:
            rows |= {tuple(row["codes"]): row for row in self.places.get(code, {}).get("rows", ())}
        self.held_against(self.added([row["numbers"] for row in rows.values()]), made["numbers"], where, "jumlah baris")
        listed = {code for row in made["rows"] for code in row["codes"]}
        for row in made["rows"]:
            names = [self.places[code]["name"] for code in row["codes"] if code in self.places]
            if len(names) == len(row["codes"]) and row["names"] != names:
                self.report.differs(
                    "data", where, f"baris {row['codes']} dinamai {row['names']}, di wilayahnya {names}"
                )
            for code in row["codes"]:
                below = self.places.get(code)
                if below is None:
                    self.report.differs("missing", self.path_of(code), "wilayah ini tidak ada")
                elif self.numbers_of(below["numbers"]) != self.numbers_of(row["numbers"]):
                    self.report.differs("sum", where, f"baris {code} lain dari angka di wilayah itu sendiri")
        text, level = str(made["code"] or ""), BELOW[made["level"]]
        inside = {
            code
            for code, one in self.places.items()
            if one["level"] == level and str(code)[: DIGITS[made["level"]]] == text
        }
        for code in sorted(inside - listed):
            self.report.differs("sum", where, f"wilayah {code} tidak dijumlahkan")

    def check_village(self, made: dict) -> None:
        where = self.path_of(made["code"])
        groups: dict[tuple, dict] = {}
        alone: list[dict] = []
        counts = []
        for code in made["together"] or [made["code"]]:
            village = self.places.get(code, {})
            groups |= {tuple(group["stations"]): group for group in village.get("groups", ())}
            for one in village.get("stations", ()):
                counts.append(self.counts_of(one))
                alone.append(self.votes_of(one, self.path_of(code)))
        grouped = [uncounted(group["numbers"]) for group in groups.values()]
        self.held_against(self.added([*alone, *counts, *grouped]), made["numbers"], where, "jumlah TPS")
        for group in groups.values():
            self.check_group(group, where)
        for one in made["stations"]:
            self.check_station(one, where)

    def counts_of(self, one: dict) -> dict:
        standing, waiting = one["standing"], one["waiting"]
        counted = standing in COUNTED and not waiting
        counts = {
            "stations": 1,
            "counted": int(counted),
            "verified": int(counted and standing in SURE),
            "held": int(standing == "held"),
            "missing": int(standing == "missing"),
            "reading": int(standing == "reading"),
            "waiting": int(waiting),
            "disputed": int(one["disputed"]),
            "corrected": int(one["corrected"]),
        }
        return self.with_district(one, counts, dict.fromkeys(SIDES))

    def with_district(self, one: dict, counts: dict, votes: dict) -> dict:
        """Return the numbers of a station, and beside them those of its electoral district, if it has one."""

        def sides(names: list[str]) -> dict:
            return {
                side: [0] * len(names) if found is None else [value(found.get(name)) for name in names]
                for side, found in votes.items()
            }

        district = one.get("district", "")
        parts = {district: sides(self.votes[district]) | counts} if district else {}
        return sides(self.summed) | counts | {"districts": parts}

    def votes_of(self, one: dict, where: str) -> dict:
        counted = one["standing"] in COUNTED and not one["waiting"] and not one["folded"]
        if counted and not one["cells"]:
            self.report.differs("data", where, f"TPS {one['code']} dihitung tetapi angkanya tidak ada")
        if not counted or not one["cells"]:
            return self.added([])
        cells = dict(zip(self.fields_of(one), one["cells"], strict=True))
        read = {name: int(cell is not None) for name, cell in cells.items()}
        votes = {"sums": cells, "sure": cells if one["standing"] in SURE else None, "read": read}
        return self.with_district(one, dict.fromkeys(COUNTS, 0), votes)

    def fields_of(self, one: dict) -> list[str]:
        return self.forms[one.get("district", "")]

    def check_group(self, group: dict, where: str) -> None:
        members = [self.stations.get(code) for code in group["stations"]]
        if not all(one and one["folded"] == group["stations"] for one in members):
            self.report.differs("fold", where, f"gabungan {group['stations']} tidak sama di semua anggotanya")
        elif self.added([self.counts_of(one) for one in members])["counted"] != group["numbers"]["counted"]:
            self.report.differs("fold", where, f"gabungan {group['stations']} menghitung TPS yang lain")
        sums = group["numbers"]["sums"]
        if max(sums[-1], sum(sums[: len(self.choices)])) < self.least:
            self.report.differs("fold", where, f"gabungan {group['stations']} lebih kecil dari {self.least} suara")

    def check_station(self, one: dict, where: str) -> None:
        self.report.saw("stations")
        code = one["code"]
        if one["cells"]:
            if len(one["cells"]) != len(self.fields_of(one)):
                self.report.differs("data", where, f"TPS {code} tidak memuat semua isian")
                return
            cells = dict(zip(self.fields_of(one), one["cells"], strict=True))
            numbers = [value(cells.get(name)) for name in self.summed]
            cast = max(sum(numbers[: len(self.choices)]), numbers[-3] + numbers[-2], numbers[-1])
            if one["standing"] in NOTHING:
                self.check_without_votes(one, cells, where)
            elif cast < self.least:
                self.report.differs("fold", where, f"TPS {code} ditunjukkan dengan {cast} suara")
        for event in one["events"]:
            self.check_event(event, code, where)
        if one["events"]:
            village = self.path_of(code // 1000).removesuffix("data.json")
            proof = f"{village}{code}.tlog-proof"
            check_proof(self.tree, proof, one, self.log, key=self.key, report=self.report)

    def check_without_votes(self, one: dict, cells: dict, where: str) -> None:
        """Hold a station that shows parts I to III alone: no vote of it, and enough people who voted."""
        votes = [*self.summed, *self.votes.get(one.get("district", ""), ())]
        users, used = cells.get("pengguna_total_j"), cells.get("ss_digunakan")
        if any(cells[name] is not None for name in votes):
            self.report.differs("fold", where, f"TPS {one['code']} belum masuk, tetapi suaranya ditunjukkan")
        if not isinstance(users, int) or (users if used is None else min(users, value(used))) < self.least:
            text = f"bagian I sampai III ditunjukkan dengan {word(users) or 'tidak terbaca'} pengguna hak pilih"
            self.report.differs("fold", where, f"TPS {one['code']}: {text}")

    def check_event(self, event: dict, code: int, where: str) -> None:
        """Hold an entry that a station names against the log, and its opening against the commitment in it."""
        self.report.saw("events")
        index = event["index"]
        lines = self.log.lines(index)
        if lines[3:6] != [event["act"], "station", str(code)]:
            self.report.differs("event", where, f"catatan {index} bukan {event['act']} tentang TPS {code}")
            return
        if "salt" in event:
            facts = json.loads(lines[8])
            opened = sha(f"telusur-commitment/1\n{event['salt']}\n{event['content']}".encode())
            if facts.get("values") != opened:
                self.report.differs("opening", where, f"isi catatan {index} tentang TPS {code} bukan yang dijanjikan")

    # --- the other forms of the same numbers

    def check_districts(self) -> None:
        """Hold the file of each electoral district against the nation's sum, and against the places it is made of."""
        nation = self.places.get(0, {}).get("numbers", {}).get("districts", {})
        for code in self.votes:
            where = f"{self.code}/dapil/{code}.json"
            try:
                said = json.loads((self.tree / where).read_bytes())["numbers"]
                found = self.shape_of(said, len(self.votes[code]))
            except OSError:
                if code in nation:
                    self.report.differs("missing", where, "berkas dapil tidak ada")
                continue
            except (ValueError, KeyError, TypeError):
                self.report.differs("data", where, "bukan data dapil")
                continue
            self.report.saw("electoral districts")
            self.held_against(self.shape_of(nation[code], len(found["sums"])), found, where, "angka nasional")

    def check_tables(self) -> None:
        seen: set[int] = set()
        folder = self.tree / "bulk" / self.code
        groups = {one["stations"][0]: one["numbers"]["sums"] for made in self.places.values() if "stations" in made
                  for one in made["groups"]}  # fmt: skip
        for file in sorted(folder.glob("*.csv")):
            where = file.relative_to(self.tree).as_posix()
            with self.report.named("table", where):
                for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
                    if row["kode_tps"]:
                        seen.add(int(row["kode_tps"]))
                        self.check_row(where, row, self.stations.get(int(row["kode_tps"])))
                        continue
                    said = groups.get(int(row["gabungan"]))
                    if [row[name] for name in self.summed] != [*map(str, said or ())]:
                        self.report.differs("table", where, f"gabungan {row['gabungan']} lain dari data.json: {said}")
            self.report.saw("tables")
        if self.report.checked.get("tables"):
            for code in sorted(self.stations.keys() - seen):
                self.report.differs("table", f"bulk/{self.code}", f"TPS {code} tidak ada dalam tabel")

    def check_parquet(self, owed: dict, number: int) -> None:
        """Say which Parquet files are left unread, and how many of them the tree itself calls those of an earlier
        publication. owed: by regency, of which one. number: of this publication."""
        drawn = {file.stem for file in (self.tree / "bulk" / self.code).glob("*.parquet")}
        for code in sorted(owed):
            if code not in drawn or not 0 < int(owed[code]) < number:
                self.report.differs("table", "state.json", f"Parquet {code} tidak mungkin dari terbitan {owed[code]}")
        if drawn:
            late = f"; {len(owed)} masih dari terbitan sebelumnya (parquet dalam state.json)" if owed else ""
            self.report.unchecked.append(f"bulk/{self.code}/*.parquet: hanya sidiknya yang diperiksa{late}")

    def check_row(self, where: str, row: dict, one: dict | None) -> None:
        """Hold the row of a station in a table against its village's file."""
        code = row["kode_tps"]
        if one is None:
            self.report.differs("table", where, f"TPS {code} hanya ada dalam tabel")
            return
        fields = self.fields_of(one)
        wanted = ["" if cell is None else str(cell) for cell in one["cells"] or [None] * len(fields)]
        if [row[name] for name in fields] != wanted:
            self.report.differs("table", where, f"TPS {code}: angkanya lain dari data.json")
        for name, said in self.beside_numbers(one).items():
            if row[name].removeprefix("'") != said.removeprefix("'"):
                self.report.differs("table", where, f"TPS {code}, {name}: “{row[name]}”, di data.json “{said}”")

    @staticmethod
    def beside_numbers(one: dict) -> dict[str, str]:
        """Return what a table says of a station beside its numbers."""
        return {
            "jenis": one["kind"], "unit": str(one["unit"]), "status": one["standing"],
            "dihitung": str(int(one["standing"] in COUNTED and not one["waiting"])),
            "gabungan": str(one["folded"][0]) if one["folded"] else "",
            "disanggah": str(int(one["disputed"])), "dikoreksi": str(int(one["corrected"])),
            "pelaksanaan": str(one["run"]), "temuan": " ".join(one["findings"]), "alasan": one["reason"],
            **({"dapil": one["district"]} if "district" in one else {}),
        }  # fmt: skip

    def check_exchange(self) -> None:
        for file in sorted((self.tree / "nist" / self.code).glob("[0-9]*.json")):
            where = file.relative_to(self.tree).as_posix()
            try:
                said = json.loads(file.read_bytes())
                self.check_report(where, int(file.stem), said)
                for one in said["Election"][0]["Contest"][1:]:
                    self.check_exchanged_district(where, int(file.stem), one)
                self.check_exchanged_people(where, int(file.stem), said)
            except (ValueError, KeyError, IndexError, TypeError):
                self.report.differs("exchange", where, "bukan laporan NIST")
                continue
            self.report.saw("exchange reports")

    def check_report(self, where: str, province: int, said: dict) -> None:
        """Hold a province's report against its places, row by row as they stand in their files."""
        own, election = self.places[province], said["Election"][0]
        contest, rows = election["Contest"][0], [{"codes": [province], "names": [own["name"]], **own}]
        for row in own["rows"]:
            rows += [row, *self.places[row["codes"][0]]["rows"]]
        units = [("gp-" + "-".join(map(str, row["codes"])), ", ".join(row["names"]), row["numbers"]) for row in rows]
        kind, people = ("p", "Party") if self.votes else ("c", "Candidate")
        listed = said["Party"] if self.votes else election["Candidate"]
        name_of = {one["@id"]: one["Name" if self.votes else "BallotName"]["Text"][0]["Content"] for one in listed}
        whole = units[0][2]
        same = {
            "wilayah": [(one["@id"], one["Name"], one["SubUnitsReported"], one["TotalSubUnits"])
                        for one in said["GpUnit"][: len(units)]]
            == [(unit, name, numbers["counted"], numbers["stations"]) for unit, name, numbers in units],
            "nama peserta": name_of == {f"{kind}{number}": name for number, name in self.names.items()},
            "urutan peserta": [one[f"{people}Ids"] for one in contest["BallotSelection"]]
            == [[f"{kind}{number}"] for number in self.names],
            "cakupan": (contest["SubUnitsReported"], contest["TotalSubUnits"]) == (whole["counted"], whole["stations"]),
            "jumlah suara": [tuple(one[name] for name in ("GpUnitId", "Type", "BallotsCast", "BallotsRejected"))
                             for one in contest["SummaryCounts"]]
            == [(unit, "total", numbers["sums"][-1], numbers["sums"][-2]) for unit, _name, numbers in units],
            "keterangan": (said["Status"], said["Notes"]) == (
                "unofficial-partial" if whole["counted"] < whole["stations"] else "unofficial-complete",
                "Alat bantu, bukan hasil resmi."),
        } | {
            f"suara ke-{place + 1}": [(one["GpUnitId"], one["Type"], one.get("OtherType"), one["Count"])
                                      for one in selection["VoteCounts"]]
            == [each for unit, _name, numbers in units
                for each in ((unit, "total", None, numbers["sums"][place]),
                             (unit, "other", "verified", numbers["sure"][place]))]
            for place, selection in enumerate(contest["BallotSelection"])
        }  # fmt: skip
        for name in (name for name, one in same.items() if not one):
            self.report.differs("exchange", where, f"{name} lain dari halamannya")

    def check_exchanged_district(self, where: str, province: int, contest: dict) -> None:
        """Hold what a report says of an electoral district against the places: parties alone, and each candidate."""
        code = contest["ElectoralDistrictId"].removeprefix("dapil-")
        self.check_exchanged_names(where, code, contest)
        fields = self.votes[code]
        own = {name.removeprefix("partai_") for name in fields if name.startswith("partai_")}
        asked = [place for place, name in enumerate(fields) if name.removeprefix("suara_") not in own]
        for place, one in zip(asked, contest["BallotSelection"], strict=True):
            for count in one["VoteCounts"]:
                unit = count["GpUnitId"]
                at = province if unit == f"dapil-{code}" else int(unit.removeprefix("gp-").split("-")[0])
                numbers = self.places[at]["numbers"]["districts"][code]
                if numbers["sums" if count["Type"] == "total" else "sure"][place] != count["Count"]:
                    self.report.differs("exchange", where, f"{fields[place]} di {at}, {code}, lain dari halamannya")

    def check_exchanged_names(self, where: str, code: str, contest: dict) -> None:
        """Hold for whom one could vote in an electoral district, in the ballot's order, and how many are elected."""
        found = [(one.get("PartyIds") or one.get("EndorsementPartyIds"), one.get("CandidateIds", []))
                 for one in contest["BallotSelection"]]  # fmt: skip
        wanted = []
        for one in self.lists[code]:
            party = [f"p{one['number']}"]
            wanted.append((party, []))
            wanted += [(party, [f"c-{code}-{one['number']}-{each['number']}"]) for each in one["candidates"]]
        for place, (one, other) in enumerate(zip_longest(found, wanted)):
            if one != other:
                text = f"dapil {code}, pilihan ke-{place + 1}: {one}, menurut daftarnya {other}"
                self.report.differs("exchange", where, text)
                break
        if contest["NumberElected"] != self.seats[code]:
            text = f"dapil {code}: {contest['NumberElected']} kursi, menurut contest.json {self.seats[code]}"
            self.report.differs("exchange", where, text)

    def check_exchanged_people(self, where: str, province: int, said: dict) -> None:
        """Hold which electoral districts a report has, their coverage, and what everybody on a list is called."""
        election, numbers = said["Election"][0], self.places[province]["numbers"].get("districts", {})
        if not self.votes:
            return
        here = [code for code in self.votes if code in numbers]
        found = [one["ElectoralDistrictId"].removeprefix("dapil-") for one in election["Contest"][1:]]
        if found != here:
            self.report.differs("exchange", where, f"memuat dapil {found}, di provinsi itu ada {here}")
        units = {one["@id"]: (one["SubUnitsReported"], one["TotalSubUnits"]) for one in said["GpUnit"]}
        for one in election["Contest"][1:]:
            code = one["ElectoralDistrictId"].removeprefix("dapil-")
            wanted = (numbers[code]["counted"], numbers[code]["stations"])
            for shown in ((one["SubUnitsReported"], one["TotalSubUnits"]), units.get(f"dapil-{code}")):
                if shown != wanted:
                    self.report.differs("exchange", where, f"dapil {code}: cakupan {shown}, di wilayahnya {wanted}")
        people = {
            one["@id"]: (one["BallotName"]["Text"][0]["Content"], one["PartyId"]) for one in election["Candidate"]
        }
        listed = {f"c-{code}-{one['number']}-{each['number']}": (each["name"], f"p{one['number']}")
                  for code in here for one in self.lists[code] for each in one["candidates"]}  # fmt: skip
        for name in sorted(people.keys() | listed.keys()):
            if people.get(name) != listed.get(name):
                text = f"calon {name}: {people.get(name)}, menurut daftarnya {listed.get(name)}"
                self.report.differs("exchange", where, text)


# --- what is shown, held against what the log says


CORRECTED, DISPUTED = 1, 2
NOTHING = {"missing", "reading"}  # no number is in; of `reading` a form is, which the log need not know yet
BESIDE = {"recapitulation.challenge", "recapitulation.answer_challenge"}  # they leave the numbers as they are
BLIND = "recapitulation.read"  # a first reading stays closed until a second person has read the form


class Shown:
    """What the tree shows of a contest and of each polling station, held against the entries it must follow from.

    held_back: stations that show former numbers, since the new ones fell without a reason; their later entries wait.
    """

    def __init__(self, contest: Contest, held_back: list[int]) -> None:
        self.of, self.log, self.report, self.held_back = contest, contest.log, contest.report, set(held_back)
        self.closed: list[str] = []

    def check(self) -> None:
        with self.report.named("described", f"{self.of.code}/contest.json"):
            self.check_described()
        for code in self.log.subjects("station"):
            if int(code) not in self.of.stations and self.log.about("station", code, self.of.code):
                self.differs(int(code), "ada dalam buku besar, tetapi tidak dalam terbitan")
        for code, one in self.of.stations.items():
            with self.report.named("shown", self.of.path_of(code // 1000)):
                self.check_station(one)
        if self.closed:
            text = f"{len(self.closed)} catatan tentang TPS yang ditunjukkan tidak dibuka, misalnya {self.closed[0]}"
            self.report.left(f"{text}: isinya tidak diketahui")
        groups = {tuple(each["stations"]): each["numbers"] for made in self.of.places.values()
                  if "stations" in made for each in made["groups"]}  # fmt: skip
        votes = sum(numbers["sums"][-1] for numbers in groups.values())
        waiting = sum(one["waiting"] for one in self.of.stations.values())
        if groups or waiting:
            text = f"{self.of.code}: {len(groups)} gabungan dengan {votes} suara dan {waiting} TPS yang menunggu"
            self.report.left(f"{text}: angkanya tidak dibuka satu per satu")
        if self.held_back:
            self.report.left(f"{len(self.held_back)} TPS {self.of.code} menunjukkan angka sebelumnya (held_back)")

    def differs(self, code: int, what: str, kind: str = "shown") -> None:
        self.report.differs(kind, self.of.path_of(code // 1000), f"TPS {code}: {what}")

    def check_described(self) -> None:
        """Hold who stands in the contest, and the order of its fields, against what the log committed to."""
        where = f"{self.of.code}/contest.json"
        content = (self.of.tree / where).read_bytes()
        entries = [one for one in self.log.about("contest", self.of.code, self.of.code) if "described" in one.facts]
        if not entries or entries[-1].facts["described"] != sha(content):
            self.report.differs("described", where, "peserta atau isiannya lain dari yang tercatat dalam buku besar")
        if len(entries) > 1:
            places = ", ".join(str(one.index) for one in entries)
            self.report.left(f"isi pemilihan {self.of.code} dicatat lebih dari sekali (catatan {places})")
        for district in json.loads(content).get("districts", ()):
            way = f"{self.of.code}/dapil/{district['code']}.json"
            if (self.of.tree / way).exists():
                made = json.loads((self.of.tree / way).read_bytes())
                text = json.dumps(made["lists"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                same = all(made[name] == district[name] for name in ("name", "seats", "areas", "votes"))
                if sha(text.encode()) != district["lists"] or not same:
                    self.report.differs("described", way, "daftar calonnya lain dari yang tercatat dalam buku besar")

    def check_station(self, one: dict) -> None:
        code, events = one["code"], one["events"]
        about = self.log.about("station", code, self.of.code)
        entries = [entry for entry in about if "values" in entry.facts]
        if code in self.held_back:
            entries = [entry for entry in entries if events and entry.index <= events[-1]["index"]]
        told = [entry for entry in entries if not self.is_closed(entry, entries)]
        if [event["index"] for event in events] != [entry.index for entry in told]:
            self.differs(code, f"catatannya dalam buku besar {[entry.index for entry in told]}, yang disebut lain")
            return
        for entry, event in zip(told, events, strict=True):
            # The log's clock never goes back, so that it may be later than the one of who wrote the event.
            if event["minute"] > entry.minute or event["reason"] != entry.facts.get("reason", ""):
                self.differs(code, f"menit atau alasan catatan {entry.index} lain dari buku besar")
            if bool(event.get("kept")) != (entry.facts.get("in_force") is not True):
                self.differs(code, f"catatan {entry.index} berlaku atau hanya disimpan, lain dari buku besar")
            if event.get("by", "") != entry.facts.get("role", ""):
                text = f"catatan {entry.index} oleh “{event.get('by', '')}”, menurut buku besar"
                self.differs(code, f"{text} “{entry.facts.get('role', '')}”")
        self.check_pictures(one, about)
        self.check_company(one)
        force = [entry for entry in told if entry.facts.get("in_force") is True]
        if force:
            self.check_state(one, force)
            self.check_runs(one, told, {event["index"]: event for event in events})
            self.check_numbers(one, force[-1], {event["index"]: event for event in events})
        elif (
            one["standing"] not in NOTHING
            or one["run"] != 1
            or any(
                one[name]
                for name in ("run_kind", "waiting", "cells", "disputed", "corrected", "findings", "reason", "folded")
            )
        ):
            self.differs(code, "tidak ada catatan yang membuat angkanya berlaku")

    def check_company(self, one: dict) -> None:
        """Hold why a station shows no numbers: what stands beside it agrees with it, and with its company."""
        code, company = one["code"], one["company"]
        if one["small"] != (one["standing"] == "held" and one["cells"] is None):
            self.differs(code, f"small {one['small']}, padahal {one['standing']}", "fold")
        if one["waiting"] and one["standing"] not in COUNTED:
            self.differs(code, f"dikatakan menunggu, padahal {one['standing']}", "fold")
        if company and (one["cells"] is not None or one["folded"]):
            self.differs(code, f"menunggu {company}, padahal sudah ditunjukkan", "fold")
        others = [self.of.stations.get(each, {"company": None})["company"] for each in company]
        if company and (code not in company or len(company) == 1 or any(each != company for each in others)):
            self.differs(code, f"pasangannya {company} tidak menyebut pasangan yang sama", "fold")
        if any(event.get("waits") for event in one["events"]) and not one["disputed"]:
            self.differs(code, "ada sanggahan yang menunggu jawaban, padahal tidak disanggah")

    @staticmethod
    def is_closed(entry: Entry, entries: list[Entry]) -> bool:
        """Return whether an entry is a first reading that nobody may see yet."""
        second = {(one.facts.get("run"), one.facts.get("turn")) for one in entries if one.act == BLIND}
        return entry.act == BLIND and (entry.facts.get("run"), 2) not in second

    def check_runs(self, one: dict, told: list[Entry], events: dict[int, dict]) -> None:
        """Hold the runs before the one in force against the entries about them, and their numbers against what opens
        the last entry that put them in force."""
        runs = one.get("runs", [])
        if [run["number"] for run in runs] != list(range(1, one["run"])):
            self.differs(one["code"], f"pelaksanaan sebelumnya {[run['number'] for run in runs]}, menurut catatan lain")
            return
        for run in runs:
            own = [entry for entry in told if entry.facts.get("run") == run["number"]]
            force = [entry for entry in own if entry.facts.get("in_force") is True]
            later = [entry for entry in told if entry.act == "recapitulation.order_run"
                     and entry.facts.get("run") == run["number"] + 1]  # fmt: skip
            why = later[0].facts.get("reason", "") if later else ""
            self.check_run(one, run, force[-1] if force else None, why, events)

    def check_run(self, one: dict, run: dict, last: Entry | None, why: str, events: dict[int, dict]) -> None:
        name = f"pelaksanaan {run['number']}"
        stood = ("missing", "missing", None)
        if last:
            stood = (last.facts["votes"], last.facts["administration"], last.index)
        if (run["standing"], run["administration"], run["entry"], run["reason"]) != (*stood, why):
            self.differs(one["code"], f"keadaan atau alasan {name} lain dari buku besar")
        event = events[last.index] if last else {}
        content = None
        if "salt" in event:
            content = [
                None if cell == "" else "x" if cell == "x" else int(cell) for cell in event["content"].split(",")
            ]
            rules = sha(f"telusur-commitment/1\n{event['salt']}\n{' '.join(run['findings'])}".encode())
            if last.facts.get("findings") != rules:
                self.differs(one["code"], f"temuan {name} lain dari yang dijanjikan catatannya")
        if run["cells"] != content:
            self.differs(one["code"], f"angka {name} lain dari isi catatannya")

    def check_state(self, one: dict, force: list[Entry]) -> None:
        last = force[-1].facts
        flags = {"disputed": bool(last["flags"] & DISPUTED), "corrected": bool(last["flags"] & CORRECTED)}
        wanted = {"administration": last["administration"], "run": last["run"], **flags}
        if last["votes"] != "missing" or one["standing"] not in NOTHING:
            wanted["standing"] = last["votes"]
        for name, said in wanted.items():
            if one[name] != said:
                self.differs(one["code"], f"{name} {one[name]}, menurut catatan {force[-1].index} {said}")
        if one["code"] in self.held_back:
            return
        changed = [entry for entry in force if entry.act not in BESIDE and entry.facts["run"] == last["run"]]
        if not self.is_reason(one, (changed or force)[-1]):
            self.differs(one["code"], f"alasan “{one['reason']}” lain dari buku besar")

    @staticmethod
    def is_reason(one: dict, entry: Entry) -> bool:
        """Return whether a station says why it stands as it does: what was given, else what the act itself says."""
        said, facts = one["reason"], entry.facts
        if facts.get("reason"):
            return said == facts["reason"]
        if one["standing"] == "held":
            rules = set(re.findall(r"\bR[0-9]{2}\b", said))
            return said.startswith("Ditahan: ") and (one["cells"] is None or rules <= set(one["findings"]))
        if entry.act == "recapitulation.import" and facts.get("evidence") and facts["votes"] == "missing":
            return said == f"Berkas impor tidak memuat suaranya, sidik {facts['evidence'][:12]}"
        if entry.act == "recapitulation.import" and facts.get("evidence"):
            return said == f"Angkanya diambil dari berkas impor, sidik {facts['evidence'][:12]}"
        return not said

    def check_numbers(self, one: dict, entry: Entry, events: dict[int, dict]) -> None:
        """Hold the cells and the broken rules of a station against the opening of the entry that put them in force."""
        code, event = one["code"], events[entry.index]
        if one["cells"] is None:
            apart = self.is_apart(one)
            if not apart and entry.facts["votes"] != "missing":
                self.differs(code, "angkanya tidak ditunjukkan, tanpa sebab")
            if apart and (one["findings"] or any("salt" in each for each in events.values())):
                self.differs(code, "ditunjukkan bersama unit lain, tetapi temuan atau isi catatannya dibuka", "fold")
            return
        self.report.saw("openings", sum("salt" in one for one in events.values()))
        self.closed += [f"catatan {at} tentang TPS {code}" for at, one in events.items()
                        if "salt" not in one and at != entry.index
                        and json.loads(self.log.lines(at)[8]).get("votes") != "missing"]  # fmt: skip
        if "salt" not in event:
            self.differs(code, f"catatan {entry.index}, yang berlaku, tidak dibuka", "opening")
            return
        if [unworded(cell) for cell in event["content"].split(",")] != one["cells"]:
            self.differs(code, f"angkanya lain dari isi catatan {entry.index}")
        promised = sha(f"telusur-commitment/1\n{event['salt']}\n{' '.join(one['findings'])}".encode())
        if entry.facts.get("findings") != promised:
            self.differs(code, f"temuan {one['findings']} lain dari yang dijanjikan catatan {entry.index}")

    @staticmethod
    def is_apart(one: dict) -> bool:
        """Return whether a station is shown only with others, or not yet, so that what it said stays closed."""
        return bool(one["folded"] or one["waiting"] or one["company"] or (one["small"] and one["standing"] == "held"))

    def check_pictures(self, one: dict, about: list[Entry]) -> None:
        """Hold the pages of a form against the pictures that the log names, the newest of each page."""
        code = one["code"]
        taken = {entry.facts["page"]: entry.facts["picture"] for entry in about if "picture" in entry.facts}
        shown = {each["page"]: each["original"] for each in one["pictures"]}
        told = one["cells"] and one["standing"] not in NOTHING
        if (shown != taken and (shown or told)) or (shown and not told):
            self.differs(code, "gambar formulirnya lain dari yang disebut buku besar", "picture")
        for each in one["pictures"]:
            if each["masked"]:
                self.report.saw("pictures")
                file = f"{code}-{each['page']}-{each['masked'][:12]}.jpg"
                if sha((self.of.tree / self.of.path_of(code // 1000)).with_name(file).read_bytes()) != each["masked"]:
                    self.differs(code, f"gambar {file} bukan yang disebut halamannya", "picture")


# --- pages: what people read, held against the data beside it


TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [A-Za-z-]+(?:=(?:"[^"<>]*"|[^\s"<>=]+))?)*)/?>|([^<>]+)')
ATTRIBUTE = re.compile(r' ([A-Za-z-]+)(?:=(?:"([^"]*)"|([^\s"]+)))?')
VOID = {"meta", "link", "br", "wbr", "img", "input", "rect"}
TAGS = VOID | set(
    "html head title script body a header div small nav main p h1 h2 h3 h4 section ul ol li b i span svg text dl dt dd "  # noqa: SIM905 names
    "table caption thead tbody tr th td details summary footer label pre".split()
)
ATTRIBUTES = set(  # and those that begin with data- or aria-
    "lang charset name content rel href src defer class id role tabindex scope title type open download viewBox "  # noqa: SIM905 names
    "preserveAspectRatio x y width height rx alt loading hidden".split()
)
SCRIPTS = {"checkpoint.js", "page.js"}
MARKS = {"all": "", "sure": "/", "sure-only": "//"}  # one of them is seen, or smaller, as the reader chooses
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
MOMENT = re.compile(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}}), (\d\d)\.(\d\d) (WIB|WITA|WIT)"
                    rf"(?: \((?:(\d+) (?:{'|'.join(MONTHS)}) )?(\d\d)\.(\d\d)(?:\.\d\d)? UTC\))?")  # fmt: skip
STATES = {"missing": "belum masuk", "reading": "formulir ada, sedang dibaca", "held": "ditahan pemeriksaan",
          "imported": "impor, belum diverifikasi", "entered": "masuk, belum diverifikasi",
          "verified": "diverifikasi", "settled": "diplenokan"}  # fmt: skip
WAITS = "masuk, menunggu pasangannya"
BY_ITSELF = {"recapitulation.import", "recapitulation.enter"}  # what comes without anybody having read a form
READ_BY = {f"recapitulation.{act}": name for act, name in {
    "import": "Impor", "enter": "Perangkat", "read": "Pembaca", "resolve": "Pembaca", "fill": "Pleno",
    "fill_begun": "Pleno"}.items()}  # fmt: skip
LATER = "Isinya ditunjukkan begitu angkanya dihitung."
TOO_FEW = "Isinya tanpa suara, atau menyebut terlalu sedikit surat suara untuk ditunjukkan."
ONLY_PARTS = "Suaranya belum ada; yang ditunjukkan hanya bagian I sampai III formulirnya."
NO_PARTS = ("Bagian I sampai III formulirnya ada, tanpa suara, dan tidak ditunjukkan: unit ini mungkin terlalu kecil, "
            "akan ditunjukkan bersama unit lain, atau daftar pemilihnya belum dikenal.")  # fmt: skip
ROLES = {"witness": "saksi", "supervisor": "pengawas"}
DONE = {f"recapitulation.{act}": words for act, words in {
    "import": "hasil diimpor", "enter": "formulir dikirim perangkat", "verify": "formulir diverifikasi",
    "correct": "formulir dikoreksi", "read": "dibaca satu orang",
    "resolve": "dibaca orang ketiga, yang melihat keduanya",
    "decide": "yang ditahan diputuskan berlaku", "order_run": "pelaksanaan baru dicatat", "challenge": "disanggah",
    "answer_challenge": "sanggahan dijawab", "judge_again": "diperiksa lagi di samping yang baru datang",
    "settle": "diplenokan", "fill_begun": "diisi di rapat pleno sebelum pembacaannya selesai",
    "fill": "diisi pleno, tanpa formulir C", "take_picture": "gambar formulir diterima"}.items()}  # fmt: skip
HELD = {"plenaries.open": "pleno dibuka", "plenaries.print_final": "formulir D final dicetak",
        "plenaries.upload_scan": "pindaian yang ditandatangani disimpan", "plenaries.publish": "formulir D diumumkan",
        "plenaries.determine": "hasil ditetapkan", "plenaries.record_dispute": "hasil disengketakan di MK",
        "plenaries.record_upholding": "hasil dikuatkan putusan MK",
        "plenaries.record_overturning": "hasil diubah putusan MK"}  # fmt: skip
RESULTS = {f"plenaries.{act}" for act in ("publish", "determine", "record_dispute", "record_upholding",
                                          "record_overturning")}  # fmt: skip
BECAUSE = ("decision", "registration", "ruling")
OFFICIAL = {"published": "resmi: formulir D diumumkan", "determined": "resmi: hasil ditetapkan",
            "disputed": "ditetapkan, disengketakan di MK", "upheld": "ditetapkan, dikuatkan putusan MK",
            "overturned": "ditetapkan, lalu berubah oleh putusan MK"}  # fmt: skip
ANSWERS = {"open": "belum dijawab", "accepted": "diterima", "rejected": "tidak diterima",
           "carried": "dibawa ke jenjang berikutnya"}  # fmt: skip
ROWS_OF_A_PIECE = 25
AID = "Sementara: alat bantu, bukan hasil resmi Hasil resmi ialah formulir D dan keputusan KPU."
BECAUSE_SMALL = "ada unit yang begitu kecil sehingga angkanya sendiri akan membuka pilihan orang."
SAID = {  # paragraphs and headings that every place may have
    "", "Hanya yang sudah diverifikasi", "TPS", "Nama isian menurut nomornya",
    "Isian dijumlahkan dari TPS yang isian itu terbaca saja; yang tidak terbaca bukan nol.",
    "{Di bawah setiap angka, lebih kecil: yang di antaranya sudah diverifikasi.}",
    "C dibanding D: isi formulir TPS di samping yang dikatakan pleno",
    "Pemilihan ini hanya diadakan di satu wilayah: buka hasilnya.",
}  # fmt: skip
PARTS = {"nasional": "Provinsi", "provinsi": "Kabupaten dan kota", "kabupaten": "Kecamatan",
         "kecamatan": "Kelurahan dan desa"}  # fmt: skip
TOTALS = ("Sah", "Tidak sah", "Seluruhnya")
IN_TURN = ("Isian suara sah", "Isian suara tidak sah", "Isian seluruh suara")


class Element:
    """A part of a page: its tag, its attributes, and what is inside, texts and parts."""

    __slots__ = ("attributes", "inside", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[str | Element] = []

    @property
    def classes(self) -> str:
        return self.attributes.get("class", "")

    def text(self) -> str:
        """Return what is read there; numbers of which a reader chooses one stand in braces."""
        if self.tag == "br":
            return " "
        said = "".join(one if isinstance(one, str) else one.text() for one in self.inside)
        mark = MARKS.get(self.classes) if self.tag == "span" else None
        return said if mark is None else f"{{{mark}{said}}}"

    def parts(self) -> dict[str, list[Element]]:
        """Return all below by tag, and by tag and first class (`dl.votes`), in the order of the page."""
        found: dict[str, list[Element]] = {}
        rest: list[str | Element] = [*reversed(self.inside)]
        while rest:
            one = rest.pop()
            if isinstance(one, str):
                continue
            found.setdefault(one.tag, []).append(one)
            if one.attributes and one.classes:
                found.setdefault(f"{one.tag}.{one.classes.split(' ')[0]}", []).append(one)
            rest.extend(reversed(one.inside))
        return found


def page_of(text: str) -> Element:
    """Return a page as parts. It may hold only what a published page holds, so that what is read here is what a browser
    shows: no remarks, no scripts or styles of its own, nothing hidden. Raises: ValueError for anything else."""
    head = "<!doctype html>"
    if not text.startswith(head):
        raise ValueError("bukan halaman")
    root = Element("", {})
    path, at = [root], len(head)
    for found in TOKEN.finditer(text, at):
        if found.start() != at:
            break
        at = found.end()
        closes, tag, attributes, words = found.groups()
        if words is None:
            place_tag(path, tag, attributes, closes=bool(closes))
        else:
            path[-1].inside.append(unescape(words) if "&" in words else words)
    if at != len(text) or len(path) != 1:
        raise ValueError(f"bukan susunan halaman terbitan: {text[at : at + 40]!r}")
    return root


def place_tag(path: list[Element], tag: str, attributes: str, *, closes: bool) -> None:
    """Open or close a part of a page. path: the parts that are open, the outermost first."""
    if path[-1].tag == "li" and tag in ({"ul", "ol"} if closes else {"li"}):
        path.pop()  # HTML closes an item by itself
    if closes:
        if path.pop().tag != tag:
            raise ValueError(f"</{tag}> tanpa pembukanya")
        return
    if tag not in TAGS:
        raise ValueError(f"<{tag}> tidak ada pada halaman terbitan")
    made = Element(tag, attributes_of(tag, attributes) if attributes else {})
    path[-1].inside.append(made)
    if tag not in VOID:
        path.append(made)


def attributes_of(tag: str, text: str) -> dict[str, str]:
    """Return the attributes of a tag. Raises: ValueError for those that change or hide what is seen."""
    made = {name: unescape(quoted or bare) for name, quoted, bare in ATTRIBUTE.findall(text)}
    for name in made:
        if name not in ATTRIBUTES and not name.startswith(("data-", "aria-")):
            raise ValueError(f"{name} tidak ada pada halaman terbitan")
    classes = set(made.get("class", "").split())
    hides = (classes & {"hide", "skip"} and (tag, made.get("class")) not in {("caption", "hide"), ("a", "skip")}) or (
        "hidden" in made and "data-portal" not in made and "switch" not in classes)  # fmt: skip
    if hides or (classes & MARKS.keys() and (tag, len(classes)) != ("span", 1)):
        raise ValueError(f"<{tag}> menyembunyikan isinya")
    if tag == "script" and made.get("src", "").rpartition("/")[2] not in SCRIPTS:
        raise ValueError("skrip ini bukan milik halaman terbitan")
    return made


def figure(number: int | None) -> str:
    return "–" if number is None else f"{number:,}".replace(",", ".")


def share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10} %"


def both(counted: str, sure: str) -> str:
    return f"{{{counted}}}{{/{sure}}}"


def of_both(word: str) -> str:
    return f"{word}{{/diverifikasi}}"


def either(counted: str, sure: str) -> str:
    return f"{{{counted}}}{{//{sure}}}"


def bare(words: str) -> str:
    """Return words as they are said of all that counts, without the marks of what a reader chooses."""
    return re.sub("[{}/]+", "", re.sub(r"\{//[^}]*\}", "", words))


def shown_cell(cell: object) -> str:
    return figure(cell) if isinstance(cell, int) else "tidak terbaca" if cell is None else "X"


def signed_gain(number: int | None) -> str:
    return f"+{figure(number)}" if number and number > 0 else figure(number)


def tidy(text: str) -> str:
    """Return words with one space between, and moments as files have them: 2024-02-14T12:05."""
    return MOMENT.sub(moment_of, " ".join(text.split()))


def moment_of(found: re.Match) -> str:
    day, month, year, hour, minute, zone, _day, utc_hour, utc_minute = found.groups()
    there = timezone(timedelta(hours=ZONES[zone]))
    at = datetime(int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=there)
    said = f"{at.astimezone(timezone.utc):%Y-%m-%dT%H:%M}"  # noqa: UP017 a Python of 2019 reads this as well
    return found[0] if utc_hour and f"{utc_hour}:{utc_minute}" != said[11:] else said


def day_of(said: str) -> str:
    year, month, number = map(int, said.split("-"))
    return f"{number} {MONTHS[month - 1]} {year}"


def coverage(numbers: dict, loaded: bool) -> list[str]:  # noqa: FBT001 passed on from a list
    """Return how far a place has come, line by line, as its page says it. loaded: of what was loaded of a nation."""
    whole = numbers["stations"]
    parts = [("terhitung", "counted"), (STATES["held"], "held"), (STATES["reading"], "reading"), (WAITS, "waiting"),
             (STATES["missing"], "missing")]  # fmt: skip
    of_all = f"dari {figure(whole)} TPS{' yang dimuat' if loaded else ''}"
    counted, verified = (f"{figure(numbers[name])} {of_all}" for name in ("counted", "verified"))
    lines = [f"{{{counted} terhitung}}{{//{verified} diverifikasi}}"]
    parts = [(word, name) for word, name in parts if numbers[name] or name not in {"reading", "waiting"}]
    first, *others = (f"{word}: {figure(numbers[name])} ({share(numbers[name], whole)})" for word, name in
                      [*parts, ("diverifikasi", "verified")])  # fmt: skip
    lines += [either(first, others.pop()), *others]
    rest = f"terhitung, belum diverifikasi: {figure(numbers['counted'] - numbers['verified'])}"
    lines.append(either(f"diverifikasi: {figure(numbers['verified'])}", rest))
    return lines + [f"{word}: {figure(numbers[name])}" for word, name in
                    (("disanggah", "disputed"), ("dikoreksi", "corrected"))]  # fmt: skip


def bars(numbers: dict) -> list[list[str]]:
    """Return the bar of coverage: of each part its kind, where it begins and how wide it is."""
    whole, at = numbers["stations"], 0
    found = [["c-missing", "", "1000"]]
    for name in ("counted", "held", "reading", "waiting", "missing"):
        count = numbers[name]
        if count and whole:
            found.append([f"c-{name}", str(at * 1000 // whole), str(max(count * 1000 // whole, 2))])
        at += count
    if numbers["verified"] and whole:  # over those that count
        found.append(["c-verified", "0", str(max(numbers["verified"] * 1000 // whole, 2))])
    return found


class Paper:
    """The pages of one paper, read together, and held against what they should say."""

    def __init__(self, tree: Path, files: list[Path], report: Report) -> None:
        self.report = report
        self.wheres = [file.relative_to(tree).as_posix() for file in files]
        self.where = self.wheres[0] if files else ""
        self.pages = []
        for file, where in zip(files, self.wheres, strict=True):
            try:
                self.pages.append(page_of(file.read_text(encoding="utf-8")).parts())
            except ValueError as error:
                raise ValueError(f"{where}: {error}") from None
        report.saw("pages", len(files))

    @classmethod
    def of(cls, tree: Path, stem: str, report: Report) -> Paper:
        """Return the paper whose pages are called stem.html, stem-2.html and so on."""
        first = tree / f"{stem}.html"
        others = (file for file in first.parent.glob(f"{first.stem}-*.html")
                  if re.fullmatch(rf"{re.escape(first.stem)}-[0-9]+", file.stem))  # fmt: skip
        further = sorted(others, key=lambda file: int(file.stem.rpartition("-")[2]))
        if [int(file.stem.rpartition("-")[2]) for file in further] != list(range(2, len(further) + 2)):
            raise ValueError(f"{stem}: halamannya tidak berurutan")
        return cls(tree, [first, *further], report)

    def all(self, name: str) -> list[Element]:
        return [one for page in self.pages for one in page.get(name, ())]

    def texts(self, name: str) -> list[str]:
        return [tidy(one.text()) for one in self.all(name)]

    def same(self, what: str, found: list, wanted: list, where: str = "") -> None:
        """Name the first thing that pages say otherwise than the data."""
        for place, (one, other) in enumerate(zip_longest(found, wanted, fillvalue="(tidak ada)")):
            if one != other:
                name = f"{what}, ke-{place + 1}" if len(wanted) > 1 else what
                self.report.differs("page", where or self.where, f"{name}: halaman “{one}”, data “{other}”"[:400])
                return

    def same_tables(self, wanted: dict[str, tuple[list[str], list[list[str]]]]) -> None:
        """Hold every table of the pages against its rows. wanted: by caption head and rows."""
        found: dict[str, list[list[str]]] = {}
        for page, where in zip(self.pages, self.wheres, strict=True):
            called = [(tidy(one.attributes.get("aria-label", "")), tidy(one.parts()["caption"][0].text()))
                      for one in page.get("div.scroll", ()) if "caption" in one.parts()]  # fmt: skip
            self.same("nama bagian", [name for name, _caption in called], [caption for _name, caption in called], where)
            for one in page.get("table", ()):
                parts = one.parts()
                caption = tidy(parts["caption"][0].text())
                head, *rows = ([tidy(cell.text()) for cell in row.inside] for row in parts["tr"])
                found.setdefault(caption, []).extend(rows)
                if caption not in wanted or head != wanted[caption][0]:
                    self.report.differs("page", where, f"kepala tabel “{caption}”: {head}, seharusnya lain"[:400])
                heads = [*map(bare, head)]
                others = ["".join(re.findall(r"\{//([^}]*)\}", words)) for words in head]
                for row in parts["tr"][1:]:
                    said = [(cell.attributes.get("data-l"), cell.attributes.get("data-s")) for cell in row.inside]
                    known = [((None, None), (words, other or None)) for words, other in zip(heads, others)]  # noqa: B905
                    if any(words not in known[place] for place, words in enumerate(said)):
                        self.report.differs(
                            "page", where, f"tabel “{caption}”: nama kolom pada baris lain dari kepalanya"
                        )
        for caption, (head, rows) in wanted.items():
            self.same_rows(caption, head, found.get(caption, []), rows)

    def same_rows(self, caption: str, head: list[str], found: list[list[str]], rows: list[list[str]]) -> None:
        if found == rows:
            return
        for one, other in zip_longest(found, rows, fillvalue=["(tidak ada)"]):
            if one != other:
                at = next((step for step, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), 0)  # noqa: B905
                text = f"tabel “{caption}”, baris “{other[0]}”, kolom “{bare(head[at])}”"
                self.report.differs("page", self.where, f"{text}: halaman “{one[at]}”, data “{other[at]}”"[:400])
                return

    def same_coverage(self, sections: list[dict], loaded: Iterable[bool] = (False,)) -> None:
        """Hold the sections of coverage against the numbers that they should say, in their order. loaded: which of them
        are of what was loaded of a nation."""
        shown = [one.parts() for one in self.all("section.card") if "svg.coverage" in one.parts()]
        lines = [[tidy(each.text()) for each in (*one["h2"], *one["li"])] for one in shown]
        self.same(
            "cakupan",
            [each for one in lines for each in one],
            [each for one, nation in zip(sections, loaded, strict=True) for each in coverage(one, nation)],
        )
        drawn = [[rect.attributes.get(name, "") for name in ("class", "x", "width")] for one in shown
                 for rect in one["rect"]]  # fmt: skip
        self.same("batang cakupan", drawn, [each for one in sections for each in bars(one)])


class Pages:
    """The pages of places and of electoral districts, held against the data beside them."""

    def __init__(self, contest: Contest) -> None:
        self.of, self.report = contest, contest.report
        described = json.loads((contest.tree / contest.code / "contest.json").read_bytes())
        self.name, self.rules, self.labels = contest.name, described.get("rules", {}), described.get("labels", {})
        self.districts = {one["code"]: one for one in described.get("districts", ())}
        count = len(contest.choices)
        fields = described["fields"]
        self.plain = fields[:-count] if self.districts else fields
        self.numbers = [f"{number:02d}" for number in contest.names]
        self.seats = SeatsPapers(contest)

    def check(self) -> None:
        self.seats.check()
        for code, made in self.of.places.items():
            stem = self.of.path_of(code).removesuffix("data.json") + "index"
            with self.report.named("page", f"{stem}.html"):
                self.check_place(made, Paper.of(self.of.tree, stem, self.report))
        for code, one in self.districts.items():
            stem = f"{self.of.code}/dapil/{code}"
            if (self.of.tree / f"{stem}.json").exists():
                with self.report.named("page", f"{stem}.html"):
                    self.check_district(one, Paper(self.of.tree, [self.of.tree / f"{stem}.html"], self.report))

    def check_place(self, made: dict, paper: Paper) -> None:
        names = [made["name"]] * len(paper.pages)
        paper.same("judul", paper.texts("h1"), names)
        paper.same("pemilihan", paper.texts("p.lead"), [self.name] * len(names))
        forms = [*reversed(made["forms"])]
        cards = [one.parts() for one in paper.all("section.card")][: len(forms)]
        paper.same("formulir D", [tidy(card["h2"][0].text()) for card in cards], [*map(self.title_of, forms)])
        paper.same("keadaan formulir D", [tidy(card["p"][0].text()) for card in cards], [*map(about, forms)])
        self.check_words(made, paper)
        self.seats.check_home(made, paper)
        tables: dict = {}
        for form in forms:
            if form["sums"] is not None:
                tables |= self.beside_the_aid(made, form)
        if self.is_above_home(made["code"]):
            paper.same_tables(tables)
            return
        paper.same_coverage([made["numbers"]], [made["code"] == 0])
        tables |= self.totals(made["numbers"])
        tables |= self.parts_of(made) if "rows" in made else {}
        tables |= self.candidates(made)
        stations = Stations(self, made, paper) if "stations" in made else None
        tables |= stations.tables() if stations else {}
        paper.same_tables(tables)
        self.check_links(made, paper)
        said = [one for one in paper.texts("p.small") if one.startswith("Catatan terakhir tentang wilayah ini")]
        last = f"Catatan terakhir tentang wilayah ini dalam buku besar: {figure(made['last_entry'])}. data.json"
        paper.same("catatan terakhir", said, [last] * len(names) if made["last_entry"] is not None else [])
        if made["code"] == 0:
            self.check_tiles(made, paper)
        if stations:
            stations.check()

    def is_above_home(self, code: int) -> bool:
        home = str(self.of.home or "")
        return str(code or "") != home and home.startswith(str(code or ""))

    @staticmethod
    def title_of(form: dict) -> str:
        return form["form"] + (f", {form['district_name']}" if form["district"] else "")

    def check_words(self, made: dict, paper: Paper) -> None:
        """Hold what stands between the tables: that the numbers are those of an aid, and nothing that is not known."""
        known = SAID | {AID, PARTS.get(made["level"], "")}
        known.add(f"Catatan terakhir tentang wilayah ini dalam buku besar: {figure(made['last_entry'])}. data.json")
        ways = ", ".join("formulir D" for _way in made.get("settled_by", ()))
        known.add(tidy(f"TPS di sini sudah diplenokan; yang resmi ialah {ways} ({self.name})."))
        others = ", ".join(str(code) for code in made["together"] if code != made["code"])
        together = f"Angka di halaman ini ialah jumlah wilayah ini bersama {others}: {BECAUSE_SMALL}"
        above = self.is_above_home(made["code"])
        for page, where in zip(paper.pages, paper.wheres, strict=True):
            parts = [one for one in page["main"][0].inside if isinstance(one, Element)]
            texts = [tidy(one.text()) for one in parts if one.tag in {"p", "h2"} and one.classes != "lead"]
            wanted = [] if above else [AID]
            wanted += [together] if made["together"] and where == paper.where and not above else []
            paper.same("kata-kata", [text for text in texts if text in {AID, together}], wanted, where)
            strange = [text for text in texts if text not in known | {together}]
            strange += [tidy(one.text()) for one in parts if one.tag not in {"p", "h1", "h2", "nav", "section"}
                        and one.classes not in {"scroll", "jump", "names"} and one.tag != "details"]  # fmt: skip
            strange += [one for one in page["main"][0].inside if isinstance(one, str) and one.strip()]
            paper.same("kata-kata yang tidak dikenal", strange, [], where)

    def beside_the_aid(self, made: dict, form: dict) -> dict:
        """Return the table of a D form's sums beside those of the aid."""
        count, aid = len(self.of.choices), self.aid_of(made["numbers"], form["district"])
        cast = sum(one or 0 for one in form["sums"][:count])
        words = [*(f"{number:02d} {name}" for number, name in self.of.names.items()),
                 "Suara sah", "Suara tidak sah", "Seluruh suara"]  # fmt: skip
        rows = []
        for place, word in enumerate(words):
            said, gap = form["sums"][place], form["gaps"][place]
            part = share(said or 0, cast) if place < count else ""
            gain = None if said is None or aid[place] is None else aid[place] - said
            beside = "–" if aid[place] is None else figure(aid[place])
            rows.append([tidy(word), official_cell(said, gap), part, beside, signed_gain(gain)])
        caption = f"{self.title_of(form)}, pleno ke-{form['number']}, di samping alat bantu"
        return {caption: (["Peserta", "Formulir D", "Bagian", "Alat bantu", "Selisih"], rows)}

    def aid_of(self, numbers: dict, district: str) -> list:
        """Return what the aid says of what a D form speaks of: of a place in several electoral districts, its own."""
        parts = numbers.get("districts", {})
        if not district or list(parts) == [district]:
            return numbers["sums"]
        said = dict(zip(self.of.votes[district], parts[district]["sums"], strict=False)) if district in parts else {}
        return [said.get(name) for name in self.of.summed]

    def totals(self, numbers: dict) -> dict:
        sums, sure, read = (numbers[name] for name in SIDES)
        count = len(self.of.choices)
        cast, sure_cast = sum(sums[:count]), sum(sure[:count])
        rows = [[tidy(f"{number:02d} {name}"), both(figure(sums[place]), figure(sure[place])),
                 both(share(sums[place], cast), share(sure[place], sure_cast))]
                for place, (number, name) in enumerate(self.of.names.items())]  # fmt: skip
        rows.append(["Jumlah suara peserta", both(figure(cast), figure(sure_cast)), ""])
        for place, word in enumerate(IN_TURN, start=count):
            said = (f"{word} {{terbaca di {figure(read[place])} dari {figure(numbers['counted'])} TPS terhitung}}"
                    f"{{//dari {figure(numbers['verified'])} TPS yang sudah diverifikasi}}")  # fmt: skip
            rows.append([said, both(figure(sums[place]), figure(sure[place])), ""])
        head = ["Peserta", of_both("Suara"), of_both("Bagian")]
        return {"Perolehan suara": (head, rows)}

    def parts_of(self, made: dict) -> dict:
        """Return the tables of the parts of a place, by their captions."""
        title = PARTS[made["level"]]
        head = [title, *self.numbers, either("TPS terhitung", "TPS diverifikasi"), "Ditahan", "Disanggah", "Dikoreksi"]
        rows = []
        for row in made["rows"]:
            numbers, count = row["numbers"], len(self.of.choices)
            votes = [both(figure(one), figure(two)) for one, two in zip(numbers["sums"][:count], numbers["sure"])]  # noqa: B905
            rows.append([
                tidy(" + ".join(row["names"]) + (" D" if row["official"] else "")), *votes,
                f"{either(figure(numbers['counted']), figure(numbers['verified']))}/{figure(numbers['stations'])}",
                *(figure(numbers[name]) for name in ("held", "disputed", "corrected")),
            ])  # fmt: skip
        pieces = [rows[start : start + ROWS_OF_A_PIECE] for start in range(0, len(rows), ROWS_OF_A_PIECE)]
        return {f"{title}, {number}" if number > 1 else title: (head, piece)
                for number, piece in enumerate(pieces, start=1)}  # fmt: skip

    def check_links(self, made: dict, paper: Paper) -> None:
        """Hold where the names of parts lead to."""
        text = str(made["code"] or "")
        ours = [code for row in made.get("rows", ()) for code in row["codes"] if str(code).startswith(text)]
        found = [link.attributes["href"] for table in paper.all("table.cards") for cell in table.parts()["th"]
                 for link in cell.parts().get("a", ())]  # fmt: skip
        paper.same("tautan ke bagiannya", found, [f"{code}/index.html" for code in ours])

    def candidates(self, made: dict) -> dict:
        """Return what each candidate got in a regency or below, the rows of all its electoral districts together."""
        parts = made["numbers"].get("districts", {})
        if made["level"] in {"nasional", "provinsi"} or not parts:
            return {}
        rows = [row for code in self.districts if code in parts for row in self.names_and_votes(code, parts[code])]
        return {"Suara partai dan tiap calon": (["Partai dan calon", of_both("Suara")], rows)}

    def names_and_votes(self, code: str, numbers: dict) -> list[list[str]]:
        """Return a row for each party and each candidate of an electoral district."""
        votes = self.votes_of(code, numbers)
        rows = []
        for one in self.of.lists[code]:
            named = f"{one['number']} {one['name']}"
            if one["candidates"]:
                rows.append([f"{named}: suara partai", votes[one["own"]]])
            rows += [[f"{one['number']}.{each['number']} {each['name']}", votes[each["field"]]]
                     for each in one["candidates"]]  # fmt: skip
            rows.append([f"{named}: jumlah", votes[one["field"]]])
        return [[tidy(name), said] for name, said in rows]

    def votes_of(self, code: str, numbers: dict) -> dict[str, str]:
        pairs = zip(self.of.votes[code], numbers["sums"], numbers["sure"], strict=True)
        return {field: both(figure(one), figure(two)) for field, one, two in pairs}

    def check_district(self, one: dict, paper: Paper) -> None:
        """Hold the page of an electoral district against its file, which is held against the nation's."""
        code = one["code"]
        made = json.loads((self.of.tree / f"{self.of.code}/dapil/{code}.json").read_bytes())
        numbers = made["numbers"]
        self.seats.check_district(made.get("determined", []), paper)
        paper.same("judul", paper.texts("h1"), [one["name"]])
        paper.same("kursi", paper.texts("p.lead"), [f"{self.name}, {one['seats']} kursi"])
        paper.same_coverage([numbers])
        votes, at = self.votes_of(code, numbers), self.of.votes[code].index
        lists = [(f"{each['number']:02d} {each['name']}", each["field"]) for each in self.of.lists[code]]
        cast, sure = (sum(numbers[side][at(field)] for _name, field in lists) for side in ("sums", "sure"))
        rows = [[tidy(name), votes[field], both(share(numbers["sums"][at(field)], cast),
                 share(numbers["sure"][at(field)], sure))] for name, field in lists]  # fmt: skip
        rows.append(["Jumlah suara partai dan calon", both(figure(cast), figure(sure)), ""])
        head = ["Partai dan calon", of_both("Suara")]
        paper.same_tables({
            "Perolehan suara partai": ([*head, "Bagian"], rows),
            "Suara partai dan tiap calon": (head, self.names_and_votes(code, numbers)),
        })  # fmt: skip

    def check_tiles(self, made: dict, paper: Paper) -> None:
        """Hold the shares in the tile map against the rows of the nation."""
        rows = {f"{row['codes'][0]}/index.html": row for row in made["rows"]}
        for link in paper.all("a"):
            parts = link.parts()
            if "rect" not in parts:
                continue
            row = rows.get(link.attributes["href"], {"numbers": {"counted": 0, "stations": 0}, "names": [""]})
            numbers = row["numbers"]
            said = [parts["title"][0].text(), parts["text"][1].text(), parts["rect"][0].classes]
            step = min(4, numbers["counted"] * 4 // numbers["stations"]) if numbers["stations"] else -1
            wanted = [row["names"][0], share(numbers["counted"], numbers["stations"]), f"t{step}"]
            paper.same(f"petak {row['names'][0]}", said, wanted)


def chip_of(form: dict) -> str:
    stands = form["in_force"] or form["state"] == "overturned"
    return OFFICIAL[form["state"]] if stands else "diganti pleno ulang"


def about(form: dict) -> str:
    """Return what a page says of an edition of a D form: how far it has come, and on which papers that rests."""
    said = [chip_of(form), f"Berita acara {form['minutes']}, diumumkan {form['published_at'][:16]}."]
    if form["ground"]:
        said.append(f"Pleno ulang atas: {form['ground']}.")
    if form["determined"]:
        said.append(f"Ditetapkan dengan {form['determined']['decision']}, {day_of(form['determined']['decided_on'])}.")
    one = form["challenged"]
    if one:
        case = f"Disengketakan di MK, perkara {one['registration']};"
        ruled = f"{'diubah' if one['changed'] else 'dikuatkan, angkanya tetap,'} dengan {one['ruling']}."
        said.append(f"{case} {ruled if one['ruling'] else 'belum diputus, angka ini tetap berlaku.'}")
    if form["replaced_by"]:
        said.append(f"Pleno diulang atas: {form['replaced_by']}; angka ini tetap dapat dirujuk.")
    return tidy(" ".join(said))


def official_cell(number: int | None, gap: int) -> str:
    return "tidak terbaca" if number is None else f"{figure(number)} (?{gap})" if gap else figure(number)


class Stations:
    """The part of a village's pages that is about its polling stations."""

    def __init__(self, pages: Pages, made: dict, paper: Paper) -> None:
        self.pages, self.of, self.made, self.paper = pages, pages.of, made, paper
        self.code = 0
        self.read = {one["code"]: SideBySide(self, one) for one in made["stations"]}

    def tables(self) -> dict:
        """Return by caption the tables of what was read side by side."""
        return {each.caption: each.table for each in self.read.values() if each.table}

    def check(self) -> None:
        sections, groups, on = {}, [], {}
        for page, where in zip(self.paper.pages, self.paper.wheres, strict=True):
            for one in page.get("section.station", ()):
                if "id" in one.attributes:
                    sections[one.attributes["id"]] = one
                    on[one.attributes["id"]] = where.rpartition("/")[2]
                else:
                    groups.append(one.parts())
        codes = [str(one["code"]) for one in self.made["stations"]]
        self.paper.same("TPS", list(sections), codes)
        for one in self.made["stations"]:
            if str(one["code"]) in sections:
                self.check_station(one, sections[str(one["code"])])
        names = [*self.pages.numbers, *TOTALS]
        shown = [[group["h3"][0].text(), *self.pairs(group["dl.votes"][0])] for group in groups]
        self.paper.same("gabungan", shown, [
            [f"Gabungan {', '.join(map(str, group['stations']))}",
             *(f"{name} {figure(number)}" for name, number in zip(names, group["numbers"]["sums"], strict=True))]
            for group in self.made["groups"]])  # fmt: skip
        self.check_contents(on)
        self.check_legend()

    def check_contents(self, on: dict[str, str]) -> None:
        """Hold the ways to stations, which lead to the page that each stands on."""
        for page, where in zip(self.paper.pages, self.paper.wheres, strict=True):
            here = where.rpartition("/")[2]
            links = [link for one in page.get("ul.jump", ()) for link in one.parts().get("a", ())]
            found = [[tidy(link.text()), link.attributes["href"]] for link in links]
            ways = {code: f"#{code}" if name == here else f"{name}#{code}" for code, name in on.items()}
            wanted = [[self.number_of(one), ways.get(str(one["code"]), "")] for one in self.made["stations"]]
            self.paper.same("daftar TPS", found, wanted, where)

    def check_legend(self) -> None:
        cells = (one["cells"] for each in self.made["stations"] for one in (each, *each.get("runs", ())))
        wanted = [self.pages.labels.get(name, name) for name in self.pages.plain] if any(cells) else []
        for page, where in zip(self.paper.pages, self.paper.wheres, strict=True):
            found = [item.text() for one in page.get("ol.names", ()) for item in one.parts()["li"]]
            self.paper.same("nama isian", found, wanted, where)

    @staticmethod
    def number_of(one: dict) -> str:
        return tidy(str(one["unit"])) or f"{one['code'] % 1000:03d}"

    @staticmethod
    def pairs(votes: Element) -> list[str]:
        parts = votes.parts()
        return [f"{name.text()} {said.text()}" for name, said in zip(parts["dt"], parts["dd"], strict=True)]

    def same(self, what: str, found: list, wanted: list) -> None:
        self.paper.same(f"TPS {self.code}, {what}", found, wanted)

    def check_station(self, one: dict, section: Element) -> None:
        self.code, parts = one["code"], section.parts()
        small = [tidy(text.text()) for text in parts.get("p.small", ())]
        reason = [f"Alasan: {tidy(one['reason'])}"] if one["reason"] else []
        self.same("judul", [tidy(parts["h3"][0].text()), *small],
                  [f"TPS {self.number_of(one)}", str(one["code"]), *reason])  # fmt: skip
        plain = sum(isinstance(one, Element) and one.tag == "p" for one in section.inside)
        told = bool(one["folded"] or one["waiting"] or one["small"])
        partly = one["standing"] in NOTHING and one["administration"] != "missing" and not told
        self.same("banyaknya paragraf", [plain], [2 + len(reason) + told + partly])
        words = [tidy(text.text()) for text in section.inside if isinstance(text, Element) and text.tag == "p"]
        self.same("tanpa suara", words[-1:] if partly else [], [ONLY_PARTS if one["cells"] else NO_PARTS] * partly)
        chips = [tidy(chip.text()) for chip in parts.get("span.chip", ())]
        wanted = [WAITS if one["waiting"] else STATES[one["standing"]]]
        wanted += ["disanggah"] * one["disputed"] + ["dikoreksi"] * one["corrected"]
        wanted += [tidy(one["run_kind"])] if one["run_kind"] else []
        self.same(
            "keadaan", [chip.partition(": ")[0] if chip.startswith("disanggah: ") else chip for chip in chips], wanted
        )
        self.same("tanda diverifikasi", ["data-sure" in section.attributes], [one["standing"] in SURE])
        notices = [re.findall("[0-9]{13}", notice.text()) for notice in parts.get("p.notice", ())]
        apart = one["folded"] or (one["company"] if one["waiting"] or one["small"] else None)
        self.same("pasangannya", notices, [[str(code) for code in apart or ()]] if told else [])
        said = [one, *(one | run for run in one.get("runs", ()))]
        self.check_votes(said, parts)
        self.check_beside(one, parts)

    def check_votes(self, said: list[dict], parts: dict) -> None:
        """Hold the votes and all fields of a station, and of each of its earlier runs."""
        choices, totals = self.of.choices, self.of.summed[len(self.of.choices) :]
        votes = [*zip(self.pages.numbers, choices)]  # noqa: B905
        order = [*zip(TOTALS, totals), *votes] if self.of.votes else [*votes, *zip(TOTALS, totals)]  # noqa: B905
        shown, values = [], []
        for one in said:
            if one["cells"]:
                cells = dict(zip(self.of.fields_of(one), one["cells"], strict=True))
                if one["standing"] not in NOTHING:
                    shown += [f"{word} {shown_cell(cells[name])}" for word, name in order]
                values += [str(cell) if name.startswith("tanggal_") and isinstance(cell, int) and one is said[0]
                           else shown_cell(cell) for name, cell in zip(self.pages.plain, one["cells"])]  # fmt: skip # noqa: B905
        self.same("suara", [pair for one in parts.get("dl.votes", ()) for pair in self.pairs(one)], shown)
        self.same("isian", [item.text() for one in parts.get("ol.values", ()) for item in one.parts()["li"]], values)
        if self.of.votes and said[0]["cells"] and said[0]["standing"] not in NOTHING:
            self.check_lists(said[0], parts)

    def check_lists(self, one: dict, parts: dict) -> None:
        """Hold what a form of lists says of each party and each candidate."""
        cells = {name: shown_cell(cell) for name, cell in zip(self.of.fields_of(one), one["cells"], strict=True)}
        wanted = []
        for each in self.of.lists[one["district"]]:
            said = f"{each['number']} {each['name']}: {cells[each['field']]}"
            if each["candidates"]:
                people = " · ".join(f"{who['number']} {cells[who['field']]}" for who in each["candidates"])
                said += f"Partai {cells[each['own']]}; calon {people}"
            wanted.append(tidy(said))
        names = tuple(f"{number} " for number in self.of.names)
        found = [tidy(part.text()) for kind in ("details", "p") for part in parts.get(kind, ())
                 if part.text().startswith(names) and not part.classes]  # fmt: skip
        self.same("daftar", sorted(found), sorted(wanted))

    def check_beside(self, one: dict, parts: dict) -> None:
        """Hold findings, history and pictures of a station."""
        acts = [item.parts() for listed in parts.get("ol.acts", ()) for item in listed.inside]
        heads = [tidy(act["b"][0].text()) for act in acts]
        beside = [tidy(act["span.small"][0].text()) for act in acts]
        wanted, places = [], []
        for event in one["events"]:
            by = f" oleh {ROLES[event['by']]}" if event.get("by") in ROLES else ""
            reason = f": {event['reason']}" if event["reason"] else ""
            kept = ", hanya disimpan" if event.get("kept") and event["act"] in BY_ITSELF else ""
            wanted.append(tidy(f"{DONE.get(event['act'], event['act'])}{kept}{by}{reason}"))
            again = f" · pelaksanaan {event.get('run', 1)}" if one["run"] > 1 else ""
            places.append(f"{event['minute'][:16]} · catatan {figure(event['index'])}{again}")
        self.same("riwayat", heads, wanted)
        self.same("catatan", beside, places)
        self.same("perubahan", [tidy(item.text()) for act in acts for item in act.get("li", ())], self.changes(one))
        read = self.read[one["code"]]
        titles = [tidy(title.text()) for title in parts.get("caption", ())]
        self.same("pembacaan berdampingan", titles, [read.caption] if read.table else [])
        self.same("kata-kata pembacaan", [tidy(text.text()) for text in parts.get("p.beside", ())], read.words)
        self.same("judul pembacaan", [title.text() for title in parts.get("h4", ())
                  if title.text().startswith("Pembacaan")], ["Pembacaan berdampingan"] * bool(read.words))  # fmt: skip
        sources = [image.attributes["src"] for image in parts.get("img", ())]
        masked = [
            f"{one['code']}-{each['page']}-{each['masked'][:12]}.jpg" for each in one["pictures"] if each["masked"]
        ]
        self.same("gambar", sources, masked)
        if not one["cells"]:
            return
        texts = [tidy(item.text()) for item in parts.get("li", ()) if re.search(r"\(R[0-9]{2}\)", item.text())]
        rules = [f"{self.pages.rules.get(rule, rule)} ({rule})" for rule in one["findings"]]
        self.same("temuan", [text[: text.index(")", text.rindex("(R")) + 1] for text in texts], rules)
        words = f"Bagian I sampai III formulir: {STATES[one['administration']]}"
        self.same("bagian I sampai III", [text for part in parts.get("p", ())
                  if (text := tidy(part.text())).startswith("Bagian I sampai III")], [words])  # fmt: skip

    def changes(self, one: dict) -> list[str]:
        """Return of each act what each field in force was and became, as long as it fits on the page, and where what
        was read side by side does not say both."""
        names, labels = self.of.fields_of(one), self.labels(one)
        found: list[str] = []
        before, run = "", 1
        for event in one["events"]:
            if event.get("run", 1) != run:
                before, run = "", event.get("run", 1)
            now = event.get("content") or before
            if event.get("kept"):
                continue
            was, new = before.split(","), now.split(",")
            beside = self.read[one["code"]].told if run == one["run"] else ()
            if len(was) == len(new) == len(names) and any(was) and not (before in beside and now in beside):
                lines = [tidy(f"{labels.get(name, name)}: {told_as(name, old)} → {told_as(name, cell)}")
                         for name, old, cell in zip(names, was, new, strict=True) if old != cell]  # fmt: skip
                found += lines[:40] + [f"dan {figure(len(lines) - 40)} isian lain"] * (len(lines) > 40)
            before = now
        return found

    def labels(self, one: dict) -> dict[str, str]:
        found = dict(self.pages.labels)
        for each in self.of.lists.get(one.get("district", ""), ()):
            if each["candidates"]:
                found[each["own"]] = f"{each['number']} {each['name']}: suara partai"
            found |= {who["field"]: f"{each['number']}.{who['number']} {who['name']}" for who in each["candidates"]}
        return found


class SideBySide:
    """What was ever read of the run in force of a polling station, as its page sets it side by side.

    caption, table: of the fields that differ, if any does. words: what stands below. told: all that stands there.
    """

    def __init__(self, stations: Stations, one: dict) -> None:
        self.caption = f"Pembacaan berdampingan TPS {stations.number_of(one)} ({one['code']})"
        self.table: tuple[list[str], list[list[str]]] | None = None
        self.words: list[str] = []
        self.told: set[str] = set()
        if not one["cells"] and one["standing"] != "reading":
            return
        now = ",".join(map(word, one["cells"] or ()))
        opened, closed = [], []
        for event in one["events"]:
            if event["act"] not in READ_BY or event.get("run", 1) != one["run"]:
                continue
            name = READ_BY[event["act"]]
            same = [each for each in (*opened, *closed) if each[2] == name]
            number = f" {len(same) + 1}" if same or name == "Pembaca" else ""
            (opened if event.get("content") else closed).append((name + number, event.get("content", ""), name))
        columns = opened[-6:]
        self.told = {now, *(said for _name, said, _kind in columns)} if one["cells"] else set()
        if opened or closed:
            older, later = ([each[0] for each in part] for part in (opened[:-6], columns))
            self.compare(stations, one, [each[1] for each in columns], now, later)
            if closed:
                why = LATER if one["standing"] in NOTHING else TOO_FEW
                self.words.append(f"Tidak dibuka: {', '.join(each[0] for each in closed)}. {why}")
            if older:
                self.words.append(f"Lebih lama, tidak dijajarkan di sini: {', '.join(older)}.")

    def compare(self, stations: Stations, one: dict, read: list[str], now: str, names: list[str]) -> None:
        fields, labels = stations.of.fields_of(one), stations.labels(one)
        vectors = [said.split(",") for said in (*read, now) if said]
        rows = [[tidy(labels.get(field, field)), *(told_as(field, cell) for cell in cells)]
                for field, *cells in zip(fields, *vectors, strict=True) if len(set(cells)) > 1]  # fmt: skip
        if rows:
            self.table = ["Isian", *names, "Berlaku"], rows[:40]
            if len(rows) > 40:
                self.words.append(
                    f"Dan {figure(len(rows) - 40)} isian lain yang tidak sama; semuanya ada dalam data.json."
                )
            self.words.append(f"Sama di {figure(len(fields) - len(rows))} dari {figure(len(fields))} isian.")
        elif len(names) > 1:
            count = ("Dua", "Tiga", "Empat", "Lima", "Enam")[len(names) - 2]
            self.words.append(f"{count} pembacaan sama di seluruh {figure(len(fields))} isian: {', '.join(names)}.")
        elif names:
            self.words.append(f"Baru satu pembacaan, sama dengan yang berlaku: {names[0]}.")


def told_as(name: str, cell: str) -> str:
    return (
        "tidak terbaca"
        if not cell
        else "X"
        if cell == "x"
        else cell
        if name.startswith("tanggal_")
        else figure(int(cell))
    )


class Papers:
    """The pages of D forms and of C against D, held against the data beside them."""

    def __init__(self, contest: Contest, pages: Pages) -> None:
        self.of, self.pages, self.report = contest, pages, contest.report

    def check(self) -> None:
        for kind, check in (("d-*.json", self.check_form), ("c-d.json", self.check_comparison)):
            for file in sorted((self.of.tree / self.of.code).rglob(kind)):
                stem = file.relative_to(self.of.tree).as_posix().removesuffix(".json")
                with self.report.named("page", f"{stem}.html"):
                    check(json.loads(file.read_bytes()), Paper.of(self.of.tree, stem, self.report))

    def check_heads(self, title: str, paper: Paper) -> None:
        paper.same("judul", paper.texts("h1"), [tidy(title)] * len(paper.pages))
        paper.same("pemilihan", paper.texts("p.lead"), [self.pages.name] * len(paper.pages))

    # --- D forms

    def check_form(self, made: dict, paper: Paper) -> None:
        self.check_heads(f"{made['form']} {made['name']}", paper)
        stands = [text for text in paper.texts("p") if text.startswith((*OFFICIAL.values(), "diganti pleno ulang"))]
        paper.same("keadaan", stands, [about(made)] * len(paper.pages))
        tables = {"Perbuatan": (["Perbuatan", "Kapan", "Catatan", "Dasar"], [
            [HELD.get(one["act"], one["act"]), one["minute"][:16], figure(one["index"]), tidy(one["said"])]
            for one in made["acts"]])}  # fmt: skip
        if made["sums"] is not None:
            tables |= self.form_tables(made)
        paper.same_tables(tables)
        self.check_proceedings(made, paper)
        digests = [made["digests"][kind] for kind in ("final", "scan", "public") if kind in made["digests"]]
        paper.same("sidik", paper.texts("dd.hash"), digests)
        paper.same(
            "kata bertanda tangan", [one.text() for one in paper.all("pre")], [made["note"]] if made["note"] else []
        )

    def form_tables(self, made: dict) -> dict:
        """Return the tables of a D form: its final sum, and what was read of each unit."""
        sums = [[tidy(made["labels"].get(name, name)), official_cell(0 if cell == "x" else cell, gap)]
                for name, cell, gap in zip(made["fields"], made["total"], made["total_gaps"], strict=True)
                if not name.startswith("tanggal_")]  # fmt: skip
        at = [made["fields"].index(name) for name in self.of.summed if name in made["fields"]]
        read = [[self.unit_of(column), *(self.read_cell(column["values"][place]) for place in at)]
                for column in made["columns"]]  # fmt: skip
        tables = {"Jumlah akhir formulir D": (["Isian", "Jumlah akhir"], sums)}
        if read:
            tables["Unit yang dibaca"] = (["Unit", *self.pages.numbers, *TOTALS], read)
        return tables

    @staticmethod
    def read_cell(cell: object) -> str:
        return figure(cell) if isinstance(cell, int) else "?" if cell is None else "X"

    def unit_of(self, column: dict) -> str:
        units = column["units"]
        if units[0] < 10**12:
            return tidy(" + ".join(f"{self.name_of(code)} {code}" for code in units))
        return self.station_of(units)

    def station_of(self, units: list[int]) -> str:
        return tidy(f"TPS {' + '.join(f'{code % 1000:03d}' for code in units)} {self.name_of(units[0] // 1000)}")

    def name_of(self, code: int) -> str:
        return str(self.of.places.get(code, {"name": ""})["name"])

    def check_proceedings(self, made: dict, paper: Paper) -> None:
        """Hold corrections, objections and signatures, which are the first lists without a class, against the file."""
        wanted = [*self.corrections(made), *self.objections(made)]
        for one in made["signatures"]:
            seat = f"Saksi {one['place']} {one['whose']}" if one["seat"] == "witness" else (
                "Ketua" if one["place"] == 1 else "Anggota")  # fmt: skip
            wanted.append(f"{seat}: {'ditandatangani' if one['given'] else 'tidak ada: ' + one['reason']}")
        found = [tidy(item.text()) for item in paper.all("li") if "span.chip" not in item.parts()]
        paper.same("pembetulan, keberatan atau tanda tangan", found, [tidy(one) for one in wanted])

    def corrections(self, made: dict) -> list[str]:
        found = []
        for one in made["corrections"]:
            labels = {name: made["labels"].get(name, name) for name in made["fields"] if name in one["fields"]}
            said = "; ".join(f"{labels[name]}: {one['cells'][name][0] or '?'} → {one['cells'][name][1] or '?'}"
                             for name in labels if name in one["cells"])  # fmt: skip
            said = said or f"isian: {', '.join(labels.values())}"
            found.append(f"{unit_named(one['unit'])}: {one['reason']}. Bukti: {one['evidence']}. {said}. "
                         f"Catatan {one['entry']}.")  # fmt: skip
        return found

    def objections(self, made: dict) -> list[str]:
        found = []
        for one in made["objections"]:
            part, _sign, number = one["by"].partition(" ")
            who = f"{ {'witness': 'Saksi nomor urut', 'supervisor': 'Pengawas'}.get(part, part) } {number}".strip()
            found.append(f"{unit_named(one['unit'])}, {who}: {one['text']} — {ANSWERS[one['answer']]}. {one['words']}")
        return found

    # --- C against D

    def check_comparison(self, made: dict, paper: Paper) -> None:
        self.check_heads(f"C dibanding D: {made['name']}", paper)
        one = {name: figure(number) for name, number in made["summary"].items()}
        said = (f"{one['rows']} baris TPS dan peserta; {one['changed']} berbeda: pleno menambah {one['gained']} dan "
                f"mengurangi {one['lost']} suara.")  # fmt: skip
        if made["summary"]["candidates"]:
            said += f" Di dalam daftar, {one['candidates']} angka calon atau partai berbeda."
        leads = [text for text in paper.texts("p") if " baris TPS dan peserta; " in text]
        paper.same("ringkasan", [text[: len(said)] for text in leads], [said] * len(paper.pages))
        lacking = [re.findall(r"\(([0-9.]+) baris\)", text) for text in paper.texts("p.small")]
        paper.same("baris tanpa formulir", [each for found in lacking for each in found],
                   [one["without_form"]] * len(paper.pages))  # fmt: skip
        names = "; ".join(f"{number:02d} {name}" for number, name in self.of.names.items())
        paper.same("nama peserta", [text for text in paper.texts("p.small") if text == tidy(names)],
                   [tidy(names)] * len(paper.pages))  # fmt: skip
        paper.same_tables(self.compared_tables(made))

    def compared_tables(self, made: dict) -> dict:
        tables = {}
        if "parts" in made:
            counts = ("rows", "changed", "gained", "lost", "without_form")
            head = ["Wilayah", "Baris", "Berbeda", "Ditambah", "Dikurangi", "Tanpa angka formulir"]
            rows = [[tidy(one["name"]), *(figure(one["summary"][name]) for name in counts)] for one in made["parts"]]
            tables["Wilayah di dalamnya"] = (head, rows)
        head = ["TPS", "No.", "C.Hasil", "Formulir D", "Selisih", "Alasan"]
        for row in made["rows" if "rows" in made else "largest"]:
            units, choice, form, said, gain, reasons, _entry, candidate = row
            number = f"{choice}.{candidate}" if candidate else f"{choice} (partai)"
            number = f"{choice:02d}" if candidate is None else number
            line = [self.station_of(units), number, figure(form), figure(said), signed_gain(gain), tidy(reasons)]
            title = "Yang berbeda" if gain else "Yang sama, atau tanpa angka formulir"
            tables.setdefault(title, (head, []))[1].append(line)
        return tables


def unit_named(code: int | None) -> str:
    return "Seluruh pleno" if code is None else f"TPS {code}" if code > 10**12 else str(code)


# --- pages of seats


FORCE, REPLACED = "resmi: kursi ditetapkan", "diganti penetapan berikutnya"
METHOD = {
    "sainte-lague": "Sainte-Laguë: suara dibagi 1, 3, 5, dan seterusnya; hasil bagi terbesar mendapat kursi",
    "hare": "Hare: kursi menurut bilangan pembagi pemilih, sisanya menurut sisa suara terbesar",
}
CELL_OF = {"alokasi_kursi": "Banyaknya kursi", "dpt": "Pemilih dalam DPT"}


def party_name(name: str) -> str:
    return name.upper() if name.islower() else name


def quotient(number: Fraction) -> str:
    whole, sign, rest = decimals(number, 2, ",").partition(",")
    return f"{figure(int(whole))}{sign}{rest}"


def about_seats(one: dict) -> str:
    said = f"Ditetapkan dengan {one['decree']}, {day_of(one['decided_on'])}."
    return tidy(said + (f" Atas putusan: {one['ruling']}." if one["ruling"] else ""))


def stands(one: dict) -> str:
    return FORCE if one["in_force"] else REPLACED


def got_seats(brief: dict) -> str:
    return ", ".join(f"{party_name(name)} {figure(seats)}" for name, seats in brief["parties"]) + "."


class SeatsPapers:
    """The pages of determinations, and what other pages say of seats, held against the data."""

    def __init__(self, contest: Contest) -> None:
        self.of, self.report = contest, contest.report
        self.briefs = [brief_of(one) for one in contest.determined]
        self.on: dict[str, dict[int, str]] = {}  # by determination and place of a district the page it stands on
        self.codes = {named_alike(name): code for code, name in contest.titles.items()
                      if (contest.tree / f"{contest.code}/dapil/{code}.json").exists()}  # fmt: skip

    def check(self) -> None:
        known = set()
        for made in self.of.determined:
            stem = f"{self.of.code}/{made['file']}"
            known |= {f"{stem}.json", f"{stem}.csv"}
            with self.report.named("page", f"{stem}.html"):
                paper = Paper.of(self.of.tree, stem, self.report)
                known |= set(paper.wheres)
                self.on[made["file"]] = self.check_paper(made, paper)
        for file in sorted((self.of.tree / self.of.code / "kursi").rglob("*")):
            where = file.relative_to(self.of.tree).as_posix()
            if not file.is_dir() and file.name != "manifest.json" and where not in known:
                self.report.differs("page", where, "berkas ini bukan milik penetapan kursi mana pun")

    def check_home(self, place: dict, paper: Paper) -> None:
        """Hold the way from where a contest begins to its seats."""
        above = "../" * (self.of.path_of(place["code"]).count("/") - 1)
        sections = [one.parts() for one in paper.all("section") if not one.classes]
        shown = [each for one in sections for each in one.get("li", ())
                 if "h2" in one and one["h2"][0].text() == "Kursi yang ditetapkan"]  # fmt: skip
        found = [[tidy(one.text()), *(link.attributes["href"] for link in one.parts()["a"])] for one in shown]
        wanted = []
        for one in reversed(place.get("seats", [])):
            title = f"{one['council']}, penetapan ke-{one['number']} {stands(one)}"
            wanted.append([tidy(f"{title} {about_seats(one)} {got_seats(one)}"), f"{above}{one['file']}.html"])
        paper.same("kursi", found, wanted)

    def check_district(self, said: list[dict], paper: Paper) -> None:
        """Hold who got the seats of an electoral district."""
        found, wanted = [], []
        for one in (section.parts() for section in paper.all("section.card")):
            if one["h2"][0].text().startswith("Kursi"):
                words = [tidy(each.text()) for kind in ("h2", "p", "li") for each in one.get(kind, ())]
                found += [*words, *(link.attributes["href"] for link in one["a"])]
        for one in reversed(said):
            takers = [": ".join(filter(None, (party_name(seat["party"]), seat["candidate"]))) for seat in one["given"]]
            more = "Suara, pembagi, dan hasil bagi setiap kursi"
            title = f"Kursi: penetapan ke-{one['number']}"
            wanted += [title, f"{stands(one)} {about_seats(one)}", more, *map(tidy, takers)]
            page = self.on.get(one["file"], {}).get(one["place"], "")
            wanted.append(f"../{one['file'].rpartition('/')[0]}/{page}.html#dapil-{one['place']}")
            if one["page"] != page:
                self.report.differs("seats", paper.where, f"penetapan {one['file']}: halaman {one['page']}, di {page}")
        paper.same("kursi", found, wanted)

    def check_paper(self, made: dict, paper: Paper) -> dict[int, str]:
        """Hold a determination's pages against its file; return on which page each district stands."""
        said, on = made["statement"], {}
        mains = [page["main"][0] for page in paper.pages]
        paper.same("judul", paper.texts("h1"), [tidy(f"Kursi {said['council']['name']}")] * len(mains))
        paper.same("pemilihan", paper.texts("p.lead"), [tidy(self.of.name)] * len(mains))
        self.check_tables(said, paper)
        first = mains[0].parts()
        terms = [tidy(one.text()) for pair in zip(first["dt"], first["dd"], strict=True) for one in pair]
        paper.same("dasar penetapan", terms, [tidy(one) for pair in self.terms(made) for one in pair])
        council = made["file"].rpartition("/")[0]
        others = [f"Penetapan ke-{one['number']} {stands(one)} {about_seats(one)}" for one in self.briefs
                  if one["file"].rpartition("/")[0] == council and one["file"] != made["file"]]  # fmt: skip
        for main, where in zip(mains, paper.wheres, strict=True):
            stem = where.rpartition("/")[2].removesuffix(".html")
            outside = [part for part in main.inside if isinstance(part, Element) and part.tag != "section"]
            texts = [tidy(part.text()) for part in outside if part.tag in {"p", "h2"} and part.classes != "lead"]
            lists = [tidy(each.text()) for part in outside if part.tag == "ul" for each in part.inside
                     if isinstance(each, Element)]  # fmt: skip
            wanted = [f"{stands(made)} Penetapan ke-{said['number']}. {about_seats(said)}"]
            if main is mains[0]:
                titles = ["Daerah pemilihan", "Dasar dan bukti"]
                wanted += ["JSON · CSV", *(["Penetapan lain"] if others else []), *titles]
                paper.same("daftar", lists, [*map(tidy, others), *(tidy(one["name"]) for one in said["districts"])])
            paper.same("kata-kata", texts, wanted, where)
            strange = [part.tag for part in outside if part.tag not in {"p", "h1", "h2", "ul", "dl", "nav", "div"}]
            strange += [part for part in main.inside if isinstance(part, str) and part.strip()]
            paper.same("yang tidak dikenal", strange, [], where)
            for part in (one for one in main.inside if isinstance(one, Element) and one.tag == "section"):
                on[int(part.attributes["id"].removeprefix("dapil-"))] = stem
                self.check_section(said, part, paper, where)
        paper.same("daerah pemilihan", [*on], [*range(1, len(said["districts"]) + 1)])
        links = [one.attributes["href"] for part in first.get("ul.columns", ()) for one in part.parts()["a"]]
        own = made["file"].rpartition("/")[2]
        paper.same("tautan", links, [f"{'' if page == own else page + '.html'}#dapil-{place}"
                                     for place, page in sorted(on.items())])  # fmt: skip
        return on

    def check_section(self, said: dict, section: Element, paper: Paper, where: str) -> None:
        """Hold what stands of a district beside its table of seats."""
        place = int(section.attributes["id"].removeprefix("dapil-"))
        one, parts = said["districts"][place - 1], section.parts()
        held: dict[str, int] = {}
        for seat in one["given"]:
            held[seat["party"]] = held.get(seat["party"], 0) + 1
        got = ", ".join(f"{party_name(name)} {number}" for name, number in held.items())
        votes = "; ".join(f"{party_name(party['name'])} {figure(number)}{'' if party['passes'] else ' (tidak lolos)'}"
                          for party, number in zip(said["parties"], one["votes"], strict=True))  # fmt: skip
        women = [each for each in (self.women(said, listed) for listed in one["lists"]) if each]
        wanted = [one["name"], f"{figure(one['seats'])} kursi: {got}.", f"Suara: {votes}."]
        wanted += [f"Perempuan dalam daftar: {'; '.join(women)}."] if women else []
        wanted += [self.tie(each) for each in said["ties"] if each["district"] == one["name"]]
        wanted += [self.correction(each) for each in said["corrections"] if each["district"] == one["name"]]
        found = [tidy(each.text()) for kind in ("h2", "p", "li") for each in parts.get(kind, ())]
        paper.same(f"dapil {one['name']}", found, [*map(tidy, wanted)], where)
        code = self.codes.get(named_alike(one["name"]))
        links = [link.attributes["href"] for link in parts.get("a", ())]
        paper.same(f"tautan dapil {one['name']}", links, [f"../../dapil/{code}.html"] if code else [], where)
        strange = [part.tag for part in section.inside if isinstance(part, Element)
                   and part.tag not in {"h2", "p", "ul"} and part.classes != "scroll"]  # fmt: skip
        paper.same(f"dapil {one['name']}, yang tidak dikenal", strange, [], where)

    @staticmethod
    def women(said: dict, listed: dict) -> str:
        """Return how many women stand on a list and how many the law asks; nothing where nobody says who is one."""
        sexes = [each["sex"] for each in sorted(listed["candidates"], key=lambda each: each["number"])]
        if not any(sexes):
            return ""
        share_of, size = ratio(said["women"]["share"]), said["women"]["group"]
        needed, there = -(-len(sexes) * share_of.numerator // share_of.denominator), sexes.count("p")
        without = [number + 1 for number in range(len(sexes) // size)
                   if "p" not in sexes[number * size : number * size + size]]  # fmt: skip
        text = f"{party_name(listed['party'])} {there} dari {len(sexes)}, perlu {needed}"
        text += f", tidak ada di tiga nama ke-{', ke-'.join(map(str, without))}" if without else ""
        return text if there >= needed and not without else f"{text} (kurang)"

    @staticmethod
    def tie(one: dict) -> str:
        if one["party"]:
            equal = f"Suara calon {party_name(one['party'])} yang sama ({figure(int(one['claim']))})"
            between, chosen = (f"nomor {', '.join(each)}" for each in (one["claimants"], one["chosen"]))
        else:
            equal = f"Hasil bagi yang sama ({quotient(ratio(one['claim']))})"
            between, chosen = (", ".join(map(party_name, each)) for each in (one["claimants"], one["chosen"]))
        return (f"{equal}: {between}, untuk {figure(one['seats'])} kursi. Pleno memutuskan {chosen}. {one['ground']}. "
                f"Berita acara {one['minutes']}.")  # fmt: skip

    @staticmethod
    def correction(one: dict) -> str:
        column = CELL_OF.get(one["column"], party_name(one["column"]))
        said = f"Koreksi, {column}: tertulis “{one['was']}”, dibaca {figure(one['becomes'])}."
        return f"{said} Alasan: {one['reason']}. Sumber: {one['source']}."

    @staticmethod
    def terms(made: dict) -> list[tuple[str, str]]:
        """Return what a page says of the votes, the law and the log of a determination."""
        said = made["statement"]
        basis, terms = said["basis"], said["terms"]
        size = basis["log_size"]
        votes = "Berkas dengan sidik di bawah"
        if size is not None:
            votes = f"Rekapitulasi, sampai buku besar memuat {figure(size)} catatan"
        threshold = "tidak ada"
        if ratio(terms["threshold"]):
            part, needed = (quotient(one) for one in (ratio(terms["threshold"]) * 100, ratio(terms["needed"])))
            threshold = f"{part} % dari {figure(terms['base'])} suara sah: paling sedikit {needed}"
        rows = [("Suaranya", votes), ("Hasil yang dibagi", basis["result"])]
        rows += [(f"Dasar ke-{basis['number']}, sebab", basis["ground"])] if basis["ground"] else []
        rows += [
            ("Cara membagi", METHOD.get(terms["method"], terms["method"])),
            ("Ambang batas", threshold),
            ("Aturan", "; ".join(one["source"] for one in terms["rules"])),
            ("Kursi", figure(sum(one["seats"] for one in said["districts"]))),
            ("Catatan dalam buku besar", figure(made["entry"])),
            ("Sidik isi penetapan, SHA-256", made["sha256"]),
        ]
        rows += [("Akar buku besar suaranya", basis["log_root"])] if basis["log_root"] else []
        return rows + [(f"{one['name']}, SHA-256", one["sha256"]) for one in basis["files"].values()]

    def check_tables(self, said: dict, paper: Paper) -> None:
        barred, women = bool(ratio(said["terms"]["threshold"])), self.women_elected(said)
        known = any(one is not None for one in women.values())
        whole = sum(one["votes"] for one in said["parties"])
        head = ["Partai", "Suara", "Bagian"] + ["Ambang batas"] * barred + ["Kursi"] + ["Perempuan terpilih"] * known
        rows = [[tidy(party_name(one["name"])), figure(one["votes"]), share(one["votes"], whole),
                 *(["lolos" if one["passes"] else "tidak lolos"] * barred), figure(one["seats"]),
                 *([figure(women.get(one["name"], 0))] * known)] for one in said["parties"]]  # fmt: skip
        tables = {"Kursi tiap partai": (head, rows)}
        named = any(seat["candidate"] for one in said["districts"] for seat in one["given"])
        head = ["Kursi ke", "Partai", "Suara", "Pembagi", "Hasil bagi"] + ["Calon terpilih", "Suara calon"] * named
        for one in said["districts"]:
            tables[tidy(f"Kursi {one['name']}")] = (head, [self.row(seat, named=named) for seat in one["given"]])
        paper.same_tables(tables)

    @staticmethod
    def row(seat: dict, *, named: bool) -> list[str]:
        person, divisor = seat["candidate"], seat["divisor"]
        cells = [figure(seat["order"]), tidy(party_name(seat["party"])), figure(seat["votes"]),
                 figure(int(divisor)) if divisor.isdigit() else divisor, quotient(ratio(seat["claim"]))]  # fmt: skip
        if person:
            return [*cells, tidy(f"{person['number']} {person['name']}"), figure(person["votes"])]
        return cells + ["–", "–"] * named

    @staticmethod
    def women_elected(said: dict) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for one in said["districts"]:
            sexes = {(listed["party"], each["number"]): each["sex"] for listed in one["lists"]
                     for each in listed["candidates"]}  # fmt: skip
            for seat in one["given"]:
                sex = sexes.get((seat["party"], seat["candidate"]["number"]), "") if seat["candidate"] else ""
                before = found.get(seat["party"], 0)
                found[seat["party"]] = None if before is None or not sex else before + (sex == "p")
        return found


class Front:
    """What stands beside the places: the front page, the page of changes, the names to search, the checkpoint."""

    def __init__(self, tree: Path, note: Note, contests: list[Contest], report: Report) -> None:
        self.tree, self.note, self.contests, self.report = tree, note, contests, report

    def check(self) -> None:
        for name, check in (("index.html", self.check_first), ("checkpoint.html", self.check_checkpoint),
                            ("changes/index.html", self.check_changes)):  # fmt: skip
            with self.report.named("page", name):
                check(Paper(self.tree, [self.tree / name], self.report))
        with self.report.named("page", "checkpoint.js"):
            self.check_script()
        for file in sorted((self.tree / "names").glob("*.js")):
            with self.report.named("page", f"names/{file.name}"):
                self.check_names(file)

    def check_first(self, paper: Paper) -> None:
        state = json.loads((self.tree / "state.json").read_bytes())
        paper.same("nama pemilu", paper.texts("h1"), [tidy(state["name"])])
        shown = [one for one in self.contests if 0 in one.places]
        paper.same("pemilihan", paper.texts("h2")[: 2 * len(shown) : 2], [tidy(one.name) for one in shown])
        paper.same_coverage([one.places[0]["numbers"] for one in shown], [not one.home for one in shown])
        forms = [
            [
                form
                for form in one.places.get(one.home, {}).get("forms", ())
                if form["in_force"] and not form["district"]
            ]
            for one in shown
        ]
        held = [(one, form) for one, found in zip(shown, forms, strict=True) for form in found]
        said = [one for one in paper.all("p") for way in one.parts().get("a", ()) if "/d-" in way.attributes["href"]]
        paper.same(
            "hasil", [[tidy(one.text()), one.parts()["a"][0].attributes["href"]] for one in said],
            [[self.result(one, form), f"{one.path_of(one.home).rpartition('/')[0]}/{form['file']}.html"]
             for one, form in held],
        )  # fmt: skip
        aid = [text for text in paper.texts("p") if text == AID]
        paper.same("kata-kata", aid, [] if forms and all(forms) else [AID])
        ways = [
            one for one in paper.all("p") for link in one.parts().get("a", ()) if "/kursi/" in link.attributes["href"]
        ]
        found = [[tidy(one.text()), *(link.attributes["href"] for link in one.parts()["a"])] for one in ways]
        briefs = [(each.code, brief_of(made)) for each in shown for made in each.determined if made["in_force"]]
        paper.same("kursi", found, [[tidy(f"Kursi {one['council']}: {got_seats(one)}"), f"{code}/{one['file']}.html"]
                                    for code, one in briefs])  # fmt: skip

    @staticmethod
    def result(contest: Contest, form: dict) -> str:
        """Return what the front page says of a D form that says all of a contest."""
        sums = form["sums"] or []
        valid = sum(sums[: len(contest.choices)])
        votes = ", ".join(f"{number:02d}: {figure(one)} ({share(one, valid)})"
                          for number, one in [*zip(contest.names, sums)][:6])  # fmt: skip # noqa: B905
        decided = f"{form['determined']['decision']}. " if form["determined"] else ""
        return tidy(f"{OFFICIAL[form['state']]} {decided}{form['form']}. {votes}")

    def statement(self) -> dict[str, object]:
        """Return what is signed, and with which key, as the pages tell it."""
        root = Checkpoint((self.tree / "log/checkpoint").read_text(encoding="utf-8")).root.hex()
        key = (self.tree / "log/key").read_text(encoding="utf-8").strip()
        return {"number": int(self.note.lines[2]), "made_at": self.note.lines[3], "log_size": int(self.note.lines[4]),
                "root": root, "key": key}  # fmt: skip

    def check_checkpoint(self, paper: Paper) -> None:
        said = self.statement()
        wanted = [
            str(said["number"]),
            str(said["made_at"])[:16],
            figure(int(str(said["log_size"]))),
            said["root"],
            said["key"],
        ]
        paper.same("titik periksa", paper.texts("dd.hash"), wanted)

    def check_script(self) -> None:
        where = "checkpoint.js"
        text = (self.tree / where).read_text(encoding="utf-8")
        begins, ends = "window.telusurCheckpoint = ", ";\n"
        if not (text.startswith(begins) and text.endswith(ends)):
            raise ValueError("bukan data titik periksa")
        made = json.loads(text[len(begins) : -len(ends)])
        for name, said in self.statement().items():
            if made[name] != said:
                self.report.differs("page", where, f"{name}: “{made[name]}”, yang ditandatangani “{said}”")

    def check_names(self, file: Path) -> None:
        """Hold the names and numbers that one can search for against the places of every contest."""
        where = f"names/{file.name}"
        found = re.fullmatch(
            r"window\.telusurNames\(([0-9]+), (\[.*\])\);\n", file.read_text(encoding="utf-8"), re.DOTALL
        )
        listed = {code: (name, *numbers) for code, name, *numbers in json.loads(found[2])}
        if found[1] != file.stem or any(str(code)[:2] != file.stem for code in listed):
            self.report.differs("page", where, "daftar nama ini memuat wilayah provinsi lain")
        for contest in self.contests:
            for code, made in contest.places.items():
                if str(code)[:2] != file.stem or len(str(code)) == 2:
                    continue
                name, *numbers = listed.get(code, ("(tidak ada)",))
                if name != made["name"]:
                    self.report.differs("page", where, f"{code}: “{name}”, di {contest.path_of(code)} “{made['name']}”")
                units = {one["code"] % 1000 for one in made.get("stations", ())}
                if not units <= numbered(numbers):
                    self.report.differs(
                        "page", where, f"{code}: TPS {numbers}, di {contest.path_of(code)} {sorted(units)}"
                    )

    def check_changes(self, paper: Paper) -> None:
        """Hold the page of changes against changes/recent.json, which is held against the feeds."""
        recent = json.loads((self.tree / "changes/recent.json").read_bytes())
        contests = {one.code: one for one in self.contests}
        room, wanted = 120, []
        for one in recent:
            told = one["told"][:room]
            room -= len(told)
            wanted.append(self.publication(contests, one, told))
        found = []
        for section in paper.all("section.card"):
            parts = section.parts()
            rows = [tidy(" | ".join(tidy(cell.text()) for cell in row.inside)) for row in parts.get("tr", ())[1:]]
            words = [tidy(each.text()) for kind in ("h2", "p", "h3", "li") for each in parts.get(kind, ())]
            found.append([*words, *rows])
        for number, (shown, said) in enumerate(zip_longest(found, wanted, fillvalue=[]), start=1):
            paper.same(f"bagian ke-{number}", shown, said)

    def publication(self, contests: dict[str, Contest], one: dict, told: list[dict]) -> list[str]:
        """Return what the page says of one publication: title, paragraphs, and a line for each station."""
        counted = sum(one["counted"].values())
        log = f"Buku besar: {figure(one['from_log_size'])} sampai {figure(one['log_size'])} catatan."
        paragraphs = [f"{log} Semua perubahan, JSON"]
        paragraphs += [self.nation(contests[code], numbers) for code, numbers in one["nation"].items() if numbers]
        titles, rows = [], []
        if told:
            titles = [f"TPS yang berubah: {figure(counted)}, yang turun: {figure(one['fell_count'])}"]
            rows = [self.change(contests[each["contest"]], each) for each in told]
            more = counted - len(told)
            said = f"dan {figure(more)} TPS lain, dalam berkas JSON terbitan ini"
            paragraphs += [said] if more > 0 else []
        elif counted:
            first = "Terbitan pertama: {} TPS." if one["initial"] else "TPS yang berubah: {}."
            paragraphs.append(first.format(figure(counted)))
        else:
            grown = figure(one["log_size"] - one["from_log_size"])
            more = f"; yang bertambah hanya buku besar: {grown} catatan" if not one.get("plenaries") else ""
            paragraphs.append(f"Tidak ada angka TPS yang berubah{more}.")
        held = [self.became(contests[each["contest"]], each) for each in one.get("plenaries", ())]
        return [f"Terbitan {one['number']}, {one['made_at'][:16]}", *paragraphs, *titles, *held, *rows]

    @staticmethod
    def became(contest: Contest, one: dict) -> str:
        """Return what the page says of a D form or a result."""
        place = contest.places.get(one["place"], {"name": one["place"]})["name"]
        said = f", {one['said']}" if one["said"] else ""
        return tidy(f"{HELD[one['act']]}: {place}, {contest.name}{said}. Catatan {one['entry']}.")

    @staticmethod
    def nation(contest: Contest, numbers: dict) -> str:
        valid = sum(numbers["sums"][: len(contest.choices)])
        votes = ", ".join(f"{number:02d}: {figure(one)} ({share(one, valid)})"
                          for number, one in [*zip(contest.names, numbers["sums"])][:6])  # fmt: skip # noqa: B905
        counted, whole, held = (figure(numbers[name]) for name in ("counted", "stations", "held"))
        return tidy(f"{contest.name}: {counted} dari {whole} TPS terhitung, {held} ditahan. {votes}")

    def change(self, contest: Contest, one: dict) -> str:
        units, village = one.get("stations", [one["station"]]), one["station"] // 1000
        name = contest.places.get(village, {"name": str(village)})["name"]
        was, now = (self.standing(one[side]) for side in ("before", "after"))
        cells = [f"{name} TPS {' + '.join(f'{code % 1000:03d}' for code in units)}",
                 now if was == now else f"{was} → {now}", self.numbers(contest, one), one["reason"]]  # fmt: skip
        return tidy(" | ".join(map(tidy, cells)))

    @staticmethod
    def standing(side: dict) -> str:
        if not side["standing"]:
            return "ditunjukkan bersama" if side["sums"] is not None else WAITS
        if side["folded"] and side["sums"] is None:
            return "ditunjukkan bersama unit lain, atau menunggunya"
        return STATES[side["standing"]]

    @staticmethod
    def numbers(contest: Contest, one: dict) -> str:
        before, after = one["before"]["sums"], one["after"]["sums"]
        if before is None and after is None:
            return ""
        width = len(before if after is None else after)
        words = [*(f"{number:02d}" for number in contest.names), "sah", "tidak sah", "seluruhnya"]
        words += ["suara calon"] * (width - len(words))
        said = [f"{word}: {figure(one)} → {figure(two)}" for word, one, two in
                zip(words, before or [None] * width, after or [None] * width, strict=True) if one != two]  # fmt: skip
        return "; ".join([*said[:8], *(["…"] if len(said) > 8 else [])])


def numbered(spans: list[str]) -> set[int]:
    """Return the numbers of the stations of a village, told as 1-22,901."""
    found: set[int] = set()
    for span in spans[0].split(",") if spans else ():
        first, _sign, last = span.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


# --- seats: what decrees determined, counted again from the votes


TELL = "seats.tell_election"
MOST_SEATS = 1000  # more than any council has
# The share of all valid votes that a party needs. Law: UU 7/2017 Pasal 414; of other days nothing is known here.
NEEDED = {"dpr": Fraction(1, 25), "dprd-provinsi": Fraction(0), "dprd-kabko": Fraction(0)}
KNOWN_FROM, KNOWN_UNTIL = "2017-08-16", "2029-01-01"
SEATS_TABLE = ["dapil", "urutan", "partai", "suara", "pembagi", "hasil_bagi", "nomor_urut", "nama", "suara_calon"]
TOLD_OF_SEATS = ("number", "decree", "decided_on", "ruling")


def named_alike(name: str) -> str:
    return " ".join(name.split()).casefold()


def canonical(made: object) -> bytes:
    return json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def ratio(said: str) -> Fraction:
    """Return what a fraction as text says. Raises: ValueError for anything longer than such a number is."""
    if not re.fullmatch(r"[0-9]{1,15}(/[0-9]{1,15}|\.[0-9]{1,6})?", said):
        raise ValueError(said)
    return Fraction(said)


def decimals(number: Fraction, digits: int, point: str) -> str:
    """Return a number with so many digits behind its point, halves rounded up; a whole one with none."""
    if number.denominator == 1:
        return str(number.numerator)
    ten = 10**digits
    scaled = (2 * number.numerator * ten + number.denominator) // (2 * number.denominator)
    return f"{scaled // ten}{point}{scaled % ten:0{digits}d}"


def brief_of(made: dict) -> dict:
    """Return what is told of a determination elsewhere."""
    said = made["statement"]
    return {name: made[name] for name in ("file", "in_force", "replaced_by", "entry")} | {
        name: said[name] for name in TOLD_OF_SEATS
    } | {"council": said["council"]["name"],
         "parties": [[one["name"], one["seats"]] for one in said["parties"] if one["seats"]]}  # fmt: skip


def given_in(made: dict, name: str) -> tuple[int, dict] | None:
    """Return the place of an electoral district in a determination, and what it says there."""
    for place, one in enumerate(made["statement"]["districts"], start=1):
        if named_alike(one["name"]) == named_alike(name):
            return place, one
    return None


class Sharing:
    """The seats of one electoral district, given again out of its votes. used: the decisions that it took."""

    def __init__(self, said: dict, one: dict) -> None:
        self.name, self.ties, self.seats = one["name"], said["ties"], one["seats"]
        self.votes = {party["name"]: number for party, number in zip(said["parties"], one["votes"], strict=True)}
        self.passing = sorted(party["name"] for party in said["parties"] if party["passes"])
        self.lists = {listed["party"]: listed["candidates"] for listed in one["lists"]}
        steps = [said["terms"].get(name) for name in ("first", "second", "step")]
        self.steps = [*map(ratio, steps)] if all(steps) else []
        self.total = sum(self.votes[party] for party in self.passing)
        self.used: set[int] = set()
        self.faults: list[str] = []
        if not 0 <= self.seats <= MOST_SEATS:
            raise ValueError(f"{self.seats} kursi")

    def divisor(self, held: int) -> Fraction:
        first, second, step = self.steps
        return first if held == 0 else second + (held - 1) * step

    def claim(self, party: str, held: int) -> Fraction:
        if self.steps:
            return self.votes[party] / self.divisor(held)
        return Fraction(self.votes[party] * self.seats, self.total) - held

    def given(self) -> list[dict]:
        """Return every seat, in order, as a determination says it."""
        order = self.order()
        people = {party: self.elected(party, sum(party == one[0] for one in order)) for party in self.lists}
        held, found = dict.fromkeys(self.votes, 0), []
        for place, (party, claim, drawn) in enumerate(order, start=1):
            own = people.get(party, [])
            person, chosen = own[held[party]] if held[party] < len(own) else (None, None)
            divisor = str(self.divisor(held[party])) if self.steps else ""
            found.append({"order": place, "party": party, "votes": self.votes[party], "divisor": divisor,
                          "claim": str(claim), "drawn": drawn, "candidate": person, "chosen": chosen})  # fmt: skip
            held[party] += 1
        return found

    def order(self) -> list[tuple[str, Fraction, int | None]]:
        """Return the party of each seat with the claim that won it, and the decision, where equals claimed it."""
        held, found = dict.fromkeys(self.passing, 0), []
        while len(found) < self.seats and self.total:
            claims = {party: self.claim(party, held[party]) for party in self.passing}
            best, left, drawn = max(claims.values()), self.seats - len(found), None
            equal = [party for party in self.passing if claims[party] == best]
            if len(equal) > left:
                drawn = self.decision("", equal, left, str(best))
                equal = [party for party in equal if drawn is not None and party in self.ties[drawn]["chosen"]]
            if not equal:
                break
            for party in equal:
                found.append((party, best, drawn))
                held[party] += 1
        return found

    def elected(self, party: str, seats: int) -> list[tuple[dict, int | None]]:
        """Return who takes a party's seats by their own votes, each with the decision that chose him."""
        ranked = sorted(self.lists[party], key=lambda each: (-each["votes"], each["number"]))
        people = [{name: each[name] for name in ("number", "name", "votes")} for each in ranked]
        if not 0 < seats < len(people) or people[seats - 1]["votes"] > people[seats]["votes"]:
            return [(each, None) for each in people[:seats]]
        last = people[seats]["votes"]
        sure = [each for each in people if each["votes"] > last]
        equal = {str(each["number"]): each for each in people if each["votes"] == last}
        chosen = self.decision(party, [*equal], seats - len(sure), str(last))
        taken = [each for name, each in equal.items() if chosen is not None and name in self.ties[chosen]["chosen"]]
        return [(each, None) for each in sure] + [(each, chosen) for each in taken]

    def decision(self, party: str, equal: list[str], seats: int, claim: str) -> int | None:
        """Return which decision is about this very tie; None, and a fault, where none is, or none in words."""
        for place, one in enumerate(self.ties):
            mine = (one["district"], one["party"], sorted(one["claimants"]), one["seats"], one["claim"])
            said = len(one["chosen"]) == seats and set(one["chosen"]) <= set(equal) and one["ground"] and one["minutes"]
            if mine == (self.name, party, sorted(equal), seats, claim) and said:
                self.used.add(place)
                return place
        self.faults.append(f"{self.name}: {claim} sama bagi {party} {equal}, tanpa putusan pleno")
        return None


class Seats:
    """The seats of a contest: every determination of the log is there, and follows from its votes by this program's own
    count; the votes are those of the D forms and polling stations of that moment."""

    def __init__(self, contest: Contest, forms: Forms) -> None:
        self.of, self.forms, self.report = contest, forms, contest.report
        self.made: dict[str, dict] = {}

    def check(self) -> None:
        for file in sorted((self.of.tree / self.of.code / "kursi").rglob("*.json")):
            if file.name != "manifest.json":
                where = file.relative_to(self.of.tree / self.of.code).as_posix()
                with self.report.named("seats", f"{self.of.code}/{where}"):
                    self.made[where.removesuffix(".json")] = json.loads(file.read_bytes())
        told = self.told()
        for way in sorted(told.keys() - self.made.keys()):
            self.report.differs("missing", f"{self.of.code}/{way}.json", "penetapan kursi dalam buku besar tidak ada")
        for way in sorted(self.made.keys() - told.keys()):
            self.differs(way, "penetapan ini tidak ada dalam buku besar")
        for way in [way for way in told if way in self.made]:
            self.report.saw("determinations")
            with self.report.named("seats", f"{self.of.code}/{way}.json"):
                self.check_one(way, self.made[way], *told[way])
                self.of.determined.append(self.made[way])
        self.check_ways()

    def differs(self, way: str, what: str) -> None:
        self.report.differs("seats", f"{self.of.code}/{way}.json", what[:400])

    def told(self) -> dict[str, tuple[Entry, str]]:
        """Return by its way in the tree the entry that commits to each determination, and what took its place."""
        found = {}
        for council in self.of.log.subjects("council"):
            entries = [one for one in self.of.log.about("council", council, self.of.code) if one.act == TELL]
            ways = [f"kursi/{council}/penetapan-{one.facts['number']}" for one in entries]
            found |= dict(zip(ways, zip(entries, [*ways[1:], ""], strict=True), strict=False))
        return found

    def check_one(self, way: str, made: dict, entry: Entry, later: str) -> None:
        said = made["statement"]
        council, basis = said["council"], said["basis"]
        digest = sha(canonical(said))
        votes = {"votes": basis["files"]["votes"]["sha256"]} if basis["log_size"] is None else {
            "log_size": basis["log_size"], "log_root": basis["log_root"]}  # fmt: skip
        own = f"kursi/{council['office']}-{council['slug']}/penetapan-{said['number']}"
        same = {
            "isinya (sha256)": digest == entry.facts["sha256"] == made["sha256"],
            "tempatnya": made["file"] == way == own,
            "catatannya": made["entry"] == entry.index,
            "keputusannya": [said[name] for name in TOLD_OF_SEATS]
            == [entry.facts.get(name, "") for name in TOLD_OF_SEATS],
            "asal suaranya": {name: entry.facts.get(name) for name in votes} == votes,
            "berlakunya": (made["in_force"], made["replaced_by"], made["official"]) == (not later, later, True),
            "pemilihannya": (made["election"], made["contest"]) == (self.of.log.election, self.of.code),
        }
        for name in (name for name, one in same.items() if not one):
            self.differs(way, f"{name} lain dari buku besar")
        checks = (self.check_threshold, self.check_corrections, self.check_sums, self.check_votes, self.check_table)
        for check in checks:
            with self.report.named("seats", f"{self.of.code}/{way}.json"):
                check(way, made)
        used: set[int] = set()
        for one in said["districts"]:
            with self.report.named("seats", f"{self.of.code}/{way}.json"):
                used |= self.check_district(way, said, one)
        if used != set(range(len(said["ties"]))):
            self.differs(way, "ada putusan tentang hasil yang sama yang tidak memutuskan apa pun")

    # --- counted again

    def check_threshold(self, way: str, made: dict) -> None:
        said, council = made["statement"], made["statement"]["council"]
        terms, base = said["terms"], sum(one["votes"] for one in said["parties"])
        threshold = ratio(terms["threshold"])
        if KNOWN_FROM <= council["voted_on"] < KNOWN_UNTIL:
            law = (NEEDED.get(council["kind"]), ("1", "3", "2"))
            if (threshold, tuple(terms.get(name) for name in ("first", "second", "step"))) != law:
                self.differs(way, f"ambang batas {terms['threshold']} atau pembaginya bukan yang berlaku")
        if (terms["base"], ratio(terms["needed"])) != (base, threshold * base):
            self.differs(way, f"ambang batas dari {terms['base']} suara, dijumlah ulang {base}")
        for one in said["parties"]:
            if one["passes"] != (one["votes"] >= threshold * base):
                self.differs(way, f"{one['name']} dikatakan {'lolos' if one['passes'] else 'tidak lolos'} ambang batas")

    def check_sums(self, way: str, made: dict) -> None:
        said = made["statement"]
        for place, one in enumerate(said["parties"]):
            votes = sum(district["votes"][place] for district in said["districts"])
            seats = sum(seat["party"] == one["name"] for district in said["districts"] for seat in district["given"])
            if (votes, seats) != (one["votes"], one["seats"]):
                text = f"{one['name']}: {one['votes']} suara dan {one['seats']} kursi"
                self.differs(way, f"{text}, dijumlah ulang {votes} dan {seats}")

    def check_corrections(self, way: str, made: dict) -> None:
        """Hold every cell that was corrected against the last correction of it."""
        said = made["statement"]
        names = [one["name"] for one in said["parties"]]
        for (district, column), one in self.corrected(said).items():
            found = given_in(made, district)
            if not found or (column not in names and column not in {"alokasi_kursi", "dpt"}):
                self.differs(way, f"koreksi {district}, {column}: sel itu tidak ada")
            elif column != "dpt":
                value_ = found[1]["seats"] if column == "alokasi_kursi" else found[1]["votes"][names.index(column)]
                if value_ != one["becomes"]:
                    self.differs(way, f"{district}, {column}: dikoreksi menjadi {one['becomes']}, dihitung {value_}")

    @staticmethod
    def corrected(said: dict) -> dict[tuple[str, str], dict]:
        return {(one["district"], one["column"]): one for one in said["corrections"]}

    def check_district(self, way: str, said: dict, one: dict) -> set[int]:
        """Hold each seat of a district against those given again; return which decisions between equals that took."""
        self.report.saw("seats", len(one["given"]))
        again = Sharing(said, one)
        for seat, other in zip_longest(one["given"], again.given()):
            if seat != other:
                again.faults.append(f"{one['name']}: {seat}, dihitung ulang {other}")
                break
        if len(one["given"]) != one["seats"]:
            again.faults.append(f"{one['name']}: {one['seats']} kursi, yang diberikan {len(one['given'])}")
        for words in again.faults:
            self.differs(way, words)
        return again.used

    # --- held against the votes

    def check_votes(self, way: str, made: dict) -> None:
        """Hold the votes of a determination against what plenaries determined, and against the D forms and polling
        stations of each district when the log had the size that it names."""
        said = made["statement"]
        basis, numbers = said["basis"], {name: number for number, name in self.of.names.items()}
        if basis["log_size"] is None:
            self.report.left(f"{self.of.code}/{way}: suaranya dari berkas, yang hanya diketahui sidiknya")
            return
        size = basis["log_size"]
        roots = roots_at(map(leaf_of, self.of.log.entries[:size]), {size})
        if size > made["entry"] or roots.get(size, b"").hex() != basis["log_root"]:
            self.differs(way, "akar buku besar suaranya lain dari buku besar")
        if {one["name"] for one in said["parties"]} - numbers.keys():
            self.differs(way, "ada partai yang bukan peserta pemilihan ini")
            return
        self.check_determined(way, said, numbers)
        codes = {name: code for code, name in self.of.titles.items()}
        if sorted(one["name"] for one in said["districts"]) != sorted(codes):
            self.differs(way, "daerah pemilihannya lain dari contest.json")
            return
        for one in said["districts"]:
            code = codes[one["name"]]
            if one["seats"] != self.of.seats[code] and (one["name"], "alokasi_kursi") not in self.corrected(said):
                self.differs(way, f"{one['name']}: {one['seats']} kursi, menurut contest.json {self.of.seats[code]}")
            self.check_people(way, one, code)
            found = self.votes_at(code, size)
            if found is None:
                text = f"{self.of.code}/{way}: suara {one['name']} tidak dapat dijumlah ulang, ada unit yang tertutup"
                self.report.left(text)
            else:
                self.check_found(way, said, one, found, numbers)

    def check_determined(self, way: str, said: dict, numbers: dict[str, int]) -> None:
        """Hold the votes of parties against the D forms that were determined."""
        whole: dict[str, int] = {}
        for index in said["basis"]["results"]:
            form = next((one for one in self.forms.made.values()
                         if one["determined"] and one["determined"]["entry"] == index), None)  # fmt: skip
            if form is None:
                self.differs(way, f"hasil yang ditetapkan pada catatan {index} tidak ada sebagai formulir D")
                return
            if form["total"] is None:
                self.report.left(f"{self.of.code}/{way}: hasil pada catatan {index} tertutup")
                return
            cells = dict(zip(form["fields"], form["total"], strict=True))
            whole |= {name: whole.get(name, 0) + value(cells.get(self.field_of(numbers[name]))) for name in numbers}
        for one in said["parties"]:
            if one["votes"] != whole.get(one["name"], 0):
                text = f"{one['name']}: {one['votes']} suara, yang ditetapkan formulir D {whole.get(one['name'], 0)}"
                self.differs(way, text)

    def field_of(self, number: int) -> str:
        return dict(zip(self.of.names, self.of.choices, strict=True))[number]

    def check_people(self, way: str, one: dict, code: str) -> None:
        """Hold who stands on the lists of a determination against those that the log committed to."""
        wanted = [(self.of.names[each["number"]], who["number"], who["name"], who["sex"])
                  for each in self.of.lists[code] for who in each["candidates"]]  # fmt: skip
        found = [(listed["party"], who["number"], who["name"], who["sex"])
                 for listed in one["lists"] for who in listed["candidates"]]  # fmt: skip
        if not any(sex for *_rest, sex in found):  # told only where it is known of everybody
            wanted = [(*rest, "") for *rest, _sex in wanted]
        strange = set(found) ^ set(wanted)
        if strange:
            self.differs(way, f"{one['name']}: calon {min(strange)} tidak sama dengan daftarnya")

    def check_found(self, way: str, said: dict, one: dict, found: dict[str, int], numbers: dict[str, int]) -> None:
        """Hold the votes of a district, of parties and of candidates, against those found."""
        corrected = self.corrected(said)
        for party, votes in zip((each["name"] for each in said["parties"]), one["votes"], strict=True):
            again, change = found.get(self.field_of(numbers[party]), 0), corrected.get((one["name"], party))
            if (votes if change is None else change["was"]) != (again if change is None else str(again)):
                self.differs(way, f"{one['name']}, {party}: {votes} suara, menurut formulir D dan TPS {again}")
        for listed in one["lists"]:
            for who in listed["candidates"]:
                again = found.get(f"calon_{numbers[listed['party']]}_{who['number']}", 0)
                if who["votes"] != again:
                    text = f"{one['name']}, {listed['party']} nomor {who['number']}: {who['votes']} suara"
                    self.differs(way, f"{text}, menurut formulir D dan TPS {again}")

    def votes_at(self, code: str, size: int) -> dict[str, int] | None:
        """Return the votes in an electoral district when the log had this size: of the D forms that read polling
        stations, and of those stations that none of them reads. None where some of them are closed."""
        newest: dict[int, dict] = {}
        for form in self.forms.made.values():
            at = [one["index"] for one in form["acts"] if one["act"] == "plenaries.publish" and one["index"] < size]
            if form["reads_stations"] and form["district"] == code and at:
                newest[form["code"]] = max(newest.get(form["code"], form), form, key=lambda one: one["number"])
        whole: dict[str, int] = {}
        read: set[int] = set()
        for form in newest.values():
            if form["sums"] is None:
                return None
            read |= {unit for column in form["columns"] for unit in column["units"]}
            for field, cell in zip(form["fields"], form["total"], strict=True):
                whole[field] = whole.get(field, 0) + value(cell)
        for station, one in self.of.stations.items():
            if one.get("district") == code and station not in read:
                cells = self.cells_at(one, size)
                if cells is None:
                    return None
                for field, cell in cells.items():
                    whole[field] = whole.get(field, 0) + value(cell)
        return whole

    def cells_at(self, one: dict, size: int) -> dict | None:
        """Return what counted of a polling station when the log had this size; None where that is closed."""
        if Shown.is_apart(one):
            return None
        force = [event for event in one["events"] if event["index"] < size
                 and json.loads(self.of.log.lines(event["index"])[8]).get("in_force") is True]  # fmt: skip
        if not force or json.loads(self.of.log.lines(force[-1]["index"])[8])["votes"] not in COUNTED:
            return {}
        if "content" not in force[-1]:
            return None
        return dict(zip(self.of.fields_of(one), map(unworded, force[-1]["content"].split(",")), strict=True))

    # --- its table, and the ways to it

    def check_table(self, way: str, made: dict) -> None:
        path = f"{self.of.code}/{way}.csv"
        try:
            found = list(csv.reader(io.StringIO((self.of.tree / path).read_text(encoding="utf-8"))))
        except OSError:
            self.report.differs("missing", path, "tabel kursinya tidak ada")
            return
        wanted = [SEATS_TABLE]
        for one in made["statement"]["districts"]:
            for seat in one["given"]:
                person = seat["candidate"] or {"number": "", "name": "", "votes": ""}
                texts = [guarded(text) for text in (one["name"], seat["party"], person["name"])]
                claim = decimals(ratio(seat["claim"]), 6, ".")
                wanted.append([texts[0], str(seat["order"]), texts[1], str(seat["votes"]), seat["divisor"], claim,
                               str(person["number"]), texts[2], str(person["votes"])])  # fmt: skip
        if found != wanted:
            self.differs(way, "tabel kursinya (CSV) lain dari isinya")

    def check_ways(self) -> None:
        """Hold what places and electoral districts say of seats against the determinations."""
        briefs = [brief_of(one) for one in self.of.determined]
        for code, place in self.of.places.items():
            wanted = briefs if code == (self.of.home or 0) else []
            if place.get("seats", []) != wanted:
                self.report.differs("seats", self.of.path_of(code), "kursi yang disebut di sini lain dari penetapannya")
        for code, name in self.of.titles.items():
            where = f"{self.of.code}/dapil/{code}.json"
            if (self.of.tree / where).exists():
                with self.report.named("seats", where):
                    said = json.loads((self.of.tree / where).read_bytes()).get("determined", [])
                    wanted = [one for made in self.of.determined for one in [self.in_district(made, name)] if one]
                    if [{key: one[key] for key in one if key != "page"} for one in said] != wanted:
                        self.report.differs("seats", where, "kursi yang disebut di sini lain dari penetapannya")

    @staticmethod
    def in_district(made: dict, name: str) -> dict | None:
        found = given_in(made, name)
        if found is None:
            return None
        told = {key: one for key, one in brief_of(made).items() if key != "parties"}
        given = [{"party": seat["party"], "candidate": seat["candidate"] and seat["candidate"]["name"]}
                 for seat in found[1]["given"]]  # fmt: skip
        return told | {"place": found[0], "given": given}


# --- what plenaries said: D forms, and C against D


TOLD = {f"plenaries.{act}" for act in (
    "open", "print_final", "upload_scan", "publish", "determine", "record_dispute", "record_upholding",
    "record_overturning")}  # fmt: skip
ORDER = ("published", "disputed", "overturned", "determined", "upheld")
BRIEF = ("file", "form", "number", "district", "district_name", "in_force", "state", "minutes", "ground", "replaced_by",
         "published_at", "sums", "gaps", "determined", "challenged")  # fmt: skip


class Forms:
    """The D forms of a contest: columns added up, and held against the log and against what they were read from."""

    def __init__(self, contest: Contest) -> None:
        self.of, self.report = contest, contest.report
        self.made: dict[str, dict] = {}
        self.column_of: dict[int, tuple[str, dict]] = {}

    def check(self) -> None:
        for file in sorted((self.of.tree / self.of.code).rglob("d-*.json")):
            where = file.relative_to(self.of.tree).as_posix()
            try:
                made = json.loads(file.read_bytes())
                self.made[where.removesuffix(".json")] = made
                if where != self.way(made["code"], made["file"]) + ".json":
                    self.differs(where, f"berkas ini tentang formulir D {made['file']} wilayah {made['code']}")
            except (ValueError, KeyError, TypeError):
                self.differs(where, "bukan formulir D")
        for where, made in list(self.made.items()):
            self.report.saw("D forms")
            try:
                self.check_log(where, made)
                self.check_papers(where, made)
                self.check_words(where, made)
                if made["sums"] is not None:
                    self.check_sum(where, made)
                    self.check_sources(where, made)
                    self.check_stations(where, made)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                self.differs(f"{where}.json", f"tidak terbaca: {type(error).__name__} {error}")
        self.check_places()

    def way(self, code: int, file: str) -> str:
        return self.of.path_of(code).removesuffix("data.json") + file

    def differs(self, where: str, what: str, kind: str = "official") -> None:
        self.report.differs(kind, where, what)

    def entry(self, where: str, index: int, act: str, *plenaries: int) -> dict | None:
        """Return the facts of an entry of the log about one of these; None, and a difference, where it is another."""
        lines = self.of.log.lines(index)
        if lines[3:5] != [act, "plenary"] or lines[5] not in map(str, plenaries):
            self.differs(where, f"catatan {index} bukan {act} tentang pleno {plenaries[0]}", "event")
            return None
        return json.loads(lines[8])

    def check_log(self, where: str, made: dict) -> None:
        file, plenary = f"{where}.json", made["plenary"]
        facts: dict[str, dict] = {}
        for one in made["acts"]:
            self.report.saw("plenary entries")
            facts[one["act"].removeprefix("plenaries.")] = self.entry(file, one["index"], one["act"], plenary) or {}
        published, opened, digests = facts.get("publish", {}), facts.get("open", {}), made["digests"]
        told = [(one.index, one.act, one.minute, why(one.facts)) for one in
                self.of.log.about("plenary", plenary, self.of.code) if one.act in TOLD]  # fmt: skip
        same = {
            "acts": told == [tuple(one[name] for name in ("index", "act", "minute", "said")) for one in made["acts"]],
            "digests.public": digests.get("public") == published.get("digest"),
            "digests.scan": digests.get("scan") == published.get("scan"),
            "digests.final": digests.get("final") == facts.get("print_final", {}).get("digest"),
            # The log's clock never goes back, so that it may be later than the one of who published.
            "published_at": any(made["published_at"] <= at for _, act, at, _ in told if act == "plenaries.publish"),
            "signatures, corrections, objections": self.proceedings(made) == published.get("proceedings"),
            "minutes": made["minutes"] == opened.get("minutes"),
            "ground": made["ground"] == (opened.get("ground") or ""),
            "number": (made["number"], made["code"]) == (opened.get("number"), opened.get("place") or 0),
            "district": made["district"] == opened.get("district", ""),
            "challenged": made["challenged"] == self.challenge_by(facts),
            "official": made["official"] is False,  # what is official stands beside the place
            "paper": made["paper"] == (f"{made['file']}.pdf" if made["sums"] else None),
        }
        for name in (name for name, one in same.items() if not one):
            self.differs(file, f"{name} lain dari buku besar")
        if made["sums"] is not None:
            values = [-2 if one is None else -1 if one == "x" else one for one in made["total"]]
            if sha(struct.pack(f"<{len(values)}i", *values)) != facts.get("print_final", {}).get("totals"):
                self.differs(file, "jumlah akhir lain dari yang dicatat buku besar ketika formulir dicetak")
        decided = made["determined"]
        if decided:
            said = self.entry(file, decided["entry"], "plenaries.determine", plenary) or {}
            if [said.get(name) or "" for name in ("decision", "decided_on", "ruling")] != [
                decided[name] for name in ("decision", "decided_on", "ruling")
            ]:
                self.differs(file, "penetapannya lain dari buku besar")
        if bool(decided) != (made["state"] != "published") or self.state_by(facts) != made["state"]:
            self.differs(file, f"keadaan {made['state']} tidak menurut buku besar")
        earlier = {one["plenary"] for one in self.made.values() if self.is_before(one, made)}
        for one in made["corrections"]:
            said = self.entry(file, one["entry"], "plenaries.correct_unit", plenary, *earlier) or {}
            if any(said.get(name) != one[name] for name in ("unit", "reason", "evidence")):
                self.differs(file, f"pembetulan unit {one['unit']} lain dari buku besar")

    @staticmethod
    def proceedings(made: dict) -> str:
        """Return the digest of who signed, and of what was objected to and corrected, as the log has it."""
        said = {
            "code": made["code_of_form"],
            "signatures": [[one[name] for name in ("seat", "place", "given", "reason")] for one in made["signatures"]],
            "corrections": [
                [one[name] for name in ("unit", "fields", "reason", "evidence", "entry")] for one in made["corrections"]
            ],
            "objections": made["objections"],
        }
        return sha(json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())

    def check_words(self, where: str, made: dict) -> None:
        """Hold names and labels against the description of the contest, and what the code signs against the form."""
        file, of = f"{where}.json", self.of
        for one in made["signatures"]:
            if one["whose"] != (of.names.get(one["place"]) if one["seat"] == "witness" else ""):
                self.differs(file, f"saksi {one['place']} dikatakan dari “{one['whose']}”")
        if made["fields"] != of.forms[made["district"]]:
            self.differs(file, "isiannya lain dari contest.json")
        if made["code"] in of.places and made["name"] != of.places[made["code"]]["name"]:
            said = of.places[made["code"]]["name"]
            self.differs(file, f"wilayahnya dinamai “{made['name']}”, di data.json “{said}”")
        people = {each["field"]: f"{one['number']}.{each['number']} {each['name']}"
                  for one in of.lists.get(made["district"], ()) for each in one["candidates"]}  # fmt: skip
        lists = {f"{kind}_{number}" for number in of.names for kind in ("suara", "partai")}
        for field, label in made["labels"].items():
            name = of.names.get(int(field.rpartition("_")[2])) if field in lists else None
            wanted = f"{field.rpartition('_')[2]}. {name}" if name else of.labels.get(field, label)
            wanted = people.get(field, wanted)
            if label != wanted and not (of.votes and name and label.startswith(f"{wanted}: ")):
                self.differs(file, f"nama isian {field} lain dari contest.json")
        if made["sums"] is None:
            return
        note = Note(made["note"])
        check_signature(note, of.key, file, self.report)
        level = json.loads(of.log.lines(made["acts"][0]["index"])[8])["level"]
        subject = f"{of.log.election}/{of.code}/{level}/{made['code']}/{made['number']}"
        if note.lines[:5] != ["telusur/d-hasil/v1", made["form"], subject, made["minutes"], made["code_of_form"]]:
            self.differs(file, "kata-kata yang ditandatangani pada kodenya lain dari formulirnya")
        total = dict(zip(made["fields"], made["total"], strict=True))
        numbers = sorted(word(total[field]) for field in made["labels"])
        if not note.lines[5].startswith("sha256:") and sorted(note.lines[5].split(",")) != numbers:
            self.differs(file, "angka yang ditandatangani pada kodenya lain dari jumlah akhir")

    @staticmethod
    def is_before(one: dict, made: dict) -> bool:
        """Return whether a form is an earlier edition, whose corrections a later one takes over."""
        return (one["code"], one["district"]) == (made["code"], made["district"]) and one["number"] < made["number"]

    @staticmethod
    def state_by(facts: dict) -> str:
        """Return how far a form has come by the acts of the log about it."""
        steps = (("record_overturning", "overturned"), ("record_upholding", "upheld"), ("record_dispute", "disputed"),
                 ("determine", "determined"))  # fmt: skip
        return next((state for act, state in steps if act in facts), "published")

    @staticmethod
    def challenge_by(facts: dict) -> dict | None:
        """Return what became of a result at the Constitutional Court by the acts of the log about it."""
        if "record_dispute" not in facts:
            return None
        ruled = facts.get("record_upholding") or facts.get("record_overturning") or {}
        return {"registration": facts["record_dispute"]["registration"], "ruling": ruled.get("ruling", ""),
                "changed": "record_overturning" in facts}  # fmt: skip

    def check_papers(self, where: str, made: dict) -> None:
        if not (self.of.tree / f"{where}.html").exists():
            self.differs(f"{where}.html", "halaman formulir D tidak ada", "missing")
        if made["paper"]:
            try:
                content = (self.of.tree / f"{where}.pdf").read_bytes()
            except OSError:
                self.differs(f"{where}.pdf", "salinan umum formulir D tidak ada", "missing")
                return
            if sha(content) != made["digests"]["public"]:
                self.differs(f"{where}.pdf", "bukan salinan umum yang dicatat buku besar")

    def check_sum(self, where: str, made: dict) -> None:
        total, gaps = [None] * len(made["fields"]), [0] * len(made["fields"])
        for column in made["columns"]:
            own = column.get("gaps") or [int(cell is None) for cell in column["values"]]
            for place, (cell, gap) in enumerate(zip(column["values"], own, strict=True)):
                gaps[place] += gap
                if cell is not None:
                    total[place] = (total[place] or 0) + value(cell)
        said = [None if cell is None else value(cell) for cell in made["total"]]
        for name, one, other in zip(made["fields"], said, total, strict=True):
            if one != other:
                self.differs(f"{where}.json", f"{name}: jumlah akhir {one}, dijumlah ulang {other}", "sum")
        if gaps != made["total_gaps"]:
            self.differs(f"{where}.json", "isian yang kurang tidak sama dengan yang dijumlah ulang", "sum")
        at = {name: place for place, name in enumerate(made["fields"])}
        if [said[at[name]] for name in self.of.summed if name in at] != [
            one for name, one in zip(self.of.summed, made["sums"], strict=True) if name in at
        ]:
            self.differs(f"{where}.json", "angka ringkasnya lain dari jumlah akhir", "sum")

    def check_sources(self, where: str, made: dict) -> None:
        """Hold each column that was read from another D form against the final sum of that form."""
        for column in made["columns"]:
            read = self.as_read(where, made, column)
            if "from" not in column:
                if read and len(column["units"]) == 1:
                    self.check_read_station(where, made, column["units"][0], read)
                continue
            below = self.made.get(column["from"])
            if below is None:
                self.differs(f"{where}.json", f"formulir {column['from']} yang dibacanya tidak ada", "missing")
            elif read and below["total"] is not None and plain(below["total"]) != plain(read):
                self.differs(
                    f"{where}.json", f"kolom {column['units'][0]} lain dari {column['from']}, tanpa pembetulan"
                )

    def as_read(self, where: str, made: dict, column: dict) -> list | None:
        """Return a column without its corrections, what its form said; None where a corrected cell stays closed."""
        cells = dict(zip(made["fields"], column["values"], strict=True))
        for one in reversed([one for one in made["corrections"] if one["unit"] in column["units"]]):
            if not one["cells"]:
                return None
            if sorted(one["cells"]) != one["fields"]:
                self.differs(f"{where}.json", f"isian yang dibetulkan pada unit {one['unit']} tidak sama")
            for field, (was, now) in one["cells"].items():
                if word(cells[field]) != now:
                    self.differs(f"{where}.json", f"{field} unit {one['unit']} dibetulkan menjadi {now}, kolomnya lain")
                cells[field] = unworded(was)
        return list(cells.values())

    def check_read_station(self, where: str, made: dict, code: int, read: list) -> None:
        """Hold what a corrected polling station's form said against the entry in force before its first correction."""
        first = next((one for one in made["corrections"] if one["unit"] == code), None)
        held = self.of.stations.get(code)
        if first is None or held is None:
            return
        corrected = json.loads(self.of.log.lines(first["entry"])[8])["event"]
        before = [event for event in held["events"] if event["index"] < corrected
                  and json.loads(self.of.log.lines(event["index"])[8]).get("in_force") is True]  # fmt: skip
        opened = before[-1].get("content") if before else ",".join([""] * len(read))
        if opened is not None and [unworded(cell) for cell in opened.split(",")] != read:
            self.differs(f"{where}.json", f"TPS {code}: yang dibaca sebelum dibetulkan lain dari catatannya")

    def check_stations(self, where: str, made: dict) -> None:
        """Hold each column of polling stations against what the tree says of them now, where the form is in force."""
        if not made["reads_stations"]:
            return
        at = {name: place for place, name in enumerate(made["fields"])}
        listed: set[int] = set()
        for column in made["columns"]:
            votes = [value(column["values"][at[name]]) for name in self.of.summed]
            if max(sum(votes[: len(self.of.choices)]), votes[-3] + votes[-2], votes[-1]) < self.of.least:
                self.differs(
                    f"{where}.json", f"kolom {column['units']} ditunjukkan dengan terlalu sedikit suara", "fold"
                )
            listed |= set(column["units"])
            if made["in_force"]:
                self.column_of |= dict.fromkeys(column["units"], (where, column))
                self.check_settled(where, column, votes)
        text = str(made["code"])
        if made["in_force"] and not made["district"]:
            for code in sorted({one for one in self.of.stations if str(one).startswith(text)} ^ listed):
                self.differs(f"{where}.json", f"TPS {code} tidak ada pada formulir D atau tidak ada di wilayahnya")

    def check_settled(self, where: str, column: dict, votes: list[int]) -> None:
        stations = [self.of.stations.get(code) for code in column["units"]]
        if not all(one and one["standing"] == "settled" for one in stations):
            return
        if len(stations) == 1:
            if stations[0]["cells"] is not None and stations[0]["cells"] != column["values"]:
                self.differs(f"{where}.json", f"TPS {column['units'][0]}: kolomnya lain dari angka di kelurahannya")
            elif stations[0]["cells"] is None:
                self.differs(f"{where}.json", f"TPS {column['units'][0]} ditunjukkan sendiri hanya di sini", "fold")
            return
        groups = self.of.places.get(column["units"][0] // 1000, {}).get("groups", ())
        sums = [group["numbers"]["sums"] for group in groups if group["stations"] == column["units"]]
        if sums and sums[0] != votes:
            self.differs(f"{where}.json", f"gabungan {column['units']}: kolomnya lain dari angka di kelurahannya")

    def check_places(self) -> None:
        """Hold what stands beside a place's numbers, and beside its rows, against the forms themselves."""
        named = set()
        for code, place in self.of.places.items():
            where = self.of.path_of(code)
            for brief in place["forms"]:
                way = self.way(code, brief["file"])
                named.add(way)
                form = self.made.get(way)
                if form is None:
                    self.differs(where, f"formulir {way} tidak ada", "missing")
                elif any(form[name] != brief[name] for name in BRIEF):
                    self.differs(where, f"yang dikatakan tentang {way} lain dari formulirnya")
            if place["official"] != bool(self.standing(place)):
                self.differs(where, "dikatakan resmi tanpa formulir D yang berlaku, atau sebaliknya")
            if "stations" in place and sorted(place["settled_by"]) != self.settling(code):
                self.differs(where, f"dikatakan dipastikan oleh {place['settled_by']}, formulirnya lain")
            for row in place.get("rows", ()):
                below = self.of.places.get(row["codes"][0], {"forms": ()})
                if len(row["codes"]) == 1 and row["official"] != self.standing(below):
                    self.differs(where, f"tanda resmi baris {row['codes'][0]} lain dari wilayahnya")
        for way in sorted(self.made.keys() - named):
            self.differs(f"{way}.json", "formulir ini tidak disebut di wilayahnya")

    def settling(self, village: int) -> list[str]:
        """Return the D forms in force that read the polling stations of a village."""
        return sorted(way for way, form in self.made.items() if form["in_force"] and form["reads_stations"]
                      and str(village).startswith(str(form["code"] or "")))  # fmt: skip

    @staticmethod
    def standing(place: dict) -> str:
        return min((one["state"] for one in place["forms"] if one["in_force"]), key=ORDER.index, default="")


class Comparison:
    """C against D: every row reckoned again from the D forms and from the entries of the log."""

    def __init__(self, contest: Contest, forms: Forms) -> None:
        self.of, self.forms, self.report = contest, forms, contest.report
        described = json.loads((contest.tree / contest.code / "contest.json").read_bytes())
        self.field_of = {choice["number"]: choice["field"] for choice in described["choices"]}
        self.made: dict[int, dict] = {}
        self.closed = [(one["code"], one["district"], way) for way, one in forms.made.items()
                       if one["in_force"] and one["reads_stations"] and one["sums"] is None]  # fmt: skip

    def check(self) -> None:
        for file in sorted((self.of.tree / self.of.code).rglob("c-d.json")):
            where = file.relative_to(self.of.tree).as_posix()
            try:
                made = json.loads(file.read_bytes())
                self.made[made["code"]] = made
                if where != self.forms.way(made["code"], "c-d.json") or not file.with_name("c-d.html").exists():
                    self.differs(where, "tentang wilayah lain, atau tanpa halaman")
            except (ValueError, KeyError, TypeError):
                self.differs(where, "bukan perbandingan C dan D")
        seen: set[int] = set()
        for code, made in self.made.items():
            where = self.forms.way(code, "c-d.json")
            try:
                if "rows" in made:
                    seen |= self.check_rows(where, made)
                else:
                    self.check_above(where, code, made)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                self.differs(where, f"tidak terbaca: {type(error).__name__} {error}")
        for code in sorted(self.forms.column_of.keys() - seen):
            self.differs(self.forms.way(code // 10**7, "c-d.json"), f"TPS {code} tidak dibandingkan")

    def differs(self, where: str, what: str) -> None:
        self.report.differs("compared", where, what)

    def check_rows(self, where: str, made: dict) -> set[int]:
        choices: dict[tuple[int, ...], list[int]] = {}
        for units, choice, form, said, gain, reasons, entry, candidate in made["rows"]:
            self.report.saw("comparisons")
            choices.setdefault(tuple(units), []).extend([choice] if candidate is None else [])
            field = self.field(choice, candidate)
            text = f"{units}, {field}"
            if said != self.said_of(units, field):
                self.differs(where, f"{text}: pleno {said}, formulir D {self.said_of(units, field)}")
            if gain != (None if form is None else said - form):
                self.differs(where, f"{text}: selisih {gain} bukan {said} kurang {form}")
            if reasons != (self.reasons_of(units) if form != said else ""):
                self.differs(where, f"{text}: alasannya lain dari pembetulan pada formulir D")
            if entry is not None and form != self.form_by(entry, units[0], field):
                self.differs(where, f"{text}: isi formulir {form} lain dari catatan {entry}")
            if entry is None and form is not None and len(units) == 1:
                self.report.saw("comparisons without an entry")
        if any(sorted(found) != self.choices_of(units) for units, found in choices.items()):
            self.differs(where, "ada TPS yang tidak dibandingkan untuk semua peserta")
        self.check_candidates(where, made)
        self.check_order(where, made)
        self.check_table(where, made)
        return {code for units in choices for code in units}

    def check_candidates(self, where: str, made: dict) -> None:
        """Hold that every name on a list has a row where form and plenary differ."""
        listed = {(*row[0], row[1], row[7]) for row in made["rows"]}
        entries = {tuple(row[0]): row[6] for row in made["rows"] if row[6] is not None and row[7] is None}
        for units, entry in entries.items():
            for one in self.of.lists.get(self.of.stations[units[0]].get("district", ""), ()):
                own = [(0, one["own"])] if one["candidates"] else []
                for number, field in (*own, *((each["number"], each["field"]) for each in one["candidates"])):
                    form, said = self.form_by(entry, units[0], field), self.said_of(list(units), field)
                    if form is not None and form != said and (*units, one["number"], number) not in listed:
                        self.differs(where, f"{list(units)}, {field}: formulir {form}, pleno {said}, tidak disebut")

    def check_order(self, where: str, made: dict) -> None:
        if any(row[7] is not None and row[2] in {None, row[3]} for row in made["rows"]):
            self.differs(where, "ada calon yang disebut tanpa perbedaan")
        if made["rows"] != sorted(made["rows"], key=self.order):
            self.differs(where, "tidak diurutkan menurut selisih")
        if made["summary"] != self.summary(made["rows"]):
            self.differs(where, f"ringkasan {made['summary']}, dihitung ulang {self.summary(made['rows'])}")

    def check_table(self, where: str, made: dict) -> None:
        path = where.removesuffix(".json") + ".csv"
        try:
            found = list(csv.reader(io.StringIO((self.of.tree / path).read_text(encoding="utf-8"))))
        except OSError:
            self.report.differs("missing", path, "tabelnya tidak ada")
            return
        wanted = [made["columns"]]
        for units, *cells, reasons, entry, candidate in made["rows"]:
            texts = ["" if cell is None else str(cell) for cell in (*cells, guarded(reasons), entry, candidate)]
            wanted.append([" ".join(map(str, units)), *texts])
        if found != wanted:
            self.differs(path, "tabelnya lain dari c-d.json")

    def check_above(self, where: str, code: int, made: dict) -> None:
        parts = [self.made.get(one["code"]) for one in made["parts"]]
        for one, part in zip(made["parts"], parts, strict=True):
            if part is None or part["summary"] != one["summary"]:
                self.differs(where, f"ringkasan wilayah {one['code']} lain dari wilayahnya")
        whole = {name: sum(one["summary"][name] for one in made["parts"]) for name in made["summary"]}
        if whole != made["summary"]:
            self.differs(where, f"ringkasan {made['summary']}, dijumlah ulang {whole}")
        rows = [row for part in parts if part for row in part.get("rows", part.get("largest", ())) if row[4]]
        changed = sorted(rows, key=lambda row: (-abs(row[4]), *self.order(row)))[:50]
        if made["largest"] != sorted(changed, key=self.order):
            self.differs(where, "selisih terbesar bukan yang terbesar di dalamnya")
        text = str(code or "")
        inside = {one for one in self.made if one != code and self.of.path_of(one).count("/") ==
                  self.of.path_of(code).count("/") + 1 and str(one).startswith(text)}  # fmt: skip
        for one in sorted(inside - {part["code"] for part in made["parts"]}):
            self.differs(where, f"wilayah {one} tidak disebut")

    def choices_of(self, units: tuple[int, ...]) -> list[int]:
        """Return the participants on the form of these polling stations."""
        way = self.way_of(units[0])
        fields = self.forms.made[way]["fields"] if way else ()
        return sorted(number for number, field in self.field_of.items() if field in fields)

    def field(self, choice: int, candidate: int | None) -> str:
        """Return the field of a participant, of a candidate on his list, or of the party alone (0)."""
        if candidate is None:
            return self.field_of[choice]
        return f"calon_{choice}_{candidate}" if candidate else f"partai_{choice}"

    def said_of(self, units: list[int], field: str) -> int | None:
        """Return what the D forms in force say of these polling stations, all of whose columns lie within them."""
        if any(code not in self.forms.column_of for code in units):
            return self.settled(units, field) if all(map(self.way_of, units)) else None
        whole, seen = 0, set()
        for code in units:
            way, column = self.forms.column_of[code]
            if not set(column["units"]) <= set(units):
                return None
            if column["units"][0] not in seen:
                seen.add(column["units"][0])
                whole += value(column["values"][self.forms.made[way]["fields"].index(field)])
        return whole

    def way_of(self, code: int) -> str:
        """Return the D form in force that reads a polling station, also one whose columns are not shown."""
        if code in self.forms.column_of:
            return self.forms.column_of[code][0]
        district = self.of.stations.get(code, {}).get("district", "")
        return next((way for place, its, way in self.closed
                     if str(code).startswith(str(place)) and its in {"", district}), "")  # fmt: skip

    def settled(self, units: list[int], field: str) -> int | None:
        """Return what the tree says of polling stations that a D form settled whose columns are not shown."""
        stations = [self.of.stations.get(code) for code in units]
        if not all(one and one["standing"] == "settled" for one in stations):
            return None
        if len(units) == 1:
            cells = stations[0]["cells"] or ()
            return value(dict(zip(self.of.fields_of(stations[0]), cells, strict=True))[field]) if cells else None
        groups = self.of.places.get(units[0] // 1000, {}).get("groups", ())
        numbers = next((group["numbers"] for group in groups if group["stations"] == units), None)
        if numbers is None:
            return None
        if field in self.of.summed:
            return numbers["sums"][self.of.summed.index(field)]
        district = stations[0].get("district", "")
        return numbers["districts"][district]["sums"][self.of.votes[district].index(field)]

    def reasons_of(self, units: list[int]) -> str:
        found: dict[int, list[str]] = {}
        for way in filter(None, {self.way_of(code) for code in units}):
            for one in self.forms.made[way]["corrections"]:
                if one["unit"] in units and one["reason"] not in found.setdefault(one["unit"], []):
                    found[one["unit"]].append(one["reason"])
        return "; ".join(dict.fromkeys("; ".join(found[code]) for code in units if code in found))

    def form_by(self, entry: int, station: int, field: str) -> int | None:
        """Return what a form said by the opening of its entry, which is held against the log where it stands."""
        held = self.of.stations.get(station, {"events": ()})
        events = held["events"]
        opened = next((one["content"] for one in events if one["index"] == entry and "content" in one), None)
        if opened is None:
            return None
        cell = opened.split(",")[self.of.fields_of(held).index(field)]
        return None if cell == "" else 0 if cell == "x" else int(cell)

    @staticmethod
    def order(row: list) -> tuple:
        return row[4] is None, -(row[4] or 0), row[0][0], row[1], -1 if row[7] is None else row[7]

    @staticmethod
    def summary(made: list) -> dict:
        rows = [row for row in made if row[7] is None]
        gains = [row[4] or 0 for row in rows]
        return {
            "rows": len(rows),
            "candidates": len(made) - len(rows),
            "changed": sum(gain != 0 for gain in gains),
            "gained": sum(max(gain, 0) for gain in gains),
            "lost": sum(max(-gain, 0) for gain in gains),
            "without_form": sum(row[2] is None for row in rows),
        }


class Feed:
    """What each publication says that it changed, walked from the first to the newest beside the log."""

    def __init__(self, tree: Path, note: Note, report: Report) -> None:
        self.tree, self.note, self.report = tree, note, report
        self.feeds: list[tuple[str, dict]] = []

    def read(self) -> None:
        size = 0
        for file in sorted((self.tree / "changes").glob("[0-9]*.json")):
            where = file.relative_to(self.tree).as_posix()
            with self.report.named("data", where, "bukan daftar perubahan"):
                made = json.loads(file.read_bytes())
                self.feeds.append((where, made))
                kept = (self.tree / f"log/checkpoints/{made['log_size']}").exists()
                whole = made["from_log_size"] == 0  # everything was written anew
                if (made["number"], made["from_log_size"], kept) != (int(file.stem), 0 if whole else size, True):
                    self.differs(where, "nomor atau ukuran buku besarnya tidak bersambung")
                size = made["log_size"]
                for records in made["changes"].values():
                    for one in records:
                        self.report.saw("changes")
                        if fallen(one) and not one["reason"]:
                            self.report.differs("fall", where, f"angka TPS {one['station']} turun tanpa alasan")
        with self.report.named("data", "changes/recent.json"):
            self.check_recent(json.loads((self.tree / "changes/recent.json").read_bytes()))
        state = json.loads((self.tree / "state.json").read_bytes())
        for where, made in [("state.json", state), *self.feeds[-1:]]:
            said = [str(made[name]) for name in ("number", "made_at", "log_size")]
            if said != self.note.lines[2:5]:
                self.differs(where, f"{said} bukan yang ditandatangani")

    def differs(self, where: str, what: str) -> None:
        self.report.differs("feed", where, what)

    def check_recent(self, recent: list[dict]) -> None:
        """Hold what the page of changes is made of against the feeds themselves."""
        where = "changes/recent.json"
        if len(recent) != min(len(self.feeds), 50):
            self.differs(where, "bukan semua perubahan terakhir")
        for entry, (file, feed) in zip(recent, reversed(self.feeds), strict=False):
            names = ("number", "made_at", "log_size", "from_log_size", "nation", "counted", "initial")
            changed = [{"contest": code} | one for code, found in feed["changes"].items() for one in found]
            groups = [{"contest": code} | one for code, found in feed["groups"].items() for one in found]
            fell, asked = entry["fell"], [one for one in (*changed, *groups) if fallen(one)]
            first = {(one["contest"], one["station"]) for one in fell[:20]}
            told = [*fell[:20], *(one for one in changed if (one["contest"], one["station"]) not in first)][:20]
            blank = [one for one in fell if one not in asked]  # shown alone no more: their sums left every feed
            if entry["file"] != file or any(entry.get(name) != feed.get(name) for name in (*names, "plenaries")):
                self.differs(where, f"lain dari {file}")
            elif (
                any(one not in changed or one["after"]["sums"] for one in blank)
                or [one for one in fell if one in asked] != asked[:50]
                or entry["fell_count"] < max(len(asked), len(fell))
                or (entry["fell_count"] > len(asked) and not blank and len(fell) < 50)
            ):
                self.differs(where, f"yang turun dalam {file} bukan yang disebut")
            elif entry["told"] != told:
                self.differs(where, f"yang berubah dalam {file} bukan yang disebut")

    def check(self, contest: Contest, held_back: set[int]) -> None:
        """Hold the records of a contest against what the log, opened beside each station, says of that moment."""
        code = contest.code
        nation = contest.places.get(0, {}).get("numbers")
        said = self.feeds[-1][1]["nation"].get(code) if self.feeds else None
        if said != (nation and {name: one for name, one in nation.items() if name != "districts"}):
            self.differs(self.feeds[-1][0], f"angka nasional {code} lain dari halamannya")
        with self.report.named("feed", self.feeds[-1][0] if self.feeds else "changes"):
            self.check_together(contest)
            self.check_results(contest)
        records = [{one["station"]: one for one in feed["changes"].get(code, ())} for _where, feed in self.feeds]
        for (where, feed), found in zip(self.feeds, records, strict=True):
            for station in sorted(found.keys() - contest.stations.keys()):
                self.differs(where, f"TPS {station} tidak ada")
            if not feed["initial"] and feed["counted"].get(code) != len(found):
                self.differs(where, f"banyaknya perubahan {code} bukan yang disebut")
        for station, one in contest.stations.items():
            if station not in held_back and not Shown.is_apart(one):
                self.check_station(contest, one, [found.get(station) for found in records])

    def check_results(self, contest: Contest) -> None:
        """Hold what became of D forms and results against the log; where all was written anew nothing is said of it."""
        log, held = contest.log, []
        for subject in log.subjects("plenary"):
            for entry in log.about("plenary", subject, contest.code):
                said = next((entry.facts[name] for name in BECAUSE if entry.facts.get(name)), "")
                if entry.act in RESULTS:
                    held.append({"contest": contest.code, "act": entry.act, "place": entry.facts["place"],
                                 "said": said, "entry": entry.index})  # fmt: skip
        held.sort(key=lambda one: one["entry"])
        for where, feed in self.feeds:
            first, last = feed["from_log_size"], feed["log_size"]
            wanted = [one for one in held if first and first <= one["entry"] < last]
            if [one for one in feed.get("plenaries", ()) if one["contest"] == contest.code] != wanted:
                self.differs(where, f"formulir D dan hasil {contest.code} lain dari buku besar")

    def check_together(self, contest: Contest) -> None:
        """Walk back from what is shown: each publication says of its groups what the next one found, and the nation's
        votes differ from one to the next by what changed in between."""
        code = contest.code
        groups = {tuple(one["stations"]): (one["numbers"]["sums"], one["numbers"]["sure"])
                  for made in contest.places.values() if "stations" in made for one in made["groups"]}  # fmt: skip
        whole = contest.places.get(0, {}).get("numbers", {}).get("districts", {})
        for district, said in self.feeds[-1][1].get("districts", {}).get(code, {}).items() if self.feeds else ():
            if said != whole.get(district):
                self.differs(self.feeds[-1][0], f"angka dapil {district} lain dari halamannya")
        for earlier, (where, feed) in zip([*reversed(self.feeds[:-1]), None], reversed(self.feeds), strict=True):
            self.check_groups(where, feed["groups"].get(code, ()), groups)
            if earlier is None or feed["initial"] or feed["from_log_size"] == 0:
                return  # everything was made anew: nothing earlier is told in these numbers
            self.check_earlier(contest, feed, *earlier)

    def check_groups(self, where: str, found: Iterable[dict], groups: dict[tuple, tuple]) -> None:
        """Hold what a feed says that groups became; `groups` is what they are after it, then what they were before."""
        for one in found:
            key, after, before = tuple(one["stations"]), one["after"], one["before"]
            if (after["sums"], after["sure"]) != groups.pop(key, (None, None)):
                self.differs(where, f"gabungan {list(key)}: sesudahnya lain dari yang ditunjukkan kemudian")
            if before["sums"] is not None:
                groups[key] = (before["sums"], before["sure"])

    def check_earlier(self, contest: Contest, feed: dict, where: str, earlier: dict) -> None:
        """Hold the nation's votes in a feed against those of the next one, less what changed in between."""
        code = contest.code
        then, now = earlier["nation"].get(code), feed["nation"].get(code)
        changed = moved(feed, code, len(contest.summed))
        for side in ("sums", "sure") if then and now and changed else ():
            wanted = [one - two for one, two in zip(now[side], changed[side], strict=True)]
            if then[side] != wanted:
                text = f"angka nasional {code} ({side}) {then[side]}, menurut perubahan sesudahnya {wanted}"
                self.differs(where, text)

    def check_station(self, contest: Contest, one: dict, records: list[dict | None]) -> None:
        shown = None  # what the public saw of it last, where that is known
        for (where, feed), record in zip(self.feeds, records, strict=True):
            now = side_by_log(contest, one, feed["log_size"])
            if now is None:
                return
            if record is not None:
                text = f"TPS {one['code']}: "
                entry, given, side = now
                if shown is not None and side_of(contest, record["before"]) not in {shown, None}:
                    self.differs(where, f"{text}sebelumnya bukan yang ditunjukkan")
                if side_of(contest, record["after"]) not in {side, None} or record["entry"] != entry:
                    self.differs(where, f"{text}sesudahnya lain dari buku besar")
                if given and record["reason"] != given:
                    self.differs(where, f"{text}alasannya lain dari buku besar")
                shown = None if record["after"]["folded"] else side
            elif shown is None:
                shown = now[2] if feed["initial"] else None
            elif now[2] != shown and (now[1] or not less(shown[1], now[2][1])):
                self.differs(where, f"TPS {one['code']} berubah menurut buku besar, tetapi tidak disebut")


def side_by_log(contest: Contest, one: dict, size: int) -> tuple[int | None, str, tuple] | None:
    """Return the last entry, the reason given and the side of a station when the log had this size; None: unknown."""
    events = [event for event in one["events"] if event["index"] < size]
    facts = {event["index"]: json.loads(contest.log.lines(event["index"])[8]) for event in events}
    last, force = (events[-1]["index"] if events else None), [
        event for event in events if facts[event["index"]].get("in_force") is True]  # fmt: skip
    if not force:
        return last, "", ("missing", None)
    if "content" not in force[-1]:
        return None
    standing = facts[force[-1]["index"]]["votes"]
    run = facts[force[-1]["index"]]["run"]
    changed = [event for event in force if event["act"] not in BESIDE and facts[event["index"]]["run"] == run]
    cells = dict(zip(contest.fields_of(one), force[-1]["content"].split(","), strict=True))
    sums = tuple(value(unworded(cells.get(name, ""))) for name in contest.summed) if standing in COUNTED else None
    reason = facts[(changed or force)[-1]["index"]].get("reason") or ""
    return last, reason, ("missing" if standing in NOTHING else standing, sums)


def moved(feed: dict, code: str, width: int) -> dict[str, list[int]] | None:
    """Return by how much the records of a feed change the nation's votes; None where one has its numbers no more."""
    found = {"sums": [0] * width, "sure": [0] * width}
    for one in (*feed["changes"].get(code, ()), *feed["groups"].get(code, ())):
        for sign, side in ((-1, one["before"]), (1, one["after"])):
            if side["sums"] is None and side["standing"] in COUNTED and not side["folded"]:
                return None
            sums = side["sums"] or [0] * width
            sure = side["sure"] or [0] * width if "sure" in side else sums if side["standing"] in SURE else [0] * width
            for name, votes in (("sums", sums), ("sure", sure)):
                found[name] = [old + sign * vote for old, vote in zip(found[name], votes[:width], strict=True)]
    return found


def side_of(contest: Contest, side: dict) -> tuple | None:
    """Return a side of a record as far as it can be held against the log; None where it is folded."""
    if side["folded"]:
        return None
    sums = None if side["sums"] is None else tuple(side["sums"][: len(contest.summed)])
    return "missing" if side["standing"] in NOTHING else side["standing"], sums


def less(before: Iterable[int] | None, after: Iterable[int] | None) -> bool:
    if before is None:
        return False
    return after is None or any(one > two for one, two in zip(before, after, strict=True))


def fallen(one: dict) -> bool:
    """Return whether a record of the feed says less than before, of all or of what is verified."""

    def sure(side: dict) -> list[int] | None:
        return side["sure"] if "sure" in side else side["sums"] if side["standing"] in SURE else None

    before, after = one["before"], one["after"]
    return less(before["sums"], after["sums"]) or less(sure(before), sure(after))


def check_contests(tree: Path, log: Log, key: Key | None, feed: Feed, report: Report) -> list[Contest]:
    """Check every contest that the tree, its state or the log knows of; return them in the order of the tree."""
    least, held_back, said, owed, number = 0, {}, [], {}, 0
    contests = []
    with report.named("data", "state.json"):
        state = json.loads((tree / "state.json").read_bytes())
        said, least, held_back = list(state["contests"]), int(state["least"]), dict(state.get("held_back", {}))
        owed, number = dict(state.get("parquet", {})), int(state["number"])
    there = {file.parent.name for file in tree.glob("*/contest.json")} | set(log.subjects("contest"))
    if not there or sorted(map(str, said)) != sorted(there):
        report.differs("contest", "state.json", f"menyebut pemilihan {said}; buku besar dan foldernya: {sorted(there)}")
    for code in sorted(there):
        with report.named("data", code):
            contest = Contest(tree, code, least=least, log=log, key=key, report=report)
            contest.check()
            contest.check_parquet(dict(owed.get(code, ())), number)
            Shown(contest, list(held_back.get(code, ()))).check()
            pages = Pages(contest)
            pages.check()
            Papers(contest, pages).check()
            contests.append(contest)
            feed.check(contest, set(held_back.get(code, ())))
            contest.forget_stations()
    return sorted(contests, key=lambda one: said.index(one.code) if one.code in said else len(said))


def check(tree: Path, key_line: str = "") -> Report:
    report = Report()
    if not check_plain(tree, report):
        report.left("isi terbitan: ada yang bukan berkas biasa di dalamnya")
        return report
    key = None
    try:
        key = Key(key_line or (tree / "log/key").read_text(encoding="utf-8"))
        if not key_line:
            report.unchecked.append(
                "kunci pemeriksa datang bersama terbitan: bandingkan dengan salinan dari tempat lain"
            )
    except (OSError, ValueError):
        report.differs("key", "log/key", "bukan kunci pemeriksa")
    try:
        note = Note((tree / "manifest.note").read_text(encoding="utf-8"))
        heading, origin, _number, _made_at, log_size, root = note.lines[:6]
    except (OSError, ValueError):
        heading = ""
    if heading != "telusur-results/1":
        report.differs("note", "manifest.note", "bukan pernyataan bertanda tangan tentang terbitan")
        return report
    check_signature(note, key, "manifest.note", report)
    check_manifests(tree, root, report)
    try:
        checkpoint = Checkpoint((tree / "log/checkpoint").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        report.differs("checkpoint", "log/checkpoint", "titik periksa tidak terbaca")
        return report
    check_signature(checkpoint.note, key, "log/checkpoint", report)
    if (checkpoint.origin, str(checkpoint.size)) != (origin, log_size):
        report.differs("checkpoint", "log/checkpoint", "bukan titik periksa yang disebut manifest.note")
    log = check_log(tree, checkpoint, report)
    check_consistency(tree, checkpoint, log, key, report)
    feed = Feed(tree, note, report)
    with report.named("feed", "changes"):
        feed.read()
    contests = check_contests(tree, log, key, feed, report)
    Front(tree, note, contests, report).check()
    return report


def printable(text: str) -> str:
    """Return a text as a terminal may show it: a name out of a tree moves no cursor, and breaks no line."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Menjumlah ulang dan memeriksa hasil pemilu yang diterbitkan.")
    parser.add_argument("tree", metavar="FOLDER", type=Path)
    parser.add_argument("--key", default="", help="kunci pemeriksa dari tempat lain: barisnya atau berkasnya")
    parser.add_argument("--json", action="store_true", help="keluaran untuk program")
    asked = parser.parse_args()
    tree = asked.tree / "current" if (asked.tree / "current" / "manifest.json").exists() else asked.tree
    if not (tree / "manifest.json").exists():
        print(f"{asked.tree}: tidak ada terbitan di sini", file=sys.stderr)
        return 2
    line = Path(asked.key).read_text(encoding="utf-8") if asked.key and Path(asked.key).is_file() else asked.key
    report = check(tree, line)
    if asked.json:
        named = [{"kind": kind, "where": where, "what": what} for kind, where, what in report.differences]
        print(json.dumps({"whole": not named, "checked": report.checked, "differences": named,
                          "unchecked": report.unchecked}, ensure_ascii=False))  # fmt: skip
    else:
        for kind, where, what in report.differences:
            print(f"BEDA {kind}: {printable(where)}: {printable(what)}")
        for words in report.unchecked:
            print(f"TIDAK DIPERIKSA {words}")
        print("Diperiksa:", ", ".join(f"{count} {WORDS[what]}" for what, count in report.checked.items()))
        print("Ada yang berbeda." if report.differences else "Semua cocok.")
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main())
