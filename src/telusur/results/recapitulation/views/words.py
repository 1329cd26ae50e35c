"""What states, rules and refusals are called on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from telusur.results.elections.rules.layout import UNREAD, X_MARK

from ..rules.apart import apart
from ..rules.queue import Wait
from ..rules.states import CORRECTED, DISPUTED, WITHOUT_C_FORM, Standing
from ..rules.typing import EMPTY, NO_NUMBER, TOO_LARGE
from ..selectors import ACTS, VOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from telusur.results.elections.rules.layout import Layout

STANDINGS: dict[Standing, tuple[_StrPromise, str]] = {
    Standing.MISSING: (_("belum masuk"), ""),
    Standing.HELD: (_("ditahan"), "late"),
    Standing.IMPORTED: (_("impor, belum diverifikasi"), "wait"),
    Standing.ENTERED: (_("dikirim perangkat, belum diverifikasi"), "wait"),
    Standing.VERIFIED: (_("diverifikasi"), "ok"),
    Standing.SETTLED: (_("diplenokan"), "ok"),
}
WAITS: dict[Wait, tuple[_StrPromise, str]] = {
    Wait.NOBODY: (_("selesai"), "ok"),
    Wait.READERS: (_("menunggu dua pembaca"), "info"),
    Wait.RESOLVER: (_("menunggu orang ketiga"), "soon"),
    Wait.DECISION: (_("menunggu keputusan"), "late"),
}
BEING_READ = (_("formulir ada, sedang dibaca"), "info")
UNREADABLE = (_("tidak terbaca oleh dua orang; menunggu keputusan"), "late")
WAITS_FOR_ANSWER = (_("menunggu jawaban"), "late")
WAITS_FOR_CORRECTION = (_("menunggu koreksi"), "late")
OWN_WAITS: dict[Wait, tuple[_StrPromise, str]] = {
    Wait.READERS: (_("Anda sudah membaca; menunggu pembaca kedua"), "wait"),
    Wait.RESOLVER: (_("Anda sudah membaca; menunggu orang ketiga"), "wait"),
    Wait.DECISION: (_("Anda sudah membaca; orang lain memutuskan"), "wait"),
}
FLAGS = ((CORRECTED, _("dikoreksi")), (DISPUTED, _("disanggah")), (WITHOUT_C_FORM, _("tanpa formulir C")))
FAULTS = {
    EMPTY: _("isi angka, x untuk silang atau strip, atau ? bila tidak terbaca"),
    NO_NUMBER: _("isi bilangan bulat tanpa titik, x, atau ?"),
    TOO_LARGE: _("angka ini terlalu besar untuk satu TPS; lihat lagi kertasnya"),
}
REFUSALS = {
    "taken": _("Formulir ini sedang diketik orang lain. Ambil yang lain; bila ditinggalkan, ia kembali ke antrean."),
    "no_right": _("Beda dua pembacaan diselesaikan PPK atau KPU."),
    "read": _("Formulir ini sudah dibaca dua orang selagi Anda mengetik. Draf Anda tersimpan, tetapi tidak dipakai."),
    "own": _("Anda sudah membaca formulir ini sendiri; yang berikut harus orang lain."),
    "not_yours": _("Ketikan ini bukan milik Anda."),
    "handed_in": _("Pembacaan Anda sudah diserahkan."),
    "replaced": _("Pelaksanaan ini sudah diganti pemungutan atau penghitungan ulang; ketik formulir yang baru."),
    "no_run": _("Belum ada angka dari TPS ini."),
    "no_reason": _("Tulis alasannya; alasan itu diumumkan."),
    "no_evidence": _("Sebutkan buktinya, misalnya halaman formulir atau nomor berita acara."),
    "identity": _("Ada nomor atau alamat milik orang di sini. Hapus; isian ini diumumkan selamanya."),
    "not_read": _("Formulir ini belum dibaca dua orang; ketik dahulu lewat antrean."),
    "settled": _("Angka ini sudah diplenokan; hanya pleno yang dapat mengubahnya."),
    "stale": _("Angka TPS ini berubah sesudah halaman ini dibuka. Yang kini berlaku tampil di bawah; periksa lagi."),
    "not_held": _("Tidak ada lagi yang ditahan di sini; mungkin orang lain baru saja memutuskannya."),
    "unread": _("Ada suara yang tidak terbaca, jadi tidak dapat dijumlahkan. Koreksi dengan bukti lain."),
    "no_change": _("Angka yang Anda isi sama dengan yang berlaku."),
    "run_kind": _("Pilih jenis pelaksanaan yang dikenal."),
    "again": _(
        "Jenis ini sudah pernah dilaksanakan di TPS ini, dan tidak boleh lagi; atas putusan MK, pilih jenisnya."
    ),
    "answered": _("Sanggahan ini sudah dijawab."),
    "own_challenge": _("Sanggahan Anda sendiri dijawab oleh orang lain."),
    "already": _("Anda sudah menyanggah angka ini; tunggu jawabannya."),
}


DUTY_REFUSALS = {
    "not_permitted": _(
        "Tugas ini diakhiri lembaga yang mengangkatnya, bukan orangnya sendiri: KPU untuk KPPS, PPS, dan PPK; KPU"
        " di atasnya untuk KPU; Bawaslu di atasnya untuk pengawas; koordinator saksi peserta yang sama untuk saksi."
    ),
    "ended": _("Tugas ini sudah berakhir."),
    "no_reason": _("Tulis alasannya."),
    "identity": _(
        "Ada nomor atau alamat milik orang pada alasan atau nama suratnya, misalnya NIK. Hapus; isian ini disimpan"
        " selamanya."
    ),
    "no_letter": _(
        "Pengawas dan saksi diakhiri lembaga yang mengangkatnya. Sebut lembaga itu, nomor dan tanggal suratnya, dan"
        " unggah pindaiannya."
    ),
    "letter_day": _("Tanggal surat itu belum tiba; periksa tanggalnya."),
}


def standing_in_words(standing: Standing, *, being_read: bool) -> tuple[_StrPromise, str]:
    """Return where the votes of a form stand, as its plenary and the published tree say it too."""
    return BEING_READ if standing is Standing.MISSING and being_read else STANDINGS[standing]


def wait_in_words(
    wait: Wait, standing: Standing, *, disputed: bool, found_wrong: bool, own: bool
) -> tuple[_StrPromise, str]:
    """Return whom a form waits for, as somebody reads it who has handed in a reading of it (own) or has not. Nothing
    here knows whether another has read it.

    found_wrong: a challenge was found true, and its numbers are not corrected yet. standing: of its votes; where they
    are missing although two have read, nobody could read them.
    """
    if own and wait in OWN_WAITS:
        return OWN_WAITS[wait]
    if wait is Wait.DECISION and standing is Standing.MISSING:
        return UNREADABLE
    if disputed and wait is Wait.NOBODY:
        return WAITS_FOR_CORRECTION if found_wrong else WAITS_FOR_ANSWER
    return WAITS[wait]


def findings_in_words(rules: Iterable[str], labels: Mapping[str, str], numbers: Mapping[str, str]) -> list[str]:
    """Return broken rules in words, each with the numbers that it finds apart where it compares two."""
    pattern = _("%(label)s: %(numbers)s (%(rule)s)")
    plain = _("%(label)s (%(rule)s)")
    return [
        str(pattern if numbers.get(rule) else plain)
        % {"label": labels.get(rule, rule), "numbers": numbers.get(rule, ""), "rule": rule}
        for rule in rules
    ]


def numbers_apart(layout: Layout, vector: Sequence[int], rules: Iterable[str]) -> dict[str, str]:
    """Return the numbers that rules find apart on a form, such as `274 ≠ 374`, by rule."""
    return {rule: ", ".join(map(str, apart(layout, vector, rule))) for rule in rules}


def said(value: int) -> str:
    """Return a cell as it is shown."""
    return {UNREAD: "?", X_MARK: "x"}.get(value, str(value))


def act_in_words(act: str) -> str:
    """Return what was done, as a line of a history begins; a name nobody gave words stands as it is."""
    return capfirst(gettext(ACTS[act])) if act in ACTS else act


def voice_in_words(role: str) -> str:
    """Return as whom somebody speaks: a witness or a supervisor."""
    return gettext(VOICES[role])
