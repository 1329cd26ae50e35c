"""What officers type on the way of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import selectors
from ..models import labels
from ..rules.states import Act, Receiver
from .books import DAY, LONG

if TYPE_CHECKING:
    from ..models import AnnualReport


class ActForm(forms.Form):
    """An act that needs no word: only the version of the report that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: AnnualReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.fields["version"].initial = report.version
        self.prepare()

    def prepare(self) -> None:
        """Fill what depends on the report."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("Alasan"), widget=LONG, max_length=2000)


class SendForm(ActForm):
    receiver = forms.ChoiceField(label=_("Kepada"))
    name = forms.CharField(
        label=_("Nama penerima"), help_text=_("Misalnya: Komisi Informasi Provinsi Banten."), max_length=160
    )
    way = forms.CharField(label=_("Cara"), help_text=_("Misalnya: surat, surel, diantar."), max_length=120)
    sent_on = forms.DateField(label=_("Dikirim pada"), widget=DAY)
    proof = forms.CharField(
        label=_("Bukti pengiriman"),
        help_text=_("Nomor surat, nomor resi, atau waktu surel terkirim."),
        widget=LONG,
        max_length=1000,
    )

    def prepare(self) -> None:
        left = selectors.unsent_to(edition=selectors.edition_of(report=self.report))
        self.fields["receiver"].choices = [(each, labels.RECEIVERS[each]) for each, _name in left]  # type: ignore[attr-defined]
        if len(left) == 1:
            [(receiver, name)] = left
            self.fields["name"].initial = name or selectors.last_name_of(report=self.report, receiver=receiver)

    def clean_receiver(self) -> Receiver:
        return Receiver(self.cleaned_data["receiver"])


class ReceiveForm(ActForm):
    receiver = forms.ChoiceField(label=_("Dari"))
    received_on = forms.DateField(label=_("Diterima pada"), widget=DAY)
    receipt = forms.CharField(
        label=_("Tanda terima"), help_text=_("Nomornya, nama penerima, atau jawabannya."), widget=LONG, max_length=1000
    )

    def prepare(self) -> None:
        self.fields["receiver"].choices = list(labels.RECEIVERS.items())  # type: ignore[attr-defined]

    def clean_receiver(self) -> Receiver:
        return Receiver(self.cleaned_data["receiver"])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        given.pop("version")
        return given


class PartForm(forms.Form):
    """The officers' words at one place of the report."""

    part_version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Uraian"),
        help_text=_("Satu baris kosong memisahkan alinea. Angka laporan ditulis sistem; di sini cukup penjelasannya."),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20_000,
        required=False,
    )


class ExplainForm(forms.Form):
    """The answer to a doubt that the register's own numbers raise."""

    kind = forms.CharField(widget=forms.HiddenInput)
    facts = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(label=_("Alasan"), widget=LONG, max_length=2000)


ACT_FORMS: dict[Act, type[ActForm]] = {
    Act.GENERATE: ActForm,
    Act.CHECK: ActForm,
    Act.SIGN: ActForm,
    Act.PUBLISH: ActForm,
    Act.SEND: SendForm,
    Act.RECEIVE: ReceiveForm,
    Act.RETURN: ReasonForm,
    Act.REFREEZE: ReasonForm,
    Act.REVISE: ReasonForm,
    Act.REPRINT: ActForm,
}
