"""What officers type about a breach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.kernel.offices.selectors import kinds_by_code

from ..models import labels
from ..rules.words import BreachAct, Data
from ..selectors import tellings_of
from ..services import Assessment
from .moments import INSTANT, LONG, in_zone

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..models import Breach


class ReportForm(forms.Form):
    title = forms.CharField(label=_("Apa yang terjadi, satu baris"), max_length=200)
    discovered_at = forms.DateTimeField(
        label=_("Diketahui pada"),
        help_text=_("3 × 24 jam berjalan sejak saat ini, malam dan hari libur ikut dihitung."),
        widget=INSTANT,
    )
    how = forms.CharField(
        label=_("Bagaimana terjadi dan bagaimana diketahui"),
        help_text=_("Tanpa nama atau nomor orang; rincian dilengkapi saat dinilai."),
        widget=LONG,
    )

    def __init__(self, *args: Any, office: Office, latest: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.latest = office, latest

    def clean_discovered_at(self) -> datetime | None:
        return in_zone(self.cleaned_data["discovered_at"], self.office, latest=self.latest)


class BreachForm(forms.Form):
    """An act that needs no word: only the version of the breach that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, breach: Breach, latest: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.breach, self.latest = breach, latest
        self.fields["version"].initial = breach.version
        self.prepare()

    def prepare(self) -> None:
        """Fill what depends on the breach."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AssessForm(BreachForm):
    kinds = forms.MultipleChoiceField(
        label=_("Data yang bocor"), choices=list(labels.DATA.items()), widget=forms.CheckboxSelectMultiple
    )
    people = forms.IntegerField(
        label=_("Jumlah orang"),
        help_text=_("Boleh perkiraan; perbaiki bila sudah pasti."),
        min_value=0,
        max_value=10**9,
    )
    offices = forms.CharField(
        label=_("Kode kantor lain yang terdampak"),
        help_text=_("Satu kode per baris, misalnya 3603."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    occurred_at = forms.DateTimeField(
        label=_("Terjadi pada"), help_text=_("Kosongkan bila belum diketahui."), widget=INSTANT, required=False
    )
    how = forms.CharField(label=_("Bagaimana terjadi"), widget=LONG)
    handling = forms.CharField(label=_("Penanganan"), help_text=_("Yang sudah dan akan dilakukan."), widget=LONG)
    recovery = forms.CharField(label=_("Pemulihan"), widget=LONG, required=False)
    public_needed = forms.BooleanField(
        label=_("Perlu diumumkan kepada masyarakat"),
        help_text=_("Bila mengganggu pelayanan publik, berdampak serius, atau pemilik data tidak dapat dihubungi."),
        required=False,
    )

    def prepare(self) -> None:
        breach = self.breach
        self.initial.update(
            kinds=breach.data,
            people=breach.people,
            offices="\n".join(code for code in breach.offices if code != breach.office.code),
            how=breach.how,
            handling=breach.handling,
            recovery=breach.recovery,
            public_needed=breach.public_needed,
        )

    def clean_offices(self) -> list[str]:
        codes, known = self.cleaned_data["offices"].split(), kinds_by_code()
        if unknown := [code for code in codes if code not in known]:
            raise forms.ValidationError(_("Tidak ada kantor berkode %(code)s.") % {"code": ", ".join(unknown)})
        return codes

    def clean_occurred_at(self) -> datetime | None:
        found = in_zone(self.cleaned_data["occurred_at"], self.breach.office, latest=self.latest)
        if found and found > self.breach.discovered_at:
            raise forms.ValidationError(_("Waktu kejadian sesudah waktu diketahui; perbaiki salah satunya."))
        return found

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        version = given.pop("version")
        given["data"] = [Data(name) for name in given.pop("kinds")]
        return {"version": version, "assessment": Assessment(**given)}


class SubjectsForm(BreachForm):
    numbers = forms.CharField(
        label=_("Nomor permohonan orang yang datanya bocor"),
        help_text=_("Satu nomor per baris. Setiap orang mendapat suratnya sendiri, lewat surel bila ada alamatnya."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def arguments(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "numbers": self.cleaned_data["numbers"].splitlines()}


class AllToldForm(BreachForm):
    people = forms.IntegerField(
        label=_("Jumlah orang yang sudah diberi tahu"),
        help_text=_("Semuanya, juga yang diberi tahu di luar surat di sini."),
        min_value=0,
        max_value=10**9,
    )
    told_at = forms.DateTimeField(
        label=_("Orang terakhir diberi tahu pada"), help_text=_("Jam 3 × 24 berhenti pada saat ini."), widget=INSTANT
    )
    words = forms.CharField(
        label=_("Bagaimana mereka diberi tahu"),
        help_text=_("Misalnya: 12 surat dengan tanda terima, dua lewat telepon. Tanpa nama atau nomor orang."),
        widget=LONG,
    )

    def prepare(self) -> None:
        here = self.latest.astimezone(ZoneInfo(self.breach.office.time_zone)).replace(tzinfo=None)
        self.initial.update(people=self.breach.people, told_at=here)

    def clean_told_at(self) -> datetime | None:
        return in_zone(self.cleaned_data["told_at"], self.breach.office, latest=self.latest)


class AuthorityForm(BreachForm):
    name = forms.CharField(label=_("Nama lembaga"), max_length=160)
    address = forms.CharField(label=_("Alamat"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def prepare(self) -> None:
        self.initial["name"] = _("Lembaga Pelindungan Data Pribadi")


class PublishForm(BreachForm):
    words = forms.CharField(
        label=_("Isi pengumuman"),
        help_text=_("Tampil di halaman data pribadi kantor. Tanpa nama atau data orang."),
        widget=LONG,
    )


class ProveForm(BreachForm):
    telling_id = forms.ChoiceField(label=_("Surat"))
    proof = forms.CharField(
        label=_("Bukti pengiriman"),
        help_text=_("Nomor resi, siapa yang menerima, atau kapan surel diterima."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        self.fields["telling_id"].choices = [  # type: ignore[attr-defined]
            (
                row.pk,
                f"{row.letter.number} · {row.get_told_display()}{f' · {row.request.number}' if row.request else ''}",
            )
            for row in tellings_of(breach=self.breach)
        ]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "telling_id": int(self.cleaned_data["telling_id"])}


class WordsForm(BreachForm):
    words = forms.CharField(label=_("Alasan dan kesimpulan"), widget=LONG)


BREACH_FORMS: dict[BreachAct, type[BreachForm]] = {
    BreachAct.ASSESS: AssessForm,
    BreachAct.TELL_SUBJECTS: SubjectsForm,
    BreachAct.ALL_TOLD: AllToldForm,
    BreachAct.TELL_AUTHORITY: AuthorityForm,
    BreachAct.PUBLISH: PublishForm,
    BreachAct.PROVE: ProveForm,
    BreachAct.CLOSE: WordsForm,
    BreachAct.DISMISS: WordsForm,
}
