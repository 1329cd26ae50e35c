from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from . import services
from .models import AUDIENCE_LABELS
from .rules.access import Audience
from .rules.redaction.geometry import Box, box_of_shares
from .selectors import accepted_types

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 20
LARGEST_REQUEST = 256 << 20


@dataclass(frozen=True)
class Upload:
    """A file that may be taken: give all three to `services.store`."""

    content: UploadedFile
    name: str
    checked: services.Checked


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """A file, or several, judged where they are typed in: each fault stands at the field, with what to do about it.

    Its form is an `UploadForm`, which says on which day the files come. Cleans to an Upload, or a list of them.
    largest: bytes, where this field takes less than its types may weigh.
    """

    def __init__(
        self, *, multiple: bool = False, only: tuple[str, ...] = (), largest: int | None = None, **options: Any
    ) -> None:
        options.setdefault("widget", FilesInput() if multiple else forms.FileInput())
        super().__init__(**options)
        self.multiple, self.only, self.largest = multiple, only, largest
        self.on: date | None = None

    def taken_on(self, on: date) -> None:
        """Set the day on which files come; the hint and the browser's chooser name what is taken then."""
        self.on = on
        kinds = [kind for key, kind in accepted_types(on=on).items() if not self.only or key in self.only]
        self.widget.attrs["accept"] = ",".join(f".{ending}" for kind in kinds for ending in kind.extensions)
        if not self.help_text:
            names = ", ".join(kind.key.upper() for kind in kinds)
            most = max(kind.largest for kind in kinds)
            facts = {"names": names, "largest": services.size_in_words(min(most, self.largest or most))}
            self.help_text = _("%(names)s; paling besar %(largest)s.") % facts

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return [] if self.multiple else None
        if len(given) > MOST_FILES:
            text = ngettext_lazy("Paling banyak %(most)s berkas.", "Paling banyak %(most)s berkas.", MOST_FILES)
            raise forms.ValidationError(text % {"most": MOST_FILES}, code="too_many")
        taken, faults = [], []
        for file in given:
            try:
                taken.append(self._judged(file))
            except forms.ValidationError as fault:
                faults.append(fault)
        if faults:
            raise forms.ValidationError(faults)
        return taken if self.multiple else taken[0]

    def _judged(self, file: UploadedFile) -> Upload:
        if self.on is None:
            raise TypeError("an UploadField stands in an UploadForm, which knows the day")
        name = file.name or ""
        try:
            checked = services.check(content=file, name=name, on=self.on, only=self.only, largest=self.largest)  # type: ignore[arg-type]
        except services.Refused as refused:
            facts = {"name": name, "message": refused.message, "remedy": refused.remedy}
            text = _("%(name)s: %(message)s %(remedy)s")
            raise forms.ValidationError(text, code=refused.code, params=facts) from refused
        return Upload(file, name, checked)


class UploadForm(forms.Form):
    """A form with upload fields. `on`: the day, from the view."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, UploadField):
                field.taken_on(on)


class UploadQuota(FileUploadHandler):
    """Ends a request whose files together exceed what any form takes, before they fill the disk."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: ARG002, N803
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(content_length)
        self.left = LARGEST_REQUEST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        self.left -= len(raw_data)
        if self.left < 0:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        return None


class ReleaseForm(forms.Form):
    """Why a file may go out despite what was found in it."""

    reason = forms.CharField(
        label=_("Alasan melepas"),
        help_text=_(
            "Misalnya: nomor telepon itu milik kantor. Tercatat bersama nama Anda; buku besar mencatat keputusannya."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.ChoiceField(
        label=_("Boleh keluar"),
        choices=[(key.value, label) for key, label in AUDIENCE_LABELS.items()],
        initial=Audience.PUBLIC.value,
        widget=forms.RadioSelect,
    )


class MarkForm(forms.Form):
    """What to blacken on one page: proposals, words, or a box in percent of the shown page; and on which ground.

    proposals, words: choices of this page. Cleans `picked` to (kind, first, last) triples and `box` to a Box or None.
    """

    ground = forms.ChoiceField(label=_("Dasar hukum"), help_text=_("Berlaku untuk semua yang Anda tandai sekali ini."))
    proposals = forms.MultipleChoiceField(label=_("Usulan"), required=False)
    words = forms.MultipleChoiceField(label=_("Kata di halaman ini"), required=False)
    left = forms.DecimalField(label=_("Dari kiri (%)"), required=False, min_value=0, max_value=100, localize=True)
    top = forms.DecimalField(label=_("Dari atas (%)"), required=False, min_value=0, max_value=100, localize=True)
    width = forms.DecimalField(label=_("Lebar (%)"), required=False, min_value=0, max_value=100, localize=True)
    height = forms.DecimalField(label=_("Tinggi (%)"), required=False, min_value=0, max_value=100, localize=True)
    SIDES = ("left", "top", "width", "height")

    def __init__(
        self, *args: Any, grounds: list[list[str]], proposals: list[tuple[str, str]], words: list[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [tuple(one) for one in grounds]  # type: ignore[attr-defined]
        self.fields["proposals"].choices = proposals  # type: ignore[attr-defined]
        self.fields["words"].choices = [(str(at), word) for at, word in enumerate(words)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["picked"] = [
            (kind, int(first), int(last))
            for kind, first, last in (one.split(":") for one in given.get("proposals", []))
        ] + [("words", first, last) for first, last in runs(sorted(int(at) for at in given.get("words", [])))]
        sides = [given.get(name) for name in self.SIDES]
        given["box"] = None
        if any(side is not None for side in sides):
            given["box"] = self._box(sides)
        if not self.errors and not given["picked"] and given["box"] is None:
            raise forms.ValidationError(
                _("Belum ada yang ditandai: pilih usulan atau kata, atau gambar sebuah kotak."), code="nothing_marked"
            )
        return given

    def _box(self, sides: list[Any]) -> Box | None:
        if any(side is None for side in sides):
            self.add_error(None, _("Kotak memerlukan empat angka: dari kiri, dari atas, lebar, dan tinggi."))
            return None
        left, top, width, height = (float(side) / 100 for side in sides)
        if width <= 0 or height <= 0:
            self.add_error(None, _("Lebar dan tinggi kotak harus lebih dari nol."))
            return None
        return box_of_shares(left, top, min(1.0, left + width), min(1.0, top + height))


def runs(places: list[int]) -> list[tuple[int, int]]:
    """Return runs of neighbours as first and last, of places in rising order."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
