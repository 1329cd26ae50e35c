"""Consequence tests, determinations, and what the law opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField
from telusur.kernel.documents.forms import UploadForm as WithUploads

from ..models import (
    BINDING_LABELS,
    CONCLUSION_LABELS,
    FIELD_LABELS,
    GROUND_LABELS,
    OCCASION_LABELS,
    OPENED_BY_LABELS,
    PARTICIPATION_LABELS,
    SIDE_LABELS,
    STAGE_LABELS,
)
from ..rules.consequence import Occasion, Proposal
from ..rules.exemptions import Binding, Decision, OpenedBy
from ..rules.texts import MOST_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ..models import ConsequenceTest
    from ..rules.consequence import StepOfTest
    from ..rules.exemptions import DeterminationFacts

LONG = forms.Textarea(attrs={"rows": 4})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST_TAG = 60


# Where a refusal stands, by its code.
FIELD_AT_FAULT = {
    "decree_to_come": "decree_on",
    "decree_before_test": "decree_on",
    "decreed_too_late": "decree_on",
    "entered_already": "decree_number",
    "over_already": "valid_until",
    "excluded_alike": "differs",
}


def _choices(labels: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    return [(key.value, label) for key, label in labels.items()]


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in map(str.strip, text.split(";")) if tag))


class TagsField(forms.CharField):
    """Tags divided by semicolons; cleans to a tuple."""

    def __init__(self) -> None:
        super().__init__(label=_("Tag"), required=False, max_length=500, help_text=_("Pisahkan dengan titik koma."))

    def clean(self, value: Any) -> Any:
        tags = _tags(super().clean(value))
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_("Satu tag paling panjang 60 huruf; pisahkan dengan titik koma."))
        return tags


class ProceedingFilterForm(forms.Form):
    q = forms.CharField(label=_("Judul atau nomor permohonan"), required=False)
    milik = forms.ChoiceField(
        label=_("Milik"),
        required=False,
        choices=[
            ("", _("Semua")),
            ("waiting", _("Menunggu kantor ini")),
            ("own", _("Usul kantor ini")),
            ("sent", _("Kiriman kantor lain")),
        ],
    )
    tahap = forms.ChoiceField(label=_("Tahap"), required=False, choices=[("", _("Semua")), *_choices(STAGE_LABELS)])


class ProposalForm(WithUploads):
    """What is to be tested, and why."""

    title = forms.CharField(label=_("Informasi"), max_length=300, help_text=_("Nama informasinya, tanpa data pribadi."))
    description = forms.CharField(
        label=_("Isi dan lingkupnya"), max_length=MOST_LETTERS, widget=LONG, help_text=_("Apa yang ada di dalamnya.")
    )
    reason = forms.CharField(label=_("Mengapa diusulkan diuji"), max_length=MOST_LETTERS, widget=LONG)
    grounds = forms.MultipleChoiceField(
        label=_("Dugaan alasan pengecualian"),
        required=False,
        choices=_choices(GROUND_LABELS),
        widget=forms.CheckboxSelectMultiple,
    )
    statute = forms.CharField(label=_("Undang-undang lain yang dirujuk"), required=False, max_length=2000, widget=LONG)
    tags = TagsField()
    unit_id = forms.TypedChoiceField(label=_("Unit yang menguasai"), required=False, coerce=int, empty_value=None)
    occasion = forms.ChoiceField(label=_("Waktu pengujian"), choices=_choices(OCCASION_LABELS))
    reference = forms.CharField(
        label=_("Nomor permohonan atau sengketa"),
        required=False,
        max_length=120,
        help_text=_("Wajib bila pengujian karena permohonan atau dalam sengketa. Batas waktunya tetap berjalan."),
    )
    request_due_on = forms.DateField(label=_("Batas jawaban permohonan itu"), required=False, widget=DAY)
    uploads = UploadField(multiple=True, label=_("Berkas yang diuji"), required=False)

    def __init__(
        self, *args: Any, on: date, units: Mapping[str, str], offered: Sequence[DeterminationFacts] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.fields["unit_id"].choices = [("", _("Bukan unit tertentu")), *units.items()]  # type: ignore[attr-defined]
        self.fields["despite"] = despite_field(required=bool(offered))
        if not offered:
            self.fields["despite"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("occasion") != Occasion.BEFORE_REQUEST and not cleaned.get("reference", "").strip():
            self.add_error("reference", _("Tulis nomor permohonan atau sengketanya."))
        return cleaned

    def proposal(self) -> Proposal:
        """Return what was proposed. Only for a valid form."""
        given = self.cleaned_data
        return Proposal(
            title=given["title"],
            description=given["description"],
            reason=given["reason"],
            occasion=Occasion(given["occasion"]),
            reference=given["reference"],
            request_due_on=given["request_due_on"],
            grounds=tuple(given["grounds"]),
            statute=given["statute"],
            tags=given["tags"],
            unit_id=given["unit_id"],
        )


def despite_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Mengapa tetap diuji"),
        required=required,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sudah ada penetapan yang mirip. Bila materinya memang lain, jelaskan bedanya."),
    )


def proposal_initial(test: ConsequenceTest) -> dict[str, Any]:
    """Return what the form shows of a proposal that is being changed."""
    names = ("title", "description", "reason", "grounds", "statute", "unit_id", "occasion", "reference")
    values = {name: getattr(test, name) for name in names}
    return values | {"tags": "; ".join(test.tags), "request_due_on": test.request_due_on}


class ProceedingForm(forms.Form):
    """An act that needs no word: only the version of the test that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """Return what the service takes besides test, officer and instant."""
        return dict(self.cleaned_data)


class WithReasonForm(ProceedingForm):
    reason = forms.CharField(label=_("Alasan"), widget=LONG, max_length=MOST_LETTERS)


class BeginForm(ProceedingForm):
    def __init__(self, *args: Any, offered: Sequence[DeterminationFacts] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offered:
            self.fields["despite"] = despite_field(required=True)


class ReuseForm(ProceedingForm):
    determination_id = forms.TypedChoiceField(
        label=_("Penetapan yang dipakai"), coerce=int, widget=forms.RadioSelect, choices=[]
    )

    def __init__(self, *args: Any, covering: Sequence[DeterminationFacts] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["determination_id"].choices = [  # type: ignore[attr-defined]
            (str(each.id), f"{each.title} ({each.decree_number}, {each.decided_by})") for each in covering
        ]


PROCEEDING_FORMS: dict[str, type[ProceedingForm]] = {
    "send": ProceedingForm,
    "forward": ProceedingForm,
    "return": WithReasonForm,
    "withdraw": WithReasonForm,
    "begin": BeginForm,
    "reuse": ReuseForm,
    "conclude": ProceedingForm,
    "resume": WithReasonForm,
}


class StepForm(forms.Form):
    """One of the six steps: the texts it asks for, and its choice."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, step: StepOfTest, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, prefix=step.letter, initial=initial)
        self.step = step
        for name in step.asks:
            self.fields[name] = self._field(name)
            self.fields[name].note = _("(diisi sebelum disimpulkan)")  # type: ignore[attr-defined]

    def _field(self, name: str) -> forms.Field:
        if name == "grounds":
            return forms.MultipleChoiceField(
                label=FIELD_LABELS[name],
                required=False,
                choices=_choices(GROUND_LABELS),
                widget=forms.CheckboxSelectMultiple,
            )
        if name == "conclusion":
            return forms.ChoiceField(
                label=FIELD_LABELS[name],
                required=False,
                choices=_choices(CONCLUSION_LABELS),
                widget=forms.RadioSelect,
            )
        return forms.CharField(label=FIELD_LABELS[name], required=False, max_length=MOST_LETTERS, widget=LONG)

    def answers(self) -> dict[str, str]:
        """Return the answers by field. Only for a valid form."""
        given = {name: self.cleaned_data[name] for name in self.step.asks}
        return {name: "".join(value) if isinstance(value, list) else value for name, value in given.items()}


class InviteForm(forms.Form):
    participation = forms.ChoiceField(label=_("Sebagai"), choices=_choices(PARTICIPATION_LABELS))
    name = forms.CharField(label=_("Nama"), max_length=120)
    function = forms.CharField(label=_("Jabatan atau keahlian"), max_length=160)


class ArgueForm(forms.Form):
    side = forms.ChoiceField(label=_("Argumen"), choices=_choices(SIDE_LABELS))
    text = forms.CharField(label=_("Isi argumen"), widget=LONG, max_length=MOST_LETTERS)
    given_by = forms.CharField(label=_("Disampaikan oleh"), max_length=160)


class DecisionForm(WithUploads):
    """What the decree says. excludes: without it only what a decree on openness needs is asked. alike: what is or was
    excluded and speaks of the same: each is either the same matter, whose time counts on, or another, said why."""

    decree_number = forms.CharField(label=_("Nomor keputusan"), max_length=120)
    decree_on = forms.DateField(label=_("Tanggal keputusan"), widget=DAY)
    title = forms.CharField(
        label=_("Informasi, seperti dibaca umum"),
        max_length=300,
        help_text=_("Terbit di daftar informasi yang dikecualikan. Jangan menulis isinya atau data pribadi."),
    )
    grounds = forms.MultipleChoiceField(
        label=_("Alasan menurut Pasal 17"), choices=_choices(GROUND_LABELS), widget=forms.CheckboxSelectMultiple
    )
    statute = forms.CharField(label=_("Dasar hukum"), widget=LONG, max_length=2000)
    if_opened = forms.CharField(label=_("Konsekuensi bila dibuka"), widget=LONG, max_length=MOST_LETTERS)
    if_closed = forms.CharField(label=_("Konsekuensi bila ditutup"), widget=LONG, max_length=MOST_LETTERS)
    reasons = forms.CharField(
        label=_("Alasan penetapan"), widget=LONG, max_length=MOST_LETTERS, help_text=_("Dimuat dalam surat penetapan.")
    )
    valid_from = forms.DateField(label=_("Berlaku sejak"), widget=DAY)
    valid_until = forms.DateField(
        label=_("Terbuka sejak"),
        required=False,
        widget=DAY,
        help_text=_("Huruf a–f wajib bertanggal, huruf a paling lama 30 tahun; huruf g dan h tidak bertanggal."),
    )
    period = forms.CharField(
        label=_("Jangka waktu menurut undang-undang lain"),
        required=False,
        max_length=200,
        help_text=_("Untuk huruf i dan j tanpa tanggal: bagaimana pengecualian itu berakhir."),
    )
    binds = forms.ChoiceField(label=_("Mengikat"), required=False)
    bound_ids = forms.TypedMultipleChoiceField(
        label=_("Kantor yang disebut keputusan"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple,
        help_text=_("Hanya bila keputusan menyebut kantor tertentu; tahan Ctrl untuk memilih beberapa."),
    )
    replaces_id = forms.TypedChoiceField(
        label=_("Menggantikan penetapan"), required=False, coerce=int, empty_value=None
    )
    continues_ids = forms.TypedMultipleChoiceField(
        label=_("Materinya sama dengan"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Jangka waktu dihitung terus sejak pengecualian yang pertama; huruf a seluruhnya paling lama 30 tahun."
        ),
    )
    differs = forms.CharField(
        label=_("Mengapa materinya lain dari yang tidak dicentang"),
        required=False,
        widget=LONG,
        max_length=MOST_LETTERS,
    )
    remark = forms.CharField(label=_("Keterangan untuk umum"), required=False, widget=LONG, max_length=2000)
    tags = TagsField()

    def __init__(
        self,
        *args: Any,
        excludes: bool,
        widest: str,
        alike: Sequence[DeterminationFacts] = (),
        offices: Sequence[tuple[int, str]] = (),
        replaceable: Sequence[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.excludes = excludes
        if not excludes:
            for name in tuple(self.fields):
                if name not in {"decree_number", "decree_on", "title", "reasons"}:
                    del self.fields[name]
            return
        self.fields["continues_ids"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.title} ({each.decree_number}, {each.decided_by})") for each in alike
        ]
        if not alike:
            del self.fields["continues_ids"], self.fields["differs"]
        bindings = [(widest, BINDING_LABELS[Binding(widest)]), ("listed", BINDING_LABELS[Binding.LISTED])]
        self.fields["binds"].choices = bindings  # type: ignore[attr-defined]
        self.fields["bound_ids"].choices = list(offices)  # type: ignore[attr-defined]
        self.fields["replaces_id"].choices = [("", _("Tidak ada")), *replaceable]  # type: ignore[attr-defined]
        if not replaceable:
            del self.fields["replaces_id"]

    def field_at_fault(self, error: Exception) -> str | None:
        """Return the field at which a refusal stands; None for the whole form."""
        name = FIELD_AT_FAULT.get(getattr(error, "code", ""))
        return name if name in self.fields else None

    def decision(self) -> Decision:
        """Return what was decided. Only for a valid form."""
        given = dict(self.cleaned_data)
        if not self.excludes:
            return Decision(**given)
        given.pop("decree", None)
        given["grounds"], given["bound_ids"] = tuple(given["grounds"]), tuple(given["bound_ids"])
        given["continues_ids"] = tuple(given.get("continues_ids", ()))
        given["binds"] = Binding(given["binds"]) if given["binds"] else None
        if given["binds"] != Binding.LISTED:
            given["bound_ids"] = ()
        return Decision(**given)


class TakeOverForm(DecisionForm):
    """A decree from before this register, with its paper."""

    decree = UploadField(
        label=_("Naskah keputusan yang ditandatangani"),
        only=("pdf",),
        help_text=_("Pindaian PDF keputusannya; orang kedua mencocokkannya sebelum penetapan berlaku."),
    )


class DisclosureForm(WithUploads):
    opened_by = forms.ChoiceField(
        label=_("Dibuka karena"),
        choices=[(cause.value, OPENED_BY_LABELS[cause]) for cause in (OpenedBy.CONSENT, OpenedBy.PUBLIC_OFFICE)],
    )
    what = forms.CharField(label=_("Apa yang terbuka"), widget=LONG, max_length=2000, help_text=_("Tanpa nama orang."))
    given_on = forms.DateField(label=_("Tanggal"), widget=DAY)
    reference = forms.CharField(label=_("Nomor permohonan"), required=False, max_length=120)
    paper = UploadField(
        label=_("Surat persetujuan"),
        required=False,
        help_text=_("Wajib untuk persetujuan tertulis; disimpan tersegel."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("opened_by") == OpenedBy.CONSENT and not cleaned.get("paper") and "paper" not in self.errors:
            self.add_error("paper", _("Unggah surat persetujuan tertulisnya."))
        return cleaned


class DeclareForm(forms.Form):
    """To declare that an exclusion ends on its day needs no word."""


class OpenForm(forms.Form):
    opened_by = forms.ChoiceField(
        label=_("Dibuka karena"),
        choices=[(key.value, label) for key, label in OPENED_BY_LABELS.items() if key != OpenedBy.EXPIRY],
    )
    reference = forms.CharField(
        label=_("Surat, keputusan, atau putusan"), max_length=160, help_text=_("Nomornya, tanpa nama orang.")
    )


class OpenedFileForm(WithUploads):
    file = UploadField(label=_("Berkas"))


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Catatan pemeriksaan"), required=False, widget=LONG, max_length=2000, help_text=_("Apa yang diperiksa.")
    )
