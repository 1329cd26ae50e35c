"""Which form an act on a dispute has; the entry of a commission's notice; the list's filters."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.calendars.rules import day_at
from telusur.kernel.documents.forms import UploadField, UploadForm
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information.rules.texts import MOST_LETTERS

from ..models import dispute_labels
from ..rules.disputes import (
    CommissionLevel,
    DisputeAct,
)
from ..selectors import WantedDisputes
from ..services import FAULTS, CommissionNotice
from .acts import DAY, ActForm
from .dispute_hearings import (
    AnswerForm,
    CallOffForm,
    EndTestForm,
    EvidenceForm,
    FailForm,
    GrantPowerForm,
    KeepPaperForm,
    KeepPowerForm,
    OrderTestForm,
    RecordHearingForm,
    SummonForm,
)
from .dispute_rulings import (
    AgreeForm,
    CassateForm,
    DismissForm,
    DropForm,
    DropOneForm,
    ExecuteRulingForm,
    RuleForm,
    SueForm,
    WithdrawDisputeForm,
)
from .searching import ANY, ORDERS

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

    from ..models import Objection

ORDERS_OF_DISPUTES = [("due", _("Yang berikutnya dahulu")), *[each for each in ORDERS if each[0] != "due"]]
VIEWS = [
    ("open", _("Belum selesai")),
    ("heard", _("Sidang dalam 7 hari")),
    ("court", _("Di pengadilan")),
    ("executing", _("Belum dilaksanakan")),
    ("closed", _("Selesai")),
    ("all", _("Semua")),
]


class DisputeQueueForm(forms.Form):
    """What the desk wants to see of its disputes; an impossible wish shows the open ones."""

    q = forms.CharField(
        label=_("Nomor, kata dalam informasi, atau nama"), required=False, max_length=120, widget=forms.HiddenInput
    )
    tampil = forms.ChoiceField(label=_("Tampilkan"), choices=VIEWS, required=False)
    tahap = forms.ChoiceField(label=_("Tahap"), choices=[*ANY, *dispute_labels.DISPUTE_STATES.items()], required=False)
    hasil = forms.ChoiceField(
        label=_("Hasil"), choices=[*ANY, *dispute_labels.DISPUTE_OUTCOMES.items()], required=False
    )
    urut = forms.ChoiceField(label=_("Urutkan"), choices=ORDERS_OF_DISPUTES, required=False)

    def wanted(self) -> WantedDisputes:
        self.full_clean()
        value = self.cleaned_data
        return WantedDisputes(
            view=value.get("tampil") or "open",
            state=value.get("tahap") or "",
            outcome=value.get("hasil") or "",
            text=value.get("q") or "",
            order=value.get("urut") or "due",
        )


DISPUTE_FORMS: dict[DisputeAct, type[ActForm]] = {
    DisputeAct.EXAMINE: ActForm,
    DisputeAct.MEDIATE: ActForm,
    DisputeAct.AGREE: AgreeForm,
    DisputeAct.FAIL_MEDIATION: FailForm,
    DisputeAct.ADJUDICATE: ActForm,
    DisputeAct.RULE: RuleForm,
    DisputeAct.RULE_COURT: RuleForm,
    DisputeAct.RULE_CASSATION: RuleForm,
    DisputeAct.REOPEN_ANSWER: ActForm,
    DisputeAct.EXECUTE: ExecuteRulingForm,
    DisputeAct.BECOME_FINAL: ActForm,
    DisputeAct.FINISH: ActForm,
    DisputeAct.SUMMON: SummonForm,
    DisputeAct.RECORD_HEARING: RecordHearingForm,
    DisputeAct.GRANT_POWER: GrantPowerForm,
    DisputeAct.ANSWER: AnswerForm,
    DisputeAct.LIST_EVIDENCE: EvidenceForm,
    DisputeAct.KEEP_PAPER: KeepPaperForm,
    DisputeAct.KEEP_POWER: KeepPowerForm,
    DisputeAct.CALL_OFF: CallOffForm,
    DisputeAct.ORDER_TEST: OrderTestForm,
    DisputeAct.END_TEST: EndTestForm,
    DisputeAct.DISMISS: DismissForm,
    DisputeAct.SUE: SueForm,
    DisputeAct.CASSATE: CassateForm,
    DisputeAct.DROP_SUIT: DropForm,
    DisputeAct.DROP_ONE_SUIT: DropOneForm,
    DisputeAct.WITHDRAW: WithdrawDisputeForm,
}


class DisputeEntryForm(UploadForm):
    """What the commission's notice says of a dispute against this office."""

    commission = forms.ChoiceField(label=_("Komisi Informasi"), choices=list(dispute_labels.COMMISSIONS.items()))
    commission_name = forms.CharField(
        label=_("Nama lengkap"), help_text=_("Misalnya: Komisi Informasi Provinsi Banten."), max_length=160
    )
    commission_number = forms.CharField(label=_("Nomor registrasi sengketa"), max_length=80)
    filed_on = forms.DateField(
        label=_("Diajukan ke Komisi Informasi pada"),
        help_text=_(
            "Waktu Komisi Informasi dihitung dari tanggal ini. Yang sesudah waktunya dicatat sebagai terlambat."
        ),
        widget=DAY,
    )
    registered_on = forms.DateField(label=_("Tanggal registrasi"), widget=DAY, required=False)
    noticed_on = forms.DateField(label=_("Pemberitahuan diterima kantor pada"), widget=DAY)
    petition = forms.CharField(
        label=_("Yang diminta pemohon"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    late_reason = forms.CharField(
        label=_("Keterangan bila terlambat"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    uploads = UploadField(multiple=True, label=_("Surat pemberitahuan dan lampirannya"), required=False)

    def __init__(self, *args: Any, office: Office, now: datetime, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, on=local_day(office=office, at=now), **kwargs)
        self.zone, self.now, self.objection = ZoneInfo(office.time_zone), now, objection
        today = local_day(office=office, at=now)
        self.fields["noticed_on"].initial = today
        for name in ("filed_on", "registered_on", "noticed_on"):
            self.fields[name].widget.attrs |= {"max": today.isoformat()}
        self.fields["commission"].initial = CommissionLevel.PROVINCE

    def clean(self) -> dict[str, Any]:
        value: dict[str, Any] = super().clean() or {}
        noticed, filed = value.get("noticed_on"), value.get("filed_on")
        if noticed and noticed > day_at(self.now, self.zone.key):
            self.add_error("noticed_on", str(FAULTS["receipt_in_future"]))
        if noticed and filed and filed > noticed:
            self.add_error("filed_on", str(FAULTS["filed_after_notice"]))
        return value

    def _at(self, day: date) -> datetime:
        """Return the beginning of a day of which the hour is not known."""
        return datetime.combine(day, time(), tzinfo=self.zone)

    def notice(self) -> CommissionNotice:
        value = self.cleaned_data
        return CommissionNotice(
            commission=CommissionLevel(value["commission"]),
            commission_name=value["commission_name"],
            commission_number=value["commission_number"],
            filed_at=self._at(value["filed_on"]),
            noticed_at=self._at(value["noticed_on"]),
            registered_on=value["registered_on"],
            petition=value["petition"],
            late_reason=value["late_reason"],
        )
