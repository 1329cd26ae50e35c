from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm
from telusur.results.elections.forms import WithinField
from telusur.results.elections.services import Letter

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


class EndForm(UploadForm):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca orangnya dan yang mengurus petugas; yang tercatat di buku besar hanya sidiknya."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )


class LetterForm(EndForm):
    """By what document the body that appointed somebody ends his duty, as KPU records it."""

    body = forms.CharField(
        label=_("Lembaga yang mengakhiri"),
        help_text=_("Yang mengangkatnya, misalnya: Bawaslu Kabupaten Serang, atau tim kampanye nomor 2. Diumumkan."),
        max_length=160,
    )
    number = forms.CharField(label=_("Nomor surat"), help_text=_("Diumumkan."), max_length=120)
    dated = forms.DateField(label=_("Tanggal surat"), widget=forms.DateInput(attrs={"type": "date"}))
    scan = UploadField(label=_("Pindaian surat"), only=("pdf", "jpg", "png"))

    def letter(self) -> Letter:
        """Return the document as it is told to the act; of a form that is valid."""
        words, file = self.cleaned_data, self.cleaned_data["scan"]
        return Letter(words["body"], words["number"], words["dated"], file.content, file.name)
