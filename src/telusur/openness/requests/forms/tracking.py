"""What an applicant types to follow, complete or take back his own case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadForm

from .asking import proof_field

if TYPE_CHECKING:
    from ..rules.identity import Proofs

LONGEST_NOTE = 4000


class TrackForm(forms.Form):
    number = forms.CharField(
        label=_("Nomor pendaftaran"),
        help_text=_("Seperti tertulis pada tanda bukti, misalnya 0042/PPID/2026; nomor tahun ini cukup 42."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Kode lacak"),
        help_text=_("Delapan huruf dari tanda bukti, atau dari surel bila Anda meminta kode baru; misalnya BCDF-GHJK."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class RecoverForm(forms.Form):
    number = TrackForm.base_fields["number"]
    email = forms.EmailField(
        label=_("Surel yang Anda tinggalkan"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Keterangan tambahan"),
        help_text=_("Memperjelas permintaan Anda. Jangan menulis NIK atau data pribadi orang lain."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan (boleh kosong)"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CompletionForm(UploadForm):
    """What was missing: words, proofs of the applicant's type, or both."""

    text = forms.CharField(
        label=_("Keterangan"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: object, proofs: Proofs, **options: object) -> None:
        self.proof_kinds = proofs.kinds
        on = options["on"]
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for kind in self.proof_kinds:
            self.fields[f"proof_{kind}"] = field = proof_field(kind)
            field.taken_on(on)  # type: ignore[arg-type]

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("text") or any(cleaned.get(f"proof_{k}") for k in self.proof_kinds)):
            raise forms.ValidationError(
                _("Belum ada yang ditambahkan. Tulis keterangan atau pilih berkas yang diminta."), code="empty"
            )
        return cleaned
