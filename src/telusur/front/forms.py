"""What an officer fills in for acts by decree. Forms check the input; services decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.front.acts import LABELS
from telusur.front.board import TOPICS
from telusur.kernel.calendars.rules import Day, Kind
from telusur.kernel.calendars.selectors import kind_labels
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.accounts.models import User
    from telusur.kernel.law.rules import Reading


YEARS = 5  # offered on a board, this one and those before it


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ActsForm(forms.Form):
    """Which acts of the ledger to list; an impossible wish is left out."""

    siapa = forms.ChoiceField(label=_("Siapa"), required=False)
    langkah = forms.ChoiceField(
        label=_("Langkah"), choices=[("", _("Semua")), *((act, label) for act, label in LABELS.items())], required=False
    )
    dari = forms.DateField(label=_("Dari tanggal"), widget=DateInput(), required=False)
    sampai = forms.DateField(label=_("Sampai tanggal"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, people: Iterable[User], time_zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(time_zone)
        who = [(f"user:{person.pk}", str(person)) for person in people]
        others = [("applicant", _("Pemohon")), ("system", _("Sistem")), ("import", _("Pemuatan data"))]
        self.fields["siapa"].choices = [("", _("Semua")), *who, *others]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        self.full_clean()
        value = self.cleaned_data
        last = value.get("sampai")
        return {
            "actor": value.get("siapa", ""),
            "act": value.get("langkah", ""),
            "since": self._midnight(value.get("dari")),
            "until": self._midnight(last + timedelta(days=1) if last and last < date.max else None),
        }

    def _midnight(self, day: date | None) -> datetime | None:
        return datetime.combine(day, time(), tzinfo=self.zone) if day else None


@dataclass(frozen=True)
class WantedBoard:
    """What a board is asked to show. only: one of the filters, or none. order: a column; falling: the highest first."""

    year: int
    topic: str
    by_province: bool
    words: str
    only: str
    order: str
    falling: bool


class BoardForm(forms.Form):
    """Which of a board's lines to show, of which year, and what its map tells; an impossible wish is left out."""

    q = forms.CharField(label=_("Cari kantor"), required=False, max_length=80)
    angka = forms.ChoiceField(
        label=_("Angka di peta"), choices=[(topic.short, topic.name) for topic in TOPICS], required=False
    )
    masa = forms.TypedChoiceField(label=_("Tahun"), coerce=int, required=False)
    tingkat = forms.ChoiceField(
        label=_("Baris"), choices=[("provinsi", _("Provinsi")), ("kantor", _("Setiap kantor"))], required=False
    )
    saring = forms.ChoiceField(
        label=_("Saring"),
        choices=[
            ("", _("Semua")),
            ("lewat", _("Lewat batas waktu")),
            ("belum-lengkap", _("Daftar belum lengkap")),
            ("belum-lapor", _("Laporan belum disampaikan")),
            ("tanpa-angka", _("Belum ada angka")),
        ],
        required=False,
    )
    urut = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, nation: bool, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation, self.year = nation, year
        years = cast("forms.TypedChoiceField", self.fields["masa"])
        years.choices = [(each, str(each)) for each in range(year, year - YEARS, -1)]
        if not nation:
            del self.fields["tingkat"]

    def wanted(self) -> WantedBoard:
        self.full_clean()
        value = self.cleaned_data
        order = value.get("urut") or "kode"
        return WantedBoard(
            year=value.get("masa") or self.year,
            topic=value.get("angka") or TOPICS[0].short,
            by_province=self.nation and value.get("tingkat") != "kantor",
            words=value.get("q") or "",
            only=value.get("saring") or "",
            order=order.removeprefix("-"),
            falling=order.startswith("-"),
        )


class AddDayForm(forms.Form):
    on = forms.DateField(label=_("Tanggal"), widget=DateInput())
    name = forms.CharField(
        label=_("Nama hari"), max_length=120, help_text=_("Misalnya Hari pemungutan suara ulang Pemilihan 2026.")
    )
    kind = forms.ChoiceField(label=_("Jenis"), widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Keputusan"),
        max_length=300,
        help_text=_("Nomor keputusan yang menetapkannya, misalnya Keppres Nomor 33 Tahun 2024."),
    )
    confirmed = forms.BooleanField(label=_("Saya sudah membaca keputusan itu"), required=False)

    def __init__(self, *args: Any, office_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = "" if office_code == NATIONAL_OFFICE else office_code
        kinds = [Kind.REGIONAL_HOLIDAY] if self.scope else [Kind.NATIONAL_HOLIDAY, Kind.JOINT_LEAVE]
        labels = {**kind_labels(), Kind.CANCELLED: _("Batalkan hari yang sudah ditetapkan")}
        field = cast("forms.ChoiceField", self.fields["kind"])
        field.choices = [(kind.value, labels[kind]) for kind in (*kinds, Kind.CANCELLED)]
        field.initial = kinds[0].value

    def day(self) -> Day:
        """Return what was filled in as a day of the calendar."""
        told = self.cleaned_data
        return Day(told["on"], told["name"], Kind(told["kind"]), told["source"], told["confirmed"], self.scope)


class StageForm(forms.Form):
    key = forms.SlugField(
        label=_("Kata pengenal"),
        max_length=40,
        help_text=_("Misalnya pemilu-2029. Kata yang sudah ada berarti mengubah tahapan itu."),
    )
    name = forms.CharField(label=_("Nama tahapan"), max_length=120)
    scope = forms.CharField(
        label=_("Kode wilayah"), max_length=13, required=False, help_text=_("Kosongkan untuk seluruh negeri.")
    )
    valid_from = forms.DateField(label=_("Mulai"), widget=DateInput())
    valid_until = forms.DateField(label=_("Hari pertama sesudahnya"), widget=DateInput())
    decree_number = forms.CharField(label=_("Nomor keputusan"), max_length=120)
    decree_on = forms.DateField(label=_("Tanggal keputusan"), widget=DateInput())
    called_off = forms.BooleanField(label=_("Tahapan ini dibatalkan"), required=False)


class ChooseReadingForm(forms.Form):
    choice = forms.ChoiceField(label=_("Bacaan yang dipilih"), widget=forms.RadioSelect)
    valid_from = forms.DateField(
        label=_("Berlaku sejak"), widget=DateInput(), help_text=_("Hari ini atau sesudahnya; tidak berlaku surut.")
    )
    decree_number = forms.CharField(label=_("Nomor keputusan"), max_length=120)
    decree_on = forms.DateField(label=_("Tanggal keputusan"), widget=DateInput())
    reason = forms.CharField(label=_("Alasan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, reading: Reading, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["choice"])
        field.choices = [(choice, reading.label(choice)) for choice in reading.choices]
        self.fields["valid_from"].initial = on
