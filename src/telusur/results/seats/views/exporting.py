"""A council's seats as files: CSV, XLSX and JSON, with what is in doubt and what was corrected beside the numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.figures.files import EXPORTS, export

from .. import selectors
from ..rules.methods import Divisors
from . import parts
from .public import determination_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.figures.sheets import Sheet

    from ..models import Basis
    from ..selectors import Working


@permits(PUBLIC)
@throttled("figures_file", methods=("GET",))
@require_safe
def council_file(request: OfficeRequest, slug: str, kind: str) -> HttpResponse:
    """The count as it stands."""
    held, basis, working = parts.counted(request, slug)
    if kind not in EXPORTS:
        raise Http404
    sheets = {
        "partai": _parties(working),
        "dapil": _districts(working),
        "kursi": _seats(working),
        "kekeliruan": _faults(working),
        "koreksi": _corrections(basis),
    }
    return export(kind, name=f"kursi-{held.slug}", title=held.name, sheets=sheets)


@permits(PUBLIC)
@throttled("figures_file", methods=("GET",))
@require_safe
def determination_file(request: OfficeRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """One determination, seat by seat, as it was determined."""
    held, one = determination_asked(request, slug, number)
    if kind not in EXPORTS:
        raise Http404
    heading = ["dapil", "urutan", "partai", "suara", "pembagi", "hasil_bagi", "nomor_urut", "nama", "suara_calon"]
    rows = [
        [
            seat.district,
            seat.order,
            seat.party,
            seat.votes,
            seat.divisor,
            parts.decimal(Fraction(seat.claim), 6),
            seat.candidate,
            seat.candidate_name,
            seat.candidate_votes,
        ]
        for seat in selectors.seats_of(determination=one)
    ]
    about: list[list[str | int | float | None]] = [
        ["keputusan", one.decree],
        ["tanggal", one.decided_on.isoformat()],
        ["putusan_mk", one.ruling],
        ["cara", one.method],
        ["ambang_batas", one.threshold],
        ["aturan", " ".join(one.rules)],
        ["sidik_sha256", one.digest],
        ["buku_besar_ukuran", one.basis.log_size],
        ["buku_besar_akar", one.basis.log_root],
    ]
    sheets: dict[str, Sheet] = {"kursi": _sheet(heading, rows), "penetapan": _sheet(["hal", "isi"], about)}
    name = f"kursi-{held.slug}-penetapan-{one.number}"
    return export(kind, name=name, title=f"{held.name}: {one.decree}", sheets=sheets)


def _sheet(heading: list[str], rows: Iterable[Sequence[str | int | float | None]]) -> Sheet:
    sheet: Sheet = [[*heading]]
    sheet += [[*row] for row in rows]
    return sheet


def _parties(working: Working) -> Sheet:
    rows = [
        [each["key"], each["votes"], parts.decimal(each["share"], 6), int(each["passes"]), each["seats"]]
        for each in parts.parties_of(working)
    ]
    return _sheet(["partai", "suara", "bagian_suara", "lolos_ambang_batas", "kursi"], rows)


def _districts(working: Working) -> Sheet:
    parties = working.files.votes.parties
    doubtful = {each.district for each in working.made.doubts}
    rows: list[list[str | int | float | None]] = [
        [
            name,
            working.files.seats[name].province,
            working.made.judged.seats.values[name],
            *(given.seats.get(each, 0) for each in parties),
            int(name in doubtful),
        ]
        for name, given in working.districts.items()
    ]
    return _sheet(["dapil", "provinsi", "alokasi_kursi", *parties, "sementara"], rows)


def _seats(working: Working) -> Sheet:
    method = working.made.terms.method
    rows: list[list[str | int | float | None]] = []
    for name, given in working.districts.items():
        held: dict[str, int] = {}
        for order, award in enumerate(given.order, start=1):
            before = held.get(award.party, 0)
            held[award.party] = before + 1
            elected = working.elected.get((name, award.party))
            persons = elected.candidates if elected else ()
            person = persons[before] if before < len(persons) else None
            rows.append(
                [
                    name,
                    order,
                    award.party,
                    working.made.judged.votes[award.party].values[name],
                    str(method.divisor(before)) if isinstance(method, Divisors) else "",
                    parts.decimal(award.claim, 6),
                    person.number if person else None,
                    person.votes if person else None,
                ]
            )
    heading = ["dapil", "urutan", "partai", "suara", "pembagi", "hasil_bagi", "nomor_urut", "suara_calon"]
    return _sheet(heading, rows)


def _faults(working: Working) -> Sheet:
    rows: list[list[str | int | float | None]] = [
        [each["fault"].name, each["words"], state]
        for settled, state in ((False, _("belum dikoreksi")), (True, _("sudah dikoreksi")))
        for each in parts.faults_of(working, settled=settled)
    ]
    return _sheet(["kekeliruan", "penjelasan", "keadaan"], rows)


def _corrections(basis: Basis) -> Sheet:
    rows: list[list[str | int | float | None]] = [
        [row.district, row.column, row.was, row.becomes, row.reason, row.source, row.made_at.isoformat()]
        for row in selectors.corrections_of(basis=basis)
    ]
    return _sheet(["dapil", "kolom", "tertulis", "dibaca", "alasan", "sumber", "waktu"], rows)
