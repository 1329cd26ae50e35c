from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from telusur.kernel.offices.rules.office_file import HoursUnreadable, read_week
from telusur.kernel.offices.rules.opening import HoursImpossible
from telusur.kernel.offices.selectors import channel_kinds

if TYPE_CHECKING:
    from telusur.kernel.offices.rules.opening import Hours


# Days before the republic and far beyond any office are slips of the hand.
_POSSIBLE = _("Isi tanggal antara tahun 1945 dan 2200.")
POSSIBLE_DAYS = [MinValueValidator(date(1945, 1, 1), _POSSIBLE), MaxValueValidator(date(2200, 12, 31), _POSSIBLE)]


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=POSSIBLE_DAYS, **options)


ChannelKind = channel_kinds()


class DetailsForm(forms.Form):
    name = forms.CharField(label=_("Nama kantor"), max_length=120)
    city = forms.CharField(label=_("Kota"), help_text=_("Dipakai pada tempat dan tanggal surat."), max_length=60)
    address = forms.CharField(label=_("Alamat"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    host = forms.CharField(
        label=_("Nama situs sendiri"),
        help_text=_("Misalnya ppid.contoh.go.id; halaman depannya lalu menuju kantor ini."),
        max_length=120,
        required=False,
        validators=[RegexValidator(r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", _("Tulis nama situs saja, tanpa https:// dan /."))],
    )


class HoursForm(forms.Form):
    hours = forms.CharField(
        label=_("Jam layanan"),
        help_text=_("Satu baris satu kelompok hari, misalnya: Senin-Jumat 09.00-15.00 istirahat 12.00-13.00"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    valid_from = day_field(_("Berlaku mulai"))
    last_day = day_field(
        _("Hari terakhir, bila sudah lewat"),
        help_text=_("Hanya untuk mencatat jam layanan masa lalu, misalnya untuk laporan tahunan."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Alasan, bila sudah lewat"),
        help_text=_("Misalnya: jam layanan tahun 2024 menurut maklumat pelayanan."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    @property
    def of_the_past(self) -> bool:
        """Whether these hours were kept before today."""
        return bool(self.cleaned_data["valid_from"] < self.on)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("valid_from"), found.get("last_day")
        if first is None or "last_day" not in found or (first >= self.on and last is None):
            return found
        if last is None or not first <= last < self.on:
            self.add_error(
                "last_day",
                _("Jam yang mulai berlaku pada hari yang sudah lewat dicatat sampai hari yang juga sudah lewat."),
            )
        elif not found.get("reason"):
            self.add_error("reason", _("Tulis alasannya: siapa mencatat apa tetap terbaca dalam buku besar."))
        return found

    def clean_hours(self) -> dict[int, Hours]:
        try:
            return read_week(self.cleaned_data["hours"].replace("\n", ";"))
        except HoursUnreadable as error:
            raise forms.ValidationError(
                _("Bagian “%(part)s” tidak terbaca, atau harinya sudah disebut. Tulis seperti contoh di atas."),
                params={"part": str(error)},
            ) from error
        except HoursImpossible as error:
            raise forms.ValidationError(
                _("Jam tutup harus sesudah jam buka, dan istirahat berada di antaranya.")
            ) from error


class ClosureForm(forms.Form):
    first_day = day_field(_("Hari pertama tutup"))
    last_day = day_field(_("Hari terakhir tutup"))
    reason = forms.CharField(
        label=_("Alasan"), help_text=_("Terbaca oleh umum, misalnya: pindah gedung."), max_length=200
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("first_day") and found.get("last_day") and found["last_day"] < found["first_day"]:
            self.add_error("last_day", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return found


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=ChannelKind.choices)
    value = forms.CharField(
        label=_("Nomor, alamat, atau tempat"), help_text=_("Misalnya 0254-123456 atau Lantai 1"), max_length=200
    )
    note = forms.CharField(label=_("Keterangan"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        kind, value = found.get("kind"), found.get("value", "")
        try:
            if kind == ChannelKind.EMAIL and value:
                forms.EmailField().clean(value)
            if kind in {ChannelKind.WEBSITE, ChannelKind.SOCIAL} and value:
                forms.URLField(assume_scheme="https").clean(value)
        except forms.ValidationError as error:
            self.add_error("value", error)
        return found


class UnitForm(forms.Form):
    code = forms.SlugField(
        label=_("Kode"),
        help_text=_("Huruf kecil dan tanda hubung, misalnya hukum. Kode tidak dapat diganti."),
        max_length=40,
    )
    name = forms.CharField(label=_("Nama unit"), max_length=120)


class UnitChangeForm(forms.Form):
    name = forms.CharField(label=_("Nama unit"), max_length=120)
    active = forms.BooleanField(label=_("Menerima pekerjaan baru"), required=False)
