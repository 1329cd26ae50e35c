"""Whoever holds the key changes what people read, and nothing else: the independent program names every page of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from telusur.results.publication.rules.stations import Standing
from telusur.results.publication.services import publish

from .synthetic import NOW, filled
from .test_readd import VILLAGE, program, removed, replaced, signed_anew

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NATION, PROVINCE, HERE = "ppwp/index.html", "ppwp/36/index.html", f"{VILLAGE}/index.html"
FIRST = b'id="3601012001001" data-sure><h3>TPS 001</h3>'


def within(path: str, start: bytes, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Change the first such words after others."""

    def tampered(tree: Path) -> None:
        content = (tree / path).read_bytes()
        at = content.index(old, content.index(start))
        (tree / path).write_bytes(content[:at] + new + content[at + len(old) :])

    return tampered


# By words: which page is changed how, and what of it the program has to say.
CHANGED: dict[str, tuple[Callable[[Path], None], str]] = {
    "coverage": (
        replaced(NATION, b"6 dari 10 TPS yang dimuat terhitung", b"9 dari 10 TPS yang dimuat terhitung"), "cakupan",
    ),
    "what is verified": (
        replaced(NATION, b"10 TPS yang dimuat diverifikasi", b"9 TPS yang dimuat diverifikasi"), "cakupan",
    ),
    "a count of what is held": (
        replaced(PROVINCE, b"ditahan pemeriksaan: <b>1</b>", b"ditahan pemeriksaan: <b>0</b>"), "cakupan",
    ),
    "a share of coverage": (replaced(PROVINCE, b"(62,5 %)", b"(99,5 %)"), "cakupan"),
    "the bar of coverage": (replaced(PROVINCE, b'class="c-held" x=', b'class="c-counted" x='), "batang cakupan"),
    "how many are verified in the bar": (
        within(PROVINCE, b"c-verified", b'width="250"', b'width="750"'), "batang cakupan",
    ),
    "the verified left out of the bar": (
        within(PROVINCE, b"c-held", b'<rect class="c-verified" x="0" width="250" height="12"/>', b""), "batang cakupan",
    ),
    "a share of what is verified": (
        within(PROVINCE, b'<span class="sure-only"><i class="c-verified">', b"(25,0 %)", b"(75,0 %)"), "cakupan",
    ),
    "how many count without being verified": (
        within(PROVINCE, b"terhitung, belum diverifikasi", b"<b>3</b>", b"<b>0</b>"), "cakupan",
    ),
    "how many are disputed": (
        replaced(HERE, b"</i>disanggah: <b>1</b>", b"</i>disanggah: <b>0</b>"), "cakupan",
    ),
    "votes of a pair": (
        within(PROVINCE, b"Pasangan 1<", b'<span class="all">321<', b'<span class="all">421<'),
        "01 Pasangan 1",
    ),
    "verified votes": (replaced(HERE, b'<span class="sure">120<', b'<span class="sure">121<'), "02 Pasangan 2"),
    "a share of votes": (replaced(HERE, b'<span class="all">40,4 %<', b'<span class="all">50,4 %<'), "01 Pasangan 1"),
    "names swapped in the table": (replaced(HERE, b"</b> Pasangan 1<", b"</b> Pasangan 2<"), "tabel"),
    "in how many a field was read": (replaced(HERE, b"terbaca di 3 dari", b"terbaca di 2 dari"), "Isian suara"),
    "a cell of a row": (within(NATION, b">BANTEN<", b">253<", b">353<"), "baris “BANTEN”, kolom “03”"),
    "coverage of a row": (
        within(NATION, b">BANTEN<", b'<span class="all">5</span><span class="sure-only">',
               b'<span class="all">8</span><span class="sure-only">'), "kolom “TPS terhitung”",
    ),
    "what a row holds back": (
        within(NATION, b">BANTEN<", b'data-l="Ditahan">1<', b'data-l="Ditahan">0<'), "kolom “Ditahan”",
    ),
    "the name of a column on a telephone": (
        within(NATION, b">BANTEN<", b'data-l="01"', b'data-l="02"'), "nama kolom",
    ),
    "the name of a column of what is verified": (
        within(NATION, b">BANTEN<", b'data-s="TPS diverifikasi"', b'data-s="TPS"'), "nama kolom",
    ),
    "how much of a row is verified": (
        within(NATION, b">BANTEN<", b"</span>/<wbr>", b"9</span>/<wbr>"), "kolom “TPS terhitung”",
    ),
    "the heads of columns": (replaced(NATION, b'class="num">02</th>', b'class="num">03</th>'), "kepala tabel"),
    "where a name leads to": (
        within(NATION, b'<th scope="row"><a ', b'"36/index.html"', b'"65/index.html"'), "tautan",
    ),
    "a row left out": (
        lambda tree: replaced(NATION, *cut(tree / NATION, b'<tr><th scope="row"><a href="65/'))(tree), "tabel",
    ),
    "a square of the map": (within(NATION, b">Banten<", b"62,5 %", b"92,5 %"), "petak BANTEN"),
    "the state of a station": (within(HERE, FIRST, b"</i> diverifikasi<", b"</i> diplenokan<"), "keadaan"),
    "a dispute taken away": (
        replaced(HERE, b' <span class="chip soon"><i class="sign disputed"></i> disanggah</span>', b""), "keadaan",
    ),
    "a mark of what is verified": (
        replaced(HERE, b'id="3601012001003">', b'id="3601012001003" data-sure>'), "tanda diverifikasi",
    ),
    "votes of a station": (within(HERE, FIRST, b"<dd>100<", b"<dd>101<"), "suara"),
    "whose votes they are": (within(HERE, FIRST, b"<dt>01<", b"<dt>02<"), "suara"),
    "a field of a station": (within(HERE, FIRST, b"<li>272<", b"<li>273<"), "isian"),
    "a field nobody read": (within(HERE, FIRST, b'<span class="muted">tidak terbaca</span>', b"0"), "isian"),
    "the name of a field": (replaced(HERE, b"<li>dpt_j<", b"<li>dpt_x<"), "nama isian"),
    "with whom it is shown": (within(HERE, b'id="3601012001002"', b"kecil: 3601012001002,", b"kecil:"), "pasangannya"),
    "numbers of a group": (within(HERE, b"Gabungan", b"<dd>91<", b"<dd>92<"), "gabungan"),
    "a reason": (
        replaced("ppwp/36/3601/360102/3601022001/index.html", b"Alasan: R13", b"Alasan: Wajar"), "judul",
    ),
    "an act of the log": (within(HERE, FIRST, b"formulir dikirim perangkat", b"formulir diverifikasi"), "riwayat"),
    "when it was done": (within(HERE, FIRST, b"19.05 WIB (12.05", b"18.05 WIB (11.05"), "catatan"),
    "the clock beside it": (within(HERE, FIRST, b"(12.05 UTC)", b"(12.06 UTC)"), "catatan"),
    "which entry": (within(HERE, FIRST, "· catatan 0".encode(), "· catatan 7".encode()), "catatan"),
    "what parts I to III are": (
        within(HERE, FIRST, b"formulir: belum masuk", b"formulir: diplenokan"), "bagian I sampai III",
    ),
    "a picture of another": (
        within(HERE, FIRST, b"<h4>Gambar formulir</h4>", b'<img src="lain.jpg" alt="">'), "gambar",
    ),
    "a word that it is official": (
        replaced(PROVINCE, b"Sementara: alat bantu, bukan hasil resmi", b"Hasil resmi"), "kata-kata",
    ),
    "a paragraph put in": (replaced(PROVINCE, b"<section", b"<p>Pemenang: 01</p><section"), "tidak dikenal"),
    "a heading": (replaced(PROVINCE, b"<h1>BANTEN</h1>", b"<h1>BALI</h1>"), "judul"),
    "the last entry": (replaced(PROVINCE, b"dalam buku besar: 5", b"dalam buku besar: 9"), "Catatan terakhir"),
    "the true number in a remark": (
        replaced(PROVINCE, b'<span class="all">321<', b'<!--321--><span class="all">322<'), "susunan",
    ),
    "a style of its own": (replaced(PROVINCE, b"<h1>", b"<style>.all{display:none}</style><h1>"), "<style>"),
    "a part that is hidden": (replaced(PROVINCE, b"<section ", b"<section hidden "), "menyembunyikan"),
    "a script of its own": (replaced(PROVINCE, b'page.js"', b'lain.js"'), "skrip"),
    "an act on a click": (replaced(PROVINCE, b"<h1>", b"<h1 onclick=x>"), "onclick"),
    "a page left out": (removed(PROVINCE), "No such file"),
    "the front page": (
        replaced("index.html", b"6 dari 10 TPS yang dimuat terhitung", b"7 dari 10 TPS yang dimuat terhitung"),
        "cakupan",
    ),
    "the page of changes": (replaced("changes/index.html", b"01: 40 ", b"01: 10 "), "bagian ke-1"),
    "a fall hidden on that page": (replaced("changes/index.html", b"yang turun: 1", b"yang turun: 0"), "bagian ke-1"),
    "the nation on that page": (replaced("changes/index.html", b"371 (35,3 %)", b"471 (35,3 %)"), "bagian ke-2"),
    "the page of the checkpoint": (
        replaced("checkpoint.html", b"<dd class=hash>2<", b"<dd class=hash>3<"), "titik periksa",
    ),
    "the checkpoint in a script": (replaced("checkpoint.js", b'"number": 2', b'"number": 3'), "number"),
    "a name to search": (replaced("names/36.js", b"TAMANJAYA", b"TAMANSARI"), "TAMANSARI"),
    "stations to search": (replaced("names/36.js", b'"1-3"', b'"1-2"'), "3601012001: TPS"),
}  # fmt: skip


def cut(path: Path, start: bytes) -> tuple[bytes, bytes]:
    """Return the row of a table that begins so, and nothing in its place."""
    content = path.read_bytes()
    at = content.index(start)
    return content[at : content.index(b"</tr>", at) + 5], b""


@pytest.mark.django_db
def test_every_changed_page_is_named_with_what_it_says_and_what_the_data_say(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    source.enter({6501012001001: {"standing": Standing.HELD, "reason": "R05"}})
    publish(source=source, out=out, at=NOW)
    missed = {}
    for name, (tamper, said) in CHANGED.items():
        tree = tmp_path / "tampered"
        shutil.copytree(out / "current", tree)
        tamper(tree)
        signed_anew(tree)
        found = program().check(tree).differences
        kinds = {kind for kind, _where, _what in found}
        if not any(said in what for _kind, _where, what in found) or not kinds <= {"page", "missing"}:
            missed[name] = found
        shutil.rmtree(tree)
    assert missed == {}
