"""What an officer reads when an act on a test or a determination is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from telusur.kernel.law.rules import NoRuleInForce

from .. import services
from ..rules.exemptions import Holding, PeriodFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rules.exemptions import DeterminationFacts

PERIOD_FAULTS = {
    PeriodFault.NO_GROUND: gettext_lazy("Pilih sedikitnya satu huruf Pasal 17."),
    PeriodFault.UNKNOWN_GROUND: gettext_lazy("Pilih huruf a sampai j dari Pasal 17."),
    PeriodFault.MIXED_ENDS: gettext_lazy(
        "Huruf g atau h berakhir karena persetujuan, huruf a–f pada tanggal. Pisahkan menjadi dua penetapan, agar "
        "tanggal yang satu tidak membuka rahasia pribadi."
    ),
    PeriodFault.END_MISSING: gettext_lazy("Pengecualian tidak permanen (Pasal 20): isi tanggal terbukanya."),
    PeriodFault.END_NOT_ALLOWED: gettext_lazy(
        "Huruf g dan h tidak berakhir pada tanggal, melainkan karena persetujuan atau jabatan publik: kosongkan "
        "tanggalnya."
    ),
    PeriodFault.ENDS_BEFORE_IT_STARTS: gettext_lazy("Tanggal terbuka harus sesudah tanggal berlaku."),
    PeriodFault.STARTS_BEFORE_DECREE: gettext_lazy(
        "Pengecualian tidak berlaku surut: tanggal berlaku paling awal sama dengan tanggal keputusan."
    ),
    PeriodFault.TOO_LONG: gettext_lazy("Terlalu lama: paling lambat terbuka pada %(latest)s (%(source)s)."),
}
TEXTS: dict[type[Exception], Any] = {
    services.NotNow: gettext_lazy("Tindakan itu tidak tersedia sekarang; muat ulang halaman untuk melihat keadaannya."),
    services.StaleTest: gettext_lazy("Uji ini baru saja diubah orang lain. Periksa keadaannya, lalu ulangi."),
    services.NoOfficeAbove: gettext_lazy(
        "Kantor di atas kantor ini belum terdaftar; minta administrator melengkapi pohon kantor."
    ),
    services.NotCovering: gettext_lazy("Penetapan itu tidak berlaku bagi kantor pengusul; pilih yang lain."),
    services.TooWide: gettext_lazy(
        "Keputusan ini mengikat kantor yang tidak dapat diikat kantor ini; pilih kantor di wilayahnya sendiri."
    ),
    services.NotOpenedThus: gettext_lazy(
        "Persetujuan dan jabatan publik hanya membuka Pasal 17 huruf g dan h (Pasal 18 ayat (2)); penetapan ini "
        "beralasan lain."
    ),
    services.DecreeToCome: gettext_lazy(
        "Keputusan itu bertanggal sesudah hari ini; catat setelah ditetapkan, atau periksa tanggalnya."
    ),
    services.DecreeBeforeTest: gettext_lazy(
        "Keputusan itu lebih tua daripada pengujiannya; isi tanggal keputusan sesudah pengujian dimulai."
    ),
    services.DisclosedLater: gettext_lazy("Tanggalnya belum tiba; catat setelah persetujuannya diberikan."),
    services.EnteredAlready: gettext_lazy(
        "Keputusan dengan nomor, tanggal, dan informasi ini sudah dicatat; lihat daftar penetapan."
    ),
    services.OverAlready: gettext_lazy(
        "Masa pengecualian itu sudah berakhir; informasinya terbuka, jadi tidak dicatat."
    ),
    services.ReasonMissing: gettext_lazy("Tulis alasannya."),
    NoRuleInForce: gettext_lazy("Pada tanggal itu belum ada aturan yang mendasari penetapan ini; periksa tanggalnya."),
}
PROPOSED_IT = gettext_lazy("Anda yang mengusulkan uji ini; penetapannya dilakukan orang lain.")
ENTERED_IT = gettext_lazy("Anda yang mencatat penetapan ini; orang lain yang mengesahkannya.")
DECREED_TOO_LATE = gettext_lazy(
    "Yang boleh dicatat hanya keputusan sebelum %(day)s, hari kantor ini mulai memakai daftar ini. Sejak hari itu "
    "penetapan lahir dari uji konsekuensi: usulkan ujinya."
)
ALIKE = gettext_lazy(
    "Materi yang mirip sudah atau pernah dikecualikan: %(names)s. Centang yang materinya sama, agar jangka waktunya "
    "dihitung terus, dan jelaskan beda yang lain."
)
OPENED_FOR_GOOD = gettext_lazy(
    "Materi ini sudah dibuka oleh putusan atau keputusan keberatan %(number)s dan tersedia setiap saat (Pasal 11 "
    "ayat (2)); tidak dapat dikecualikan lagi."
)
NOT_YOUR_ROLE = gettext_lazy("Tindakan ini bukan peran Anda pada kantor yang memegang uji ini.")
ALREADY = gettext_lazy(
    "Sudah ada penetapan yang mirip: %(names)s. Pakai penetapan itu, atau jelaskan mengapa tetap diuji."
)
LACKING = gettext_lazy("Isian belum lengkap atau tidak dikenal: %(names)s.")
STEPS_MISSING = gettext_lazy("Langkah %(letters)s belum terisi.")
ANTICIPATED: tuple[type[Exception], ...] = (
    *TEXTS,
    services.NotYours,
    services.AlreadyDetermined,
    services.Lacking,
    services.StepsMissing,
    services.BadPeriod,
    services.DecreedTooLate,
    services.ExcludedAlike,
    services.OpenedForGood,
)


def error_text(error: Exception) -> str:
    """Return what an officer reads when an act on a test or a determination is refused."""
    if isinstance(error, services.BadPeriod):
        latest = date_format(error.latest, "j F Y") if error.latest else ""
        return str(PERIOD_FAULTS[error.fault]) % {"latest": latest, "source": error.source}
    text, values = _sentence(error)
    return str(text) % values if values else str(text)


def _sentence(error: Exception) -> tuple[Any, dict[str, str]]:
    match error:
        case services.NotYours():
            barred = ENTERED_IT if error.act == Holding.CONFIRM else PROPOSED_IT
            return (barred if error.second_person else NOT_YOUR_ROLE), {}
        case services.DecreedTooLate():
            found = DECREED_TOO_LATE, {"day": date_format(error.before, "j F Y")}
        case services.OpenedForGood():
            found = OPENED_FOR_GOOD, {"number": error.reference}
        case services.ExcludedAlike():
            found = ALIKE, {"names": _names(error.found)}
        case services.AlreadyDetermined():
            found = ALREADY, {"names": _names(error.found)}
        case services.Lacking():
            found = LACKING, {"names": ", ".join(error.fields)}
        case services.StepsMissing():
            found = STEPS_MISSING, {"letters": ", ".join(error.letters)}
        case _:
            found = next(text for kind, text in TEXTS.items() if isinstance(error, kind)), {}
    return found


def _names(found: Iterable[DeterminationFacts]) -> str:
    return "; ".join(f"{each.title} ({each.decree_number})" for each in found)
