"""What is written beside a decision about numbers: why, and on what it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PICTURES = ("jpg", "png", "webp")
PUBLISHED = _("Diumumkan. Jangan menyebut nama orang.")
_LONGEST = 500


def _reason(help_text: _StrPromise = PUBLISHED) -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"),
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONGEST,
    )


def _evidence() -> forms.CharField:
    return forms.CharField(
        label=_("Bukti"),
        help_text=_("Misalnya: C.HASIL halaman 2, atau sidik SHA-256 berkasnya. Diumumkan."),
        max_length=200,
    )


class DecideForm(forms.Form):
    """seen: the place in the log of the last event of the run whose numbers the page was opened on."""

    reason, evidence = _reason(), _evidence()
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(DecideForm):
    """The cells stand above it, in the form's own order."""


class OrderRunForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis pelaksanaan"))
    decision = forms.CharField(
        label=_("Keputusan"),
        help_text=_("Misalnya: Keputusan KPU Kabupaten Serang 77/2024. Diumumkan."),
        max_length=200,
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ChallengeForm(UploadForm):
    reason = _reason(_("Dibaca petugas yang menjawab dan pengawas; yang diumumkan hanya bahwa angkanya disanggah."))
    picture = UploadField(label=_("Foto formulir Anda"), only=PICTURES)


class AnswerForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("Sanggahan"),
        choices=((1, _("benar: angkanya perlu dikoreksi")), (0, _("tidak terbukti: angkanya tetap"))),
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
    )
    answer = _reason()
