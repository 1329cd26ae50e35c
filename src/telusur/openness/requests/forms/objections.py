"""One form an act on an objection, the entry at the desk, the queue's filters. `arguments` are those of the service."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField
from telusur.openness.information.rules.texts import MOST_LETTERS

from .. import selectors
from ..models import labels, objection_labels
from ..rules import identity
from ..rules.identity import MOST_SIGNS, BadIdentity
from ..rules.objections import Ground, ObjectionAct, Verdict
from ..rules.words import Channel, Track
from ..selectors import WantedObjections
from ..services import FAULTS, Claim, Meeting, Minutes, ObjectionDecision
from .acts import DAY, LONG, ActForm
from .asking import FAULT_FIELDS
from .entry import DESK_CHANNELS, UNTOLD
from .facts import applicant_from
from .grounds import ground_choices
from .mending import CorrectObjectionForm, DraftReplyForm, NoteOnObjectionForm, StrikeForm, propose_order
from .searching import ANY, ORDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.offices.models import Office

    from ..rules.identity import ApplicantFacts
    from ..rules.objections import Standing

INSTANT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
VIEWS = [
    ("open", _("Belum selesai")),
    ("overdue", _("Lewat batas")),
    ("soon", _("Habis dalam 2 hari kerja")),
    ("waiting", _("Menunggu Atasan PPID")),
    ("ordered", _("Perintah belum dilaksanakan")),
    ("closed", _("Selesai")),
    ("all", _("Semua")),
]


class ObjectionQueueForm(forms.Form):
    """What the desk wants to see of its objections; an impossible wish shows the open ones."""

    q = forms.CharField(
        label=_("Nomor, kata dalam informasi, atau nama"), required=False, max_length=120, widget=forms.HiddenInput
    )
    tampil = forms.ChoiceField(label=_("Tampilkan"), choices=VIEWS, required=False)
    tahap = forms.ChoiceField(
        label=_("Tahap"), choices=[*ANY, *objection_labels.OBJECTION_STATES.items()], required=False
    )
    alasan = forms.ChoiceField(label=_("Alasan"), choices=[*ANY, *objection_labels.GROUNDS.items()], required=False)
    urut = forms.ChoiceField(label=_("Urutkan"), choices=ORDERS, required=False)

    def wanted(self) -> WantedObjections:
        self.full_clean()
        value = self.cleaned_data
        return WantedObjections(
            view=value.get("tampil") or "open",
            state=value.get("tahap") or "",
            ground=value.get("alasan") or "",
            text=value.get("q") or "",
            order=value.get("urut") or "due",
        )


class OpinionForm(ActForm):
    text = forms.CharField(
        label=_("Pendapat tertulis"), help_text=_("Dibaca Atasan PPID dan petugas, bukan pemohon."), widget=LONG
    )


class InviteForm(ActForm):
    meets_at = forms.DateTimeField(label=_("Waktu musyawarah"), widget=INSTANT)
    place = forms.CharField(
        label=_("Tempat"), max_length=300, help_text=_("Ditulis dalam undangan; boleh juga pertemuan daring.")
    )

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        meets_at = given.pop("meets_at").replace(tzinfo=ZoneInfo(self.case.office.time_zone))
        meeting = Meeting(meets_at=meets_at, place=given.pop("place"))
        return {"meeting": meeting, **given}


class MinutesForm(ActForm):
    attendance = forms.CharField(
        label=_("Yang hadir"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Nama dan kedudukan.")
    )
    minutes = forms.CharField(label=_("Jalannya musyawarah"), widget=LONG)
    agreed = forms.BooleanField(label=_("Kedua pihak bersepakat"), required=False)
    agreement = forms.CharField(
        label=_("Yang disepakati"), help_text=_("Wajib bila ada kesepakatan."), widget=LONG, required=False
    )

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        names = ("attendance", "minutes", "agreed", "agreement")
        return {"minutes": Minutes(**{name: given.pop(name) for name in names}), **given}


class _VerdictForm(ActForm):
    verdict: Verdict

    def arguments(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {"decision": ObjectionDecision(self.verdict, **given), "version": self.cleaned_data["version"]}


class UpholdForm(_VerdictForm):
    verdict = Verdict.UPHELD
    reasons = forms.CharField(
        label=_("Alasan tertulis"),
        help_text=_("Disalin ke surat tanggapan. UU 14/2008 Pasal 36 ayat (3) mewajibkannya."),
        widget=LONG,
    )


class OrderForm(_VerdictForm):
    verdict = Verdict.GRANTED
    order = forms.CharField(
        label=_("Perintah kepada PPID"),
        help_text=_("Apa yang harus dilakukan. Disalin ke surat tanggapan dan surat perintah."),
        widget=LONG,
    )
    order_due_on = forms.DateField(label=_("Dilaksanakan paling lambat"), widget=DAY)

    def prepare(self) -> None:
        propose_order(self)


class PartForm(OrderForm):
    verdict = Verdict.GRANTED_PART
    reasons = forms.CharField(label=_("Alasan menguatkan bagian lainnya"), widget=LONG)
    field_order = ("order", "order_due_on", "reasons")


class ExecuteForm(ActForm):
    words = forms.CharField(
        label=_("Bagaimana perintah dilaksanakan"), help_text=_("Dibaca Atasan PPID dan pemohon."), widget=LONG
    )
    items = forms.TypedMultipleChoiceField(
        label=_("Informasi publik yang diberikan"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads = UploadField(multiple=True, label=_("Berkas yang diberikan"), required=False)
    opened = forms.BooleanField(
        label=_("Informasi ini dibuka oleh putusan keberatan"),
        help_text=_("UU 14/2008 Pasal 11 ayat (2): yang dibuka menjadi informasi yang tersedia setiap saat."),
        required=False,
    )

    def prepare(self) -> None:
        """Ask whether it opens only where the officer has to say so; where the law says it, say that."""
        if selectors.opens_by_law(objection=self.case):
            self.fields["uploads"].help_text = _(
                "Penolakan ini gugur: setiap berkas menjadi informasi yang tersedia setiap saat karena hukum."
            )
        elif selectors.may_open(objection=self.case):
            return
        del self.fields["opened"]

    def offer(self, items: list[tuple[int, str]]) -> None:
        """Let these published entries be chosen."""
        self.fields["items"].choices = items  # type: ignore[attr-defined]
        if not items:
            del self.fields["items"]


class RespondForm(ActForm):
    accepted = forms.TypedChoiceField(
        label=_("Apakah tanggapan Atasan PPID diterima?"),
        choices=[("1", _("Ya, diterima; keberatan dapat diselesaikan")), ("", _("Tidak, atau belum"))],
        coerce=bool,
        empty_value=False,  # type: ignore[arg-type]
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Tanggapan pemohon"), widget=LONG, required=False)


class WithdrawObjectionForm(ActForm):
    reason = forms.CharField(label=_("Keterangan pemohon"), widget=LONG, required=False)


OBJECTION_FORMS: dict[ObjectionAct, type[ActForm]] = {
    ObjectionAct.REGISTER: ActForm,
    ObjectionAct.REVIEW: ActForm,
    ObjectionAct.GIVE_OPINION: OpinionForm,
    ObjectionAct.INVITE: InviteForm,
    ObjectionAct.RECORD_DELIBERATION: MinutesForm,
    ObjectionAct.DRAFT_REPLY: DraftReplyForm,
    ObjectionAct.GRANT: OrderForm,
    ObjectionAct.GRANT_PART: PartForm,
    ObjectionAct.UPHOLD: UpholdForm,
    ObjectionAct.REOPEN_ANSWER: ActForm,
    ObjectionAct.EXECUTE: ExecuteForm,
    ObjectionAct.RESPOND: RespondForm,
    ObjectionAct.FINISH: ActForm,
    ObjectionAct.WITHDRAW: WithdrawObjectionForm,
    ObjectionAct.NOTE: NoteOnObjectionForm,
    ObjectionAct.CORRECT: CorrectObjectionForm,
    ObjectionAct.STRIKE: StrikeForm,
}


class ObjectForm(forms.Form):
    """What an applicant says who objects to the answer of his request."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    grounds = forms.MultipleChoiceField(
        label=_("Mengapa Anda keberatan?"),
        help_text=_("Pilih satu atau beberapa. Huruf dalam kurung menunjuk Pasal 35 ayat (1) UU 14/2008."),
        widget=forms.CheckboxSelectMultiple,
    )
    position = forms.CharField(
        label=_("Apa yang terjadi?"),
        help_text=_("Apa yang Anda minta, apa yang Anda terima, dan apa yang Anda inginkan (kasus posisi)."),
        min_length=10,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    proxy = forms.CharField(
        label=_("Nama kuasa"), help_text=_("Hanya bila Anda mewakili pemohon."), max_length=160, required=False
    )
    late_reason = forms.CharField(
        label=_("Mengapa baru sekarang?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(self, *args: Any, standing: Sequence[Standing], late: bool, desk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].choices = ground_choices(standing, all_of_them=desk)  # type: ignore[attr-defined]
        if not (late or desk):
            del self.fields["late_reason"]

    def claim(self) -> Claim:
        value = self.cleaned_data
        return Claim(
            grounds=tuple(Ground(each) for each in value["grounds"]),
            position=value["position"],
            information=value.get("information", ""),
            purpose=value.get("purpose", ""),
            proxy=value.get("proxy", ""),
        )


class ObjectionEntryForm(ObjectForm):
    """What the desk writes down of an objection on paper, spoken, or by letter, with its true receipt."""

    channel = forms.ChoiceField(label=_("Saluran"), choices=DESK_CHANNELS, initial=Channel.WALK_IN)
    received_on = forms.DateField(
        label=_("Tanggal diterima"),
        help_text=_("Saat keberatan benar-benar tiba, juga malam atau hari libur."),
        widget=DAY,
    )
    received_time = forms.TimeField(
        label=_("Jam"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=["%H:%M", "%H.%M"]
    )
    type = forms.ChoiceField(label=_("Jenis pemohon"), choices=list(labels.APPLICANT_TYPES.items()))
    name = forms.CharField(label=_("Nama pemohon atau badan"), max_length=160)
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
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[*UNTOLD, *labels.SEXES.items()], required=False)
    information = forms.CharField(
        label=_("Informasi berkala yang tidak disediakan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_LETTERS,
    )
    purpose = forms.CharField(label=_("Tujuan penggunaan"), max_length=500, required=False)
    track = forms.ChoiceField(label=_("Jalur"), choices=list(labels.TRACKS.items()), initial=Track.GENERAL)
    OF_THE_APPLICANT = (
        "type", "name", "identity_kind", "identity_number", "phone", "email", "address", "occupation", "sex",
    )  # fmt: skip
    WITHOUT_REQUEST = (*OF_THE_APPLICANT, "information", "purpose", "track")

    def __init__(self, *args: Any, office: Office, now: datetime, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, late=True, desk=True, **kwargs)
        self.zone, self.now, self.alone = ZoneInfo(office.time_zone), now, alone
        local = now.astimezone(self.zone)
        self.fields["received_on"].initial = local.date()
        self.fields["received_time"].initial = local.time().replace(second=0, microsecond=0)
        if not alone:
            for name in self.WITHOUT_REQUEST:
                del self.fields[name]
        else:
            self.fields["grounds"].initial = [Ground.PERIODIC_MISSING.value]
            del self.fields["late_reason"]

    def clean(self) -> dict[str, Any]:
        value: dict[str, Any] = super().clean() or {}
        if self.alone and not (value.get("phone") or value.get("email") or value.get("address")):
            self.add_error("phone", str(FAULTS["contact_missing"]))
        elif self.alone and not self.errors:
            self._judge_who()
        if "received_on" in value and "received_time" in value and self.received_at() > self.now:
            self.add_error("received_time", str(FAULTS["receipt_in_future"]))
        return value

    def _judge_who(self) -> None:
        """Ask the rules about who objects; what they refuse stands at its field."""
        try:
            identity.cleaned(self.applicant_facts)
        except BadIdentity as refused:
            field = FAULT_FIELDS.get(refused.code, "identity_number")
            known = field if field in self.fields else None
            self.add_error(known, forms.ValidationError(FAULTS[refused.code], code=refused.code))

    def received_at(self) -> datetime:
        """Return the true receipt; the field knows whole minutes, so that of this very minute is now."""
        value = self.cleaned_data
        return datetime.combine(value["received_on"], value["received_time"], tzinfo=self.zone)

    def arguments(self) -> dict[str, Any]:
        """Return what `file_objection` takes besides office, request, actor and instant."""
        value = self.cleaned_data
        given = {
            "claim": self.claim(),
            "channel": Channel(value["channel"]),
            "received_at": self.received_at(),
            "late_reason": value.get("late_reason", ""),
            "submission": value["submission"],
        }
        if self.alone:
            given["track"] = Track(value["track"])
            given["applicant"] = self.applicant_facts
        return given

    @property
    def applicant_facts(self) -> ApplicantFacts:
        value = {**self.cleaned_data, "representative": self.cleaned_data["proxy"]}
        return applicant_from(value, identity_kind=value["identity_kind"] if value["identity_number"] else "")
