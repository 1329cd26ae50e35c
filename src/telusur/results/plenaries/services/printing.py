"""The D form as a PDF: PDF/A-2a and PDF/UA-1, the same facts at the same instant give the same bytes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import signer
from telusur.kernel.letters.services import long_date, printed, qr_svg
from telusur.results.elections.rules.codes import is_station, places_naming
from telusur.results.elections.selectors import names_of

from .. import selectors
from ..rules.notes import Words, numbers_of
from ..rules.sheet import TOTAL, rows_of
from ..rules.states import Answer, PaperKind, Seat

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Plenary
    from ..rules.sums import Column
    from .steps import Step

TEMPLATES = Path(__file__).parents[1] / "typst"
_WATERMARK = {PaperKind.PROOF: "SALINAN UJI", PaperKind.FINAL: "", PaperKind.PUBLIC: ""}
_TIME_ZONE = "Asia/Jakarta"


def note_of(*, plenary: Plenary, form: str, total: Column) -> str:
    """Return the signed words that stand on a D form, with the key of the election's log."""
    subject = f"{plenary.contest.election.code}/{plenary.contest.code}/{plenary.level}/{plenary.place}/{plenary.number}"
    layout = selectors.layout_for(plenary=plenary)
    shown = [total.values[layout.places[row.field]] for row in rows_of(layout)]
    words = Words(form, subject, plenary.minutes, plenary.code, numbers_of(shown))
    return signer(log=election_log(plenary.contest.election.code)).note(words.text())


def facts_of(
    *, step: Step, kind: PaperKind, number: int, note: str = "", at: datetime
) -> tuple[dict[str, object], Column]:
    """Return all that a print of the D form says, and its final sum. note: the signed words, on a final and what
    follows it."""
    plenary = step.plenary
    name = selectors.form_name(contest=plenary.contest, level=step.level, place=plenary.place)
    form = selectors.form_of(plenary=plenary, public=kind == PaperKind.PUBLIC)
    place = selectors.place_name(place=plenary.place)
    held = selectors.contest_name(contest=plenary.contest, place=plenary.place)
    status = {
        PaperKind.PROOF: _("Salinan uji %(number)d: untuk diperiksa saksi dan pengawas, bukan hasil")
        % {"number": number},
        PaperKind.FINAL: _("Final %(number)d") % {"number": number},
        PaperKind.PUBLIC: _("Salinan untuk umum"),
    }[kind]
    about = _("Berita acara %(minutes)s · pleno ke-%(number)d · dicetak %(day)s") % {
        "minutes": plenary.minutes,
        "number": plenary.number,
        "day": long_date(at, time_zone=_TIME_ZONE),
    }
    facts: dict[str, object] = {
        "title": name,
        "subtitle": f"{held} · {plenary.contest.election.name}",
        "place": f"{place}, {plenary.district.name}" if plenary.district else place,
        "about": about,
        "author": "KPU",
        "status": status,
        "watermark": _WATERMARK[kind],
        "legend": _(
            "X: silang atau strip, dihitung 0. ?: tidak terbaca, tidak masuk jumlah; (?2): jumlah itu kurang 2 isian."
        ),
        "total_word": TOTAL,
        "sheets": [_sheet(sheet) for sheet in form.sheets],
        "events_title": step.level.events,
        "events": _events(plenary),
        "seats": _seats(plenary, known=kind == PaperKind.PUBLIC),
        "note": note,
        "code": plenary.code,
        "qr": qr_svg(note) if note else "",
        "check": settings.BASE_URL + reverse("plenaries_check", args=[plenary.contest.election.code]),
        "foot": f"{name} · {place} · {status} · {plenary.code}",
    }
    return facts, form.total


def rendered(facts: dict[str, object], *, at: datetime) -> bytes:
    """Return a print as a PDF. Raises: typst.TypstError where the template is at fault."""
    return printed("d_form", facts, at=at, logo=[], folder=TEMPLATES)


def _sheet(sheet: object) -> dict[str, object]:
    facts: dict[str, object] = asdict(sheet)  # type: ignore[call-overload]
    facts.pop("total")
    return facts


def _events(plenary: Plenary) -> list[dict[str, str]]:
    """Return the special events: objections with what became of them, and corrections."""
    words = {
        Answer.OPEN: _("Belum dijawab"),
        Answer.ACCEPTED: _("Diterima: %(words)s"),
        Answer.REJECTED: _("Tidak diterima: %(words)s"),
        Answer.CARRIED: _("Dicatat dan dibawa ke jenjang berikutnya: %(words)s"),
    }
    objections = list(selectors.objections_of(plenary=plenary))
    corrected = list(selectors.corrections_of(plenary=plenary))
    units = [*(each.unit for each in objections), *(each.line.unit for each in corrected)]
    names = names_of(codes=places_naming(units))
    found = []
    for each in objections:
        about = _unit(each.unit, names) if each.unit else _("Seluruh pleno")
        who = str(each.participant.number) if each.participant else ""
        by = _("Saksi nomor urut %(number)s") % {"number": who} if who else _("Pengawas")
        answer = words[Answer(each.answer)] % {"words": each.words}
        found.append({"about": about, "text": f"{by}: {each.text}", "answer": answer})
    for one in corrected:
        answer = _("Dibetulkan atas bukti: %(evidence)s") % {"evidence": one.evidence}
        found.append({"about": _unit(one.line.unit, names), "text": one.reason, "answer": answer})
    return found


def _unit(code: int, names: dict[int, str]) -> str:
    if is_station(code):
        return f"TPS {code % 1000:03d} {names.get(code // 1000, '')}"
    return names.get(code, str(code))


def _seats(plenary: Plenary, *, known: bool) -> list[dict[str, str]]:
    """Return the rows for signatures; known: say which are there, and why others are missing, instead of a blank."""
    found = []
    for seat in plenary.signatures.select_related("participant").order_by("seat", "place"):
        if seat.seat == Seat.MEMBER:
            label = _("Ketua") if seat.place == 1 else _("Anggota")
        else:
            facts = {"number": seat.place, "name": seat.participant.name if seat.participant else ""}
            label = _("Saksi %(number)d %(name)s") % facts
        mark = ""
        if known:
            mark = _("ditandatangani") if seat.given else _("tidak ada: %(reason)s") % {"reason": seat.reason}
        found.append({"label": label, "name": "", "mark": mark})
    return found
