"""The request form in its three sections: what do you look for, who are you, how shall we answer."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.accounts.forms.proof_of_work import ProofOfWork
from telusur.kernel.documents.forms import UploadField, UploadForm
from telusur.openness.information.rules.texts import MOST_LETTERS

from .. import selectors
from ..models import labels
from ..rules import identity, questions
from ..rules.identity import MOST_SIGNS, ApplicantFacts, BadIdentity
from ..rules.questions import Asked, BadQuestion
from ..rules.words import ApplicantType, CopyForm, Delivery, IdentityKind, WayOfObtaining
from ..services import FAULTS
from .facts import applicant_from, asked_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField
    from django_stubs_ext import StrOrPromise

SCANS = ("pdf", "jpg", "png", "webp")
LARGEST_SCAN = 10 << 20  # an identity card in colour weighs one; a desk's mail takes ten
PROOF_KINDS = tuple(labels.PROOFS)
# The field at which a rule's refusal is shown.
FAULT_FIELDS = {
    "question_too_short": "question",
    "question_too_long": "question",
    "copy_form_missing": "copy_form",
    "name_missing": "name",
    "contact_missing": "email",
    "email_too_long": "email",
    "phone_too_long": "phone",
    "address_too_long": "address",
}


def _choices(names: Mapping[str, StrOrPromise], *, empty: StrOrPromise | None = None) -> list[tuple[str, StrOrPromise]]:
    found = list(names.items())
    return [("", empty), *found] if empty is not None else found


class RequestForm(UploadForm):
    """What every request says, however it comes in. Cleans into `applicant_facts`, `asked` and `proofs`."""

    question = forms.CharField(
        label=_("Informasi apa yang Anda cari?"),
        help_text=_("Sebutkan pokok, tahun, dan wilayahnya. Satu permohonan untuk satu pokok lebih cepat dijawab."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_LETTERS,
    )
    purpose = forms.CharField(
        label=_("Untuk apa informasi ini dipakai?"),
        help_text=_("Diminta oleh undang-undang, tetapi tidak menentukan jawaban kami."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    type = forms.ChoiceField(
        label=_("Anda mengajukan sebagai"),
        choices=_choices(labels.APPLICANT_TYPES),
        initial=ApplicantType.PERSON,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Nama"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    representative = forms.CharField(
        label=_("Nama wakil, pengurus, atau penerima kuasa"), max_length=160, required=False
    )
    identity_kind = forms.ChoiceField(
        label=_("Jenis identitas"), choices=_choices(labels.IDENTITY_KINDS), initial=IdentityKind.NIK
    )
    identity_number = forms.CharField(
        label=_("Nomor identitas"),
        help_text=_("Disimpan tersandi, hanya dibuka bila perlu, dan setiap pembukaan dicatat serta Anda lihat."),
        max_length=MOST_SIGNS["identity_number"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": "", "inputmode": "text"}),
    )
    email = forms.EmailField(
        label=_("Surel"),
        max_length=MOST_SIGNS["email"],
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telepon atau WhatsApp"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Alamat"),
        max_length=MOST_SIGNS["address"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    occupation = forms.ChoiceField(
        label=_("Pekerjaan"), choices=_choices(labels.OCCUPATIONS, empty=_("tidak diisi")), required=False
    )
    occupation_words = forms.CharField(label=_("Pekerjaan lainnya, sebutkan"), max_length=80, required=False)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        help_text=_("Hanya untuk statistik layanan."),
        choices=_choices(labels.SEXES, empty=_("tidak diisi")),
        required=False,
    )
    way = forms.ChoiceField(
        label=_("Cara memperoleh"),
        choices=_choices(labels.WAYS),
        initial=WayOfObtaining.COPY,
        widget=forms.RadioSelect,
    )
    copy_form = forms.ChoiceField(
        label=_("Bentuk salinan"),
        help_text=_("Salinan digital gratis; salinan cetak dikenai biaya penggandaan."),
        choices=_choices(labels.COPY_FORMS),
        initial=CopyForm.SOFTCOPY,
        widget=forms.RadioSelect,
        required=False,
    )
    delivery = forms.ChoiceField(
        label=_("Cara menerima"), choices=_choices(labels.DELIVERIES), initial=Delivery.DOWNLOAD
    )
    assistance = forms.BooleanField(label=_("Saya memerlukan bantuan petugas"), required=False)
    assistance_words = forms.CharField(
        label=_("Bantuan apa yang Anda perlukan?"),
        help_text=_("Misalnya dibacakan, huruf besar, atau juru bahasa isyarat."),
        max_length=400,
        required=False,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    SECTIONS = (
        (_("Apa yang Anda cari?"), ("question", "purpose")),
        (
            _("Siapa Anda?"),
            ("type", "name", "representative", "identity_kind", "identity_number", "email", "phone", "address",
             "occupation", "sex", "occupation_words", *(f"proof_{kind}" for kind in PROOF_KINDS)),
        ),
        (_("Bagaimana kami menjawab?"), ("way", "copy_form", "delivery", "assistance", "assistance_words")),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = options["on"]
        for kind in PROOF_KINDS:
            self.fields[f"proof_{kind}"] = field = proof_field(kind)
            field.taken_on(self.on)
            field.widget.attrs["data-proof-of"] = " ".join(selectors.types_proving(proof=kind, on=self.on))
        self.fields["submission"].initial = uuid.uuid4

    @property
    def sections(self) -> list[tuple[StrOrPromise, list[BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._judge_by_the_rules()
        return cleaned

    def _judge_by_the_rules(self) -> None:
        """Ask the rules of the room; what they refuse stands at its field."""
        try:
            questions.checked(self.asked)
            identity.cleaned(self.applicant_facts)
        except (BadQuestion, BadIdentity) as refused:
            field = FAULT_FIELDS.get(refused.code, "identity_number")
            self.add_error(field, forms.ValidationError(FAULTS[refused.code], code=refused.code))
        if self.cleaned_data["delivery"] == Delivery.EMAIL and not self.cleaned_data["email"]:
            self.add_error("email", _("Tulis surel, karena jawaban diminta lewat surel."))
        if self.cleaned_data["delivery"] in {Delivery.POST, Delivery.COURIER} and not self.cleaned_data["address"]:
            self.add_error("address", _("Tulis alamat, karena jawaban diminta dikirim ke alamat."))

    @property
    def applicant_facts(self) -> ApplicantFacts:
        given = self.cleaned_data
        return applicant_from(given, identity_kind=given["identity_kind"] if given["identity_number"] else "")

    @property
    def asked(self) -> Asked:
        return asked_from(self.cleaned_data)

    @property
    def proofs(self) -> list[tuple[str, Any]]:
        """The uploaded scans that fit the applicant's type, by the kind of proof."""
        kinds = selectors.proofs_on(applicant_type=self.cleaned_data["type"], on=self.on).kinds
        return [(kind, self.cleaned_data[f"proof_{kind}"]) for kind in kinds if self.cleaned_data[f"proof_{kind}"]]


class AskForm(RequestForm):
    """The public form. `unproven`: sent without the proof of work that a browser's script makes; then the request
    counts once its mail address is confirmed, so an address is needed."""

    work = ProofOfWork(required=False)

    def __init__(self, *args: Any, trusted: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.trusted = trusted
        if trusted:
            del self.fields["work"]

    @property
    def unproven(self) -> bool:
        return not self.trusted and not self.cleaned_data.get("work")

    def _judge_by_the_rules(self) -> None:
        super()._judge_by_the_rules()
        if self.unproven and not self.cleaned_data["email"]:
            self.add_error(
                "email",
                _("Peramban Anda tidak menjalankan skrip, jadi permohonan dikukuhkan lewat surel. Tulis surel Anda, "
                  "atau ajukan di meja layanan."),
            )  # fmt: skip


def proof_field(kind: str) -> UploadField:
    return UploadField(label=labels.PROOFS[kind], required=False, only=SCANS, largest=LARGEST_SCAN)
