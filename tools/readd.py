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
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTS = ("stations", "counted", "verified", "held", "disputed", "corrected", "waiting", "missing")
COUNTED = {"imported", "entered", "verified", "settled"}
SURE = {"verified", "settled"}
BELOW = {"nasional": "provinsi", "provinsi": "kabupaten", "kabupaten": "kecamatan", "kecamatan": "kelurahan"}
DIGITS = {"nasional": 0, "provinsi": 2, "kabupaten": 4, "kecamatan": 6, "kelurahan": 10}


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
        try:
            manifest = json.loads(content)
            files, below = dict(manifest["files"]), dict(manifest["folders"])
        except (ValueError, KeyError, TypeError):
            report.differs("manifest", listed, "bukan daftar isi")
            continue
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
        self.root = exact_base64(self.note.lines[2])


class Key:
    """A verifier key: name, key hash and the public key itself."""

    def __init__(self, line: str) -> None:
        self.name, said, packed = line.strip().split("+", 2)
        self.packed = exact_base64(packed)
        self.id = hashlib.sha256(self.name.encode() + b"\n" + self.packed).digest()[:4]
        if self.id.hex() != said or self.packed[:1] != b"\x01" or len(self.packed) != 33:
            raise ValueError("bukan kunci pemeriksa")


def check_signature(note: Note, key: Key | None, where: str, report: Report) -> None:
    if key is None:
        return
    mark = f"— {key.name} "
    values = [exact_base64(line[len(mark) :]) for line in note.signatures if line.startswith(mark)]
    signature = next((value[4:] for value in values if value[:4] == key.id), None)
    if signature is None:
        report.differs("signature", where, f"tidak ditandatangani dengan kunci {key.name}")
        return
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 may be missing
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError:
        text = "tanda tangan tidak diperiksa: paket cryptography tidak terpasang"
        if text not in report.unchecked:
            report.unchecked.append(text)
        return
    report.saw("signatures")
    try:
        Ed25519PublicKey.from_public_bytes(key.packed[1:]).verify(signature, note.text.encode())
    except InvalidSignature:
        report.differs("signature", where, "tanda tangan tidak sah")


# --- the log: tiles, entries, proofs (RFC 6962, C2SP tlog-tiles and tlog-proof)


def tile_path(kind: str, index: int, width: int) -> str:
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03d}")
    return f"log/tile/{kind}/{'/'.join(groups)}" + ("" if width == 256 else f".p/{width}")


def check_log(tree: Path, checkpoint: Checkpoint, report: Report) -> list[bytes]:
    """Return the entries of the log, after holding them against tiles and root."""
    entries: list[bytes] = []
    hashes: list[bytes] = []
    for index in range((checkpoint.size + 255) // 256):
        width = min(256, checkpoint.size - index * 256)
        path = tile_path("entries", index, width)
        found = bundle(tree, path, report)
        if len(found) != width:
            report.differs("entries", path, f"{len(found)} catatan, seharusnya {width}")
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
    return entries


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


def check_consistency(tree: Path, newest: Checkpoint, entries: list[bytes], key: Key | None, report: Report) -> None:
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
    roots = roots_at(map(leaf_of, entries), set(kept))
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
        if roots_by_consistency(old, new, path, older.root) != (older.root, newer.root):
            report.differs("consistency", where, "bukti kesinambungan tidak cocok")


def check_proof(
    tree: Path, where: str, station: dict, entries: list[bytes], *, key: Key | None, report: Report
) -> None:
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
    if index >= len(entries) or entries[index] != entry:
        report.differs("proof", where, f"catatan {index} dalam buku besar lain dari yang dibuktikan")
    if index != station["events"][-1]["index"]:
        report.differs("proof", where, "bukan catatan terakhir tentang TPS ini")


# --- the numbers


class Contest:
    """One contest of the tree, added up from its stations."""

    def __init__(
        self, tree: Path, code: str, *, least: int, entries: list[bytes], key: Key | None, report: Report
    ) -> None:
        self.tree, self.code, self.least, self.entries, self.key, self.report = tree, code, least, entries, key, report
        described = json.loads((tree / code / "contest.json").read_bytes())
        self.fields, self.summed = described["fields"], described["summed"]
        self.choices = [choice["field"] for choice in described["choices"]]
        self.places: dict[int, dict] = {}
        self.stations: dict[int, dict] = {}

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
            if where != self.path_of(made["code"]):
                self.report.differs("data", where, f"berkas ini tentang wilayah {made['code']}")
            if not file.with_name("index.html").exists():
                self.report.differs("missing", where, "halamannya tidak ada")
            self.places[made["code"]] = made
            self.report.saw("places")
            for one in made.get("stations", ()):
                self.stations[one["code"]] = one
        for made in self.places.values():
            self.check_rows(made) if "rows" in made else self.check_village(made)
        self.check_tables()
        self.check_exchange()

    def path_of(self, code: int) -> str:
        text = str(code) if code else ""
        steps = [text[:digits] for digits in (2, 4, 6, 10) if digits <= len(text)]
        return "/".join([self.code, *steps, "data.json"])

    def numbers_of(self, said: dict) -> dict:
        width = len(self.summed)
        if len(said["sums"]) != width or len(said["sure"]) != width:
            raise ValueError(said)
        return {name: said[name] for name in ("sums", "sure", *COUNTS)}

    def added(self, parts: list[dict]) -> dict:
        whole = {"sums": [0] * len(self.summed), "sure": [0] * len(self.summed)} | dict.fromkeys(COUNTS, 0)
        for part in parts:
            for name in ("sums", "sure"):
                whole[name] = [one + two for one, two in zip(whole[name], part[name], strict=True)]
            for name in COUNTS:
                whole[name] += part[name]
        return whole

    def held_against(self, found: dict, said: dict, where: str, words: str) -> None:
        for name in ("sums", "sure", *COUNTS):
            if found[name] != said[name]:
                self.report.differs("sum", where, f"{words}: {name} {said[name]}, dijumlah ulang {found[name]}")

    def check_rows(self, made: dict) -> None:
        where = self.path_of(made["code"])
        rows = {}
        for code in made["together"] or [made["code"]]:
            rows |= {tuple(row["codes"]): row for row in self.places.get(code, {}).get("rows", ())}
        self.held_against(self.added([row["numbers"] for row in rows.values()]), made["numbers"], where, "jumlah baris")
        listed = {code for row in made["rows"] for code in row["codes"]}
        for row in made["rows"]:
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
        grouped = [group["numbers"] | dict.fromkeys(COUNTS, 0) for group in groups.values()]
        self.held_against(self.added([*alone, *counts, *grouped]), made["numbers"], where, "jumlah TPS")
        for group in groups.values():
            self.check_group(group, where)
        for one in made["stations"]:
            self.check_station(one, where)

    def counts_of(self, one: dict) -> dict:
        zero = [0] * len(self.summed)
        standing, waiting = one["standing"], one["waiting"]
        counted = standing in COUNTED and not waiting
        return {
            "sums": zero,
            "sure": zero,
            "stations": 1,
            "counted": int(counted),
            "verified": int(counted and standing in SURE),
            "held": int(standing == "held"),
            "missing": int(standing == "missing"),
            "waiting": int(waiting),
            "disputed": int(one["disputed"]),
            "corrected": int(one["corrected"]),
        }

    def votes_of(self, one: dict, where: str) -> dict:
        whole = self.added([])
        counted = one["standing"] in COUNTED and not one["waiting"] and not one["folded"]
        if counted and not one["cells"]:
            self.report.differs("data", where, f"TPS {one['code']} dihitung tetapi angkanya tidak ada")
        if counted and one["cells"]:
            cells = dict(zip(self.fields, one["cells"], strict=True))
            votes = [cell if isinstance(cell, int) else 0 for cell in map(cells.get, self.summed)]
            whole["sums"] = votes
            whole["sure"] = votes if one["standing"] in SURE else whole["sure"]
        return whole

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
            if len(one["cells"]) != len(self.fields):
                self.report.differs("data", where, f"TPS {code} tidak memuat semua isian")
                return
            cells = dict(zip(self.fields, one["cells"], strict=True))
            numbers = [cell if isinstance(cell, int) else 0 for cell in map(cells.get, self.summed)]
            cast = max(sum(numbers[: len(self.choices)]), numbers[-3] + numbers[-2], numbers[-1])
            if cast < self.least:
                self.report.differs("fold", where, f"TPS {code} ditunjukkan dengan {cast} suara")
        for event in one["events"]:
            self.check_event(event, code, where)
        if one["events"]:
            village = self.path_of(code // 1000).removesuffix("data.json")
            proof = f"{village}{code}.tlog-proof"
            check_proof(self.tree, proof, one, self.entries, key=self.key, report=self.report)

    def check_event(self, event: dict, code: int, where: str) -> None:
        """Hold an entry that a station names against the log, and its opening against the commitment in it."""
        self.report.saw("events")
        index = event["index"]
        lines = self.entries[index].decode().split("\n") if index < len(self.entries) else []
        if lines[3:6] != [event["act"], "station", str(code)]:
            self.report.differs("event", where, f"catatan {index} bukan {event['act']} tentang TPS {code}")
            return
        if "salt" in event:
            facts = json.loads(lines[8])
            opened = sha(f"telusur-commitment/1\n{event['salt']}\n{event['content']}".encode())
            if facts.get("values") != opened:
                self.report.differs("opening", where, f"isi catatan {index} tentang TPS {code} bukan yang dijanjikan")

    # --- the other forms of the same numbers

    def check_tables(self) -> None:
        seen: set[int] = set()
        folder = self.tree / "bulk" / self.code
        for file in sorted(folder.glob("*.csv")):
            where = file.relative_to(self.tree).as_posix()
            for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
                if not row["kode_tps"]:
                    continue
                code = int(row["kode_tps"])
                seen.add(code)
                one = self.stations.get(code)
                if one is None:
                    self.report.differs("table", where, f"TPS {code} hanya ada dalam tabel")
                    continue
                wanted = ["" if cell is None else str(cell) for cell in one["cells"] or [None] * len(self.fields)]
                if [row[name] for name in self.fields] != wanted or row["status"] != one["standing"]:
                    self.report.differs("table", where, f"TPS {code} lain dari halamannya")
            self.report.saw("tables")
        if self.report.checked.get("tables"):
            for code in sorted(self.stations.keys() - seen):
                self.report.differs("table", f"bulk/{self.code}", f"TPS {code} tidak ada dalam tabel")
        if any(folder.glob("*.parquet")):
            self.report.unchecked.append(f"bulk/{self.code}/*.parquet: hanya sidiknya yang diperiksa")

    def check_exchange(self) -> None:
        for file in sorted((self.tree / "nist" / self.code).glob("[0-9]*.json")):
            where = file.relative_to(self.tree).as_posix()
            try:
                (contest,) = json.loads(file.read_bytes())["Election"][0]["Contest"]
                selections = [one["VoteCounts"] for one in contest["BallotSelection"]]
            except (ValueError, KeyError, IndexError, TypeError):
                self.report.differs("exchange", where, "bukan laporan NIST")
                continue
            self.report.saw("exchange reports")
            for place, counts in enumerate(selections):
                for count in counts:
                    code = int(count["GpUnitId"].removeprefix("gp-").split("-")[0])
                    numbers = self.places.get(code, {}).get("numbers")
                    side = "sums" if count["Type"] == "total" else "sure"
                    if numbers is None or numbers[side][place] != count["Count"]:
                        self.report.differs("exchange", where, f"suara ke-{place + 1} di {code} lain dari halamannya")


def check_changes(tree: Path, report: Report) -> None:
    """No number may fall without a reason that is public."""
    for file in sorted((tree / "changes").glob("[0-9]*.json")):
        where = file.relative_to(tree).as_posix()
        feed = json.loads(file.read_bytes())
        for records in feed["changes"].values():
            for one in records:
                report.saw("changes")
                before, after = one["before"]["sums"], one["after"]["sums"]
                fell = before is not None and (
                    (after is None and not one["after"]["folded"])
                    or (after is not None and any(x > y for x, y in zip(before, after, strict=True)))
                )
                if fell and not one["reason"]:
                    report.differs("fall", where, f"angka TPS {one['station']} turun tanpa alasan")


def check(tree: Path, key_line: str = "") -> Report:
    report = Report()
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
        state = json.loads((tree / "state.json").read_bytes())
    except (OSError, ValueError):
        report.differs("checkpoint", "log/checkpoint", "titik periksa atau state.json tidak terbaca")
        return report
    check_signature(checkpoint.note, key, "log/checkpoint", report)
    if (checkpoint.origin, str(checkpoint.size)) != (origin, log_size):
        report.differs("checkpoint", "log/checkpoint", "bukan titik periksa yang disebut manifest.note")
    entries = check_log(tree, checkpoint, report)
    check_consistency(tree, checkpoint, entries, key, report)
    for code in state["contests"]:
        try:
            Contest(tree, code, least=state["least"], entries=entries, key=key, report=report).check()
        except (OSError, ValueError, KeyError, TypeError) as error:
            report.differs("data", code, f"tidak terbaca: {type(error).__name__} {error}")
    check_changes(tree, report)
    return report


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
            print(f"BEDA {kind}: {where}: {what}")
        for words in report.unchecked:
            print(f"TIDAK DIPERIKSA {words}")
        print(", ".join(f"{count} {what}" for what, count in sorted(report.checked.items())))
        print("Ada yang berbeda." if report.differences else "Semua cocok.")
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main())
