"""What is written at a plenary, beside the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.forms import UploadField, UploadForm
from telusur.results.elections.forms import WithinField

from .rules.states import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .models import Signature

_PUBLIC = _("Diumumkan. Jangan menyebut nama orang.")
_LONGEST = 500
_LONGEST_NOTE = 4000


def _text(label: Any, help_text: Any = _PUBLIC, *, most: int = _LONGEST, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CheckForm(forms.Form):
    note = forms.CharField(
        label=_("Isi kode pada formulir"),
        help_text=_("Pindai kode QR di halaman pertama dengan telepon, lalu tempel seluruh isinya di sini."),
        max_length=_LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false"}),
        error_messages={"required": _("Tempel isi kode QR formulir D di sini.")},
    )


class OpenForm(forms.Form):
    what = forms.ChoiceField(label=_("Pleno"))
    minutes = forms.CharField(
        label=_("Nomor berita acara"), help_text=_("Misalnya: 12/PL.01.8-BA/360101/2024."), max_length=120
    )
    ground = _text(
        _("Putusan yang memerintahkan pleno ulang"), _("Hanya untuk pleno yang mengulang; diumumkan."), required=False
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], again: Collection[bool], **options: Any) -> None:
        """again: of the plenaries that are offered, whether a ruling orders them anew."""
        super().__init__(*args, **options)
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        if not any(again):
            del self.fields["ground"]
        elif all(again):
            self.fields["ground"].required = True


class StandForm(forms.Form):
    """Why numbers stand that a rule of votes holds."""

    reason = _text(_("Alasan angka yang melanggar aturan tetap berlaku"))


class CorrectForm(forms.Form):
    """The cells stand above it, in the form's own order."""

    reason = _text(_("Alasan"), most=400)
    evidence = forms.CharField(
        label=_("Bukti"), help_text=_("Misalnya: C.HASIL halaman 2, atau plano. Diumumkan."), max_length=200
    )
    read_out = forms.BooleanField(
        label=_("Formulir kertas TPS ini dibacakan di rapat pleno, sebelum pembacaannya selesai"),
        required=False,
    )
    stands = _text(
        _("Alasan angka yang melanggar aturan tetap berlaku"),
        _("Isi hanya bila di atas disebut aturan yang dilanggar angka pleno. Diumumkan."),
        required=False,
    )


class ObjectForm(forms.Form):
    who = forms.ChoiceField(label=_("Yang berkeberatan"))
    unit = forms.TypedChoiceField(label=_("Mengenai"), coerce=lambda value: int(value) or None, empty_value=None)
    text = _text(_("Keberatan"), most=1000)

    def __init__(self, *args: Any, who: list[tuple[str, str]], units: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = who  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """last: no plenary is held above this one, so nothing is carried further."""

    answer = forms.TypedChoiceField(
        label=_("Penyelesaian"),
        choices=(
            (Answer.ACCEPTED, _("diterima: angkanya sudah dibetulkan di sini")),
            (Answer.REJECTED, _("tidak diterima: angkanya tetap")),
            (Answer.CARRIED, _("dicatat pada formulir kejadian khusus dan dibawa ke jenjang berikutnya")),
        ),
        coerce=Answer,
        widget=forms.RadioSelect,
    )
    text = _text(_("Penjelasan"), most=1000)

    def __init__(self, *args: Any, last: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if last:
            asked = self.fields["answer"]
            asked.choices = [one for one in asked.choices if one[0] != Answer.CARRIED]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    reason = _text(_("Kesalahan yang ditemukan"))


class ScanForm(UploadForm):
    scan = UploadField(label=_("Pindaian formulir yang ditandatangani"), only=("pdf",))


class DetermineForm(forms.Form):
    decision = forms.CharField(
        label=_("Nomor keputusan"), help_text=_("Misalnya: Keputusan KPU 360 Tahun 2024."), max_length=120
    )
    decided_on = forms.DateField(label=_("Tanggal keputusan"), widget=forms.DateInput(attrs={"type": "date"}))
    announced_at = forms.DateTimeField(
        label=_("Diumumkan pada"),
        help_text=_("Jangka mengajukan sengketa dihitung sejak saat ini. Kosongkan bila baru saja diumumkan."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
    )


class DisputeForm(forms.Form):
    registration = forms.CharField(label=_("Nomor registrasi perkara di MK"), max_length=120)


class RulingForm(forms.Form):
    ruling = forms.CharField(label=_("Nomor putusan MK"), max_length=200)
    changes = forms.TypedChoiceField(
        label=_("Akibatnya"),
        choices=((0, _("menguatkan hasil yang ditetapkan")), (1, _("mengubah hasil: pleno dibuka ulang"))),
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
    )


class SignaturesForm(forms.Form):
    """Of each seat whether it signed; of one that did not, why."""

    def __init__(self, *args: Any, seats: Iterable[tuple[Signature, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = [seat for seat, _label in seats]
        for seat, label in seats:
            known = "" if seat.given is None else str(int(seat.given))
            self.fields[f"given_{seat.pk}"] = forms.ChoiceField(
                label=label,
                choices=(("1", _("ditandatangani")), ("0", _("tidak ditandatangani"))),
                widget=forms.RadioSelect,
                required=False,
                initial=known,
            )
            self.fields[f"reason_{seat.pk}"] = forms.CharField(
                label=_("Alasan bila tidak: %(seat)s") % {"seat": label},
                max_length=300,
                required=False,
                initial=seat.reason,
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for seat in self.seats:
            if found.get(f"given_{seat.pk}") == "0" and not found.get(f"reason_{seat.pk}", "").strip():
                self.add_error(f"reason_{seat.pk}", _("Tulis alasannya; ketiadaannya tidak membatalkan formulir."))
        return found

    def rows(self) -> list[dict[str, Any]]:
        """Return each seat on a line: what it is called, whether it signed, and why not."""
        return [
            {"label": self[given].label, "given": self[given], "why": self[why]}
            for given, why in ((f"given_{seat.pk}", f"reason_{seat.pk}") for seat in self.seats)
        ]

    def told(self) -> list[tuple[Signature, bool, str]]:
        """Return the seats of which something was said that is not known yet."""
        found = []
        for seat in self.seats:
            given, reason = self.cleaned_data[f"given_{seat.pk}"], self.cleaned_data[f"reason_{seat.pk}"].strip()
            if given and (seat.given, seat.reason) != (given == "1", "" if given == "1" else reason):
                found.append((seat, given == "1", reason))
        return found


class CompareForm(forms.Form):
    """Which rows of C against D are shown."""

    within = WithinField(label=_("Kode wilayah atau TPS"))
    choice = forms.TypedChoiceField(label=_("Peserta"), coerce=int, empty_value=None, required=False)
    changed = forms.BooleanField(label=_("Hanya yang berbeda"), required=False)

    def __init__(self, *args: Any, choices: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(number, f"{number} {name}") for number, name in choices.items()]
        self.fields["choice"].choices = [("", _("semua")), *named]  # type: ignore[attr-defined]
