"""Forms of the acts that keep something closed, or open it: only determinations in force are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField
from telusur.kernel.letters.rules.answers import PartialGrant, Refusal
from telusur.openness.information.rules.exemptions import OpenedBy

from .. import selectors
from ..rules.withholding import PERSONAL, Kept
from ..rules.words import Outcome
from ..services import Decision, Release
from .acts import DAY, LONG, ActForm, DecisionForm, money

if TYPE_CHECKING:
    from telusur.openness.information.rules.exemptions import DeterminationFacts

NO_DISCLOSURE = _(
    "Sampai hari ini kami tidak menerima persetujuan tertulis dari yang bersangkutan, dan pengungkapannya tidak "
    "berkaitan dengan posisi seseorang dalam jabatan publik."
)


class _KeepingForm(DecisionForm):
    """What is kept closed, by which determinations. `covering` are those on offer; empty says that nothing can be."""

    kept = forms.MultipleChoiceField(
        label=_("Penetapan dan alasan yang mengecualikannya"),
        help_text=_("Hanya penetapan yang berlaku hari ini bagi kantor Anda. Konsekuensinya disalin ke surat."),
        widget=forms.CheckboxSelectMultiple,
    )
    what = forms.CharField(
        label=_("Informasi yang tidak diberikan"),
        help_text=_("Ditulis dalam surat. Sebut jenisnya, bukan isinya."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    disclosure = forms.CharField(
        label=_("Persetujuan tertulis dan jabatan publik (huruf g dan h)"),
        help_text=_("Pasal 18 ayat (2). Ditulis dalam surat; perbaiki bila keadaannya lain."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    words = forms.CharField(label=_("Penjelasan dalam surat"), widget=LONG, required=False)

    def prepare(self) -> None:
        super().prepare()
        self.covering = selectors.covering(case=self.case, on=self.on)
        self.fields["kept"].choices = [  # type: ignore[attr-defined]
            (f"{letter}:{found.id}", _offer(letter, found)) for found in self.covering for letter in found.grounds
        ]
        self.fields["disclosure"].initial = NO_DISCLOSURE

    def arguments(self) -> dict[str, Any]:
        given = self.given()
        what = given.pop("what")
        pairs = [choice.split(":") for choice in given.pop("kept")]
        kept = [Kept(determination_id=int(key), ground=letter, what=what) for letter, key in pairs]
        return {"decision": Decision(outcome=self.outcome, kept=kept, **given), "version": self.cleaned_data["version"]}


def _offer(letter: str, found: DeterminationFacts) -> str:
    facts = {"letter": letter, "title": found.title, "decree": found.decree_number, "office": found.decided_by}
    return gettext("Huruf %(letter)s · %(title)s (Penetapan %(decree)s, %(office)s)") % facts


class RefuseForm(_KeepingForm):
    outcome = Outcome.REFUSED_EXEMPT
    letter = Refusal

    def prepare(self) -> None:
        super().prepare()
        self.fields["what"].initial = gettext("Seluruh informasi yang diminta")


class GrantPartForm(_KeepingForm):
    """A file goes out as its blackened copy, or whole where the officer says so; every other is not given."""

    outcome = Outcome.GRANTED_PART
    letter = PartialGrant
    whole = forms.TypedMultipleChoiceField(
        label=_("Berkas yang diberikan utuh"),
        help_text=_("Yang sudah dihitamkan diganti salinannya. Yang tidak dipilih tidak diberikan."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )
    cost, cost_words = money()
    field_order = ("version", "whole", "kept", "what", "disclosure", "words")

    def prepare(self) -> None:
        super().prepare()
        self.handed_in = selectors.to_blacken(case=self.case)
        rest = [(file.answer_id, file.title) for file in self.handed_in if not file.state]
        if rest:
            self.fields["whole"].choices = rest  # type: ignore[attr-defined]
        else:
            del self.fields["whole"]
        self.fields["kept"].required = self.fields["what"].required = False
        self.fields["kept"].help_text = _(
            "Hanya untuk yang tidak diberikan sama sekali. Bagian yang dihitamkan sudah membawa alasannya sendiri."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        left_out = {file.answer_id for file in self.handed_in if not file.state} - set(cleaned.get("whole", ()))
        if cleaned.get("kept") and not cleaned.get("what", "").strip() and not left_out:
            self.add_error("what", _("Tulis informasi mana yang tidak diberikan."))
        return cleaned


class AwaitTestForm(ActForm):
    test = forms.CharField(
        label=_("Nomor atau nama uji konsekuensi"),
        help_text=_("Boleh kosong. Jam jawaban tetap berjalan, dan permohonan tidak berpindah sendiri."),
        max_length=120,
        required=False,
    )

    def prepare(self) -> None:
        self.fields["test"].initial = self.case.awaited_test


class ReleaseForm(ActForm):
    title = forms.CharField(label=_("Judul untuk umum"), max_length=300)
    summary = forms.CharField(
        label=_("Ringkasan isi informasi"),
        help_text=_("Tulis dengan kata Anda sendiri. Jangan menyalin permintaan bila memuat data orang."),
        widget=LONG,
        max_length=2000,
    )
    made_on = forms.DateField(label=_("Waktu pembuatan"), widget=DAY)
    retention = forms.CharField(
        label=_("Jangka waktu penyimpanan"), help_text=_("Menurut jadwal retensi arsip."), max_length=120
    )
    read = forms.BooleanField(label=_("Judul dan ringkasan ini tidak memuat data pemohon atau orang lain."))

    def prepare(self) -> None:
        self.fields["made_on"].initial = self.on

    def arguments(self) -> dict[str, Any]:
        names = ("title", "summary", "made_on", "retention")
        given = {name: self.cleaned_data[name] for name in names}
        return {"release": Release(**given), "version": self.cleaned_data["version"]}


class DiscloseForm(ActForm):
    determination_id = forms.TypedChoiceField(label=_("Penetapan"), coerce=int)
    opened_by = forms.ChoiceField(
        label=_("Yang membukanya"),
        choices=[
            (OpenedBy.CONSENT.value, _("Persetujuan tertulis dari yang bersangkutan")),
            (OpenedBy.PUBLIC_OFFICE.value, _("Berkaitan dengan posisi seseorang dalam jabatan publik")),
        ],
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label=_("Apa yang dibuka"), help_text=_("Sebut bagiannya tanpa menulis nama."), widget=LONG, max_length=1000
    )
    given_on = forms.DateField(label=_("Tanggal persetujuan atau penetapan jabatan"), widget=DAY)
    paper = UploadField(label=_("Surat persetujuan"), required=False)

    def prepare(self) -> None:
        found = [each for each in selectors.covering(case=self.case, on=self.on) if PERSONAL & set(each.grounds)]
        self.fields["determination_id"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.title} ({each.decree_number})") for each in found
        ]
        self.fields["given_on"].initial = self.on

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {**given, "opened_by": OpenedBy(given["opened_by"])}
