"""Supervisors and witnesses are told of R08 the same evening: once a day each, derived from what is in force."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices.services import Owed, owe_all
from telusur.results.elections.selectors import election_day, serving

from ..selectors import alarmed_since, effects_of
from .pictures import office_of

if TYPE_CHECKING:
    from telusur.results.elections.models import Election

SEE_ALARMS = "recapitulation.see_alarms"


@legal_act
def tell_alarms(*, election: Election, at: datetime) -> int:
    """Tell everybody who watches over a polling station that began to alarm today; return how many are newly told.

    Law: Perbawaslu 1/2024 Pasal 47.
    """
    people = serving(election=election, right=SEE_ALARMS, at=at)
    if not people:
        return 0
    on = election_day(at=at)
    since = datetime.combine(on, time(), ZoneInfo(NATIONAL_TIME_ZONE))
    alarm = effects_of(on=election.voted_on).alarm
    stations = alarmed_since(election=election, alarm=alarm, since=since)
    owed = []
    for post, person_id in people:
        found = [code for code in stations if post.covers(code)]
        if found:
            owed.append(
                Owed(
                    key=f"recapitulation.alarms:{election.pk}:{person_id}:{on.isoformat()}",
                    kind="recapitulation_alarms",
                    office_id=office_of(station=found[0]).pk,
                    to_user_id=person_id,
                    subject=_("Peringatan R08: jumlah suara tidak sama dengan pengguna hak pilih"),
                    text=_(
                        "Hari ini ada formulir di wilayah tugas Anda yang jumlah suaranya tidak sama dengan pengguna"
                        " hak pilihnya. Lihat daftarnya dan gambar aslinya, dan sanggah bila perlu."
                    ),
                    link=reverse("recapitulation_alarms", args=[election.code]),
                    due_at=at,
                )
            )
    return owe_all(owed, at=at)
