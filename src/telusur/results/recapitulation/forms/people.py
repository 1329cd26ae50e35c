from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.results.elections.forms import WithinField

ROLES = (
    ("", _("semua")),
    ("kpps", "KPPS"),
    ("pps", "PPS"),
    ("ppk", "PPK"),
    ("kpu", "KPU"),
    ("witness", _("saksi")),
    ("supervisor", "Bawaslu"),
)


class PeopleForm(forms.Form):
    role = forms.ChoiceField(label=_("Peran"), choices=ROLES, required=False)
    within = WithinField(label=_("Kode wilayah"))


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca orangnya dan KPU; yang tercatat di buku besar hanya sidiknya."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )
