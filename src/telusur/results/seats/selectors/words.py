"""What is wrong, in words: where it stands, what it is taken for, and how it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..rules.counting import Obstacle
from ..rules.judging import Flaw
from ..rules.tables import Wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from ..rules.judging import Fault
    from ..rules.tables import Problem

PROBLEMS: Mapping[Wrong, StrOrPromise] = {
    Wrong.EMPTY: gettext_lazy("Tidak ada baris di bawah baris judul; isi berkasnya."),
    Wrong.COLUMN_MISSING: gettext_lazy("Kolom %(field)s tidak ada; tambahkan ke baris judul."),
    Wrong.COLUMN_TWICE: gettext_lazy("Kolom %(field)s ada dua; hapus atau namai ulang salah satunya."),
    Wrong.CELLS: gettext_lazy(
        "Jumlah sel tidak sama dengan judulnya (%(value)s); periksa koma di dalam angka, atau tulis nilainya di antara "
        "tanda petik."
    ),
    Wrong.UNREADABLE: gettext_lazy("Selnya tidak dapat dibaca; periksa tanda kutip yang tidak ditutup."),
    Wrong.UNKEPT: gettext_lazy("Isinya terlalu panjang atau memuat tanda NUL; isi paling banyak %(value)s tanda."),
    Wrong.NAMED_TWICE: gettext_lazy("“%(value)s” sudah ada di baris sebelumnya; gabungkan atau hapus salah satunya."),
    Wrong.DISTRICT_UNKNOWN: gettext_lazy("Daerah pemilihan “%(value)s” tidak ada dalam berkas suara; samakan namanya."),
    Wrong.DISTRICT_MISSING: gettext_lazy(
        "Daerah pemilihan “%(value)s” ada dalam berkas suara, tetapi tidak di sini; tambahkan barisnya."
    ),
    Wrong.PARTY_UNKNOWN: gettext_lazy("“%(value)s” bukan kolom partai dalam berkas suara; samakan namanya."),
    Wrong.PARTY_MISSING: gettext_lazy("Partai “%(value)s” tidak ada di sini; tambahkan barisnya."),
    Wrong.NO_NUMBER: gettext_lazy("“%(value)s” bukan bilangan bulat; tulis angka saja, tanpa titik atau koma."),
    Wrong.OLD_DIFFERS: gettext_lazy(
        "Nilai lama tidak sama dengan isi berkas (%(value)s); tulis persis seperti dalam berkas yang dikoreksi."
    ),
    Wrong.REASON_MISSING: gettext_lazy("Alasan koreksi kosong; sebutkan dasarnya, misalnya nomor formulir D."),
    Wrong.SEX_UNKNOWN: gettext_lazy("“%(value)s” bukan L atau P; tulis L atau P."),
    Wrong.TOO_MANY_SEATS: gettext_lazy(
        "“%(value)s” kursi melebihi semua lembaga di Indonesia (DPR: 580); tulis kursi dapil ini saja."
    ),
}
OBSTACLES: Mapping[Obstacle, StrOrPromise] = {
    Obstacle.FAULTS: gettext_lazy("Masih ada kekeliruan dalam berkas; selesaikan dengan koreksi."),
    Obstacle.TIES: gettext_lazy("Ada hasil bagi yang sama; rapat pleno yang memutuskan kursinya."),
    Obstacle.WHAT_IF: gettext_lazy("Cara atau ambang batas ini bukan yang berlaku; hasilnya hanya perbandingan."),
    Obstacle.DISTRICT_SIZE: gettext_lazy("Ada daerah pemilihan yang jumlah kursinya di luar batas undang-undang."),
    Obstacle.UNFINISHED: gettext_lazy("Hasil pemilihan ini belum ditetapkan seluruhnya; suaranya masih sementara."),
    Obstacle.VACANT: gettext_lazy("Ada kursi yang tidak bercalon dalam daftar; ambil daftar calon yang benar."),
}


def problem_in_words(*, problem: Problem) -> str:
    """Return why a file is not taken: file, line, column, and the remedy."""
    words = str(PROBLEMS[problem.wrong]) % {"field": problem.field, "value": problem.value}
    place = [problem.file]
    if problem.row:
        place.append(_("baris %(row)d") % {"row": problem.row})
    if problem.field and problem.wrong not in {Wrong.COLUMN_MISSING, Wrong.COLUMN_TWICE}:
        place.append(_("kolom %(field)s") % {"field": problem.field})
    return f"{', '.join(place)}: {words}"


def obstacle_in_words(*, obstacle: Obstacle) -> str:
    """Return why a count cannot be determined."""
    return str(OBSTACLES[obstacle])


def fault_in_words(*, fault: Fault, file: str) -> str:
    """Return a fault with its place, what it is read as, and the remedy. file: the one it stands in."""
    facts = {
        "file": file,
        "row": fault.row,
        "district": fault.district,
        "column": fault.column,
        "text": fault.text,
        "read_as": fault.read_as,
        "total": fault.total,
        "control": fault.control,
        "off": f"{(fault.total or 0) - (fault.control or 0):+d}",
        "holders": len(fault.holders),
    }
    if fault.flaw is Flaw.NOT_WHOLE:
        return (
            _(
                "%(file)s, baris %(row)d (%(district)s), kolom %(column)s: “%(text)s” bukan bilangan bulat; dibaca "
                "%(read_as)d. Tegaskan dengan koreksi."
            )
            % facts
        )
    if fault.flaw is Flaw.UNREADABLE:
        return (
            _(
                "%(file)s, baris %(row)d (%(district)s), kolom %(column)s: “%(text)s” tidak terbaca sebagai angka; "
                "untuk sementara dihitung %(read_as)d. Isi dengan koreksi."
            )
            % facts
        )
    if fault.district:
        return (
            _(
                "%(file)s, kolom %(column)s: jumlahnya %(total)d, kontrolnya %(control)d, selisih %(off)s. Hanya baris "
                "%(row)d (%(district)s) yang cukup besar untuk memuatnya sendiri: “%(text)s” dibaca %(read_as)d. "
                "Tegaskan dengan koreksi."
            )
            % facts
        )
    return (
        _(
            "%(file)s, kolom %(column)s: jumlahnya %(total)d, kontrolnya %(control)d, selisih %(off)s. Dibaca seperti "
            "tertulis, karena %(holders)d daerah pemilihan dapat memuatnya. Cari selnya dalam formulir D, lalu koreksi."
        )
        % facts
    )
