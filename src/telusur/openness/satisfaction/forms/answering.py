"""The questionnaire, as a visitor fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.accounts.forms.proof_of_work import ProofOfWork

from .. import selectors
from ..rules.sheets import Sheet
from ..rules.words import ATTRIBUTES, MOST_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.forms import BoundField


class SurveyForm(forms.Form):
    """The nine questions in the order of the questionnaire, whoever answers, and a comment: all may stay empty, but
    for one answer. Cleans into `sheet`."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = []
        for code, asked in selectors.questions(on=on):
            self.codes.append(code)
            self.fields[code] = forms.ChoiceField(
                label=asked.question,
                choices=[(str(score), words) for score, words in enumerate(asked.answers, start=1)],
                widget=forms.RadioSelect,
                required=False,
            )
        for key, attribute in selectors.attributes(on=on).items():
            self.fields[key] = forms.ChoiceField(
                label=attribute.name, choices=[("", _("tidak diisi")), *attribute.labels.items()], required=False
            )
        self.fields["comment"] = forms.CharField(
            label=_("Saran atau keluhan"),
            help_text=_("Jangan menulis nama, nomor, atau hal lain yang menunjukkan siapa Anda."),
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=MOST_LETTERS,
            required=False,
        )

    @property
    def questions(self) -> list[BoundField]:
        return [self[code] for code in self.codes]

    @property
    def about(self) -> list[BoundField]:
        return [self[name] for name in ATTRIBUTES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(code) for code in self.codes) and not self.errors:
            self.add_error(None, _("Belum ada pertanyaan yang dijawab. Pilih paling sedikit satu jawaban."))
        return cleaned

    @property
    def sheet(self) -> Sheet:
        return sheet_of(self.cleaned_data, self.codes)


def sheet_of(given: Mapping[str, Any], codes: list[str]) -> Sheet:
    """Return the answers of a form's cleaned data."""
    return Sheet(
        scores={code: int(given[code]) for code in codes if given.get(code)},
        comment=given.get("comment", ""),
        **{name: given.get(name, "") for name in ATTRIBUTES},
    )


class PublicForm(SurveyForm):
    """The form behind the link and the QR code. `unproven`: sent without the proof of work of a browser's script."""

    work = ProofOfWork(required=False)

    @property
    def unproven(self) -> bool:
        return not self.cleaned_data.get("work")


class InvitedForm(SurveyForm):
    """The form of an invitation, with its code."""

    code = forms.CharField(
        label=_("Kode undangan"),
        help_text=_("Tertulis dalam surel undangan: enam kelompok, masing-masing empat huruf."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
                                      "data-component": "fragment"}),
    )  # fmt: skip
    unproven = False

    field_order = ("code",)


class KioskCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode kios"),
        help_text=_("Sepuluh huruf dan angka, dari petugas meja."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
