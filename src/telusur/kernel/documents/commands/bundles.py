"""`telusur bundle verify`: what is shown of a bundle and what is not, in words that promise no more."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..rules.bundles.checking import Difference, Disagreement, GivenFile, check_bundle, part_of
from ..rules.bundles.manifest import BadManifest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..rules.bundles.manifest import Manifest

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST, LARGEST_MANIFEST = 512 << 20, 64 << 20
DIFFERENCES = {
    Difference.BUNDLE: "Sidik atau ukuran bundel tidak sama dengan yang tertulis pada manifes.",
    Difference.SIGNATURE: "Manifes tidak ditandatangani atas nama {name}, atau diubah setelah ditandatangani.",
    Difference.PARTS: "Bagian-bagian pada manifes tidak menutup halaman {number} dan seterusnya dengan sidiknya.",
    Difference.NO_ACTS: "Manifes tidak membuktikan satu tindakan pun, atau menyebut buku besar tanpa tindakan.",
    Difference.UNREADABLE: "Berkas {name} tidak dapat dibaca sebagai PDF.",
    Difference.PAGE_COUNT: "Bundel berisi {number} halaman, tidak sebanyak menurut manifes.",
    Difference.PAGE: "Halaman {number} berubah ({name}).",
    Difference.CHECKPOINT: "Titik periksa buku besar {name} tidak ditandatangani oleh kunci pada manifes.",
    Difference.ACT: "Tindakan {number} tidak berdiri pada buku besar {name}.",
    Difference.KEY: "Kunci {name} pada manifes bukan kunci yang Anda berikan, atau bukan kunci penanda tangan manifes.",
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
@click.option(
    "--key",
    default="",
    help="Kunci buku besar kantor, sebagaimana diterbitkannya. Tanpa ini tidak terbukti siapa yang membuat bundel.",
)
@click.option("--salt", default="", help="Garam dari kantor, untuk berkas asal bagian yang dihitamkan.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON, untuk dibaca program.")
def verify_bundle(
    file: Path, manifest: Path, originals: tuple[Path, ...], *, key: str, salt: str, as_json: bool
) -> None:
    """Cocokkan BUNDEL.pdf dengan MANIFES.json: tanda tangan, sidik, setiap halaman, dan tindakan pada buku besar.

    BERKAS adalah berkas asli yang Anda miliki; halamannya dicocokkan dengan halaman bundel.
    """
    said = _read(file, manifest, originals)
    given = [GivenFile(path.name, path.read_bytes(), salt) for path in originals]
    key = key.strip()
    found = check_bundle(file.read_bytes(), said, files=given, key=key)
    shown = [] if found else list(_shown(said, given, key=key))
    hidden = list(_not_shown(said, key=key))
    if as_json:
        rows = [{**asdict(one), "text": _in_words(one, file.name)} for one in found]
        answer = {"sound": not found, "differences": rows, "shown": shown, "not_shown": hidden}
        click.echo(json.dumps(answer, ensure_ascii=False))
    for one in found if not as_json else []:
        click.echo(_in_words(one, file.name))
    if found:
        raise click.ClickException("Bundel ini tidak cocok dengan manifesnya.")
    if not as_json:
        name = _plain(f"{said.title} {said.number}, {said.office}")
        click.echo(f"{name}: {said.pages} halaman, {len(said.parts)} bagian, cocok.")
        for heading, lines in (("Terbukti:", shown), ("Tidak dibuktikan:", hidden)):
            click.echo("\n".join([heading, *(f"- {line}" for line in lines)]))


def _read(file: Path, manifest: Path, originals: Sequence[Path]) -> Manifest:
    for path, largest in ((file, LARGEST), (manifest, LARGEST_MANIFEST), *((each, LARGEST) for each in originals)):
        if path.stat().st_size > largest:
            raise click.ClickException(f"{path.name} terlalu besar untuk diperiksa.")
    try:
        return read_manifest(manifest.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{manifest.name} bukan manifes bundel yang dikenal: bukan teks UTF-8.") from error
    except BadManifest as error:
        raise click.ClickException(
            f"{manifest.name} bukan manifes bundel yang dikenal: {_plain(str(error))} tidak ada atau tidak terbaca. "
            "Minta manifes yang menyertai bundel ini dari kantor."
        ) from error


def _shown(said: Manifest, given: Sequence[GivenFile], *, key: str) -> Iterator[str]:
    if key:
        yield f"Manifes ini ditandatangani dengan kunci yang Anda berikan, atas nama {_plain(said.origin)}."
    else:
        yield "Manifes ini ditandatangani dengan kunci yang disebutnya sendiri."
    yield f"Bundel dan setiap halaman bagiannya sama dengan yang disebut manifes; SHA-256 bundel {said.sha256}"
    for log in said.logs:
        where = f"buku besar {_plain(log.origin)}, yang ditandatangani kunci yang sama"
        yield f"{len(log.acts)} tindakan berdiri pada {where}."
    for original in given:
        part = part_of(original, said)
        if part is None:
            continue
        if part.treatment == "joined":
            yield f"{_plain(original.name)}: halaman demi halaman sama dengan bagian {part.number}."
        else:
            yield f"{_plain(original.name)}: berkas asal bagian {part.number}; bagian itu bukan salinan halamannya."


def _not_shown(said: Manifest, *, key: str) -> Iterator[str]:
    if key:
        yield "Bahwa kunci itu milik kantor: ambillah dari halaman buku besarnya, bukan dari manifes."
    else:
        yield (
            "Siapa yang membuat bundel ini: siapa pun dapat menandatangani dengan kuncinya sendiri. Ulangi dengan "
            f"--key dan kunci yang diterbitkan kantor. Kunci pada manifes: {_plain(said.key)}"
        )
    yield "Bahwa isi surat dan berkas di dalamnya benar, atau bahwa tidak ada berkas perkara lain."
    yield "Bahwa bagian sama dengan berkas aslinya, kecuali yang berkasnya Anda berikan dan disebut di atas."
    yield (
        "Bahwa tidak ada tindakan lain pada perkara ini, atau bahwa buku besar tidak pernah ditulis ulang: bandingkan "
        "titik periksanya dengan salinan yang disimpan pihak lain."
    )


def _in_words(one: Disagreement, bundle_name: str) -> str:
    return DIFFERENCES[one.kind].format(number=one.number, name=_plain(one.name or bundle_name))


def _plain(text: str) -> str:
    """Return words of a stranger's without the signs that move a screen's cursor or turn the order of letters."""
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in text)


verify_bundle.callback.without_database = True  # type: ignore[union-attr]
