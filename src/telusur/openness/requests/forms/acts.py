"""One form an act: what the officer must say for it. Its `arguments` are those of the service."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.selectors import proposed_track
from telusur.kernel.documents.forms import UploadField, UploadForm
from telusur.kernel.letters import selectors as letters
from telusur.kernel.letters.rules import placeholders
from telusur.kernel.letters.rules.answers import NotDocumented, NotHeld
from telusur.kernel.letters.rules.letters import Notification, Passage
from telusur.kernel.letters.services import long_date
from telusur.kernel.look.numbers import whole_number
from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import labels
from ..rules.identity import MOST_SIGNS
from ..rules.words import Audience, Delivery, Outcome, Track
from ..services import Decision

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.letters.rules.letters import AnyLetter


# Working days that the PPID keeps for himself when he asks a unit.
PPID_KEEPS = 2
LONG = forms.Textarea(attrs={"rows": 4})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def money() -> tuple[forms.IntegerField, forms.CharField]:
    """Return the two fields of cost recovery: how much, and how to pay."""
    cost = forms.IntegerField(
        label=_("Biaya penggandaan dan pengiriman (rupiah)"),
        help_text=_("Salinan digital tidak dipungut biaya."),
        min_value=0,
        max_value=1_000_000_000,
        required=False,
    )
    return cost, forms.CharField(label=_("Cara pembayaran"), max_length=200, required=False)


class ActForm(UploadForm):
    """An act that needs no word: only the version of the case that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    takes_version = True

    def __init__(self, *args: Any, case: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.case, self.on = case, on
        self.fields["version"].initial = case.version
        self.prepare()

    def prepare(self) -> None:
        """Fill choices that depend on the case."""

    def arguments(self) -> dict[str, Any]:
        """Return what the service takes besides case, actor and instant."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**given, "version": self.cleaned_data["version"]} if self.takes_version else given


class AskCompletionForm(ActForm):
    missing = forms.CharField(
        label=_("Apa yang belum lengkap"),
        help_text=_("Dibaca pemohon. Tulis satu hal per baris."),
        widget=LONG,
    )

    def prepare(self) -> None:
        lacking = selectors.proofs_lacking(case=self.case)
        self.fields["missing"].initial = "\n".join(str(labels.PROOFS[kind]) for kind in lacking)


class CompleteForm(ActForm):
    text = forms.CharField(label=_("Keterangan pemohon"), widget=LONG, required=False)
    kind = forms.ChoiceField(label=_("Jenis bukti"), required=False)
    uploads = UploadField(multiple=True, label=_("Berkas bukti"), required=False)

    def prepare(self) -> None:
        kinds = [(kind, labels.PROOFS[kind]) for kind in selectors.proofs_asked(case=self.case).kinds]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("Alasan"), widget=LONG)


class WithdrawForm(ActForm):
    reason = forms.CharField(label=_("Keterangan pemohon"), widget=LONG, required=False)


def _bound_inner_date(form: ActForm, due_on: date) -> None:
    """Offer a unit's date from today up to the legal one, as the services take it."""
    field, latest = form.fields["due_on"], max(due_on, form.on)
    field.help_text = _("Paling lambat batas waktu jawaban.")
    field.widget.attrs |= {"max": latest.isoformat(), "min": form.on.isoformat()}


class DisposeForm(ActForm):
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    due_on = forms.DateField(label=_("Tenggat unit"), widget=DAY)
    instruction = forms.CharField(
        label=_("Petunjuk untuk unit"),
        help_text=_("Unit membaca pertanyaan dan petunjuk ini, bukan identitas pemohon. Jangan menulis nama di sini."),
        widget=LONG,
        required=False,
    )

    def prepare(self) -> None:
        asked = set(self.case.dispositions.filter(closed_at=None).values_list("unit_id", flat=True))
        units = [unit for unit in offices.units_of(office_id=self.case.office_id) if unit.pk not in asked]
        self.fields["unit_id"].choices = [(unit.pk, unit.name) for unit in units]  # type: ignore[attr-defined]
        if self.case.deadline is not None:
            _bound_inner_date(self, self.case.deadline.due_on)
            self.fields["due_on"].initial = self._suggested(self.case.deadline.due_on)

    def _suggested(self, due_on: date) -> date:
        """Return a day that leaves the PPID two working days for the decision, today at the earliest."""
        calendar, day, left = calendar_for(office_code=self.case.office.code), due_on, PPID_KEEPS
        while left and day > self.on:
            day -= timedelta(days=1)
            left -= calendar.is_working(day)
        return max(day, self.on)


class ReturnForm(ActForm):
    disposition_id = forms.TypedChoiceField(label=_("Jawaban yang dikembalikan"), coerce=int)
    reason = forms.CharField(label=_("Apa yang harus diperbaiki"), widget=LONG)
    due_on = forms.DateField(label=_("Tenggat baru"), widget=DAY)

    def prepare(self) -> None:
        answered = self.case.dispositions.exclude(answered_at=None).filter(returned_at=None).select_related("unit")
        self.fields["disposition_id"].choices = [(each.pk, each.unit.name) for each in answered]  # type: ignore[attr-defined]
        if self.case.deadline is not None:
            _bound_inner_date(self, self.case.deadline.due_on)


class AnswerAtDeskForm(ActForm):
    items = forms.TypedMultipleChoiceField(
        label=_("Informasi yang sudah terbuka"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    uploads = UploadField(multiple=True, label=_("Berkas lain"), required=False)
    words = forms.CharField(label=_("Penjelasan untuk pemohon"), widget=LONG, required=False)

    def offer(self, items: list[tuple[int, str]]) -> None:
        """Let these published entries be chosen."""
        self.fields["items"].choices = items  # type: ignore[attr-defined]
        if not items:
            del self.fields["items"]


class DecisionForm(ActForm):
    """A decision whose explanation may begin with words that the office keeps (templat jawaban) for its letter."""

    outcome: Outcome
    letter: type[AnyLetter]

    def prepare(self) -> None:
        self.templates = {
            each.pk: each
            for each in letters.templates_of(
                office_id=self.case.office_id, template=self.letter.template, passage=Passage.EXPLANATION
            )
        }
        if self.templates:
            self.fields["choice"] = forms.TypedChoiceField(
                label=_("Templat jawaban"),
                help_text=_("Pilih templat, lalu tekan Sisipkan; kata-katanya masih dapat diubah."),
                coerce=int,
                required=False,
                empty_value=None,
                choices=[("", _("Tanpa templat")), *((key, each.title) for key, each in self.templates.items())],
            )

    def typed(self) -> dict[str, Any]:
        """Return what stands in the form now, unjudged."""
        several = {name for name, field in self.fields.items() if isinstance(field, forms.MultipleChoiceField)}
        return {
            name: self.data.getlist(name) if name in several else self.data.get(name, "")  # type: ignore[attr-defined]
            for name in self.fields
        }

    def with_template(self) -> dict[str, Any]:
        """Return what stands in the form now, with the chosen words behind the explanation typed so far."""
        typed = self.typed()
        key = whole_number(typed.pop("choice", ""))
        if key in self.templates:
            words = placeholders.filled(self.templates[key].body, self._facts())
            typed["words"] = "\n".join(part for part in (typed["words"], words) if part)
        return typed

    def _facts(self) -> dict[str, str]:
        case = self.case
        return {
            "nomor": case.number,
            "pemohon": case.applicant.name,
            "diterima": long_date(case.received_at, time_zone=case.office.time_zone),
            "informasi": case.question,
            "kantor": case.office.name,
        }

    def given(self) -> dict[str, Any]:
        """Return what the decision says, without what steers the form."""
        left_out = {"version", "choice"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out and value is not None}

    def arguments(self) -> dict[str, Any]:
        return {
            "decision": Decision(outcome=self.outcome, **self.given()),
            "version": self.cleaned_data["version"],
        }


class GrantForm(DecisionForm):
    outcome = Outcome.GRANTED_FULL
    letter = Notification
    words = forms.CharField(label=_("Penjelasan dalam surat"), widget=LONG, required=False)
    cost, cost_words = money()


class NotHeldForm(DecisionForm):
    outcome = Outcome.NOT_HELD
    letter = NotHeld
    held_by = forms.CharField(
        label=_("Badan publik yang menguasai"),
        help_text=_("Ditulis dalam surat agar pemohon tahu ke mana harus meminta."),
        max_length=200,
    )
    words = forms.CharField(label=_("Penjelasan dalam surat"), widget=LONG, required=False)


class NotDocumentedForm(DecisionForm):
    outcome = Outcome.NOT_DOCUMENTED
    letter = NotDocumented
    available_from = forms.CharField(
        label=_("Kapan akan didokumentasikan"), help_text=_("Misalnya: Juli 2026."), max_length=120
    )
    words = forms.CharField(label=_("Penjelasan dalam surat"), widget=LONG, required=False)


class DeliverForm(ActForm):
    delivery = forms.ChoiceField(label=_("Cara penyerahan"), choices=list(labels.DELIVERIES.items()))
    delivered_at = forms.DateTimeField(
        label=_("Diserahkan pada"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    proof = forms.CharField(
        label=_("Bukti penyerahan"),
        help_text=_("Siapa yang menerima, atau nomor resi. Wajib bila diambil langsung atau dikirim."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def prepare(self) -> None:
        """Begin with the way that the applicant chose."""
        self.fields["delivery"].initial = self.case.delivery or None

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        zone = ZoneInfo(self.case.office.time_zone)
        at = given["delivered_at"].replace(tzinfo=zone)
        # The field knows whole minutes: handing over right after the notice is not before it.
        floor = self.case.notified_at
        if floor and at < floor and (floor - at).total_seconds() < 60:  # noqa: PLR2004 seconds in a minute
            at = floor
        return {**given, "delivery": Delivery(given["delivery"]), "delivered_at": at}


class ExtendForm(ActForm):
    reasons = forms.CharField(
        label=_("Alasan tertulis"),
        help_text=_("Disalin ke surat perpanjangan. UU 14/2008 Pasal 22 ayat (8): satu kali, dengan alasan tertulis."),
        widget=LONG,
    )


class ForwardForm(ActForm):
    office = forms.ChoiceField(label=_("Kantor tujuan"))
    reason = forms.CharField(label=_("Alasan"), help_text=_("Dibaca pemohon."), widget=LONG)

    def prepare(self) -> None:
        others = [each for each in offices.working_offices() if each.pk != self.case.office_id]
        self.others = {each.code: each for each in others}
        self.fields["office"].choices = [(each.code, each.name) for each in others]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "office": self.others[given["office"]]}


class CorrectForm(ActForm):
    name = forms.CharField(label=_("Nama"), max_length=160)
    representative = forms.CharField(label=_("Nama wakil atau kuasa"), max_length=160, required=False)
    email = forms.EmailField(label=_("Surel"), max_length=MOST_SIGNS["email"], required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=24, required=False)
    address = forms.CharField(
        label=_("Alamat"), max_length=MOST_SIGNS["address"], widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    identity_number = forms.CharField(
        label=_("Nomor identitas yang benar"),
        help_text=_("Kosongkan bila tidak berubah."),
        max_length=MOST_SIGNS["identity_number"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    question = forms.CharField(label=_("Rincian informasi"), widget=LONG)
    purpose = forms.CharField(label=_("Tujuan penggunaan"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    delivery = forms.ChoiceField(label=_("Cara mengirim"), choices=list(labels.DELIVERIES.items()))
    reason = forms.CharField(label=_("Mengapa diperbaiki"), max_length=200)

    def prepare(self) -> None:
        for name in ("name", "representative", "email", "phone", "address"):
            self.fields[name].initial = getattr(self.case.applicant, name)
        for name in ("question", "purpose", "delivery"):
            self.fields[name].initial = getattr(self.case, name)

    def arguments(self) -> dict[str, Any]:
        changes = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "reason", "identity_number"}
        }
        if self.cleaned_data["identity_number"]:
            changes["identity_number"] = self.cleaned_data["identity_number"]
        return {
            "changes": changes,
            "reason": self.cleaned_data["reason"],
            "version": self.cleaned_data["version"],
        }


class ChooseTrackForm(ActForm):
    track = forms.ChoiceField(label=_("Jalur"), choices=list(labels.TRACKS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Alasan"), widget=LONG)

    def prepare(self) -> None:
        received_on = offices.local_day(office=self.case.office, at=self.case.received_at)
        proposal = proposed_track(office_code=self.case.office.code, on=received_on)
        self.fields["track"].initial = proposal.track if proposal.stages else self.case.track
        due = selectors.due_by_track(case=self.case)
        self.fields["track"].choices = [  # type: ignore[attr-defined]
            (track, _("%(track)s: dijawab paling lambat %(day)s") % {"track": name, "day": date_format(due[track])})
            if track in due
            else (track, name)
            for track, name in labels.TRACKS.items()
        ]
        if not proposal.stages:
            self.fields["track"].help_text = _(
                "Saat permohonan tiba tidak ada tahapan pemilu yang berjalan, maka jalur umum diusulkan."
            )
        if proposal.stages:
            names = ", ".join(stage.name for stage in proposal.stages)
            self.fields["track"].help_text = _(
                "Saat permohonan tiba %(names)s sedang berjalan, maka jalur Pemilu diusulkan. Usul saja: pilih menurut "
                "isi informasinya."
            ) % {"names": names}

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "track": Track(given["track"])}


class AssignOneForm(ActForm):
    takes_version = False
    officer_id = forms.TypedChoiceField(label=_("Petugas"), coerce=int)

    def prepare(self) -> None:
        people = accounts.holders(permission="requests.work", office_id=self.case.office_id, on=self.on)
        self.fields["officer_id"].choices = [(each.pk, str(each)) for each in people]  # type: ignore[attr-defined]
        self.fields["officer_id"].initial = self.case.officer_id


class NoteForm(ActForm):
    takes_version = False
    audience = Audience.INTERNAL
    text = forms.CharField(
        label=pgettext_lazy("requests", "Catatan"), help_text=_("Hanya dibaca petugas kantor ini."), widget=LONG
    )

    def arguments(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "audience": self.audience}


class NoteFromApplicantForm(NoteForm):
    audience = Audience.APPLICANT
    text = forms.CharField(
        label=_("Keterangan pemohon"), help_text=_("Yang dikatakan atau dikirim pemohon."), widget=LONG
    )


class OpenIdentityForm(ActForm):
    takes_version = False
    purpose = forms.ChoiceField(
        label=_("Untuk apa identitas dibuka"),
        choices=list(labels.PURPOSES.items()),
        help_text=_("Pembukaan ini dicatat dalam buku besar dan diperlihatkan kepada pemohon."),
        widget=forms.RadioSelect,
    )


class PlainForm(ActForm):
    """An act without a word that no later page can contradict."""

    takes_version = False
