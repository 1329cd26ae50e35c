"""What an officer says of hearings, powers, papers and pleadings of a dispute. `arguments` are the service's."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents.forms import UploadField

from .. import selectors
from ..models import dispute_labels
from ..rules.disputes import DisputeState, HearingKind, PaperKind, Whose
from ..services import FAULTS, ProxyFacts, Summons
from .acts import DAY, LONG, ActForm, ReasonForm

INSTANT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
SIDES = [(each, dispute_labels.WHOSE[each]) for each in (Whose.APPLICANT, Whose.OFFICE)]


class DisputeForm(ActForm):
    """A form that reads days and instants where the office stands."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.case.office.time_zone)

    def instant(self, name: str) -> datetime:
        """Return the instant a field of day and time names; whole minutes, so that of this very minute is now."""
        given: datetime = self.cleaned_data[name]
        return given.replace(tzinfo=self.zone)

    def now_in(self, name: str) -> None:
        self.fields[name].initial = datetime.combine(self.on, time(9))


class SummonForm(DisputeForm):
    kind = forms.ChoiceField(label=_("Untuk"), choices=list(dispute_labels.HEARINGS.items()))
    meets_at = forms.DateTimeField(label=_("Waktu sidang"), widget=INSTANT)
    received_late = forms.BooleanField(label=_("Panggilan ini tiba sesudah sidangnya"), required=False)
    place = forms.CharField(label=_("Tempat"), max_length=300, help_text=_("Boleh juga sidang daring."))
    attends = forms.CharField(
        label=_("Yang hadir mewakili kantor"),
        max_length=300,
        help_text=_("Nama atau jabatan. Penerima kuasa diberi tahu sendiri."),
    )
    number = forms.CharField(label=_("Nomor panggilan"), max_length=80, required=False)
    answer_due_on = forms.DateField(
        label=_("Jawaban tertulis diminta paling lambat"),
        help_text=_("Kosongkan bila tidak diminta."),
        widget=DAY,
        required=False,
    )
    uploads = UploadField(multiple=True, label=_("Surat panggilan"), required=False)

    def prepare(self) -> None:
        at_court = self.case.state in {DisputeState.COURT, DisputeState.CASSATION}
        kinds = [each for each in HearingKind if (each == HearingKind.COURT) == at_court]
        self.fields["kind"].choices = [(each, dispute_labels.HEARINGS[each]) for each in kinds]  # type: ignore[attr-defined]
        wanted = {DisputeState.MEDIATION: HearingKind.MEDIATION, DisputeState.ADJUDICATION: HearingKind.ADJUDICATION}
        self.fields["kind"].initial = wanted.get(self.case.state, kinds[0])
        self.fields["attends"].initial = ", ".join(
            self.case.proxies.filter(side=Whose.OFFICE).values_list("name", flat=True)
        )

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        summons = Summons(
            kind=HearingKind(given.pop("kind")),
            meets_at=self.instant("meets_at"),
            place=given.pop("place"),
            attends=given.pop("attends"),
            number=given.pop("number"),
            answer_due_on=given.pop("answer_due_on"),
            received_late=given.pop("received_late"),
        )
        given.pop("meets_at")
        return {**given, "summons": summons}


class _OfHearingForm(DisputeForm):
    hearing_id = forms.TypedChoiceField(label=_("Sidang"), coerce=int)

    def prepare(self) -> None:
        self.fields["hearing_id"].choices = [  # type: ignore[attr-defined]
            (
                key,
                f"{dispute_labels.HEARINGS[HearingKind(kind)]}, {meets_at.astimezone(self.zone):%d-%m-%Y %H.%M}",
            )
            for key, meets_at, kind in selectors.coming_hearings(dispute_id=self.case.pk)
        ]


class RecordHearingForm(_OfHearingForm):
    attendance = forms.CharField(
        label=_("Yang hadir"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Nama dan kedudukan.")
    )
    minutes = forms.CharField(label=_("Yang terjadi dalam sidang"), widget=LONG)
    uploads = UploadField(multiple=True, label=_("Berita acara"), required=False)


class CallOffForm(_OfHearingForm):
    reason = forms.CharField(label=_("Mengapa batal"), max_length=300)


class GrantPowerForm(DisputeForm):
    proxies = forms.CharField(
        label=_("Penerima kuasa"),
        help_text=_("Satu orang per baris: nama; jabatan; NIP."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    officers = forms.TypedMultipleChoiceField(
        label=_("Atau petugas kantor ini"),
        help_text=_("Petugas yang dipilih juga diberi tahu setiap panggilan."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    powers = forms.CharField(label=_("Kewenangan"), help_text=_("Satu hal per baris."), widget=LONG)

    def prepare(self) -> None:
        self.fields["proxies"].required = False
        found = {
            user.pk: user.full_name
            for role in ("ppid", "liaison", "desk", "consideration")
            for user in accounts.holders(role=role, office_id=self.case.office_id, on=self.on)
        }
        self.fields["officers"].choices = sorted(found.items(), key=lambda each: each[1])  # type: ignore[attr-defined]
        self.fields["powers"].initial = "\n".join(
            (
                gettext("menghadiri mediasi dan sidang"),
                gettext("menyampaikan jawaban, bukti, dan kesimpulan"),
                gettext("menerima dan menolak usul mediasi atas persetujuan pemberi kuasa"),
                gettext("menerima putusan"),
            )
        )

    def clean(self) -> dict[str, Any]:
        value: dict[str, Any] = super().clean() or {}
        if not (value.get("proxies") or value.get("officers")):
            self.add_error("proxies", str(FAULTS["proxy_missing"]))
        return value

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        lines = [line.split(";") for line in given.pop("proxies").splitlines() if line.strip()]
        named = [ProxyFacts(*(part.strip() for part in parts[:3])) for parts in lines]
        names = dict(self.fields["officers"].choices)  # type: ignore[attr-defined]
        chosen = [ProxyFacts(name=str(names[key]), user_id=key) for key in given.pop("officers")]
        return {**given, "proxies": [*chosen, *named], "powers": given["powers"].splitlines()}


class KeepPowerForm(DisputeForm):
    side = forms.ChoiceField(label=_("Kuasa dari"), choices=SIDES, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Nama penerima kuasa"), max_length=160)
    function = forms.CharField(label=_("Jabatan atau pekerjaan"), max_length=160, required=False)
    dated_on = forms.DateField(label=_("Tanggal surat kuasa"), widget=DAY)
    upload = UploadField(label=_("Surat kuasa"))

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "side": Whose(given["side"])}


class KeepPaperForm(DisputeForm):
    kind = forms.ChoiceField(label=_("Jenis berkas"), choices=list(dispute_labels.PAPERS.items()))
    side = forms.ChoiceField(
        label=_("Ditulis oleh"),
        choices=[
            (each, dispute_labels.WHOSE[each])
            for each in (Whose.APPLICANT, Whose.OFFICE, Whose.COMMISSION, Whose.COURT)
        ],
    )
    dated_on = forms.DateField(label=_("Tanggal berkas"), widget=DAY)
    uploads = UploadField(
        multiple=True, label=_("Berkas"), help_text=_("Hanya dilihat petugas kantor ini yang menangani sengketa.")
    )

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "kind": PaperKind(given["kind"]), "side": Whose(given["side"])}


class AnswerForm(DisputeForm):
    answer = forms.CharField(
        label=_("Jawaban kantor"),
        help_text=_("Disalin ke surat Jawaban Termohon, sesudah kronologi yang dibuat dari buku kantor."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    claim = forms.CharField(
        label=_("Yang diminta diputuskan"), help_text=_("Satu hal per baris."), widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        self.fields["claim"].initial = gettext("menguatkan tanggapan Atasan PPID")

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "claim": given["claim"].splitlines()}


class EvidenceForm(DisputeForm):
    attachment_ids = forms.TypedMultipleChoiceField(
        label=_("Berkas yang menjadi bukti"),
        help_text=_("Yang sudah terdaftar tetap memakai tandanya."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        papers = [each for each in selectors.papers_of_dispute(dispute_id=self.case.pk) if not each.sealed]
        marks = dict(self.case.evidence.values_list("attachment_id", "mark"))
        self.fields["attachment_ids"].choices = [  # type: ignore[attr-defined]
            (
                each.attachment_id,
                f"{marks[each.attachment_id]}: {each.title}" if each.attachment_id in marks else each.title,
            )
            for each in papers
        ]
        self.fields["attachment_ids"].initial = list(marks)


class FailForm(ReasonForm):
    reason = forms.CharField(label=_("Mengapa mediasi gagal"), widget=LONG)


class OrderTestForm(DisputeForm):
    order = forms.CharField(
        label=_("Perintah Majelis"),
        help_text=_("PPID mengusulkan uji konsekuensi dengan menyebut nomor sengketa ini."),
        widget=LONG,
    )
    due_on = forms.DateField(label=_("Paling lambat"), widget=DAY)


class EndTestForm(DisputeForm):
    words = forms.CharField(
        label=_("Bagaimana ujinya selesai"),
        help_text=_(
            "Wajib bila ujinya tidak tercatat di sini, atau perintahnya dicabut. Uji yang menyebut nomor sengketa ini "
            "mengakhiri perintah dengan sendirinya begitu ditetapkan."
        ),
        widget=LONG,
        required=False,
    )
