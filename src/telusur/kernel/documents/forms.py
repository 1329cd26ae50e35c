from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from . import services
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
