from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from . import services
from .rules.bundles.checking import Difference, Disagreement, GivenFile, check_bundle, part_of
from .rules.bundles.manifest import BadManifest, read_manifest

TEXTS = {
    "missing": "bita hilang",
    "changed": "bita berubah",
    "unnamed": "tidak disebut oleh baris mana pun; dihapus sendiri setelah satu hari",
}
FATAL = ("missing", "changed")


@click.group()
def documents() -> None:
    """Berkas yang disimpan."""


@documents.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON, untuk dibaca program.")
def verify(*, as_json: bool) -> None:
    """Baca ulang setiap berkas dan cocokkan dengan sidik SHA-256-nya."""
    differences = list(services.verify())
    wrong = [found for found in differences if found.kind in FATAL]
    if as_json:
        print(json.dumps({"sound": not wrong, "differences": [asdict(found) for found in differences]}))
    else:
        for found in differences:
            rows = ", ".join(str(pk) for pk in found.document_ids)
            print(f"{found.digest}  {TEXTS[found.kind]}{f' (dokumen {rows})' if rows else ''}")
    if wrong:
        raise click.ClickException(f"{len(wrong)} berkas tidak cocok. Pulihkan dari cadangan: telusur restore --help")
    if not as_json:
        print("Semua berkas cocok dengan sidiknya.")


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST = 512 << 20
DIFFERENCES = {
    Difference.BUNDLE: "Sidik bundel tidak sama dengan yang tertulis pada manifes.",
    Difference.UNREADABLE: "Berkas {name} tidak dapat dibaca sebagai PDF.",
    Difference.PAGE_COUNT: "Bundel berisi {number} halaman, tidak sebanyak menurut manifes.",
    Difference.PAGE: "Halaman {number} berubah ({name}).",
    Difference.CHECKPOINT: "Titik periksa buku besar {name} tidak ditandatangani oleh kunci pada manifes.",
    Difference.ACT: "Tindakan {number} tidak berdiri pada buku besar {name}.",
    Difference.KEY: "Kunci buku besar {name} pada manifes bukan kunci yang Anda berikan.",
    Difference.UNKNOWN_FILE: "Berkas {name} bukan asal salah satu bagian.",
    Difference.FILE_PAGE: "Halaman {number} bundel tidak sama dengan halaman berkas {name}.",
}


@click.group()
def bundle() -> None:
    """Bundel perkara: periksa bundel dan manifesnya, tanpa basis data."""


@bundle.command("verify")
@click.argument("file", metavar="BUNDEL.pdf", type=FILE)
@click.argument("manifest", metavar="MANIFES.json", type=FILE)
@click.argument("originals", metavar="[BERKAS]...", type=FILE, nargs=-1)
@click.option("--key", default="", help="Kunci buku besar kantor, sebagaimana diterbitkannya.")
@click.option("--salt", default="", help="Garam dari kantor, untuk berkas asal bagian yang dihitamkan.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON, untuk dibaca program.")
def verify_bundle(
    file: Path, manifest: Path, originals: tuple[Path, ...], *, key: str, salt: str, as_json: bool
) -> None:
    """Cocokkan BUNDEL.pdf dengan MANIFES.json: sidik, setiap halaman, dan tindakan pada buku besar.

    BERKAS adalah berkas asli yang Anda miliki; halamannya dicocokkan dengan halaman bundel.
    """
    for path in (file, manifest, *originals):
        if path.stat().st_size > LARGEST:
            raise click.ClickException(f"{path.name} terlalu besar untuk diperiksa.")
    try:
        said = read_manifest(manifest.read_text(encoding="utf-8"))
    except (BadManifest, UnicodeDecodeError) as error:
        raise click.ClickException(f"{manifest.name} bukan manifes bundel yang dikenal.") from error
    given = [GivenFile(path.name, path.read_bytes(), salt) for path in originals]
    found = check_bundle(file.read_bytes(), said, files=given, key=key)
    if as_json:
        rows = [{**asdict(one), "text": _in_words(one, file.name)} for one in found]
        print(json.dumps({"sound": not found, "differences": rows}, ensure_ascii=False))
    for one in found if not as_json else []:
        print(_in_words(one, file.name))
    if found:
        raise click.ClickException("Bundel ini tidak cocok dengan manifesnya.")
    if not as_json:
        acts = sum(len(log.acts) for log in said.logs)
        print(f"{said.title} {said.number}, {said.office}: {said.pages} halaman, {len(said.parts)} bagian, cocok.")
        for original in given:
            part = part_of(original, said)
            print(f"{original.name}: bagian {part.number if part else '–'}, cocok.")
        for log in said.logs:
            print(f"{len(log.acts)} dari {acts} tindakan berdiri pada buku besar {log.origin}.")
            print(f"Cocokkan kuncinya dengan yang diterbitkan kantor: {log.key}")


def _in_words(one: Disagreement, bundle_name: str) -> str:
    return DIFFERENCES[one.kind].format(number=one.number, name=one.name or bundle_name)


verify_bundle.callback.without_database = True  # type: ignore[union-attr]
COMMANDS = [documents, bundle]
