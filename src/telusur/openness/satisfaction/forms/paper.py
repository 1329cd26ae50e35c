"""Sheets of paper, typed in one line each: a digit an answer, in the order in which the sheet asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.documents.forms import UploadField, UploadForm

from .. import selectors
from ..rules.words import ATTRIBUTES, MOST_LETTERS
from ..services import PaperEntry
from .answering import sheet_of

if TYPE_CHECKING:
    from datetime import date

    from django.forms import BoundField

LINES = 12
MOST_LINES = 60
DIGIT = {"inputmode": "numeric", "maxlength": 1, "autocomplete": "off", "size": 1, "pattern": "[1-4]"}


class ScanForm(UploadForm):
    """What belongs to all sheets typed in together."""

    scan = UploadField(
        label=gettext_lazy("Pindaian lembar"),
        only=("pdf", "jpg", "png"),
        required=False,
    )
    filled_on = forms.DateField(
        label=gettext_lazy("Diisi pada"),
        help_text=gettext_lazy("Hanya bulannya yang disimpan."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, first_on: date, last_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.first_on, self.last_on = first_on, last_on

    def clean_filled_on(self) -> date:
        day: date = self.cleaned_data["filled_on"]
        if not self.first_on <= day <= self.last_on:
            raise forms.ValidationError(_("Tanggal ini di luar hari-hari survei, atau belum tiba."), code="outside")
        return day


class SheetLine(forms.Form):
    """One sheet. An empty line is no sheet."""

    number = forms.CharField(
        label=gettext_lazy("Nomor lembar"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 6}),
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, place: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.place = place
        self.codes = []
        for number, (code, asked) in enumerate(selectors.questions(on=on), start=1):
            self.codes.append(code)
            name = _("Lembar %(place)s, pertanyaan %(number)s (%(code)s %(name)s)") % {
                "place": place, "number": number, "code": code, "name": asked.name,
            }  # fmt: skip
            self.fields[code] = forms.ChoiceField(
                label=name,
                choices=[(str(score), str(score)) for score in range(1, 5)],
                required=False,
                widget=forms.TextInput(attrs={**DIGIT, "aria-label": name}),
                error_messages={"invalid_choice": _("jawaban harus 1, 2, 3, atau 4; kosongkan bila tidak dijawab")},
            )
        for key, attribute in selectors.attributes(on=on).items():
            label = _("Lembar %(place)s, %(name)s") % {"place": place, "name": attribute.name}
            self.fields[key] = forms.ChoiceField(
                label=label,
                choices=[("", "–"), *attribute.labels.items()],
                required=False,
                widget=forms.Select(attrs={"aria-label": label}),
            )
        label = _("Lembar %(place)s, saran") % {"place": place}
        self.fields["comment"] = forms.CharField(
            label=label,
            max_length=MOST_LETTERS,
            required=False,
            widget=forms.TextInput(attrs={"aria-label": label, "autocomplete": "off"}),
        )
        self.fields["number"].widget.attrs["aria-label"] = _("Lembar %(place)s, nomor") % {"place": place}

    @property
    def scores(self) -> list[BoundField]:
        return [self[code] for code in self.codes]

    @property
    def about(self) -> list[BoundField]:
        return [self[name] for name in ATTRIBUTES]

    @property
    def is_empty(self) -> bool:
        return not any(str(value).strip() for name, value in self.data.items() if name.startswith(f"{self.prefix}-"))

    @property
    def faults(self) -> list[str]:
        """What is wrong in this line, each with its place."""
        return [
            _("Lembar %(place)s, %(field)s: %(what)s")
            % {"place": self.place, "field": name.upper(), "what": " ".join(map(str, said))}
            for name, said in self.errors.items()
        ]

    @property
    def entry(self) -> PaperEntry:
        return PaperEntry(sheet_of(self.cleaned_data, self.codes), self.cleaned_data["number"].strip())


def lines_of(data: Any, *, on: date) -> list[SheetLine]:
    """Return as many lines as were sent, or as many empty ones as a screen holds."""
    sent = str(data.get("lines", LINES)) if data is not None else str(LINES)
    count = min(int(sent), MOST_LINES) if sent.isdecimal() else LINES
    return [SheetLine(data, on=on, place=place, prefix=f"s{place}") for place in range(1, count + 1)]
