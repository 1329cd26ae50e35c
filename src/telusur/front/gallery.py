"""Every component on one page, in each of its states: for those who build pages and the tests that judge them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

START = date(2026, 3, 16)
HOLIDAYS = {
    date(2026, 3, 18): "cuti bersama",
    date(2026, 3, 19): "Nyepi",
    date(2026, 3, 20): "Idulfitri",
    date(2026, 3, 23): "Idulfitri",
    date(2026, 3, 24): "Idulfitri",
    date(2026, 4, 3): "Jumat Agung",
}
SATURDAY = 5


class Example(forms.Form):
    subject = forms.CharField(
        label="Informasi yang diminta", help_text="Sebutkan tahun dan wilayahnya bila tahu.", widget=forms.Textarea
    )
    name = forms.CharField(label="Nama lengkap")
    phone = forms.CharField(label="Telepon", required=False, help_text="Hanya dipakai bila surel tidak sampai.")
    occupation = forms.ChoiceField(label="Pekerjaan", choices=[("", "Pilih"), ("student", "Pelajar"), ("civil", "PNS")])
    copy = forms.ChoiceField(
        label="Cara memperoleh",
        widget=forms.RadioSelect,
        choices=[("read", "Melihat, membaca, atau mencatat"), ("soft", "Salinan digital"), ("hard", "Salinan cetak")],
    )
    help_wanted = forms.BooleanField(label="Saya memerlukan bantuan petugas", required=False)
    born_on = forms.DateField(label="Tanggal surat", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    proof = forms.FileField(label="Bukti identitas", required=False, help_text="PDF atau JPEG, paling besar 5 MB.")


class Draft(forms.Form):
    subject = forms.CharField(label="Informasi yang diminta", widget=forms.Textarea)


class Filters(forms.Form):
    year = forms.ChoiceField(label="Tahun", choices=[("", "Semua"), ("2026", "2026")], required=False)
    kind = forms.ChoiceField(label="Klasifikasi", choices=[("", "Semua"), ("a", "Berkala")], required=False)


@dataclass(frozen=True)
class Counted:
    """The shape of a computation of `clocks`, for show."""

    counted: tuple[tuple[date, int], ...]
    skipped: tuple[tuple[date, str], ...]
    calendar_version: int = 3
    confirmed: bool = False
    started_on: date = START
    sources: tuple[str, ...] = ("UU 14/2008 Pasal 22 ayat (7)",)


def counted(days: int = 10) -> Counted:
    numbered: list[tuple[date, int]] = []
    skipped: list[tuple[date, str]] = []
    day = START
    while len(numbered) < days:
        day += timedelta(days=1)
        if day in HOLIDAYS:
            skipped.append((day, HOLIDAYS[day]))
        elif day.weekday() >= SATURDAY:
            skipped.append((day, "akhir pekan"))
        else:
            numbered.append((day, len(numbered) + 1))
    return Counted(tuple(numbered), tuple(skipped))


def page() -> Page[int]:
    return Paginator(range(1240), 20).page(7)


def everything() -> dict[str, Any]:
    """Return what the gallery shows: invented, as the page says."""
    moment = datetime(2026, 3, 25, 2, 12, tzinfo=UTC)
    return {
        "bound": Example({"name": "Sari"}),
        "draft": Draft(prefix="konsep"),
        "filters": Filters(prefix="saring"),
        "computation": counted(),
        "due_on": date(2026, 4, 7),
        "done_on": date(2026, 3, 30),
        "page": page(),
        "zone": "Asia/Jakarta",
        "steps": [
            {"label": "Diajukan", "note": "16 Maret 2026", "state": "done"},
            {"label": "Diproses", "note": "sejak 17 Maret", "state": "now"},
            {"label": "Selesai", "note": "", "state": ""},
        ],
        "acts": [
            {
                "at": moment,
                "text": "Diteruskan ke Subbagian Data.",
                "actor": "Rina (PPID)",
                "detail": "Unit melihat pertanyaan, bukan identitas.",
            },
            {"at": moment - timedelta(days=8), "text": "Berkas dinyatakan lengkap.", "actor": "Desk Pelayanan"},
            {"at": moment - timedelta(days=9), "text": "Diajukan di meja layanan; tanda terima dicetak."},
        ],
        "tabs": [
            {"label": "Berjalan", "href": "?tab=1", "current": True, "count": 12},
            {"label": "Menunggu pemohon", "href": "?tab=2", "count": 2},
            {"label": "Selesai", "href": "?tab=3", "count": 1204},
        ],
        "trail": [{"label": "KPU Kota Contoh", "href": "/"}, {"label": "Informasi", "href": "/"}],
        "facts": [
            {"label": "Nomor", "value": "0042/PPID/2026"},
            {"label": "Saluran", "value": "Datang langsung"},
            {"label": "Unit", "value": "Subbagian Data dan Informasi"},
        ],
        "columns": [
            {"label": "Bulan"},
            {"label": "Permohonan", "kind": "num"},
            {"label": "Tepat waktu", "kind": "num"},
        ],
        "rows": [
            [{"text": "Januari 2026", "href": "#"}, 1204, "100 %"],
            [{"text": "Februari 2026", "href": "#"}, 87, "98,8 %"],
        ],
    }
