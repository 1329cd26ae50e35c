from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telusur.results.recapitulation.selectors import ACTS

from ...rules.places import NATION, folder
from . import states
from .frame import coverage, figure, status
from .official import result
from .seats import seats_on_front
from .times import exact, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    seats: Mapping[str, Sequence[Mapping[str, Any]]],
    results: Mapping[str, Sequence[dict[str, Any]]],
    names: Mapping[int, str],
    tables: Mapping[str, Iterable[str]],
    numbers: Mapping[int, str],
    key: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of what stands beside the places: front page, search, proof, files, scripts and style.

    tables: by contest the files of its tables, by regency. seats: by contest what was determined of them. results: by
    contest the D form in force that says all of it.
    numbers: by village, those of its polling stations, such as 1-22,901.
    """
    for file in (*sorted(_ASSETS.iterdir()), *([_READD] if _READD.exists() else [])):
        yield file.name, file.read_bytes()
    said = {name: state[name] for name in ("number", "made_at", "log_size", "root", "election")} | {"key": key}
    said |= {"shown_at": moment(state["made_at"], frame.zone), "portal": state.get("portal", "")}
    script = f"window.telusurCheckpoint = {_inside_script(said)};\n"
    yield "checkpoint.js", script.encode()
    portal = state.get("portal", "")
    front = _front(frame, contests, nations=nations, seats=seats, results=results, portal=portal)
    yield "index.html", front.encode()
    yield "cari.html", _search(frame, contests, names).encode()
    yield "bukti.html", _proof(frame).encode()
    yield "unduh.html", _files(frame, contests).encode()
    for one in contests:
        owed = state.get("parquet", {}).get(one.code, {})
        yield f"unduh-{one.code}.html", _tables(frame, one, names, tables[one.code], owed).encode()
    yield "checkpoint.html", _checkpoint(frame, said).encode()
    for province, found in _by_province(names).items():
        listed = _inside_script([[code, name, *([numbers[code]] if code in numbers else [])] for code, name in found])
        yield f"names/{province}.js", f"window.telusurNames({province}, {listed});\n".encode()


def doorway(name: str) -> str:
    """Return the page above the trees, which leads into the one that is shown."""
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; '
        f'url=current/index.html"><link rel="icon" href="current/icon.svg"><title>{escape(name)}</title></head><body>'
        f'<p><a href="current/index.html">{escape(name)}</a></p></body></html>\n'
    )


def _front(
    frame: Frame,
    contests: Sequence[Contest],
    *,
    nations: Mapping[str, Any],
    seats: Mapping[str, Sequence[Mapping[str, Any]]],
    results: Mapping[str, Sequence[dict[str, Any]]],
    portal: str,
) -> str:
    shown = [one for one in contests if nations.get(one.code)]
    cards = ""
    for one in shown:
        official = "".join(result(one, form) for form in results[one.code])
        cards += (
            f'<section><h2><a href="{folder(one.code, one.home)}/index.html">{escape(one.name)}</a></h2>{official}'
            f"{seats_on_front(one, seats[one.code])}{coverage(nations[one.code], loaded=one.home == NATION)}</section>"
        )
    aid = "" if shown and all(results[one.code] for one in shown) else status()
    body = f"<h1>{escape(frame.name)}</h1>{aid}{cards}{_explained()}{_back(frame, portal)}"
    return frame.page("Hasil", body, up="", here="home")


def _back(frame: Frame, portal: str) -> str:
    """Return the ways back to the server that shows this tree: all elections, and what plenaries published."""
    if not portal:
        return ""
    base = escape(portal.rstrip("/"))
    return (
        f'<p data-back><a href="{base}/hasil/">Semua pemilu</a> · '
        f'<a href="{base}/pleno/{frame.code}/">Hasil rapat pleno dan formulir D</a></p>'
    )


def _explained() -> str:
    items = "".join(
        f"<div><dt>{states.sign(name)} {escape(word)}</dt><dd>{escape(said)}</dd></div>"
        for name, word, said in states.meanings()
    )
    return f"<section><h2>Arti angka</h2><dl class=terms>{items}</dl></section>"


def _search(frame: Frame, contests: Sequence[Contest], names: Mapping[int, str]) -> str:
    provinces = [(code, name) for code, name in sorted(names.items()) if len(str(code)) == _PROVINCE]
    options = "".join(f'<option value="{code}">{escape(name)}</option>' for code, name in provinces)
    ways = "".join(
        f'<option value="{one.code}" data-home="{one.home or ""}">{escape(one.name)}</option>' for one in contests
    )
    body = (
        f"<h1>Cari TPS</h1><div class=card data-search hidden>"
        f'<p><label for="lomba">Pemilihan</label><select id="lomba">{ways}</select></p>'
        f'<form id="cari-kode" novalidate><label for="kode">Kode TPS (13 angka) atau kode wilayah</label>'
        f'<input id="kode" inputmode="numeric" autocomplete="off" aria-describedby="kabar"><button>Buka</button></form>'
        f'<p><label for="provinsi">Provinsi</label><select id="provinsi">{options}</select></p>'
        f'<p><label for="nama">Nama kabupaten, kota, kecamatan, kelurahan, atau desa; boleh dengan nomor TPS</label>'
        f'<input id="nama" autocomplete="off" aria-describedby="kabar"></p>'
        f'<p id="kabar" role="status" '
        f'data-none="Tidak ada wilayah dengan nama itu di provinsi ini." '
        f'data-bad="Kode wilayah terdiri atas 2, 4, 6, 10, atau 13 angka, tanpa huruf." '
        f'data-unknown="Tidak ada wilayah atau TPS dengan kode itu dalam pemilu ini." '
        f'data-outside="Wilayah itu tidak ikut pemilihan ini."></p>'
        f'<ul id="temuan"></ul></div>{_begin(contests[0], provinces)}'
    )
    return frame.page("Cari TPS", body, up="", here="search", scripts=("search.js",))


def _begin(contest: Contest, provinces: Sequence[tuple[int, str]]) -> str:
    """Return where a reader without the search begins: the provinces, or the one place in which a contest is held."""
    if contest.home != NATION:
        return f'<p><a href="{folder(contest.code, contest.home)}/index.html">{escape(contest.name)}</a></p>'
    links = "".join(
        f'<li><a href="{contest.code}/{code}/index.html">{escape(name)}</a></li>' for code, name in provinces
    )
    return f"<h2>Provinsi</h2><ul class=columns>{links}</ul>"


def _proof(frame: Frame) -> str:
    words = {
        "hashes": "Sidik berkas",
        "sums": "Penjumlahan",
        "stations": "dari TPS-nya",
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
        "verdict_good": "Semua cocok: {seen} diperiksa, tidak ada yang berbeda",
        "then_good": "Yang diperiksa sama dengan yang ditandatangani.",
        "verdict_left": "Yang diperiksa cocok ({seen}), tetapi tidak semuanya diperiksa",
        "then_left": "Belum diperiksa:",
        "verdict_none": "Belum ada yang diperiksa",
        "then_none": "Pilih berkas bukti TPS, atau seluruh folder terbitan.",
        "verdict_bad": "{bad} berbeda dari {seen} yang diperiksa",
        "then_bad": (
            "Jangan percayai salinan ini. Tunjukkan kepada KPU atau Bawaslu, dan bandingkan dengan salinan dari tempat"
            " lain."
        ),
        "about": "Tentang",
        "contest": "Pemilihan",
        "entry": "Catatan buku besar, menit UTC",
        "act": "Yang dilakukan",
        "standing": "Keadaan suara",
        "reason": "Alasan",
        "opening": "Isi catatan terhadap janji dalam buku besar",
        "closed": (
            "Angkanya ada dalam catatan ini sebagai janji. Pilih bersama-sama berkas bukti ini, data.json desanya, dan"
            " contest.json pemilihannya untuk membukanya; unit yang hanya ditunjukkan bersama unit lain tetap tertutup."
        ),
        "names": (
            "Nama peserta dan urutan isian diambil dari contest.json yang dipilih; readd.py memeriksanya terhadap buku"
            " besar."
        ),
        "values": "Isian formulir",
        "valid": "Suara sah",
        "invalid": "Suara tidak sah",
        "whole": "Seluruh suara",
        "unread": "tidak terbaca",
        "acts": ACTS,
        "standings": {one.value: state.word for one, state in states.STATES.items()},
    }
    lead = (
        "Halaman ini memeriksa berkas di peramban Anda sendiri; tidak ada yang dikirim ke mana pun. Pilih berkas bukti"
        " TPS, atau seluruh folder terbitan dari stik USB atau unduhan."
    )
    warning = (
        "Kunci pemeriksa di atas datang bersama terbitan. Bandingkan dengan salinan yang Anda simpan dari tempat"
        " lain: kunci yang ikut diganti membuat pemalsuan tampak sah."
    )
    body = (
        f"<h1>Buktikan</h1><p class=lead>{escape(lead)}</p>"
        f"<noscript><p class=notice>Halaman ini perlu JavaScript. Tanpa itu, pakai readd.py.</p>"
        f"</noscript>"
        f'<form class="card stack" id="periksa"><p><label for="kunci">Kunci pemeriksa</label>'
        f'<textarea id="kunci" class="hash" rows="5" autocomplete="off" spellcheck="false"></textarea></p>'
        f'<p class="small">{escape(warning)}</p>'
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


def _tables(
    frame: Frame, one: Contest, names: Mapping[int, str], tables: Iterable[str], owed: Mapping[str, int]
) -> str:
    """Return the page of the files of one contest. tables: the files of its regencies. owed: by regency, which earlier
    publication its Parquet is of."""
    regencies = sorted(int(name.removesuffix(".csv")) for name in tables if name.endswith(".csv"))
    listed = "".join(
        f'<li>{escape(names.get(code, str(code)))} <a href="bulk/{one.code}/{code}.csv">CSV</a> '
        f'<a href="bulk/{one.code}/{code}.parquet">Parquet</a>'
        f"{f' ({owed[str(code)]})' if str(code) in owed else ''}"
        for code in regencies
    )
    late = (
        "Parquet digambar bergiliran, CSV selalu mutakhir: angka dalam kurung ialah nomor terbitan yang masih"
        " ditunjukkan Parquet itu."
    )
    provinces = "".join(
        f'<li><a href="nist/{one.code}/{code}.json">{escape(names.get(code, str(code)))}</a></li>'
        for code in sorted({code // 100 for code in regencies})
    )
    districts = "".join(f'<li><a href="{one.code}/dapil/{name}.csv">{name}.csv</a></li>' for name in _of_districts(one))
    body = (
        f'<nav class="trail small" aria-label="Letak"><a href="unduh.html">Unduh</a></nav><h1>{escape(one.name)}</h1>'
        f"<h2>Semua TPS per kabupaten dan kota</h2>{f'<p class=small>{escape(late)}</p>' if owed else ''}"
        f"<ul class=columns>{listed}</ul>"
        f"{f'<h2>Menurut daerah pemilihan</h2><ul class=columns>{districts}</ul>' if districts else ''}"
        f"<h2>NIST SP 1500-100 v2</h2><ul class=columns>{provinces}</ul>"
    )
    return frame.page(f"Unduh, {one.name}", body, up="", here="files")


def _of_districts(one: Contest) -> tuple[str, ...]:
    """Return the names of the tables that a contest has of its electoral districts."""
    if one.districts is None:
        return ()
    listed = any(choice.candidates for layout in one.layouts.values() for choice in layout.choices)
    return ("suara", "kursi", "partai", *(["calon"] if listed else []))


def _files(frame: Frame, contests: Sequence[Contest]) -> str:
    parts = "".join(f'<li><a href="unduh-{one.code}.html">{escape(one.name)}</a></li>' for one in contests)
    lead = (
        "Sel kosong berarti tidak terbaca atau tidak ditunjukkan, bukan nol; x berarti diisi X atau tanda hubung. Baris"
        " gabungan memuat jumlah unit yang terlalu kecil untuk ditunjukkan sendiri."
    )
    log = "Buku besar pemilihan: catatan, petak, dan titik periksa."
    body = (
        f"<h1>Unduh</h1><p class=lead>{escape(lead)}</p><h2>Tabel TPS</h2><ul>{parts}</ul>"
        f'<h2>Buku besar</h2><p>{escape(log)} <a href="log/checkpoint">log/checkpoint</a> · '
        f'<a href="log/key">log/key</a> · '
        f'<a href="manifest.json">manifest.json</a> · <a href="manifest.note">manifest.note</a></p>'
    )
    return frame.page("Unduh", body, up="", here="files")


def _checkpoint(frame: Frame, said: Mapping[str, Any]) -> str:
    rows = [
        ("Terbitan", str(said["number"])),
        ("Waktu", exact(str(said["made_at"]), frame.zone)),
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
        if len(str(code)) > _PROVINCE:
            found.setdefault(int(str(code)[:2]), []).append((code, name))
    return found


def _inside_script(value: object) -> str:
    """Return a value as JSON that can stand inside a script element: nothing in it ends one."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
