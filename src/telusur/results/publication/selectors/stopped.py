"""Why results are not published anew, in words, to those who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.results.elections.rules.concerns import Concern
from telusur.results.elections.selectors import homes_of

from ..models import Stop

if TYPE_CHECKING:
    from telusur.results.elections.models import Election
    from telusur.results.elections.selectors import Service

ORDER_RUN = "recapitulation.order_run"
UNEXPLAINED, DAMAGED, SHORTER, FAILED, HELD_BACK = "unexplained", "damaged", "shorter", "failed", "held_back"
FULL = "full"
CAUSES = {
    UNEXPLAINED: gettext_lazy(
        "angka %(detail)s turun tanpa alasan yang diumumkan. Catat koreksinya dengan alasan, lalu hasil terbit lagi."
    ),
    DAMAGED: gettext_lazy("buku besar pemilu ini tidak utuh. Jalankan telusur ledger verify."),
    SHORTER: gettext_lazy("buku besar lebih pendek daripada yang sudah terbit. Pulihkan basis data yang lengkap."),
    FULL: gettext_lazy(
        "cakram folder %(detail)s penuh. Kosongkan ruang di sana, atau perbesar cakramnya; sesudah itu hasil terbit"
        " lagi dengan sendirinya."
    ),
    FAILED: gettext_lazy("kesalahan %(detail)s. Pengelola peladen membaca rinciannya di catatan peladen."),
    HELD_BACK: gettext_lazy(
        "angka baru %(detail)s TPS turun tanpa alasan yang diumumkan, jadi angka sebelumnya tetap tampil. Yang"
        " mengoreksinya dengan alasan membuatnya terbit."
    ),
}


def why(*, cause: str, detail: str) -> str:
    """Return a cause in words, with what mends it."""
    return str(CAUSES[cause]) % {"detail": detail}


def stop_of(*, election: Election) -> Stop | None:
    """Return that the results of an election are not published anew; None while they are."""
    return Stop.objects.filter(election=election).first()


@dataclass(frozen=True)
class StoppedAt:
    """That an election of an office is not published anew, and why, in words."""

    election: Election
    held_back: bool
    why: str


def stopped_at(*, office_code: str) -> list[StoppedAt]:
    """Return what is not published anew of the elections that are held where an office stands: those of the whole
    nation are the national office's, whose code is 0; that of a mayor alone is his city's."""
    return [
        StoppedAt(each.election, each.cause == HELD_BACK, why(cause=each.cause, detail=each.detail))
        for each in Stop.objects.select_related("election").order_by("since", "pk")
        if int(office_code) in homes_of(election=each.election)
    ]


def stopped_concern(*, election: Election, service: Service) -> list[Concern]:
    """Return the stop, to whoever holds the results in hand."""
    stop = stop_of(election=election) if service.may(ORDER_RUN) else None
    if stop is None:
        return []
    held = stop.cause == HELD_BACK
    title = _("Sebagian angka ditahan dari terbitan") if held else _("Terbitan hasil berhenti; yang terakhir tampil")
    link = reverse("publication_home", args=[election.code])
    return [Concern(title, stop.since, why(cause=stop.cause, detail=stop.detail), link)]
