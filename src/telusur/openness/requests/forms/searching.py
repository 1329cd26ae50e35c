from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import labels
from ..selectors import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.offices.models import Unit

VIEWS = [
    ("open", _("Belum selesai")),
    ("overdue", _("Lewat batas")),
    ("soon", _("Habis dalam 2 hari kerja")),
    ("running", _("Sedang berjalan")),
    ("waiting", _("Menunggu pemohon")),
    ("to_deliver", _("Menunggu penyerahan")),
    ("to_finish", _("Menunggu dinyatakan selesai")),
    ("closed", _("Selesai")),
    ("all", _("Semua")),
]
ORDERS = [
    ("due", _("Batas waktu")),
    ("newest", _("Terbaru")),
    ("oldest", _("Terlama")),
    ("number", _("Nomor")),
]
ANY = [("", _("Semua"))]


class QueueForm(forms.Form):
    """What the desk wants to see of its queue; an impossible wish shows the open cases."""

    q = forms.CharField(
        label=_("Nomor, kata dalam pertanyaan, atau nama"),
        required=False,
        max_length=120,
        widget=forms.HiddenInput,
    )
    tampil = forms.ChoiceField(label=_("Tampilkan"), choices=VIEWS, required=False)
    tahap = forms.ChoiceField(label=_("Tahap"), choices=[*ANY, *labels.STATES.items()], required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, empty_value=None, required=False)
    saluran = forms.ChoiceField(label=_("Saluran"), choices=[*ANY, *labels.CHANNELS.items()], required=False)
    jalur = forms.ChoiceField(label=_("Jalur"), choices=[*ANY, *labels.TRACKS.items()], required=False)
    urut = forms.ChoiceField(label=_("Urutkan"), choices=ORDERS, required=False)
    saya = forms.BooleanField(label=_("Hanya tugas saya"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [*ANY, *((unit.pk, unit.name) for unit in units)]  # type: ignore[attr-defined]

    def wanted(self, *, user_id: int) -> Wanted:
        self.full_clean()
        value = self.cleaned_data
        return Wanted(
            view=value.get("tampil") or "open",
            state=value.get("tahap") or "",
            unit_id=value.get("unit"),
            channel=value.get("saluran") or "",
            track=value.get("jalur") or "",
            mine=user_id if value.get("saya") else None,
            text=value.get("q") or "",
            order=value.get("urut") or "due",
        )


class AssignForm(forms.Form):
    """Several cases to one officer."""

    cases = forms.TypedMultipleChoiceField(coerce=int)
    officer = forms.TypedChoiceField(label=_("Tugaskan kepada"), coerce=int)

    def __init__(self, *args: Any, officers: list[tuple[int, str]], cases: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]
        self.fields["cases"].choices = [(key, key) for key in cases]  # type: ignore[attr-defined]
