from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .rules.numbering import BadPattern, check_pattern


class LetterSettingsForm(forms.Form):
    lines = forms.CharField(
        label=_("Baris kop surat"),
        help_text=_("Satu baris alamat atau kontak per baris, paling banyak lima. Nama kantor dicetak di atasnya."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    city = forms.CharField(label=_("Kota pada tanggal surat"), max_length=60, required=False)
    pattern = forms.CharField(
        label=_("Pola nomor surat"),
        help_text=_(
            "Wajib memuat {number} dan {year}; boleh {office} dan {month}."
            " Contoh: {number}/PPID/{office}/{month}/{year}"
        ),
        max_length=120,
    )

    def clean_lines(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > 5:  # noqa: PLR2004
            raise forms.ValidationError(_("Kop surat memuat paling banyak lima baris; hapus baris yang lebih."))
        if any(len(line) > 120 for line in lines):  # noqa: PLR2004
            raise forms.ValidationError(_("Satu baris paling panjang 120 huruf; pecah menjadi dua baris."))
        return lines

    def clean_pattern(self) -> str:
        pattern = self.cleaned_data["pattern"].strip()
        try:
            check_pattern(pattern)
        except BadPattern as error:
            raise forms.ValidationError(
                _("Pola wajib memuat {number} dan {year}, dan hanya mengenal {number}, {office}, {month}, {year}.")
            ) from error
        return pattern
