"""Chapter 2: what the service is run with: things in their condition, people with their qualifications, money."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ..content import Chapter, Column, Number, Section, Table
from ..phrasing import Counted, filled, paragraph, percent, rupiah, whole
from .context import TOTAL, in_table

if TYPE_CHECKING:
    from ..content import Block, Part
    from ..given import BudgetLine, Facility, Officer
    from .context import Context

TITLE = "Pelaksanaan layanan informasi publik"
CONDITIONS = {
    "good": "Baik",
    "light_damage": "Rusak ringan",
    "heavy_damage": "Rusak berat",
    "absent": "Belum tersedia",
}
EDUCATIONS = {"sma": "SMA atau sederajat", "d3": "D3", "d4": "D4", "s1": "S1", "s2": "S2", "s3": "S3"}
NO_THING = "Sarana dan prasarana layanan tahun {year} tidak dicatat."
THINGS = Counted(
    none="Sarana dan prasarana layanan yang dicatat pada tahun {year} belum ada yang tersedia.",
    one="{office} mencatat {things} sarana layanan informasi publik pada tahun {year}.",
    many="{office} mencatat {things:words} unit sarana dan prasarana layanan informasi publik pada tahun {year}.",
)
GOOD = Counted(
    none="Tidak ada yang dalam keadaan baik.",
    many="Sebanyak {good} unit dalam keadaan baik.",
)
ALL_GOOD = "Seluruhnya dalam keadaan baik."
NOBODY = "Petugas layanan tahun {year} tidak dicatat."
PEOPLE = Counted(
    none="",
    one="Layanan informasi publik dijalankan oleh {people:words} petugas.",
    many="Layanan informasi publik dijalankan oleh {people:words} petugas.",
)
TRAINED = Counted(
    none="Tidak ada petugas yang mengikuti pelatihan pada tahun {year}.",
    one="Seorang petugas mengikuti pelatihan pada tahun {year}.",
    many="Pelatihan pada tahun {year} diikuti {trained} petugas.",
)
QUALIFIED = "Pendidikan dan pelatihan setiap petugas tercantum dalam tabel berikut."
NO_BUDGET = "Tidak ada anggaran khusus layanan informasi publik yang dicatat untuk tahun {year}."
BUDGET = "Anggaran layanan informasi publik tahun {year} sebesar {allotted}, dengan realisasi {realised}{share}."
SHARE = " atau {percent} persen"


def means(context: Context) -> Chapter:
    return Chapter(2, TITLE, (_facilities(context), _officers(context), _budget(context)))


def _facilities(context: Context) -> Section:
    title, found = "Sarana dan prasarana beserta kondisinya", context.kept.facilities
    own = context.own_words("facilities")
    if not found:
        return Section("facilities", title, (paragraph(context.say(NO_THING)), *own))
    things = _kept("facilities", sum(each.number for each in found), "unit")
    good = _kept("facilities", sum(each.number for each in found if each.condition == "good"), "unit", cell="good")
    told = filled(ALL_GOOD) if good.value == things.value else GOOD.about(good.value, good=good)
    said = THINGS.about(things.value, things=things, year=context.year, office=context.office.name)
    rows = tuple(_thing(each) for each in found)
    columns = (
        Column("Sarana", width=5),
        Column("Banyaknya", numeric=True, summed=True, width=3),
        Column("Kondisi", width=4),
        Column("Tempat", width=5),
    )
    table = Table("facilities", "Sarana dan prasarana", columns, rows, (TOTAL, things, "", ""))
    return Section("facilities", title, (paragraph(said, told if things.value else ()), table, *own))


def _thing(each: Facility) -> tuple[Part, ...]:
    number = _kept("facilities", each.number, "unit", cell=each.thing)
    return (each.thing, number, CONDITIONS[each.condition], each.place or "–")


def _officers(context: Context) -> Section:
    title, found = "Sumber daya manusia dan kualifikasinya", context.kept.officers
    if not found:
        return Section("officers", title, (paragraph(context.say(NOBODY)),))
    people = _kept("officers", len(found), "orang")
    of_year = [each for each in found if any(training.year == context.year for training in each.trainings)]
    trained = _kept("officers", len(of_year), "orang", cell="trained")
    said = PEOPLE.about(len(found), people=people)
    told = TRAINED.about(len(of_year), trained=trained, year=context.year)
    columns = (
        Column("Nama", width=2),
        Column("Tugas", width=2),
        Column("Pendidikan", width=2),
        Column("Pelatihan", width=3),
    )
    table = Table("officers", "Petugas layanan", columns, tuple(_person(each) for each in found))
    return Section("officers", title, (paragraph(said, told, filled(QUALIFIED)), table))


def _person(each: Officer) -> tuple[Part, ...]:
    trainings = "; ".join(f"{one.name} ({one.year})" for one in each.trainings)
    return (each.name, each.function, EDUCATIONS.get(each.education, each.education), trainings or "belum ada")


def _budget(context: Context) -> Section:
    title, found = "Anggaran dan penggunaannya", context.kept.budget
    if not found:
        return Section("budget", title, (paragraph(context.say(NO_BUDGET)),))
    allotted = _money("allotted", sum(each.allotted for each in found))
    realised = _money("realised", sum(each.realised for each in found))
    share: tuple[Part, ...] = ()
    if allotted.value:
        exact = whole(Fraction(100 * Fraction(realised.value or 0), Fraction(allotted.value)))
        share = filled(SHARE, percent=Number("kept.budget/share", exact, percent(exact), "persen", in_table("budget")))
    said = _joined(context, allotted, realised, share)
    columns = (
        Column("Kegiatan", width=3),
        Column("Sumber"),
        Column("Pagu", numeric=True, summed=True, width=2),
        Column("Realisasi", numeric=True, summed=True, width=2),
    )
    rows = tuple(_line(place, each) for place, each in enumerate(found, start=1))
    table = Table("budget", "Anggaran layanan informasi publik", columns, rows, (TOTAL, "", allotted, realised))
    return Section("budget", title, (said, table))


def _joined(context: Context, allotted: Number, realised: Number, share: tuple[Part, ...]) -> Block:
    before, after = BUDGET.split("{share}")
    head = context.say(before, allotted=allotted, realised=realised)
    return paragraph((*head, *share, after)) if share else paragraph((*head, after))


def _line(place: int, each: BudgetLine) -> tuple[Part, ...]:
    return (
        each.name,
        each.source,
        _money(f"{place}/allotted", each.allotted),
        _money(f"{place}/realised", each.realised),
    )


def _money(cell: str, value: int) -> Number:
    return rupiah(f"kept.budget/{cell}", value, rows=in_table("budget"))


def _kept(table: str, value: int, unit: str, *, cell: str = "") -> Number:
    key = f"kept.{table}/{cell}" if cell else f"kept.{table}"
    return Number(key, value, f"{value:,}".replace(",", "."), unit, in_table(table))
