from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm


class UnitAnswerForm(UploadForm):
    """What a unit found. It never asks who wants to know."""

    words = forms.CharField(
        label=_("Jawaban unit"),
        help_text=_("Tulis apa yang ditemukan, atau mengapa tidak ada."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    uploads = UploadField(multiple=True, label=_("Berkas"), required=False)
    items = forms.TypedMultipleChoiceField(
        label=_("Sudah terbuka dalam Daftar Informasi Publik"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, items: list[tuple[int, str]]) -> None:
        self.fields["items"].choices = items  # type: ignore[attr-defined]
        if not items:
            del self.fields["items"]
