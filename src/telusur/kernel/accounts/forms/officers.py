from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Role
from .office import day_field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from telusur.kernel.offices.models import Unit

    from ..models import User


class AppointForm(forms.Form):
    email = forms.EmailField(
        label=_("Alamat surel dinas"),
        max_length=254,
        help_text=_("Yang belum punya akun menerima tautan untuk membuat kata sandi."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    full_name = forms.CharField(label=_("Nama lengkap"), max_length=120)
    role = forms.ChoiceField(label=_("Peran"), choices=Role.choices)
    unit = forms.ChoiceField(label=_("Unit"), help_text=_("Hanya untuk Tim Penghubung."), required=False)
    decree_number = forms.CharField(label=_("Nomor keputusan"), max_length=120)
    decree_on = day_field(_("Tanggal keputusan"))
    valid_from = day_field(_("Berlaku mulai"))
    last_day = day_field(_("Hari terakhir"), required=False, help_text=_("Kosongkan bila belum ditentukan."))
    acting = forms.BooleanField(
        label=_("Pelaksana harian (Plh.)"),
        help_text=_("Menggantikan sementara; hari terakhir wajib diisi."),
        required=False,
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "—"), *((unit.pk, unit.name) for unit in units)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("role") == Role.LIAISON and not found.get("unit"):
            self.add_error("unit", _("Pilih unit yang dilayani Tim Penghubung."))
        if found.get("role") not in {None, Role.LIAISON} and found.get("unit"):
            self.add_error("unit", _("Kosongkan: hanya Tim Penghubung melayani satu unit."))
        if found.get("acting") and not found.get("last_day"):
            self.add_error("last_day", _("Isi hari terakhir: pelaksana harian menggantikan untuk waktu tertentu."))
        if found.get("last_day") and found.get("valid_from") and found["last_day"] < found["valid_from"]:
            self.add_error("last_day", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return found

    @property
    def unit_id(self) -> int | None:
        return int(self.cleaned_data["unit"]) if self.cleaned_data["unit"] else None

    @property
    def valid_until(self) -> date | None:
        last = self.cleaned_data["last_day"]
        return last + timedelta(days=1) if last else None


class EndForm(forms.Form):
    last_day = day_field(_("Hari terakhir"), help_text=_("Hak berakhir pada tengah malam sesudah hari ini."))
    reason = forms.CharField(label=_("Alasan"), max_length=200)

    @property
    def until(self) -> date:
        return self.cleaned_data["last_day"] + timedelta(days=1)


class ReleaseForm(EndForm):
    successor = forms.ChoiceField(
        label=_("Pengganti"),
        help_text=_("Menerima semua perkara yang masih terbuka. Kosongkan bila tidak ada."),
        required=False,
    )
    field_order = ["successor", "last_day", "reason"]

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "—"), *((user.pk, str(user)) for user in colleagues)]  # type: ignore[attr-defined]

    @property
    def successor_id(self) -> int | None:
        return int(self.cleaned_data["successor"]) if self.cleaned_data["successor"] else None
