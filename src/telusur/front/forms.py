"""What an officer fills in for acts by decree. Forms check the input; services decide."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.front.acts import LABELS
from telusur.kernel.calendars.rules import Day, Kind
from telusur.kernel.calendars.selectors import kind_labels
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.accounts.models import User
    from telusur.kernel.law.rules import Reading


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
