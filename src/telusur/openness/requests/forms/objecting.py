"""What somebody writes who objects without a request, because periodic information is missing (ground b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.openness.information.rules.texts import MOST_LETTERS

from ..rules import identity
from ..rules.identity import BadIdentity
from ..rules.objections import Ground
from ..services import FAULTS, Claim
from .asking import FAULT_FIELDS, PROOF_KINDS, AskForm

if TYPE_CHECKING:
    from django.forms import BoundField
    from django_stubs_ext import StrOrPromise

OF_THE_REQUEST = ("question", "way", "copy_form", "delivery", "assistance", "assistance_words")


class ObjectAloneForm(AskForm):
    """The applicant's part of the request form, and what is missing instead of what is asked."""

    information = forms.CharField(
        label=_("Informasi berkala apa yang tidak disediakan?"),
        help_text=_(
            "Misalnya laporan keuangan tahun tertentu, atau rencana kegiatan. Sebutkan di mana Anda mencarinya."
        ),
        min_length=10,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    position = forms.CharField(
        label=_("Apa yang terjadi?"),
        help_text=_("Apa yang Anda cari, apa yang Anda temukan, dan apa yang Anda inginkan (kasus posisi)."),
        min_length=10,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    SECTIONS = (  # type: ignore[assignment]  # fewer fields than the request form
        (_("Apa yang tidak disediakan?"), ("information", "position", "purpose")),
        (
            _("Siapa Anda?"),
            ("type", "name", "representative", "identity_kind", "identity_number", "email", "phone", "address",
             "occupation", "sex", "occupation_words", *(f"proof_{kind}" for kind in PROOF_KINDS)),
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in OF_THE_REQUEST:
            del self.fields[name]

    @property
    def sections(self) -> list[tuple[StrOrPromise, list[BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def _judge_by_the_rules(self) -> None:
        try:
            identity.cleaned(self.applicant_facts)
        except BadIdentity as refused:
            field = FAULT_FIELDS.get(refused.code, "identity_number")
            self.add_error(field, forms.ValidationError(FAULTS[refused.code], code=refused.code))
        if self.unproven and not self.cleaned_data["email"]:
            self.add_error(
                "email",
                _(
                    "Peramban Anda tidak menjalankan skrip, jadi keberatan dikukuhkan lewat surel. Tulis surel Anda, "
                    "atau ajukan di meja layanan."
                ),
            )

    def claim(self) -> Claim:
        value = self.cleaned_data
        return Claim(
            grounds=(Ground.PERIODIC_MISSING,),
            position=value["position"],
            information=value["information"],
            purpose=value["purpose"],
            proxy=value["representative"] if value["type"] == "proxy" else "",
        )


class ResponseForm(forms.Form):
    """What the applicant says to the superior's reply."""

    accepted = forms.TypedChoiceField(
        label=_("Apakah Anda menerima tanggapan ini?"),
        choices=[("1", _("Ya, saya menerimanya")), ("", _("Tidak"))],
        coerce=bool,
        empty_value=False,  # type: ignore[arg-type]
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Tanggapan Anda"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
