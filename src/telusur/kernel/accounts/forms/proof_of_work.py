"""The puzzle that a browser's script solves before a public form is sent."""

from __future__ import annotations

from django import forms
from django_altcha import AltchaField, AltchaWidget


class WorkInput(AltchaWidget):
    """A hidden field that a script of ours fills: the library's own widget would need inline styles."""

    template_name = "accounts/work.html"


class ProofOfWork(AltchaField):
    """A solved puzzle, or "" where there is none: what that means is the form's to say."""

    widget = WorkInput

    def clean(self, value: str | None) -> str:
        try:
            return str(super().clean(value)) if value else ""
        except forms.ValidationError:
            return ""
