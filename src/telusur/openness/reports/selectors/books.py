"""The books an office keeps for its report: their rows, what they hold, what stands on the way to the next year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from telusur.kernel.accounts import selectors as accounts

from ..models import (
    AnnualReport,
    BudgetLine,
    InventoryThing,
    NothingKept,
    Obstacle,
    Picture,
    Policy,
    Recommendation,
    ServiceOfficer,
    Training,
)
from ..rules.kept import CLOSED, Kind
from ..rules.states import FIXED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from telusur.kernel.accounts.models import Appointment

    from ..models import KeptRow, RecommendationStep

Invalid = ValidationError
MODELS: Final[Mapping[Kind, Any]] = {
    Kind.POLICIES: Policy,
    Kind.INVENTORY: InventoryThing,
    Kind.OFFICERS: ServiceOfficer,
    Kind.TRAININGS: Training,
    Kind.BUDGET: BudgetLine,
    Kind.OBSTACLES: Obstacle,
    Kind.RECOMMENDATIONS: Recommendation,
    Kind.PICTURES: Picture,
}
# What an officer types of a row, in the order of form, table and workbook.
COLUMNS: Final[Mapping[Kind, Mapping[str, StrOrPromise]]] = {
    Kind.POLICIES: {"sort": _("Jenis"), "reference": _("Nomor dan tahun"), "title": _("Tentang")},
    Kind.INVENTORY: {
        "thing": _("Barang atau ruang"),
        "number": _("Jumlah"),
        "condition": _("Kondisi"),
        "place": _("Tempat"),
    },
    Kind.OFFICERS: {
        "name": _("Nama"),
        "function": _("Tugas dalam layanan"),
        "education": _("Pendidikan terakhir"),
        "field": _("Bidang studi"),
        "appointment": _("Pengangkatan di Telusur"),
    },
    Kind.TRAININGS: {
        "officer": _("Petugas"),
        "title": _("Pelatihan"),
        "organiser": _("Penyelenggara"),
        "held_on": _("Tanggal"),
        "hours": _("Jam pelajaran"),
    },
    Kind.BUDGET: {
        "name": _("Mata anggaran"),
        "source": _("Sumber dana"),
        "allotted": _("Pagu (rupiah)"),
        "realised": _("Realisasi (rupiah)"),
    },
    Kind.OBSTACLES: {"side": _("Asal"), "words": _("Kendala")},
    Kind.RECOMMENDATIONS: {
        "words": _("Rekomendasi"),
        "follow_up": _("Rencana tindak lanjut"),
        "owner": _("Penanggung jawab tindak lanjut"),
        "due_on": _("Selesai paling lambat"),
    },
    Kind.PICTURES: {"title": _("Judul"), "alt": _("Yang tampak di gambar"), "attachment": _("Berkas gambar")},
}
# By what a row is known: two rows of a book do not agree in all of it.
_KNOWN_BY: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.POLICIES: ("reference", "title"),
    Kind.INVENTORY: ("thing", "condition", "place"),
    Kind.OFFICERS: ("name", "function"),
    Kind.TRAININGS: ("officer_id", "title", "held_on"),
    Kind.BUDGET: ("name", "source"),
    Kind.OBSTACLES: ("side", "words"),
    Kind.RECOMMENDATIONS: ("words",),
    Kind.PICTURES: ("title",),
}


def model_of(kind: Kind) -> Any:
    """Return the model of a book: a `KeptRow` with columns of its own, so that its manager is typed as any."""
    return MODELS[kind]


def identity(kind: Kind, row: KeptRow) -> tuple[object, ...]:
    """Return by what a row is known in its book."""
    return tuple(getattr(row, name) for name in _KNOWN_BY[kind])


def book(*, kind: Kind, office_id: int, year: int) -> QuerySet[KeptRow]:
    """Return the rows of a book of a year, in the order in which they were entered."""
    rows = model_of(kind).everything.of(office_id=office_id, year=year)
    if kind == Kind.TRAININGS:
        rows = rows.select_related("officer")
    if kind == Kind.OFFICERS:
        rows = rows.select_related("appointment")
    if kind == Kind.PICTURES:
        rows = rows.select_related("attachment__document")
    ordered: QuerySet[KeptRow] = rows.order_by("pk")
    return ordered


def taken_out(*, kind: Kind, office_id: int, year: int) -> QuerySet[KeptRow]:
    """Return the rows taken out of a book, the latest first."""
    rows: QuerySet[KeptRow] = model_of(kind).everything.taken_out(office_id=office_id, year=year)
    return rows.order_by("-removed_at", "-pk")


def row_of(*, kind: Kind, office_id: int, row_id: int) -> KeptRow | None:
    """Return a row of an office's book, also one taken out; None where there is none."""
    found: KeptRow | None = model_of(kind).everything.filter(pk=row_id, office_id=office_id).first()
    return found


def counts(*, office_id: int, year: int) -> dict[Kind, int]:
    """Return how many rows each book of a year holds."""
    return {kind: model.everything.of(office_id=office_id, year=year).count() for kind, model in MODELS.items()}


def called_empty(*, office_id: int, year: int) -> dict[str, NothingKept]:
    """Return the books of a year that an officer called empty, by kind, with who did and when."""
    rows = NothingKept.objects.filter(office_id=office_id, year=year, lifted_at=None).order_by("pk")
    return {row.book: row for row in rows}


def to_carry(*, office_id: int, year: int) -> dict[Kind, int]:
    """Return how many rows of the year before were not carried to `year` yet, by book; money and pictures never are."""
    found: dict[Kind, int] = {}
    for kind, model in MODELS.items():
        if kind in {Kind.BUDGET, Kind.PICTURES}:
            continue
        rows = model.everything.of(office_id=office_id, year=year - 1).filter(carried_to=None)
        found[kind] = (rows.exclude(state__in=CLOSED) if kind == Kind.RECOMMENDATIONS else rows).count()
    return found


def budget_total(*, office_id: int, year: int) -> tuple[int, int]:
    """Return what was allotted and what was spent in a year, in rupiah."""
    rows = BudgetLine.everything.of(office_id=office_id, year=year)
    found = rows.aggregate(allotted=Sum("allotted"), realised=Sum("realised"))
    return found["allotted"] or 0, found["realised"] or 0


def is_fixed(*, office_id: int, year: int) -> bool:
    """Return whether the books of a year stand as they are: its report was checked."""
    return AnnualReport.everything.filter(office_id=office_id, year=year, state__in=FIXED).exists()


def steps_of(*, recommendation: Recommendation) -> list[RecommendationStep]:
    """Return how a recommendation was followed, oldest first, through the years before as well."""
    chain: list[Recommendation] = []
    row: Recommendation | None = recommendation
    while row is not None:
        chain.append(row)
        row = row.carried_from  # type: ignore[assignment]
    return [step for each in reversed(chain) for step in each.steps.select_related("recommendation").order_by("pk")]


def unfinished_follow_ups(*, office_id: int) -> QuerySet[Recommendation]:
    """Return the recommendations of an office that are open in the latest year they stand in, nearest day first."""
    rows = Recommendation.everything.filter(office_id=office_id, removed_at=None, carried_to=None)
    return rows.exclude(state__in=CLOSED).order_by("due_on", "pk")


def officers_to_choose(*, office_id: int, year: int) -> QuerySet[ServiceOfficer]:
    """Return the officers in the book of a year, by name."""
    return ServiceOfficer.everything.of(office_id=office_id, year=year).order_by("name", "pk")  # type: ignore[return-value]


def called_officers(officers: Iterable[ServiceOfficer]) -> dict[int, str]:
    """Return what to call each officer, by id: the name, and the function beside it where the name stands twice."""
    known = list(officers)
    times = Counter(each.name for each in known)
    return {each.pk: each.name if times[each.name] == 1 else with_function(each) for each in known}


def officers_by_words(officers: Iterable[ServiceOfficer]) -> dict[str, int]:
    """Return ids by what a sheet may call an officer: the name, or name and function; not what two are called."""
    words: dict[str, set[int]] = {}
    for each in officers:
        for called in (each.name, with_function(each)):
            words.setdefault(called, set()).add(each.pk)
    return {called: ids.pop() for called, ids in words.items() if len(ids) == 1}


def with_function(officer: ServiceOfficer) -> str:
    return f"{officer.name} · {officer.function}"


def appointments_to_choose(*, office_id: int, start: date, end: date) -> list[Appointment]:
    """Return the appointments in force on any day of [start, end) at an office, by name."""
    found = accounts.appointments_at(office_id=office_id).filter(
        Q(valid_until=None) | Q(valid_until__gt=start), called_off_at=None, valid_from__lt=end
    )
    return sorted(found, key=lambda each: (str(each.user), each.role, each.pk))


def years_kept(*, office_id: int, at: datetime) -> list[int]:
    """Return the years for which an office keeps anything or reports, with this year and the last, newest first."""
    years = {at.year, at.year - 1}
    for model in MODELS.values():
        years |= set(model.everything.filter(office_id=office_id).values_list("year", flat=True).distinct())
    years |= set(AnnualReport.everything.filter(office_id=office_id).values_list("year", flat=True))
    return sorted(years, reverse=True)


def progress_counts(*, office_id: int, year: int) -> dict[str, int]:
    """Return how many recommendations of a year stand in each state."""
    rows = Recommendation.everything.of(office_id=office_id, year=year).order_by("state")
    return dict(rows.values_list("state").annotate(n=Count("pk")))
