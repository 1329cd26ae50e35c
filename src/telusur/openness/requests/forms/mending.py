"""What stands on an objection beside its way: a draft of the reply, a remark, a correction, a row entered wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.calendars.selectors import calendar_for
from telusur.openness.information.rules.texts import MOST_LETTERS

from .. import selectors
from ..models import objection_labels
from ..rules.identity import MOST_SIGNS
from ..rules.objections import ORDERING, REASONING, Verdict
from ..rules.questions import FEWEST_LETTERS
from ..rules.words import Channel
from ..services import FAULTS, ObjectionDecision
from .acts import DAY, LONG, ActForm
from .entry import DESK_CHANNELS
from .grounds import ground_choices

if TYPE_CHECKING:
    from datetime import date

ORDER_DAYS = 10  # working days proposed for an order; the superior sets its day
OF_WHO = ("name", "email", "phone", "address")
OWN_WORDS = ("grounds", "information", "purpose", "position", "channel")


def propose_order(form: ActForm) -> None:
    """Propose the day of an order, no day before today, and what both sides agreed on as its text."""
    fields, calendar, day = form.fields, calendar_for(office_code=form.case.office.code), form.on
    for _day in range(ORDER_DAYS):
        day = calendar.next_working_day(day)
    fields["order_due_on"].initial = day
    fields["order_due_on"].widget.attrs |= {"min": form.on.isoformat()}
    if agreed := form.case.deliberations.filter(agreed=True).order_by("meets_at").last():
        fields["order"].initial = agreed.agreement


class DraftReplyForm(ActForm):
    """The reply prepared for the superior's signature; a draft that is there already is begun with."""

    verdict = forms.ChoiceField(
        label=_("Putusan yang diusulkan"), choices=list(objection_labels.VERDICTS.items()), widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Alasan tertulis"),
        help_text=_("Wajib bila putusan PPID dikuatkan, seluruhnya atau sebagian (Pasal 36 ayat (3))."),
        widget=LONG,
        required=False,
    )
    order = forms.CharField(
        label=_("Perintah kepada PPID"), help_text=_("Wajib bila keberatan dikabulkan."), widget=LONG, required=False
    )
    order_due_on = forms.DateField(label=_("Dilaksanakan paling lambat"), widget=DAY, required=False)

    def prepare(self) -> None:
        propose_order(self)
        drafted = selectors.draft_of(objection_id=self.case.pk)
        for name in ("verdict", "reasons", "order", "order_due_on") if drafted else ():
            self.fields[name].initial = getattr(drafted, name) or self.fields[name].initial

    def clean(self) -> dict[str, Any]:
        value: dict[str, Any] = super().clean() or {}
        if "verdict" not in value:
            return value
        verdict = Verdict(value["verdict"])
        needed = {"reasons": "reasons_missing"} if verdict in REASONING else {}
        if verdict in ORDERING:
            needed |= {"order": "order_missing", "order_due_on": "order_day_missing"}
        for name, code in needed.items():
            if not value.get(name) and name not in self.errors:
                self.add_error(name, str(FAULTS[code]))
        return value

    def arguments(self) -> dict[str, Any]:
        value = self.cleaned_data
        verdict = Verdict(value["verdict"])
        due_on: date | None = value["order_due_on"] if verdict in ORDERING else None
        decision = ObjectionDecision(
            verdict,
            reasons=value["reasons"] if verdict in REASONING else "",
            order=value["order"] if verdict in ORDERING else "",
            order_due_on=due_on,
        )
        return {"decision": decision, "version": value["version"]}


class NoteOnObjectionForm(ActForm):
    text = forms.CharField(
        label=pgettext_lazy("requests", "Catatan"), help_text=_("Hanya dibaca petugas kantor ini."), widget=LONG
    )


class StrikeForm(ActForm):
    reason = forms.CharField(
        label=_("Mengapa dicoret"),
        help_text=_(
            "Untuk pencatatan meja yang keliru, misalnya tercatat dua kali atau tanggal terimanya salah. Dibaca "
            "pemohon. Nomornya tetap ada dalam register; catat lagi yang benar dengan tanggal terima sebenarnya."
        ),
        widget=LONG,
    )


class CorrectObjectionForm(ActForm):
    """What was typed wrongly; who asked is corrected at the request, and words sent on line are their sender's."""

    grounds = forms.MultipleChoiceField(label=_("Alasan keberatan"), widget=forms.CheckboxSelectMultiple)
    information = forms.CharField(label=_("Rincian informasi"), widget=LONG, max_length=MOST_LETTERS)
    position = forms.CharField(label=_("Kasus posisi"), widget=LONG, min_length=FEWEST_LETTERS, max_length=MOST_LETTERS)
    purpose = forms.CharField(label=_("Tujuan penggunaan"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    proxy = forms.CharField(label=_("Nama kuasa"), max_length=160, required=False)
    channel = forms.ChoiceField(label=_("Saluran"), choices=DESK_CHANNELS)
    name = forms.CharField(label=_("Nama"), max_length=160)
    email = forms.EmailField(label=_("Surel"), max_length=MOST_SIGNS["email"], required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=24, required=False)
    address = forms.CharField(
        label=_("Alamat"), max_length=MOST_SIGNS["address"], widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    reason = forms.CharField(label=_("Mengapa diperbaiki"), max_length=200)

    def prepare(self) -> None:
        found, fields = self.case, self.fields
        left_out = (OF_WHO if found.request_id else ()) + (OWN_WORDS if found.channel == Channel.E_PPID else ())
        for name in left_out:
            del fields[name]
        if left_out:
            fields["reason"].help_text = _(
                "Kata-kata yang dikirim pemohon lewat e-PPID tidak diubah; identitas pemohon diperbaiki pada "
                "permohonannya."
            )
        for name in fields:
            if name not in {"version", "reason"}:
                fields[name].initial = getattr(found.applicant if name in OF_WHO else found, name)
        if "grounds" in fields:
            standing = selectors.grounds_for(case=found.request, at=found.received_at, on=self.on)
            fields["grounds"].choices = ground_choices(standing, all_of_them=True)  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        value = {name: given for name, given in self.cleaned_data.items() if name not in {"version", "reason"}}
        if "grounds" in value:
            value["grounds"] = ",".join(value["grounds"])
        return {"changes": value, "reason": self.cleaned_data["reason"], "version": self.cleaned_data["version"]}
