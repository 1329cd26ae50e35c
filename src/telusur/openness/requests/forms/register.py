from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm


class ImportForm(UploadForm):
    file = UploadField(
        only=("xlsx", "ods", "csv"),
        label=_("Register kertas (XLSX, ODS, atau CSV)"),
        help_text=_("Memakai kolom pada templat. Semua baris dimuat, atau tidak satu pun."),
    )


class HandOverForm(forms.Form):
    """Every open case of one officer to another."""

    from_user_id = forms.TypedChoiceField(label=_("Dari petugas"), coerce=int)
    to_user_id = forms.TypedChoiceField(label=_("Kepada petugas"), coerce=int)

    def __init__(
        self, *args: Any, holders: list[tuple[int, str]], officers: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_user_id"].choices = holders  # type: ignore[attr-defined]
        self.fields["to_user_id"].choices = officers  # type: ignore[attr-defined]
