"""The public states of a polling station, each said once: its word, its mark, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.stations import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain = dict[str, Any]


@dataclass(frozen=True)
class State:
    """word: as it stands beside a station. short: in the legend of a bar. meaning: for whoever asks."""

    word: str
    short: str
    meaning: str
    chip: str = ""


MISSING = State(
    "belum masuk",
    "belum masuk",
    "Belum ada suaranya: formulirnya belum ada, atau berkas yang diimpor tidak memuat suaranya. Tidak dihitung sebagai"
    " nol.",
)
READING = State(
    "formulir ada, sedang dibaca",
    "formulir ada, sedang dibaca",
    "Gambarnya sudah diterima atau satu orang sudah membacanya; angkanya belum dihitung.",
)
HELD = State(
    "ditahan pemeriksaan",
    "ditahan pemeriksaan",
    "Formulirnya melanggar aturan hitung; angkanya tidak dijumlahkan sampai diputus orang.",
    "soon",
)
WAITING = State(
    "masuk, menunggu pasangannya",
    "masuk, menunggu pasangannya",
    "Begitu kecil sehingga angkanya sendiri akan membuka pilihan orang; dihitung begitu unit lain di dekatnya masuk.",
)
COUNTED = State("terhitung", "terhitung", "Formulirnya masuk dan tidak ditahan; angkanya ada dalam jumlah.")
STATES = {
    Standing.MISSING: MISSING,
    Standing.READING: READING,
    Standing.HELD: HELD,
    Standing.IMPORTED: State(
        "impor, belum diverifikasi", "impor", "Diambil dari berkas lain; belum ada dua orang yang membaca formulirnya."
    ),
    Standing.ENTERED: State(
        "masuk, belum diverifikasi", "masuk", "Dikirim dari TPS; belum ada dua orang yang membaca formulirnya."
    ),
    Standing.VERIFIED: State(
        "diverifikasi",
        "diverifikasi",
        "Dua orang membaca formulirnya sendiri-sendiri dan sama, atau pejabatnya memutuskan di depan saksi.",
        "ok",
    ),
    Standing.SETTLED: State("diplenokan", "diplenokan", "Sudah dibaca dalam rapat pleno.", "ok"),
}
MARKS = {
    "disputed": State(
        "disanggah",
        "disanggah",
        "Saksi atau pengawas membantah angkanya; belum dijawab, atau terbukti dan belum dikoreksi.",
        "soon",
    ),
    "corrected": State(
        "dikoreksi", "dikoreksi", "Angkanya pernah diganti; yang lama, alasannya, dan yang baru tetap terbaca."
    ),
}


def of_station(one: Mapping[str, Any]) -> tuple[str, State]:
    """Return where a station of a file stands for the public, with the name of its mark."""
    return ("waiting", WAITING) if one["waiting"] else (one["standing"], STATES[Standing(one["standing"])])


def sign(name: str) -> str:
    """Return the mark of a state: a shape that needs no font."""
    return f'<i class="sign {name}"></i>'


def chip(name: str, state: State, said: str = "") -> str:
    """Return a state as a chip. said: in other words than its own."""
    kind = f" {state.chip}" if state.chip else ""
    return f'<span class="chip{kind}">{sign(name)} {escape(said or state.word)}</span>'


def coverage_parts(numbers: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """Return into what the stations of a place fall: name of the mark, how many, what they are. Together they are all;
    what is rare stands there only where there is some."""
    parts = [
        ("counted", numbers["counted"], COUNTED),
        ("held", numbers["held"], HELD),
        ("reading", numbers["reading"], READING),
        ("waiting", numbers["waiting"], WAITING),
        ("missing", numbers["missing"], MISSING),
    ]
    return [(name, count, one.short) for name, count, one in parts if count or name not in {"reading", "waiting"}]


def meanings() -> list[tuple[str, str, str]]:
    """Return every public state: name of its mark, word, meaning."""
    named = {"counted": COUNTED, **{one.value: state for one, state in STATES.items()}, "waiting": WAITING, **MARKS}
    return [(name, state.word, state.meaning) for name, state in named.items()]
