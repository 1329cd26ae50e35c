"""What is typed about one's own data: by the person himself, and by officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.openness.requests.rules.identity import MOST_SIGNS

from ..models import labels
from ..rules.words import Act, Field, Kind, Proof, Way, proofs_of_way
from ..services import FieldDecision
from .moments import INSTANT, LONG, in_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..models import OwnDataCase
    from ..selectors import FieldAsked

LONGEST = 160


class CorrectionForm(forms.Form):
    """What should stand there; what is left empty stays as it is."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, now: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Field:
            known = now.get(name, "")
            self.fields[name.value] = forms.CharField(
                label=labels.FIELDS[name],
                help_text=_("Tercatat: %(now)s") % {"now": known} if known else _("Belum tercatat."),
                required=False,
                max_length=MOST_SIGNS.get(name.value, LONGEST),
                widget=forms.Textarea(attrs={"rows": 2}) if name == Field.ADDRESS else forms.TextInput(),
            )

    def wanted(self) -> dict[str, str]:
        return {name.value: self.cleaned_data[name.value] for name in Field if self.cleaned_data.get(name.value)}


class CopyForm(forms.Form):
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class EntryForm(CorrectionForm):
    """A request taken in at the desk; the clock runs from when it truly came."""

    kind = forms.ChoiceField(label=_("Yang diminta"), choices=list(labels.KINDS.items()), widget=forms.RadioSelect)
    asked_at = forms.DateTimeField(
        label=_("Diminta pada"),
        help_text=_("Saat orangnya benar-benar meminta; 3 × 24 jam berjalan sejak itu."),
        widget=INSTANT,
    )
    field_order = ("kind", "asked_at")

    def __init__(self, *args: Any, office: Office, latest: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.latest = office, latest

    def clean_asked_at(self) -> datetime | None:
        return in_zone(self.cleaned_data["asked_at"], self.office, latest=self.latest)

    def asked_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class ActForm(forms.Form):
    """An act that needs no word: only the version of the case that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: OwnDataCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["version"].initial = case.version

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class VerifyForm(ActForm):
    proof = forms.ChoiceField(
        label=_("Dari mana Anda tahu peminta ialah pemilik datanya"),
        help_text=_(
            "Untuk mencocokkan nomor identitas, bukalah di halaman permohonannya; pembukaan itu diperlihatkan."
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, case: OwnDataCase, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        found = [(proof, f"{labels.PROOFS[proof]}: {labels.COVERED[proof]}") for proof in proofs_of_way(Way(case.way))]
        self.fields["proof"].choices = found  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "proof": Proof(self.cleaned_data["proof"])}


class UnverifiedForm(ActForm):
    reason = forms.CharField(
        label=_("Mengapa identitasnya belum terbukti"), help_text=_("Dibaca peminta."), widget=LONG
    )


class HandOverForm(ActForm):
    words = forms.CharField(
        label=_("Kepada siapa dan atas bukti apa"),
        help_text=_("Misalnya: diserahkan kepada pemilik data yang menunjukkan KTP, tanda terima ditandatangani."),
        widget=LONG,
    )


class SettleForm(ActForm):
    """A decision for each field that was asked."""

    def __init__(
        self, *args: Any, shown: Sequence[FieldAsked], grounds: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        choices = [("", _("Pilih bila ditolak")), *((key, words) for key, (words, _source) in grounds.items())]
        for each in shown:
            facts = {"label": each.label, "now": each.now or "–", "wanted": each.wanted}
            self.fields[f"{each.field}_accepted"] = forms.ChoiceField(
                label=each.label,
                help_text=_("Tercatat: %(now)s. Diminta menjadi: %(wanted)s") % facts,
                choices=[("yes", _("Terima dan terapkan")), ("no", _("Tolak dengan alasan hukum"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"{each.field}_refusal"] = forms.ChoiceField(
                label=_("Dasar penolakan: %(label)s") % facts, choices=choices, required=False
            )
            self.fields[f"{each.field}_reason"] = forms.CharField(
                label=_("Alasan penolakan: %(label)s") % facts,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for each in self.shown:
            if given.get(f"{each.field}_accepted") != "no":
                continue
            if not given.get(f"{each.field}_refusal"):
                self.add_error(f"{each.field}_refusal", _("Pilih dasar penolakannya."))
            if not given.get(f"{each.field}_reason"):
                self.add_error(f"{each.field}_reason", _("Tulis alasannya; peminta membacanya."))
        return given

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "version": given["version"],
            "decisions": {
                each.field: FieldDecision(
                    accepted=given[f"{each.field}_accepted"] == "yes",
                    refusal=given[f"{each.field}_refusal"],
                    reason=given[f"{each.field}_reason"],
                )
                for each in self.shown
            },
        }


ACT_FORMS: dict[Act, type[ActForm]] = {
    Act.VERIFY: VerifyForm,
    Act.SETTLE: SettleForm,
    Act.PREPARE: ActForm,
    Act.HAND_OVER: HandOverForm,
    Act.CLOSE_UNVERIFIED: UnverifiedForm,
    Act.WITHDRAW: ActForm,
}
