"""The form with which the desk registers what comes in by hand, by post or by telephone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.clocks.selectors import proposed_track
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import labels
from ..rules.identity import MOST_SIGNS, BadIdentity, clean_nik
from ..rules.words import (
    Channel,
    CopyForm,
    Delivery,
    IdentityKind,
    Track,
    WayOfObtaining,
)
from ..services import FAULTS
from .facts import applicant_from, asked_from

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

    from ..models import Applicant

DESK_CHANNELS = [(code, label) for code, label in labels.CHANNELS.items() if code != Channel.E_PPID]
UNTOLD = [("", _("Tidak disebutkan"))]
FOR_COMPLETE = _("(untuk kelengkapan)")
ONE_OF = _("(isi salah satu)")
NOTES = {
    "representative": FOR_COMPLETE,
    "identity_kind": FOR_COMPLETE,
    "identity_number": FOR_COMPLETE,
    "phone": ONE_OF,
    "email": ONE_OF,
    "address": FOR_COMPLETE,
}
COPIED = (
    "type",
    "name",
    "representative",
    "identity_kind",
    "email",
    "phone",
    "address",
    "occupation",
    "occupation_words",
    "sex",
)


def shown(kind: str) -> str:
    """Return the name of the box that says a proof was shown at the desk."""
    return f"shown_{kind}"


class EntryForm(forms.Form):
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    same_as = forms.IntegerField(widget=forms.HiddenInput, required=False)

    channel = forms.ChoiceField(label=_("Saluran"), choices=DESK_CHANNELS, initial=Channel.WALK_IN)
    received_on = forms.DateField(
        label=_("Tanggal diterima"),
        help_text=_("Saat permohonan benar-benar tiba, juga malam atau hari libur."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    received_time = forms.TimeField(
        label=_("Jam"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=["%H:%M", "%H.%M"]
    )

    type = forms.ChoiceField(label=_("Jenis pemohon"), choices=list(labels.APPLICANT_TYPES.items()))
    name = forms.CharField(label=_("Nama pemohon atau badan"), max_length=160)
    representative = forms.CharField(
        label=_("Nama wakil, pengurus, atau kuasa"),
        max_length=160,
        required=False,
    )
    identity_kind = forms.ChoiceField(
        label=_("Jenis identitas"), choices=list(labels.IDENTITY_KINDS.items()), required=False
    )
    identity_number = forms.CharField(
        label=_("Nomor identitas"),
        max_length=MOST_SIGNS["identity_number"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "data-private": ""}),
    )
    phone = forms.CharField(label=_("Telepon"), max_length=24, required=False)
    email = forms.EmailField(label=_("Surel"), max_length=MOST_SIGNS["email"], required=False)
    address = forms.CharField(
        label=_("Alamat"), max_length=MOST_SIGNS["address"], widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    occupation = forms.ChoiceField(label=_("Pekerjaan"), choices=[*UNTOLD, *labels.OCCUPATIONS.items()], required=False)
    occupation_words = forms.CharField(label=_("Pekerjaan lainnya, sebutkan"), max_length=80, required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[*UNTOLD, *labels.SEXES.items()], required=False)
    question = forms.CharField(label=_("Informasi yang diminta"), widget=forms.Textarea(attrs={"rows": 4}))
    purpose = forms.CharField(label=_("Tujuan penggunaan"), max_length=500, required=False)
    way = forms.ChoiceField(label=_("Cara memperoleh"), choices=list(labels.WAYS.items()), initial=WayOfObtaining.COPY)
    copy_form = forms.ChoiceField(
        label=_("Bentuk salinan"), choices=list(labels.COPY_FORMS.items()), initial=CopyForm.SOFTCOPY, required=False
    )
    delivery = forms.ChoiceField(
        label=_("Cara mengirim"), choices=list(labels.DELIVERIES.items()), initial=Delivery.PICK_UP
    )
    track = forms.ChoiceField(label=_("Jalur"), choices=list(labels.TRACKS.items()), initial=Track.GENERAL)
    track_reason = forms.CharField(label=_("Alasan memilih jalur Pemilu dan Pemilihan"), max_length=300, required=False)
    assistance = forms.BooleanField(label=_("Pemohon meminta bantuan petugas"), required=False)
    assistance_words = forms.CharField(label=_("Bantuan yang diperlukan"), max_length=300, required=False)
    complete = forms.BooleanField(
        label=_("Berkas lengkap, langsung diregistrasi"),
        help_text=_(
            "Centang bila identitas dan semua bukti sudah diperlihatkan; selain itu kelengkapannya diperiksa kemudian."
        ),
        required=False,
    )

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(office.time_zone)
        self.now = now
        local = now.astimezone(self.zone)
        for kind, label in labels.PROOFS.items():
            types = " ".join(selectors.types_proving(proof=kind, on=local.date()))
            box = forms.CheckboxInput(attrs={"data-proof-of": types})
            self.fields[shown(kind)] = forms.BooleanField(label=label, required=False, widget=box)
        for name, note in NOTES.items():
            setattr(self.fields[name], "note", note)  # noqa: B010 what the look writes beside the label
        if not self.is_bound:
            self.fields["name"].widget.attrs["autofocus"] = True
        self.fields["received_on"].initial = local.date()
        self.fields["received_time"].initial = local.time().replace(second=0, microsecond=0)
        self._propose_track(office)

    def _propose_track(self, office: Office) -> None:
        """Offer the track that the stages of elections propose today, with the reason an officer may keep or mend."""
        proposal = proposed_track(office_code=office.code, on=local_day(office=office, at=self.now))
        self.fields["track"].initial = proposal.track
        if proposal.stages:
            names = ", ".join(stage.name for stage in proposal.stages)
            self.fields["track_reason"].initial = _("%(names)s sedang berjalan") % {"names": names}
            self.fields["track"].help_text = _(
                "Diusulkan karena %(names)s sedang berjalan. Usul saja: sumber yang dibaca tidak menyebut apa yang "
                "memulai jalur ini; pilih menurut isi informasinya."
            ) % {"names": names}

    def clean(self) -> dict[str, Any]:
        value: dict[str, Any] = super().clean() or {}
        number, kind = value.get("identity_number", ""), value.get("identity_kind")
        if number and kind == IdentityKind.NIK:
            try:
                value["identity_number"] = clean_nik(number)
            except BadIdentity as error:
                self.add_error("identity_number", str(FAULTS[error.code]))
        if not (value.get("phone") or value.get("email") or value.get("address")):
            self.add_error("phone", str(FAULTS["contact_missing"]))
        if value.get("track") == Track.ELECTION and not value.get("track_reason"):
            self.add_error("track_reason", str(FAULTS["track_without_reason"]))
        if "received_on" in value and "received_time" in value and self.received_at() > self.now:
            self.add_error("received_time", str(FAULTS["receipt_in_future"]))
        return value

    def proofs(self) -> list[forms.BoundField]:
        """Return the boxes for what was shown; a script leaves those of the chosen applicant type."""
        return [self[shown(kind)] for kind in labels.PROOFS]

    def received_at(self) -> datetime:
        """Return the true receipt; the field knows whole minutes, so that of this very minute is now."""
        value = self.cleaned_data
        return datetime.combine(value["received_on"], value["received_time"], tzinfo=self.zone)

    def arguments(self) -> dict[str, Any]:
        """Return what `register_request` takes besides office, actor and instant. Raises: NoRuleInForce."""
        value = self.cleaned_data
        proofs = selectors.proofs_on(applicant_type=value["type"], on=value["received_on"])
        facts = applicant_from(value, identity_kind=value["identity_kind"])
        asked = asked_from(value)
        submission: UUID = value["submission"]
        return {
            "applicant": facts,
            "asked": asked,
            "channel": Channel(value["channel"]),
            "received_at": self.received_at(),
            "track": Track(value["track"]),
            "track_reason": value["track_reason"],
            "proofs_shown": [kind for kind in proofs.kinds if value[shown(kind)]],
            "complete": value["complete"],
            "same_as": value["same_as"],
            "submission": submission,
        }


def filled_from(applicant: Applicant) -> dict[str, Any]:
    """Return the fields that a returning applicant fills in; his identity number stays sealed."""
    return {**{name: getattr(applicant, name) for name in COPIED}, "same_as": applicant.pk, "identity_number": ""}
