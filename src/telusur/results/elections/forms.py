from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from .rules.codes import BadCode, code_of


class WithinField(forms.CharField):
    """The code of a place or polling station within which rows are shown; None where nothing is asked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=13, required=False, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return code_of(text)[1]
        except BadCode as error:
            raise forms.ValidationError(_("Isi kode wilayah 2, 4, 6, 10, atau 13 angka.")) from error
