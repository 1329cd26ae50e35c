"""What officers type into the books of a year; the same fields judge the rows of a workbook."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm

from .. import selectors
from ..models import labels
from ..rules.kept import PICTURE_TYPES, SLUG_OF, Condition, FollowUpState, Kind
from ..rules.rupiah import NotRupiah, TooMuch, rupiah_of, written

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

    from ..models import KeptRow

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"rows": 3})
MOST = 10**14
MOST_NAMED = 12  # choices that an error names
WHOLE = {"invalid": _("Tulis bilangan bulat, misalnya 2.")}


class RupiahField(forms.CharField):
    """A whole amount, typed as anybody writes it; cleans to an int."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        elif isinstance(value, float) and value.is_integer():  # also not of the infinite one that a sheet may hold
            value = str(int(value))
        text = super().clean(value)
        try:
            amount = rupiah_of(text)
        except TooMuch:
            amount = MOST + 1
        except NotRupiah as error:
            raise forms.ValidationError(
                _("Tulis jumlah rupiah tanpa sen, misalnya 15.000.000."), code="rupiah"
            ) from error
        if amount > MOST:
            raise forms.ValidationError(_("Jumlah ini terlalu besar; periksa angka nolnya."), code="too_large")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return written(value).removeprefix("Rp") if isinstance(value, int) else value


class BookForm(UploadForm):
    """One row of a book. `year` and `office` say whose book it is; `row`: the one that is changed; `known`: what the
    forms of many rows look up once for all of them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        office: Office,
        year: int,
        on: date,
        row: KeptRow | None = None,
        known: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.known = {} if known is None else known
        self.office, self.year, self.row = office, year, row
        if row is not None:
            self.initial = {name: getattr(row, name) for name in self.fields if hasattr(row, name)} | dict(self.initial)
        self.prepare()
        for field in self.fields.values():
            labels_of: list[tuple[Any, Any]] = list(getattr(field, "choices", ()))
            if 0 < len(labels_of) <= MOST_NAMED:
                named = ", ".join(str(label) for _key, label in labels_of).replace("%", "%%")
                field.error_messages["invalid_choice"] = _("Tulis salah satu: %(choices)s.") % {"choices": named}

    def prepare(self) -> None:
        """Fill choices that depend on office and year."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PolicyForm(BookForm):
    sort = forms.ChoiceField(
        label=_("Jenis"),
        help_text=_(
            "Keputusan yang PDF-nya terbuka dalam Daftar Informasi Publik dengan nomor yang sama ikut menjadi lampiran "
            "laporan."
        ),
        choices=list(labels.SORTS.items()),
    )
    reference = forms.CharField(
        label=_("Nomor dan tahun"),
        help_text=_("Misalnya: Peraturan KPU Nomor 22 Tahun 2023. Kosongkan bila tidak bernomor."),
        max_length=160,
        required=False,
    )
    title = forms.CharField(label=_("Tentang"), max_length=300)


class InventoryForm(BookForm):
    thing = forms.CharField(
        label=_("Barang atau ruang"),
        help_text=_("Misalnya: ruang layanan, komputer, papan pengumuman."),
        max_length=200,
    )
    number = forms.IntegerField(label=_("Jumlah"), min_value=0, max_value=100_000, initial=1, error_messages=WHOLE)
    condition = forms.ChoiceField(
        label=_("Kondisi"),
        help_text=_("Yang berbeda kondisinya dicatat di baris sendiri. Yang belum ada: belum tersedia, jumlahnya 0."),
        choices=list(labels.CONDITIONS.items()),
    )
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number, absent = given.get("number"), given.get("condition") == Condition.ABSENT
        if number is not None and "condition" in given and absent != (number == 0):
            said = _("Yang belum tersedia berjumlah 0.") if absent else _("Isi jumlahnya, paling sedikit 1.")
            self.add_error("number", said)
        return given


class OfficerForm(BookForm):
    name = forms.CharField(label=_("Nama"), max_length=120)
    function = forms.CharField(
        label=_("Tugas dalam layanan"), help_text=_("Misalnya: PPID, desk pelayanan, tim penghubung."), max_length=160
    )
    education = forms.ChoiceField(label=_("Pendidikan terakhir"), choices=list(labels.EDUCATIONS.items()))
    field = forms.CharField(label=_("Bidang studi"), max_length=120, required=False)
    appointment = forms.TypedChoiceField(
        label=_("Pengangkatan di Telusur"),
        help_text=_("Pilih bila petugas ini diangkat di sini; namanya diambil dari sana bila dikosongkan."),
        required=False,
        empty_value=None,
        coerce=int,
    )

    def prepare(self) -> None:
        start, end = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        if "appointments" not in self.known:
            found = selectors.appointments_to_choose(office_id=self.office.pk, start=start, end=end)
            self.known["appointments"] = {each.pk: each for each in found}
        self.appointments = self.known["appointments"]
        self.fields["appointment"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak diangkat di sini")),
            *((key, f"{each.user} · {each}") for key, each in self.appointments.items()),
        ]
        self.fields["name"].required = False
        if self.row is not None:
            self.initial["appointment"] = self.row.appointment_id  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = self.appointments.get(given.get("appointment") or 0)
        given["appointment"] = chosen
        if not given.get("name"):
            if chosen is None:
                self.add_error("name", _("Tulis nama petugas, atau pilih pengangkatannya."))
            else:
                given["name"] = str(chosen.user)
        return given


class OfficerChoice(forms.TypedChoiceField):
    """Who was trained: chosen on a page, or named in a sheet, where two may have one name."""

    def validate(self, value: Any) -> None:
        choices: Any = self.choices
        same = [str(label) for _key, label in choices if str(label).startswith(f"{value} · ")]
        if len(same) > 1:
            raise forms.ValidationError(
                _("Ada %(count)s petugas bernama %(name)s. Tulis juga tugasnya: %(choices)s."),
                code="namesakes",
                params={"count": len(same), "name": value, "choices": "; ".join(same)},
            )
        super().validate(value)


class TrainingForm(BookForm):
    officer = OfficerChoice(label=_("Petugas"), coerce=int)
    title = forms.CharField(label=_("Pelatihan"), max_length=200)
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=160)
    held_on = forms.DateField(label=_("Tanggal"), help_text=_("Hari terakhirnya bila beberapa hari."), widget=DAY)
    hours = forms.IntegerField(
        label=_("Jam pelajaran"), min_value=1, max_value=2000, required=False, error_messages=WHOLE
    )

    def prepare(self) -> None:
        if "officers" not in self.known:
            found = selectors.officers_to_choose(office_id=self.office.pk, year=self.year)
            self.known["officers"] = {each.pk: each for each in found}
        self.officers = self.known["officers"]
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            (key, selectors.with_function(each)) for key, each in self.officers.items()
        ]
        if self.row is not None:
            self.initial["officer"] = self.row.officer_id  # type: ignore[attr-defined]

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day.year > self.year:
            raise forms.ValidationError(
                _("Tanggal ini sesudah tahun %(year)s; catat di tahunnya sendiri.") % {"year": self.year}
            )
        return day

    def clean_officer(self) -> Any:
        return self.officers[self.cleaned_data["officer"]]


class BudgetForm(BookForm):
    name = forms.CharField(label=_("Mata anggaran"), max_length=200)
    source = forms.CharField(label=_("Sumber dana"), help_text=_("Misalnya: DIPA, hibah."), max_length=120)
    allotted = RupiahField(label=_("Pagu (rupiah)"), help_text=_("Misalnya 15.000.000"))
    realised = RupiahField(label=_("Realisasi (rupiah)"), help_text=_("Tulis 0 bila belum ada yang dipakai."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        allotted, realised = given.get("allotted"), given.get("realised")
        if allotted is not None and realised is not None and realised > allotted:
            self.add_error(
                "realised",
                _("Realisasi melebihi pagu. Periksa keduanya; bila pagu direvisi, tulis pagu sesudah revisi."),
            )
        return given


class ObstacleForm(BookForm):
    side = forms.ChoiceField(label=_("Asal"), choices=list(labels.SIDES.items()))
    words = forms.CharField(
        label=_("Kendala"), help_text=_("Satu kendala satu baris, dalam kalimat utuh."), widget=LONG, max_length=2000
    )


class RecommendationForm(BookForm):
    words = forms.CharField(
        label=_("Rekomendasi"),
        help_text=_("Apa yang perlu menjadi lebih baik, dalam kalimat utuh."),
        widget=LONG,
        max_length=2000,
    )
    follow_up = forms.CharField(
        label=_("Rencana tindak lanjut"),
        help_text=_("Apa yang akan dilakukan untuk itu."),
        widget=LONG,
        max_length=2000,
    )
    owner = forms.CharField(
        label=_("Penanggung jawab tindak lanjut"), help_text=_("Jabatan atau unit, misalnya PPID."), max_length=160
    )
    due_on = forms.DateField(label=_("Selesai paling lambat"), widget=DAY)

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        since = getattr(self.row, "since", None) or self.year
        if day.year < since:
            raise forms.ValidationError(
                _("Tanggal ini sebelum tahun %(year)s, saat rekomendasinya lahir. Pilih hari sejak 1 Januari %(year)s.")
                % {"year": since}
            )
        return day


class PictureForm(BookForm):
    title = forms.CharField(label=_("Judul"), max_length=200)
    alt = forms.CharField(
        label=_("Yang tampak di gambar"), help_text=_("Dibacakan bagi yang tidak melihat gambarnya."), max_length=300
    )
    file = UploadField(label=_("Berkas gambar"), only=PICTURE_TYPES, largest=5 << 20)

    def prepare(self) -> None:
        if self.row is not None:
            self.fields["file"].required = False

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "file"}


class ProgressForm(forms.Form):
    """How far a recommendation came."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Keadaan"), choices=list(labels.PROGRESS.items()))
    words = forms.CharField(
        label=_("Kemajuan, bukti, atau alasan"),
        help_text=_("Bila selesai: buktinya, misalnya nomor surat atau tautan. Bila tidak dilanjutkan: alasannya."),
        widget=LONG,
        max_length=2000,
        required=False,
    )

    def clean_state(self) -> FollowUpState:
        return FollowUpState(self.cleaned_data["state"])


class ImportForm(UploadForm):
    file = UploadField(
        only=("xlsx", "ods", "csv"),
        label=_("Lembar kerja (XLSX, ODS, atau CSV)"),
        help_text=_("Memakai kolom pada templat. Semua baris dimuat, atau tidak satu pun."),
    )


BOOK_FORMS: dict[Kind, type[BookForm]] = {
    Kind.POLICIES: PolicyForm,
    Kind.INVENTORY: InventoryForm,
    Kind.OFFICERS: OfficerForm,
    Kind.TRAININGS: TrainingForm,
    Kind.BUDGET: BudgetForm,
    Kind.OBSTACLES: ObstacleForm,
    Kind.RECOMMENDATIONS: RecommendationForm,
    Kind.PICTURES: PictureForm,
}
# The books that staff keep in spreadsheets elsewhere.
IN_SHEETS = tuple(kind for kind in SLUG_OF if kind != Kind.PICTURES)


def typed(kind: Kind, values: dict[str, Any], *, officers: dict[str, int]) -> dict[str, Any]:
    """Return what a workbook's row says as a form expects it typed: choices by their label, days as ISO.

    officers: id by what a sheet may call them (`officers_by_words`), of those in the book of the year.
    """
    made: dict[str, Any] = {}
    for name, value in values.items():
        text = value.date() if isinstance(value, datetime) else value
        if isinstance(text, date):
            text = text.isoformat()
        elif isinstance(text, float) and text.is_integer():
            text = int(text)
        made[name] = "" if text is None else text
    for name, choices in _CHOICES.get(kind, {}).items():
        said = str(made.get(name, "")).strip().casefold()
        made[name] = next((key for key, label in choices.items() if str(label).casefold() == said), made.get(name, ""))
    if kind == Kind.TRAININGS:
        made["officer"] = officers.get(str(made.get("officer", "")).strip(), made.get("officer", ""))
    return made


def choices_of(kind: Kind) -> dict[str, list[str]]:
    """Return what a workbook's cells may say, by the name of the column: of those that take nothing else."""
    return {name: [str(label) for label in choices.values()] for name, choices in _CHOICES.get(kind, {}).items()}


_CHOICES: dict[Kind, dict[str, Any]] = {
    Kind.POLICIES: {"sort": labels.SORTS},
    Kind.INVENTORY: {"condition": labels.CONDITIONS},
    Kind.OFFICERS: {"education": labels.EDUCATIONS},
    Kind.OBSTACLES: {"side": labels.SIDES},
}
