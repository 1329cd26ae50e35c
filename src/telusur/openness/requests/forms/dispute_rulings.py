"""What an officer says of rulings, agreements, lawsuits and how they are carried out. `arguments` are the service's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.calendars.rules import day_at
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.documents.forms import UploadField

from .. import selectors
from ..models import dispute_labels
from ..rules.disputes import RULABLE, DisputeOutcome, Whose
from ..services import FAULTS, Ruling, SuitFacts
from .acts import DAY, LONG, ActForm, ReasonForm
from .dispute_hearings import INSTANT, SIDES, DisputeForm

OUTCOMES = [(each, dispute_labels.DISPUTE_OUTCOMES[each]) for each in RULABLE]
EXECUTION_DAYS = 14  # working days proposed; the day that was agreed is written over it


class _RulingForm(DisputeForm):
    number = forms.CharField(label=_("Nomor putusan"), max_length=80)
    decided_on = forms.DateField(label=_("Tanggal putusan"), widget=DAY)
    received_at = forms.DateTimeField(
        label=_("Diterima kantor pada"),
        help_text=_("Waktu menggugat atau kasasi dihitung dari saat ini."),
        widget=INSTANT,
    )
    outcome = forms.ChoiceField(label=_("Hasil"), choices=OUTCOMES, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Amar"), widget=LONG)
    order = forms.CharField(
        label=_("Yang harus dilakukan kantor"),
        help_text=_("Wajib bila informasi dibuka atau kantor diperintah."),
        widget=LONG,
        required=False,
    )
    order_due_on = forms.DateField(
        label=_("Dilaksanakan paling lambat"),
        help_text=_("Menurut putusan. Wajib bila ada yang harus dilakukan."),
        widget=DAY,
        required=False,
    )
    uploads = UploadField(multiple=True, label=_("Salinan putusan"), required=False)

    def prepare(self) -> None:
        self.now_in("received_at")

    def clean(self) -> dict[str, Any]:
        value: dict[str, Any] = super().clean() or {}
        outcome = value.get("outcome", "")
        if outcome in {each.value for each in DisputeOutcome} - {DisputeOutcome.KEPT, DisputeOutcome.DISMISSED}:
            for name, code in (("order", "order_missing_here"), ("order_due_on", "order_day_missing_here")):
                if not value.get(name):
                    self.add_error(name, str(FAULTS[code]))
        decided, received = value.get("decided_on"), value.get("received_at")
        if decided and received and decided > day_at(received.replace(tzinfo=self.zone), self.zone.key):
            self.add_error("decided_on", str(FAULTS["ruling_day"]))
        due = value.get("order_due_on")
        if decided and due and due < decided:
            self.add_error("order_due_on", str(FAULTS["order_day_before_ruling"]))
        return value

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        ruling = Ruling(
            number=given.pop("number"),
            decided_on=given.pop("decided_on"),
            received_at=self.instant("received_at"),
            outcome=DisputeOutcome(given.pop("outcome", DisputeOutcome.AGREED)),
            words=given.pop("words"),
            order=given.pop("order"),
            order_due_on=given.pop("order_due_on"),
            opens=given.pop("opens", False),
        )
        given.pop("received_at")
        return {**given, "ruling": ruling}


class RuleForm(_RulingForm):
    pass


class DismissForm(_RulingForm):
    outcome = None  # type: ignore[assignment]
    order = None  # type: ignore[assignment]
    order_due_on = None  # type: ignore[assignment]

    def arguments(self) -> dict[str, Any]:
        self.cleaned_data |= {"outcome": DisputeOutcome.DISMISSED, "order": "", "order_due_on": None}
        return super().arguments()


class AgreeForm(_RulingForm):
    outcome = None  # type: ignore[assignment]
    number = forms.CharField(label=_("Nomor putusan mediasi atau berita acara"), max_length=80)
    words = forms.CharField(label=_("Isi kesepakatan"), widget=LONG)
    order = forms.CharField(label=_("Yang harus dilakukan kantor"), widget=LONG)
    order_due_on = forms.DateField(label=_("Dilaksanakan paling lambat"), widget=DAY)
    opens = forms.BooleanField(
        label=_("Kesepakatan ini membuka informasi"),
        help_text=_("UU 14/2008 Pasal 11 ayat (2): yang dibuka menjadi informasi yang tersedia setiap saat."),
        required=False,
    )
    field_order = ("number", "decided_on", "received_at", "words", "order", "order_due_on", "opens", "uploads")

    def prepare(self) -> None:
        super().prepare()
        calendar, day = calendar_for(office_code=self.case.office.code), self.on
        for _day in range(EXECUTION_DAYS):
            day = calendar.next_working_day(day)
        self.fields["order_due_on"].initial = day


class SueForm(DisputeForm):
    side = forms.ChoiceField(label=_("Diajukan oleh"), choices=SIDES, widget=forms.RadioSelect)
    court = forms.CharField(label=_("Pengadilan"), max_length=160)
    filed_at = forms.DateTimeField(
        label=_("Diajukan pada"), help_text=_("Yang sesudah waktunya dicatat sebagai terlambat."), widget=INSTANT
    )
    number = forms.CharField(label=_("Nomor perkara"), max_length=80, required=False)
    uploads = UploadField(multiple=True, label=_("Berkas gugatan"), required=False)

    def prepare(self) -> None:
        self.now_in("filed_at")
        gone_on = {each.side for each in selectors.running_suits(dispute=self.case)}
        self.fields["side"].choices = [each for each in SIDES if each[0] not in gone_on]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        suit = SuitFacts(
            side=Whose(given.pop("side")),
            court=given.pop("court"),
            filed_at=self.instant("filed_at"),
            number=given.pop("number"),
        )
        given.pop("filed_at")
        return {**given, "suit": suit}


class CassateForm(SueForm):
    def prepare(self) -> None:
        super().prepare()
        self.fields["court"].initial = str(dispute_labels.FORUMS["supreme_court"])


class DropForm(ActForm):
    reason = forms.CharField(label=_("Keterangan"), widget=LONG, required=False)


class DropOneForm(DropForm):
    suit_id = forms.TypedChoiceField(label=_("Yang dicabut"), coerce=int, widget=forms.RadioSelect)
    field_order = ("suit_id", "reason")

    def prepare(self) -> None:
        self.fields["suit_id"].choices = [  # type: ignore[attr-defined]
            (suit.pk, f"{suit.get_side_display()}: {suit.court} {suit.number}".strip())
            for suit in selectors.running_suits(dispute=self.case)
        ]


class ExecuteRulingForm(DisputeForm):
    words = forms.CharField(
        label=_("Bagaimana dilaksanakan"), help_text=_("Dilaporkan dengan surat, dan dibaca pemohon."), widget=LONG
    )
    items = forms.TypedMultipleChoiceField(
        label=_("Informasi publik yang diberikan"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads = UploadField(multiple=True, label=_("Berkas yang diberikan kepada pemohon"), required=False)
    proofs = UploadField(
        multiple=True,
        label=_("Bukti pelaksanaan"),
        help_text=_("Tanda terima dan sejenisnya; tidak diperlihatkan kepada pemohon."),
        required=False,
    )

    def prepare(self) -> None:
        if self.case.opens:
            self.fields["uploads"].help_text = _(
                "Putusan ini membuka informasi: setiap berkas menjadi informasi yang tersedia setiap saat karena hukum."
            )

    def offer(self, items: list[tuple[int, str]]) -> None:
        """Let these published entries be chosen."""
        self.fields["items"].choices = items  # type: ignore[attr-defined]
        if not items:
            del self.fields["items"]


class WithdrawDisputeForm(ReasonForm):
    reason = forms.CharField(label=_("Keterangan pencabutan"), widget=LONG)
