from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from telusur.results.elections.forms import WithinField

from ..rules.queue import Wait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.results.elections.models import Contest

OWN, ANSWER = "own", "answer"
WAITS = (
    (str(int(Wait.READERS)), gettext_lazy("dua pembaca")),
    (str(int(Wait.RESOLVER)), gettext_lazy("orang ketiga")),
    (str(int(Wait.DECISION)), gettext_lazy("keputusan")),
    (ANSWER, gettext_lazy("jawaban sanggahan")),
)
READ_BY_ME = (OWN, gettext_lazy("orang lain, sudah saya baca"))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode aktivasi"),
        help_text=gettext_lazy("Dua belas tanda, seperti yang diserahkan kepada Anda. Hanya sekali pakai."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class StationsForm(forms.Form):
    contest = forms.ChoiceField(label=gettext_lazy("Pemilihan"), required=False)
    within = WithinField(label=gettext_lazy("Kode wilayah"))

    def __init__(self, *args: Any, contests: Sequence[Contest], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contest"].choices = [(each.code, each.name) for each in contests]  # type: ignore[attr-defined]


class QueueForm(forms.Form):
    contest = forms.ChoiceField(label=gettext_lazy("Pemilihan"), required=False)
    wait = forms.ChoiceField(label=gettext_lazy("Menunggu"), required=False)
    within = WithinField(label=gettext_lazy("Kode wilayah"))

    def __init__(self, *args: Any, contests: Sequence[Contest], types: bool, **options: Any) -> None:
        """types: whether who looks types forms himself, and may have read some of them."""
        super().__init__(*args, **options)
        choices = [("", gettext_lazy("semua")), *((each.code, each.name) for each in contests)]
        self.fields["contest"].choices = choices  # type: ignore[attr-defined]
        everybody = ("", gettext_lazy("siapa pun, belum saya baca") if types else gettext_lazy("siapa pun"))
        self.fields["wait"].choices = [everybody, *WAITS, *([READ_BY_ME] if types else [])]  # type: ignore[attr-defined]
