from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.documents.forms import UploadField, UploadForm

from .models import PORT_LABELS
from .rules import placeholders
from .rules.catalogue import KINDS, WORDED, passages_of
from .rules.letters import Passage
from .rules.numbering import BadPattern, check_pattern
from .rules.signatures import Credentials, Port

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .models import AnswerTemplate

LARGEST_LOGO = 512 << 10
PASSAGE_LABELS = {
    Passage.OPENING: pgettext_lazy("letter", "Pembuka"),
    Passage.EXPLANATION: pgettext_lazy("letter", "Penjelasan"),
    Passage.CLOSING: pgettext_lazy("letter", "Penutup"),
}


class LetterSettingsForm(UploadForm):
    lines = forms.CharField(
        label=_("Baris kop surat"),
        help_text=_("Satu baris alamat atau kontak per baris, paling banyak lima. Nama kantor dicetak di atasnya."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    logo = UploadField(
        label=_("Lambang"),
        only=("png", "jpg"),
        required=False,
        help_text=_("PNG atau JPEG, paling besar 512 kB. Kosongkan bila tidak berubah."),
    )
    without_logo = forms.BooleanField(label=_("Hapus lambang dari kop surat"), required=False)
    city = forms.CharField(label=_("Kota pada tanggal surat"), max_length=60, required=False)
    pattern = forms.CharField(
        label=_("Pola nomor surat"),
        help_text=_(
            "Wajib memuat {number} dan {year}; boleh {office}, {month}, {unit} dan {register}."
            " Contoh: {number}/{register}/{unit}/{office}/{month}/{year}"
        ),
        max_length=120,
    )
    unit_code = forms.RegexField(
        r"^[\w./\- ]*$",
        label=_("Kode unit atau klasifikasi"),
        help_text=_("Dicetak di tempat {unit}, misalnya HM.03."),
        max_length=30,
        required=False,
        error_messages={"invalid": _("Kode hanya memuat huruf, angka, titik, garis miring dan tanda hubung.")},
    )
    port = forms.ChoiceField(label=_("Tanda tangan elektronik"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [port for port in Port if port != Port.SERVICE or settings.SIGNING_SERVICE]
        self.fields["port"].choices = [(port.value, PORT_LABELS[port]) for port in offered]  # type: ignore[attr-defined]

    def clean_lines(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > 5:  # noqa: PLR2004
            raise forms.ValidationError(_("Kop surat memuat paling banyak lima baris; hapus baris yang lebih."))
        if any(len(line) > 120 for line in lines):  # noqa: PLR2004
            raise forms.ValidationError(_("Satu baris paling panjang 120 huruf; pecah menjadi dua baris."))
        return lines

    def clean_logo(self) -> Any:
        logo = self.cleaned_data["logo"]
        if logo is not None and logo.checked.size > LARGEST_LOGO:
            raise forms.ValidationError(_("Lambang lebih besar dari 512 kB; perkecil gambarnya, lalu unggah lagi."))
        return logo

    def clean_pattern(self) -> str:
        pattern = self.cleaned_data["pattern"].strip()
        try:
            check_pattern(pattern)
        except BadPattern as error:
            raise forms.ValidationError(
                _(
                    "Pola wajib memuat {number} dan {year}, dan hanya mengenal"
                    " {number}, {office}, {month}, {year}, {unit}, {register}."
                )
            ) from error
        return pattern


def kinds_and_passages() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a template may be for: (`kind:passage`, label) under the title of each letter."""
    return [
        (
            KINDS[kind].title,
            # the letter stands in each choice too: a closed list does not show the heading above it
            [(f"{kind}:{each}", f"{KINDS[kind].title}: {PASSAGE_LABELS[each]}") for each in passages_of(kind)],
        )
        for kind in WORDED
    ]


class TemplateForm(forms.Form):
    """Words for one passage of one kind of letter."""

    place = forms.ChoiceField(label=_("Untuk bagian surat"))
    title = forms.CharField(label=_("Nama templat"), max_length=120)
    body = forms.CharField(
        label=_("Isi"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Yang dikurung kurawal diisi dari perkaranya: {nomor}, {pemohon}, {diterima}, {informasi}, {kantor},"
            " {batas_keberatan}. Unsur wajib menurut undang-undang dicetak sendiri; jangan mengulangnya di sini."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = kinds_and_passages()  # type: ignore[attr-defined]

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        try:
            placeholders.check(body)
        except placeholders.UnknownPlaceholder as error:
            known = ", ".join(f"{{{name}}}" for name in placeholders.NAMES)
            raise forms.ValidationError(
                _("{%(name)s} tidak dikenal. Yang dikenal: %(known)s."), params={"name": error.name, "known": known}
            ) from error
        return body

    def arguments(self) -> dict[str, str]:
        kind, _colon, passage = self.cleaned_data["place"].partition(":")
        return {
            "template": kind,
            "passage": passage,
            "title": self.cleaned_data["title"],
            "body": self.cleaned_data["body"],
        }


class PassagesForm(forms.Form):
    """The officer's words for one letter: a text for each passage it declares, and a template to begin from."""

    def __init__(self, *args: Any, template: str, templates: Sequence[AnswerTemplate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.template = template
        self.offered = {each.pk: each for each in templates}
        for passage in passages_of(template):
            self.fields[passage.value] = forms.CharField(
                label=PASSAGE_LABELS[passage],
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        if templates:
            self.fields["choice"] = forms.TypedChoiceField(
                label=_("Templat jawaban"),
                coerce=int,
                required=False,
                empty_value=None,
                help_text=_("Pilih templat, lalu tekan Sisipkan; kata-katanya masih dapat diubah."),
                choices=[
                    ("", _("Tanpa templat")),
                    *((each.pk, f"{PASSAGE_LABELS[Passage(each.passage)]}: {each.title}") for each in templates),
                ],
            )
            self.order_fields(["choice"])


class SignedCopyForm(forms.Form):
    signed = forms.FileField(
        label=_("PDF yang sudah ditandatangani"),
        help_text=_("Berkas surat ini juga, ditandatangani tanpa diubah isinya; paling besar 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )


class CredentialsForm(forms.Form):
    """What the signing service asks of the signer. Passed on at once, kept nowhere."""

    identity = forms.CharField(
        label=_("Identitas pada layanan tanda tangan"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi"),
        help_text=_("Diteruskan ke layanan untuk penandatanganan ini saja; tidak disimpan."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False),
    )

    def credentials(self) -> Credentials:
        return Credentials(identity=self.cleaned_data["identity"], passphrase=self.cleaned_data["passphrase"])
