"""What officers decide about surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.accounts import selectors as accounts

from .. import selectors
from ..models import labels
from ..rules.words import MOST_LETTERS, Every

if TYPE_CHECKING:
    from datetime import date

DAY = {"type": "date"}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **more)


class CadenceForm(forms.Form):
    every = forms.TypedChoiceField(
        label=_("Survei dijalankan"), choices=list(labels.EVERY.items()), coerce=Every, widget=forms.RadioSelect
    )
    valid_from = _day(_("Berlaku sejak"))


class KioskForm(forms.Form):
    name = forms.CharField(label=_("Nama perangkat"), help_text=_("Misalnya: tablet ruang tunggu."), max_length=60)
    last_on = _day(_("Sampai dengan"))


class PopulationForm(forms.Form):
    population = forms.IntegerField(
        label=_("Banyaknya pengguna layanan"),
        help_text=_("Kosongkan untuk memakai hitungan dari register."),
        min_value=0,
        max_value=10_000_000,
        required=False,
    )
    reason = forms.CharField(
        label=_("Dari mana jumlah itu"),
        help_text=_("Terbaca oleh umum, misalnya: register dan buku tamu."),
        max_length=300,
        required=False,
    )


class FollowUpForm(forms.Form):
    """Weak elements stand first."""

    element = forms.ChoiceField(label=_("Unsur"))
    action = forms.CharField(label=_("Yang akan dikerjakan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    owner_id = forms.TypedChoiceField(label=_("Penanggung jawab"), coerce=int)
    due_on = _day(_("Selesai paling lambat"))

    def __init__(self, *args: Any, office_id: int, weak: list[str], since: date, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        names = selectors.elements(on=since)
        order = [*weak, *(code for code in names if code not in weak)]
        self.fields["element"].choices = [(code, f"{code} {names[code].name}") for code in order]  # type: ignore[attr-defined]
        people = accounts.colleagues(office_id=office_id, on=on)
        self.fields["owner_id"].choices = [("", "–"), *((str(each.pk), str(each)) for each in people)]  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    result = forms.CharField(label=_("Hasilnya"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    done_on = _day(_("Selesai pada"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Teks yang ditampilkan"),
        help_text=_("Hapus apa pun yang menunjukkan orang. Kosongkan untuk menurunkannya."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_LETTERS,
        required=False,
    )
