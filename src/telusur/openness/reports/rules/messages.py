"""What the linter says: patterns with named places, so that the catalogue can say them in another language too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .counts import MONTHS

Value = str | int | float | date | None


def gettext_noop(pattern: str) -> str:
    """Mark a pattern for the catalogue; whoever shows the finding translates it."""
    return pattern


def written_day(day: date) -> str:
    """Return a day as Indonesian reads it: 8 Januari 2025."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


@dataclass(frozen=True)
class Message:
    """A pattern and what stands in its places. As text it is Indonesian, the pattern's own language."""

    pattern: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.pattern % {
            name: written_day(each) if isinstance(each, date) else each for name, each in self.values
        }


def said(pattern: str, **values: Value) -> Message:
    return Message(pattern, tuple(values.items()))


LINE = gettext_noop("baris %(line)s")
LINE_OF_PAGE = gettext_noop("halaman %(page)s, baris %(line)s")
SUM = gettext_noop(
    "Bagiannya berjumlah %(parts)s, tetapi tertulis %(written)s. Hitung ulang, lalu tulis angka yang sama di semua "
    "tempat."
)
MORE_THAN_ALL = gettext_noop("%(part)s tidak mungkin bagian dari %(whole)s. Periksa keduanya, lalu perbaiki.")
OTHER_WAY = gettext_noop("Tertulis “%(word)s”, padahal dari %(first)s menjadi %(last)s. Perbaiki kata atau angkanya.")
CHANGED_BY = gettext_noop(
    "Dari %(first)s menjadi %(last)s ialah perubahan %(right)s persen, bukan %(written)s persen. Hitung ulang."
)
MONTHLY_MEAN = gettext_noop("%(whole)s dibagi %(months)s bulan ialah %(right)s, bukan %(written)s. Hitung ulang.")
MEAN_TOO_SHORT = gettext_noop(
    "Rata-rata %(mean)s tidak mungkin kurang dari yang tercepat (%(bound)s). Periksa keduanya, lalu perbaiki."
)
MEAN_TOO_LONG = gettext_noop(
    "Rata-rata %(mean)s tidak mungkin lebih dari yang terlama (%(bound)s). Periksa keduanya, lalu perbaiki."
)
FASTEST_SLOWEST = gettext_noop(
    "Yang tercepat (%(fastest)s) tidak mungkin lebih lama daripada yang terlama (%(slowest)s). Periksa keduanya, lalu "
    "perbaiki."
)
NO_NUMBER_WORDS = gettext_noop(
    "“%(said)s” bukan bilangan; angkanya %(figures)s. Tulis bilangannya dengan huruf yang benar."
)
NUMBER_WORDS = gettext_noop(
    "Angka %(figures)s tidak sama dengan yang tertulis dalam huruf (%(said)s). Periksa mana yang benar, lalu samakan."
)
YEAR = gettext_noop(
    "Tertulis tahun %(written)s, padahal laporan ini tentang tahun %(year)s. Ganti tahunnya, atau sebutkan bahwa itu "
    "pembanding."
)
WEEKDAY = gettext_noop("%(day)s jatuh pada hari %(actual)s, bukan %(written)s. Perbaiki hari atau tanggalnya.")
NO_SUCH_DATE = gettext_noop("Tanggal “%(day)s” tidak ada dalam kalender. Tulis tanggal yang benar.")
SIGNED_EARLY = gettext_noop(
    "Laporan bertanggal %(signed)s, padahal masanya baru berakhir %(end)s. Tulis tanggal penandatanganan yang "
    "sebenarnya."
)
DANGLING = gettext_noop(
    "Di bawah “%(heading)s” tidak ada isi. Tulis isinya, “tidak ada” bila memang nihil, atau hapus judulnya."
)
UNFINISHED = gettext_noop("Kalimat “… %(end)s” tidak selesai. Lengkapi atau hapus.")
BLANK = gettext_noop("Angka pada “%(passage)s” belum diisi. Isi angkanya, atau tulis bahwa tidak ada.")
EMPTY = gettext_noop("%(what)s kosong. Isi, atau hapus beserta rujukannya.")
NO_SUCH_FIGURE = gettext_noop("%(what)s dirujuk, tetapi tidak ada. Tambahkan, atau perbaiki rujukannya.")
CONTRADICTION = gettext_noop(
    "“%(here)s” dan “%(there)s” (%(place)s) tidak mungkin sama-sama benar. Periksa keadaannya, lalu perbaiki salah "
    "satunya."
)
TOLD_TWICE = gettext_noop("Jumlah %(what)s di sini %(here)s, tetapi di %(place)s %(there)s. Samakan dengan register.")
GONE = gettext_noop("%(cited)s tidak berlaku lagi sejak %(day)s. Ganti dengan %(successor)s.")
OTHER_NUMBER = gettext_noop("%(cited)s bukan tentang %(title)s; itu %(right)s. Periksa nomor dan tahunnya.")
NOT_YET = gettext_noop("%(cited)s belum ada pada tahun %(year)s. Periksa nomor dan tahunnya.")
SHARE = gettext_noop(
    "%(immediate)s dari %(total)s informasi digolongkan serta merta, lebih dari %(percent)s persen. Serta merta hanya "
    "untuk yang mengancam hajat hidup orang banyak dan ketertiban umum. Periksa penggolongannya."
)
PERCENTAGE = gettext_noop("%(part)s dari %(whole)s ialah %(right)s persen, bukan %(written)s persen. Hitung ulang.")
SHARES_TOGETHER = gettext_noop("Persentasenya berjumlah %(total)s persen, bukan 100 persen. Hitung ulang.")
GRADE = gettext_noop(
    "Nilai %(value)s bermutu %(right)s, bukan %(written)s (PermenPANRB 14/2017). Periksa nilainya, atau perbaiki "
    "mutunya."
)
REQUESTS_AND_PEOPLE = gettext_noop(
    "Permohonan dan pemohon bukan hal yang sama: yang dihitung dalam %(should)s tertulis dalam %(written)s. Sebutkan "
    "banyaknya permohonan dan banyaknya pemohon sendiri-sendiri."
)
CATEGORY = gettext_noop("“%(word)s” bukan pekerjaan. Taruh di bawah jenis pemohon; satu daftar, satu pertanyaan.")
NO_MONEY = gettext_noop(
    "Bagian tentang anggaran tidak menyebut rupiah. Tulis pagu dan realisasinya, atau bahwa tidak ada anggaran."
)
NO_QUALIFICATION = gettext_noop(
    "Bagian tentang SDM tidak menyebut kualifikasi petugas. Tulis pendidikan atau pelatihannya (Perki 1/2021 Pasal 56)."
)
MEAN_OF_WHAT = gettext_noop(
    "Rata-rata waktu tanpa banyaknya permohonan tidak dapat diperiksa. Sebutkan dari berapa permohonan."
)
TYPED = gettext_noop("Tertulis %(typed)s, padahal menurut angka laporan %(right)s. Samakan, atau hapus angkanya.")
THING_PRESENT = gettext_noop(
    "Tertulis “%(words)s”, padahal inventaris mencatat %(thing)s dalam keadaan baik. Perbaiki salah satunya."
)
THING_ABSENT = gettext_noop(
    "Tertulis “%(words)s”, padahal inventaris mencatat %(thing)s belum tersedia. Perbaiki salah satunya."
)
TRAINED = gettext_noop(
    "Tertulis “%(words)s”, padahal menurut buku petugas %(trained)s dari %(people)s petugas mengikuti pelatihan. "
    "Perbaiki salah satunya."
)
NO_OBSTACLES = gettext_noop(
    "Tertulis “%(words)s”, padahal buku kendala memuat %(count)s kendala. Perbaiki salah satunya."
)
SOME_OBSTACLES = gettext_noop(
    "Tertulis “%(words)s”, padahal buku kendala tahun ini kosong. Catat kendalanya, atau perbaiki kalimatnya."
)
OTHER_SET = gettext_noop(
    "Laporan ini ditulis dari kumpulan angka %(written)s, padahal yang dibekukan %(frozen)s. Buat konsepnya lagi."
)
UNKNOWN_VALUE = gettext_noop("Angka %(key)s tidak mempunyai nilai. Periksa register dan bekukan lagi.")
NOT_FROZEN_VALUE = gettext_noop("Angka %(key)s tertulis %(written)s, bukan nilai yang dibekukan. Buat konsepnya lagi.")
SIGNED_BEFORE_FREEZING = gettext_noop(
    "Laporan bertanggal %(signed)s, padahal angkanya baru dibekukan %(frozen)s. Tulis tanggal penandatanganan yang "
    "sebenarnya."
)
TRAININGS_FORGOTTEN = gettext_noop(
    "Tidak ada pelatihan yang dicatat, dan belum ada yang menyatakannya nihil. Isi buku pelatihan petugas, atau "
    "nyatakan nihil di halamannya."
)
BUDGET_FORGOTTEN = gettext_noop(
    "Tidak ada anggaran yang dicatat, dan belum ada yang menyatakannya nihil. Isi buku anggaran, atau nyatakan "
    "nihil di halamannya."
)
OBSTACLES_FORGOTTEN = gettext_noop(
    "Tidak ada kendala yang dicatat, dan belum ada yang menyatakannya nihil. Isi buku kendala, atau nyatakan nihil "
    "di halamannya."
)
RECOMMENDATIONS_FORGOTTEN = gettext_noop(
    "Tidak ada rekomendasi yang dicatat, dan belum ada yang menyatakannya nihil. Isi buku rekomendasi, atau nyatakan "
    "nihil di halamannya."
)
NO_HOURS = gettext_noop(
    "Jam layanan kantor belum dicatat. Minta pengelola kantor mencatat jamnya, lalu baca lagi konsep ini."
)
NOTHING_KEPT = gettext_noop("Bagian ini belum berisi catatan apa pun. Catat isinya untuk tahun laporan.")
