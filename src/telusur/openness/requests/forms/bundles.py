"""What an officer says before the papers of a dispute are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class BundleForm(forms.Form):
    """Which papers go as they are, and why."""

    as_they_are = forms.TypedMultipleChoiceField(
        label=_("Sertakan utuh, tanpa penghitaman"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Pada bagian lain NIK, nomor telepon, dan surel orang dihitamkan, kecuali milik pemohon. Indeks "
            "menyebutkannya."
        ),
    )
    reason = forms.CharField(
        label=_("Alasan menyertakan utuh"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila ada yang disertakan utuh; tercantum pada indeks."),
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_they_are"].choices = list(papers)  # type: ignore[attr-defined]
        if not papers:
            del self.fields["as_they_are"], self.fields["reason"]
