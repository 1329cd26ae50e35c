"""What is asked for: other rules of a what-if, files, corrections, decisions, papers of the Court, and the decree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm

from .rules.tables import MOST_DIGITS, MOST_SEATS, SEATS, VOTERS
from .rules.windows import PaperKind
from .selectors import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .models import CourtPaper
    from .rules.ties import OpenTie

INSTANT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
_PUBLIC = _("Diumumkan. Jangan menyebut nama orang.")
METHOD_NAMES = {
    "sainte-lague": _("Sainte-Laguë (1, 3, 5, …)"),
    "dhondt": _("D'Hondt (1, 2, 3, …)"),
    "hare": _("Hare, sisa suara terbesar"),
    "sainte-lague-1.4": _("Sainte-Laguë 1,4 (1,4; 3; 5; …)"),
}
KIND_NAMES = {
    "dpr": _("DPR"),
    "dprd-provinsi": _("DPRD provinsi"),
    "dprd-kabko": _("DPRD kabupaten/kota"),
}


def _words(label: Any, help_text: Any = _PUBLIC) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=500, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class WhatIfForm(forms.Form):
    """law: the lawful method and threshold; a part left out is asked for as the law has it."""

    cara = forms.ChoiceField(
        label=_("Cara membagi"), choices=[(name, METHOD_NAMES[name]) for name in METHODS], required=False
    )
    ambang = forms.DecimalField(
        label=_("Ambang batas (%)"), min_value=0, max_value=20, decimal_places=1, required=False, localize=True
    )

    def __init__(self, *args: Any, law: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.law = law

    def clean_cara(self) -> str:
        return str(self.cleaned_data["cara"] or self.law["cara"])

    def clean_ambang(self) -> str:
        given = self.cleaned_data["ambang"]
        return self.law["ambang"] if given is None else f"{given.normalize():f}"


class OpenForm(forms.Form):
    kind = forms.ChoiceField(label=_("Lembaga"))
    name = forms.CharField(label=_("Nama"), help_text=_("Misalnya: DPRD Kota Serang 2024."), max_length=160)
    slug = forms.SlugField(label=_("Alamat halaman"), help_text=_("Misalnya: dprd-2024."), max_length=60)
    voted_on = _day(_("Hari pemungutan suara"))
    contest = forms.TypedChoiceField(
        label=_("Pemilihan yang direkapitulasi di sini"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, kinds: Iterable[str], contests: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, KIND_NAMES[kind]) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["contest"].choices = [("", _("tidak ada; suara diambil dari berkas")), *contests]  # type: ignore[attr-defined]


class GroundForm(UploadForm):
    """Why what is taken takes the place of what was; asked only where there is something to take the place of."""

    ground = _words(_("Alasan dasar yang lama diganti"))

    def __init__(self, *args: Any, later: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not later:
            del self.fields["ground"]


class TakeForm(GroundForm):
    votes = UploadField(
        label=_("Suara"), help_text=_("CSV: kolom dapil, setiap kolom lain satu partai."), only=("csv",)
    )
    seats = UploadField(
        label=_("Kursi per daerah pemilihan"), help_text=_("CSV: dapil, provinsi, alokasi_kursi, dpt."), only=("csv",)
    )
    control = UploadField(
        label=_("Jumlah kontrol"), help_text=_("CSV dari sumber lain: partai, suara; kursi bila ada."), only=("csv",)
    )
    lists = UploadField(
        label=_("Daftar calon"),
        help_text=_("CSV: dapil, partai, nomor_urut, suara_caleg; nama dan jenis_kelamin bila ada."),
        only=("csv",),
        required=False,
    )
    result = forms.CharField(
        label=_("Keputusan yang mengumumkan hasil"),
        help_text=_("Misalnya: Keputusan KPU 360 Tahun 2024."),
        max_length=200,
    )
    announced_at = forms.DateTimeField(label=_("Diumumkan pada"), widget=INSTANT)
    field_order = ("votes", "seats", "control", "lists", "result", "announced_at", "ground")


class CorrectForm(forms.Form):
    district = forms.ChoiceField(label=_("Daerah pemilihan"))
    column = forms.ChoiceField(label=_("Kolom"))
    becomes = forms.IntegerField(
        label=_("Dibaca"), validators=[MinValueValidator(0), MaxValueValidator(10**MOST_DIGITS - 1)]
    )
    reason = _words(_("Alasan"))
    source = forms.CharField(
        label=_("Sumber"), help_text=_("Misalnya: D.HASIL NASIONAL-DPR lembar 12. Diumumkan."), max_length=300
    )

    def __init__(
        self, *args: Any, districts: Sequence[str], parties: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        more = [(SEATS, _("jumlah kursi")), (VOTERS, _("pemilih (DPT)"))]
        self.fields["district"].choices = [(name, name) for name in districts]  # type: ignore[attr-defined]
        self.fields["column"].choices = [*parties, *more]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("column") == SEATS and said.get("becomes", 0) > MOST_SEATS:
            self.add_error("becomes", _("Tidak ada lembaga dengan kursi sebanyak itu; tulis kursi dapil ini saja."))
        return said


class CorrectionsForm(UploadForm):
    corrections = UploadField(
        label=_("Berkas koreksi"), help_text=_("CSV: dapil, partai, lama, baru, alasan."), only=("csv",)
    )
    source = forms.CharField(label=_("Sumber semua koreksi ini"), help_text=_PUBLIC, max_length=300)


class TieForm(forms.Form):
    chosen = forms.MultipleChoiceField(label=_("Yang memperoleh kursi"), widget=forms.CheckboxSelectMultiple)
    ground = _words(_("Bagaimana pleno memutuskannya"), _("Misalnya: undian di depan saksi dan Bawaslu. Diumumkan."))
    minutes = forms.CharField(label=_("Nomor berita acara"), max_length=120)

    def __init__(self, *args: Any, tie: OpenTie, names: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = [(each, names[each]) for each in tie.claimants]  # type: ignore[attr-defined]
        self.fields["chosen"].help_text = _("Pilih tepat %(seats)d.") % {"seats": tie.seats}


class CourtForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("Yang diterima dari MK"),
        choices=(
            (PaperKind.CLEAR, _("surat: tidak ada perkara yang diregistrasi")),
            (PaperKind.REGISTERED, _("surat: perkara diregistrasi")),
            (PaperKind.RULING, _("putusan")),
        ),
        coerce=PaperKind,
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("Nomor surat, perkara atau putusan"), max_length=160)
    dated_on = _day(_("Tanggal"))
    answers = forms.TypedChoiceField(label=_("Perkara yang diputus"), coerce=int, empty_value=None, required=False)
    changes = forms.TypedChoiceField(
        label=_("Akibat putusan"),
        choices=(("", _("bukan putusan")), ("0", _("hasil tetap")), ("1", _("hasil berubah"))),
        coerce=lambda value: bool(int(value)),
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, cases: Iterable[CourtPaper], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(paper.pk, paper.number) for paper in cases]
        self.fields["answers"].choices = [("", _("bukan putusan")), *named]  # type: ignore[attr-defined]


class DetermineForm(forms.Form):
    decree = forms.CharField(
        label=_("Nomor keputusan"), help_text=_("Misalnya: Keputusan KPU 1206 Tahun 2024."), max_length=160
    )
    decided_on = _day(_("Tanggal keputusan"))
