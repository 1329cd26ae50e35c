from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .frame import coverage, figure, status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame

_ASSETS = Path(__file__).resolve().parents[2] / "assets"
_READD = Path(__file__).resolve().parents[6] / "tools" / "readd.py"  # in a wheel it lies among the assets
_PROVINCE = 2


def beside(
    *,
    frame: Frame,
    contests: Sequence[Contest],
    state: Mapping[str, Any],
    nations: Mapping[str, Any],
    names: Mapping[int, str],
    key: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of what stands beside the places: front page, search, proof, files, scripts and style."""
    for file in (*sorted(_ASSETS.iterdir()), *([_READD] if _READD.exists() else [])):
        yield file.name, file.read_bytes()
    said = {name: state[name] for name in ("number", "made_at", "log_size", "root", "election")} | {"key": key}
    script = f"window.telusurCheckpoint = {_inside_script(said)};\n"
    yield "checkpoint.js", script.encode()
    yield "index.html", _front(frame, contests, nations).encode()
    yield "cari.html", _search(frame, contests, names).encode()
    yield "bukti.html", _proof(frame).encode()
    yield "unduh.html", _files(frame, contests, names).encode()
    yield "checkpoint.html", _checkpoint(frame, said).encode()
    for province, found in _by_province(names).items():
        listed = _inside_script([[code, name] for code, name in found])
        yield f"names/{province}.js", f"window.telusurNames({province}, {listed});\n".encode()


def doorway(name: str) -> str:
    """Return the page above the trees, which leads into the one that is shown."""
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; '
        f'url=current/index.html"><title>{escape(name)}</title></head><body><p><a href="current/index.html">'
        f"{escape(name)}</a></p></body></html>\n"
    )


def _front(frame: Frame, contests: Sequence[Contest], nations: Mapping[str, Any]) -> str:
    cards = "".join(
        f'<section><h2><a href="{one.code}/index.html">{escape(one.name)}</a></h2>'
        f"{coverage(nations[one.code])}</section>"
        for one in contests
        if nations.get(one.code)
    )
    body = f"<h1>{escape(frame.name)}</h1>{status(official=False)}{cards}{_explained()}"
    return frame.page("Hasil", body, up="", here="home")


def _explained() -> str:
    terms = [
        ("terhitung", "Formulirnya masuk dan tidak ditahan; angkanya ada dalam jumlah."),
        (
            "ditahan pemeriksaan",
            "Formulirnya melanggar aturan hitung; angkanya tidak dijumlahkan sampai diputus orang.",
        ),
        ("disanggah", "Saksi, pengawas, atau warga membantah angkanya; keputusannya belum ada."),
        ("dikoreksi", "Angkanya pernah diganti; yang lama, alasannya, dan yang baru tetap terbaca."),
        ("belum masuk", "Belum ada formulirnya; tidak dihitung sebagai nol."),
    ]
    items = "".join(f"<div><dt>{escape(word)}</dt><dd>{escape(said)}</dd></div>" for word, said in terms)
    return f"<section><h2>Arti angka</h2><dl class=terms>{items}</dl></section>"


def _search(frame: Frame, contests: Sequence[Contest], names: Mapping[int, str]) -> str:
    provinces = [(code, name) for code, name in sorted(names.items()) if len(str(code)) == _PROVINCE]
    first = contests[0].code
    options = "".join(f'<option value="{code}">{escape(name)}</option>' for code, name in provinces)
    links = "".join(f'<li><a href="{first}/{code}/index.html">{escape(name)}</a></li>' for code, name in provinces)
    ways = "".join(f'<option value="{one.code}">{escape(one.name)}</option>' for one in contests)
    body = (
        f"<h1>Cari TPS</h1><div class=card data-search hidden>"
        f'<p><label for="lomba">Pemilihan</label><select id="lomba">{ways}</select></p>'
        f'<form id="cari-kode"><label for="kode">Kode TPS (13 angka) atau kode wilayah</label>'
        f'<input id="kode" inputmode="numeric" pattern="[0-9]{{2,13}}" autocomplete="off">'
        f"<button>Buka</button></form>"
        f'<p><label for="provinsi">Provinsi</label><select id="provinsi">{options}</select></p>'
        f'<p><label for="nama">Nama kelurahan, desa, atau kecamatan</label>'
        f'<input id="nama" autocomplete="off"></p>'
        f'<p id="kabar" role="status" '
        f'data-none="Tidak ada wilayah dengan nama itu di provinsi ini." '
        f'data-bad="Kode wilayah terdiri atas 2, 4, 6, 10, atau 13 angka."></p>'
        f'<ul id="temuan"></ul></div>'
        f"<h2>Provinsi</h2><ul class=columns>{links}</ul>"
    )
    return frame.page("Cari TPS", body, up="", here="search", scripts=("search.js",))


def _proof(frame: Frame) -> str:
    words = {
        "hashes": "Sidik berkas",
        "sums": "Penjumlahan",
        "tiles": "Buku besar",
        "proof": "Bukti TPS",
        "consistency": "Bukti kesinambungan",
        "signature": "Tanda tangan",
        "good": "cocok",
        "bad": "TIDAK COCOK",
        "unchecked": "tidak diperiksa",
        "nosign": "peramban ini tidak mengenal Ed25519, jadi tanda tangan tidak diperiksa",
        "nokey": "kunci pemeriksa kosong atau bukan kunci",
        "nothing": "Berkas yang dipilih tidak ada yang dikenal.",
        "count": "{n} diperiksa",
        "missing": "tidak ada dalam pilihan",
        "working": "Memeriksa …",
    }
    lead = (
        "Halaman ini memeriksa berkas di peramban Anda sendiri; tidak ada yang dikirim ke mana pun. Pilih berkas bukti"
        " TPS, atau seluruh folder terbitan dari stik USB atau unduhan."
    )
    warning = (
        "Kunci pemeriksa di bawah ini datang bersama terbitan. Bandingkan dengan salinan yang Anda simpan dari tempat"
        " lain: kunci yang ikut diganti membuat pemalsuan tampak sah."
    )
    body = (
        f"<h1>Buktikan</h1><p class=lead>{escape(lead)}</p>"
        f"<noscript><p class=notice>Halaman ini perlu JavaScript. Tanpa itu, pakai readd.py.</p>"
        f"</noscript>"
        f'<form class="card stack" id="periksa"><p><label for="kunci">Kunci pemeriksa</label>'
        f'<input id="kunci" autocomplete="off" spellcheck="false"></p><p class="small">{escape(warning)}</p>'
        f'<p><label for="berkas">Berkas</label><input id="berkas" type="file" multiple></p>'
        f'<p><label for="folder">Folder terbitan</label>'
        f'<input id="folder" type="file" webkitdirectory multiple></p></form>'
        f'<div id="hasil" role="status" aria-live="polite"></div>'
        f'<script type="application/json" id="kata">{_inside_script(words)}</script>'
        f"<h2>Dengan program lain</h2><p>{escape(_proof_words())} "
        f'<a href="readd.py" download>readd.py</a></p><pre>python3 readd.py .</pre>'
    )
    return frame.page("Buktikan", body, up="", here="verify", scripts=("verify.js",))


def _proof_words() -> str:
    return (
        "readd.py menjumlah ulang semua tingkat, memeriksa sidik, petak, dan bukti; hanya memerlukan Python, dan tidak"
        " memakai satu baris pun dari program yang menerbitkan."
    )


def _files(frame: Frame, contests: Sequence[Contest], names: Mapping[int, str]) -> str:
    parts = []
    for one in contests:
        lines = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td><a href="bulk/{one.code}/{code}.csv">CSV</a></td>'
            f'<td><a href="bulk/{one.code}/{code}.parquet">Parquet</a></td></tr>'
            for code, name in sorted(names.items())
            if len(str(code)) == 4  # noqa: PLR2004 the digits of a regency
        )
        provinces = "".join(
            f'<li><a href="nist/{one.code}/{code}.json">{escape(name)}</a></li>'
            for code, name in sorted(names.items())
            if len(str(code)) == _PROVINCE
        )
        title = "Semua TPS per kabupaten dan kota"
        parts.append(
            f'<h2>{escape(one.name)}</h2><div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
            f"<table><caption>{escape(title)}</caption><tbody>{lines}</tbody></table></div>"
            f"<h3>NIST SP 1500-100 v2</h3><ul class=columns>{provinces}</ul>"
        )
    lead = (
        "Sel kosong berarti tidak terbaca atau tidak ditunjukkan, bukan nol; x berarti diisi X atau tanda hubung. Baris"
        " gabungan memuat jumlah unit yang terlalu kecil untuk ditunjukkan sendiri."
    )
    log = "Buku besar pemilihan: catatan, petak, dan titik periksa."
    body = (
        f"<h1>Unduh</h1><p class=lead>{escape(lead)}</p>{''.join(parts)}"
        f'<h2>Buku besar</h2><p>{escape(log)} <a href="log/checkpoint">log/checkpoint</a> · '
        f'<a href="log/key">log/key</a> · '
        f'<a href="manifest.json">manifest.json</a> · <a href="manifest.note">manifest.note</a></p>'
    )
    return frame.page("Unduh", body, up="", here="files")


def _checkpoint(frame: Frame, said: Mapping[str, Any]) -> str:
    rows = [
        ("Terbitan", str(said["number"])),
        ("Waktu", str(said["made_at"])),
        ("Catatan dalam buku besar", figure(said["log_size"])),
        ("Akar pohon Merkle", str(said["root"])),
        ("Kunci pemeriksa", str(said["key"])),
    ]
    items = "".join(f"<div><dt>{escape(word)}</dt><dd class=hash>{escape(value)}</dd></div>" for word, value in rows)
    lead = "Simpan halaman ini: dengannya siapa pun dapat memeriksa kelak bahwa tidak ada yang diubah diam-diam."
    body = f"<h1>Titik periksa</h1><p class=lead>{escape(lead)}</p><dl class=terms>{items}</dl>"
    return frame.page("Titik periksa", body, up="")


def _by_province(names: Mapping[int, str]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for code, name in sorted(names.items()):
        if len(str(code)) > 4:  # noqa: PLR2004 districts and villages
            found.setdefault(int(str(code)[:2]), []).append((code, name))
    return found


def _inside_script(value: object) -> str:
    """Return a value as JSON that can stand inside a script element: nothing in it ends one."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
