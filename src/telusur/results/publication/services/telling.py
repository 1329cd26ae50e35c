"""Who holds the results of an election in hand is told when its publication stops, once a day for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.ledger.services import LogDamaged
from telusur.kernel.notices.services import Owed, owe_all
from telusur.results.elections.selectors import election_day, election_named, homes_of, office_of, serving

from ..models import Stop
from ..rules.changes import Unexplained
from ..selectors import DAMAGED, FAILED, FULL, HELD_BACK, ORDER_RUN, SHORTER, UNEXPLAINED, why
from .log_files import LogDiffers
from .publishing import GoesBack
from .store import DiskFull

if TYPE_CHECKING:
    from datetime import datetime

_LONGEST = 200


@legal_act
def tell_stopped(*, election: str, error: Exception, at: datetime) -> int:
    """Note that an election is not published anew, and tell its KPU why; return how many are newly told."""
    subject = _("Terbitan hasil berhenti: %(election)s") % {"election": election}
    cause, detail = _cause(error)
    _note(election, cause, detail, at)
    text = _("Hasil tidak terbit lagi; terbitan terakhir tetap tampil. Sebabnya: %(why)s")
    text %= {"why": why(cause=cause, detail=detail)}
    return _tell(election, type(error).__name__, subject, text, at)


@legal_act
def tell_outcome(*, election: str, held_back: int, at: datetime) -> None:
    """Note that an election is published again; where polling stations are held back, tell the same people instead
    that new numbers are not shown, as they fell without a reason."""
    if not held_back:
        Stop.objects.filter(election__code=election).delete()
        return
    subject = _("Angka TPS ditahan dari terbitan: %(election)s") % {"election": election}
    text = why(cause=HELD_BACK, detail=str(held_back))
    _note(election, HELD_BACK, str(held_back), at)
    _tell(election, HELD_BACK, subject, text[0].upper() + text[1:], at)


def _note(code: str, cause: str, detail: str, at: datetime) -> None:
    """Keep why the publication stands still; since when, from the first time on."""
    said = {"cause": cause, "detail": detail[:_LONGEST]}
    Stop.objects.update_or_create(
        election=election_named(code=code), defaults=said, create_defaults=said | {"since": at}
    )


def _tell(code: str, cause: str, subject: str, text: str, at: datetime) -> int:
    election, on = election_named(code=code), election_day(at=at)
    homes = homes_of(election=election)
    office = office_of(place=homes.pop() if len(homes) == 1 else int(NATIONAL_OFFICE))
    people = sorted({person for _post, person in serving(election=election, right=ORDER_RUN, at=at)})
    link = reverse("publication_home", args=[code])
    owed = [
        Owed(
            key=f"publication.{cause}:{election.pk}:{person}:{on.isoformat()}",
            kind="publication_stopped",
            office_id=office.pk,
            to_user_id=person,
            subject=subject,
            text=text,
            link=link,
            due_at=at,
        )
        for person in people
    ]
    return owe_all(owed, at=at)


def _cause(error: Exception) -> tuple[str, str]:
    """Return the key of a cause, and what its words name."""
    if isinstance(error, Unexplained):
        return UNEXPLAINED, str(error.code)
    if isinstance(error, LogDamaged | LogDiffers):
        return DAMAGED, ""
    if isinstance(error, DiskFull):
        return FULL, error.folder
    return (SHORTER, "") if isinstance(error, GoesBack) else (FAILED, type(error).__name__)
