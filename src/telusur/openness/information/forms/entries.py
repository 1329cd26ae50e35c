from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import CLASS_LABELS, FORM_LABELS, MEDIA_LABELS, STATE_LABELS
from ..rules.entries import CLASS_SLUGS, ENTRY_FIELDS, SLUG_OF_CLASS, Entry, InformationClass
from ..rules.partial_dates import parse_partial, show_partial
from ..rules.states import State
from ..selectors import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDER_LABELS = {
    "terbaru": _("Terbaru"),
    "terlama": _("Terlama"),
    "judul": _("Judul A–Z"),
    "tahun": _("Tahun"),
}
LONGEST_TAG = 60


class FilterForm(forms.Form):
    """What the public narrows a list to. Every choice says how many entries it leaves."""

    q = forms.CharField(required=False, widget=forms.HiddenInput)
    kelas = forms.ChoiceField(label=_("Kelas"), required=False)
    tahun = forms.ChoiceField(label=_("Tahun"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis berkas"), required=False)
    urut = forms.ChoiceField(label=_("Urutkan"), required=False)

    def __init__(
        self, data: Any, *, facets: Mapping[str, Sequence[tuple[str, int]]], units: Mapping[str, str], ranked: bool
    ) -> None:
        super().__init__(data)
        every = [("", _("Semua"))]
        classes = [(SLUG_OF_CLASS[key], f"{CLASS_LABELS[key]} ({n})") for key, n in facets["information_class"]]  # type: ignore[index]
        choices = {
            "kelas": classes,
            "tahun": [(key, f"{key} ({n})") for key, n in facets["year"]],
            "unit": [(key, f"{units.get(key, key)} ({n})") for key, n in facets["unit_id"]],
            "jenis": [(key, f"{MEDIA_LABELS[key]} ({n})") for key, n in facets["media"]],
        }
        for name, offered in choices.items():
            chosen = (data or {}).get(name, "")
            if chosen and chosen not in dict(offered):
                offered.append((chosen, chosen))
            self.fields[name].choices = every + offered  # type: ignore[attr-defined]
            if len(offered) < 2 and not chosen:  # noqa: PLR2004 a single choice narrows nothing
                del self.fields[name]
        orders = list(ORDER_LABELS.items())
        self.fields["urut"].choices = [("", _("Paling cocok")), *orders] if ranked else orders  # type: ignore[attr-defined]


def filters_of(data: Mapping[str, Any]) -> Filters:
    """Read the filters of an address; what is no filter narrows nothing."""

    def number(name: str) -> int | None:
        value = str(data.get(name, ""))
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None  # noqa: PLR2004

    information_class = CLASS_SLUGS.get(str(data.get("kelas", "")))
    media = str(data.get("jenis", ""))
    return Filters(
        information_class=information_class.value if information_class else "",
        year=number("tahun"),
        unit_id=number("unit"),
        media=media if media in MEDIA_LABELS else "",
    )


class EntryForm(forms.Form):
    """One entry of the list, in the law's columns and what the register adds."""

    title = forms.CharField(label=_("Judul"), max_length=300, help_text=_("Seperti tertulis di halaman judulnya."))
    summary = forms.CharField(
        label=_("Ringkasan isi informasi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Dua atau tiga kalimat dengan bahasa sehari-hari; ikut dicari dan tampil di daftar."),
    )
    information_class = forms.ChoiceField(
        label=_("Klasifikasi"),
        choices=[(key.value, label) for key, label in CLASS_LABELS.items()],
        help_text=_("Serta merta hanya untuk hal yang mengancam hajat hidup orang banyak dan ketertiban umum."),
    )
    year = forms.IntegerField(label=_("Tahun"), min_value=1945, max_value=2200)
    number = forms.CharField(
        label=_("Nomor dalam daftar"),
        max_length=40,
        required=False,
        help_text=_("Kosongkan bila belum ada: nomor urut diberikan saat terbit."),
    )
    unit_id = forms.TypedChoiceField(label=_("Unit kantor ini"), required=False, coerce=int, empty_value=None)
    holder = forms.CharField(label=_("Pejabat/unit yang menguasai"), max_length=200, required=False)
    responsible = forms.CharField(label=_("Penanggung jawab pembuatan/penerbitan"), max_length=200, required=False)
    made = forms.CharField(
        label=_("Waktu pembuatan"),
        max_length=30,
        required=False,
        help_text=_("Boleh tanggal, bulan, atau tahun saja: 5 Maret 2024, Maret 2024, 2024."),
    )
    made_place = forms.CharField(label=_("Tempat pembuatan"), max_length=120, required=False)
    form = forms.ChoiceField(
        label=_("Bentuk informasi"), choices=[(key.value, label) for key, label in FORM_LABELS.items()]
    )
    retention = forms.CharField(
        label=_("Jangka waktu penyimpanan"),
        max_length=120,
        required=False,
        help_text=_("Menurut jadwal retensi arsip, misalnya 5 tahun."),
    )
    tags = forms.CharField(label=_("Tag"), max_length=500, required=False, help_text=_("Pisahkan dengan titik koma."))
    link = forms.URLField(label=_("Tautan"), max_length=500, required=False, assume_scheme="https")
    event = forms.CharField(
        label=_("Peristiwa (serta merta)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    event_at = forms.DateTimeField(
        label=_("Waktu peristiwa (serta merta)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    review_by = forms.DateField(
        label=_("Tinjau kembali paling lambat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Kosongkan untuk mengikuti selang klasifikasinya."),
    )

    def __init__(self, *arguments: Any, units: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["unit_id"].choices = [("", _("Bukan unit tertentu")), *units.items()]  # type: ignore[attr-defined]

    def clean_made(self) -> str:
        try:
            return parse_partial(self.cleaned_data["made"])
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” bukan tanggal. Tulis misalnya 5 Maret 2024, Maret 2024, atau 2024."),
                params={"text": self.cleaned_data["made"]},
            ) from None

    def clean_tags(self) -> tuple[str, ...]:
        tags = tuple(dict.fromkeys(tag for tag in map(str.strip, self.cleaned_data["tags"].split(";")) if tag))
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_("Satu tag paling panjang 60 huruf; pisahkan dengan titik koma."))
        return tags

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        immediate = cleaned.get("information_class") == InformationClass.IMMEDIATE
        if not immediate and (cleaned.get("event") or cleaned.get("event_at")):
            self.add_error("event", _("Hanya informasi serta merta yang menyebut peristiwa; kosongkan keduanya."))
        return cleaned

    def entry(self) -> Entry:
        """Return what was entered. Only for a valid form."""
        return Entry(**{name: self.cleaned_data[name] for name in ENTRY_FIELDS})


def initial_of(entry: Entry) -> dict[str, Any]:
    """Return what the form shows of an entry at first."""
    values = {name: getattr(entry, name) for name in ENTRY_FIELDS}
    made = show_partial(entry.made) if entry.made else ""
    return values | {"tags": "; ".join(entry.tags), "made": made}


class FileForm(forms.Form):
    file = forms.FileField(label=_("Berkas"), help_text=_("PDF, DOCX, XLSX, ODS, CSV, atau gambar."))
    title = forms.CharField(label=_("Judul berkas"), max_length=300, required=False)


class RevisionFileForm(forms.Form):
    """What a revision of a published entry adds: the reason, and perhaps a file."""

    reason = forms.CharField(
        label=_("Apa yang berubah dan mengapa"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    file = forms.FileField(label=_("Berkas baru"), required=False)
    replaces = forms.TypedChoiceField(
        label=_("Berkas baru ini menggantikan"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *arguments: Any, files: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["replaces"].choices = [("", _("Tidak ada: berkas tambahan")), *files.items()]  # type: ignore[attr-defined]
        if files and "replaces" not in self.initial:
            self.initial["replaces"] = next(iter(files))


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one field."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        return [one(file, initial) for file in (data if isinstance(data, list | tuple) else [data])]


class UploadForm(forms.Form):
    """Many files at once, each a draft of its own."""

    documents = ManyFilesField(
        label=_("Berkas"), help_text=_("Boleh banyak sekaligus; setiap berkas menjadi satu draf.")
    )
    information_class = forms.ChoiceField(
        label=_("Klasifikasi"),
        choices=[(key.value, label) for key, label in CLASS_LABELS.items()],
        initial=InformationClass.ANYTIME.value,
    )
    year = forms.IntegerField(label=_("Tahun bila nama berkas tidak menyebutnya"), min_value=1945, max_value=2200)
    unit_id = forms.TypedChoiceField(label=_("Unit kantor ini"), required=False, coerce=int, empty_value=None)
    holder = forms.CharField(label=_("Pejabat/unit yang menguasai"), max_length=200, required=False)
    responsible = forms.CharField(label=_("Penanggung jawab pembuatan/penerbitan"), max_length=200, required=False)
    retention = forms.CharField(label=_("Jangka waktu penyimpanan"), max_length=120, required=False)

    def __init__(self, *arguments: Any, units: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["unit_id"].choices = [("", _("Bukan unit tertentu")), *units.items()]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class ImportForm(forms.Form):
    register = forms.FileField(label=_("Daftar (XLSX, ODS, atau CSV)"))
    documents = ManyFilesField(
        label=_("Berkas yang disebut dalam kolom Berkas"),
        required=False,
        help_text=_("Pilih semua sekaligus; kosongkan bila kolom itu kosong."),
    )


class DeskFilterForm(forms.Form):
    q = forms.CharField(label=_("Judul atau nomor"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    kelas = forms.ChoiceField(label=_("Klasifikasi"), required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)

    def __init__(self, *arguments: Any, units: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        states = [(key.value, label) for key, label in STATE_LABELS.items() if key != State.DISCARDED]
        classes = [(key.value, label) for key, label in CLASS_LABELS.items()]
        for name, choices in (("keadaan", states), ("kelas", classes), ("unit", list(units.items()))):
            self.fields[name].choices = [("", _("Semua")), *choices]  # type: ignore[attr-defined]
