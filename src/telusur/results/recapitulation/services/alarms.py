"""Supervisors and witnesses are told of R08 the same evening. What they are owed follows from stored rows, the alarms
they were not told of, whenever it is asked: a worker that stood still loses nobody an alarm."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices.services import Owed, owe_all
from telusur.results.elections.rules.codes import REGENCY, above
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.selectors import election_day, office_of, serving

from ..models import AlarmsTold
from ..selectors import alarmed_stations, effects_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from telusur.results.elections.models import Election
    from telusur.results.elections.selectors import Post

    Ints = NDArray[np.int64]

SEE_ALARMS = "recapitulation.see_alarms"
_AT_ONCE = 2000


@legal_act
def tell_alarms(*, election: Election, at: datetime) -> int:
    """Tell everybody who watches over a polling station that alarms of what he was not told yet; return how many are
    newly told. Whoever was told today hears the rest tomorrow: the list he was sent to has it at once.

    Law: Perbawaslu 1/2024 Pasal 47.
    """
    alarmed = alarmed_stations(election=election, alarm=effects_of(on=election.voted_on).alarm)
    if not len(alarmed[0]):
        return 0
    on = election_day(at=at)
    rows = AlarmsTold.objects.filter(election=election).order_by("pk").values_list("person_id", "index", "on")
    before = {person: (index, day) for person, index, day in rows.iterator(chunk_size=_AT_ONCE)}
    offices: dict[int, int] = {}
    owed, told = [], []
    for person, posts in groupby(serving(election=election, right=SEE_ALARMS, at=at), key=itemgetter(1)):
        index, day = before.get(person, (-1, date.min))
        newest, station = _newest(alarmed, [post for post, _person in posts])
        if day >= on or newest <= index:
            continue
        regency = above(station, REGENCY)
        if regency not in offices:
            offices[regency] = office_of(place=station).pk
        told.append(AlarmsTold(election=election, person_id=person, index=newest, on=on))
        owed.append(_owed(election, person, newest, offices[regency], at))
    AlarmsTold.objects.bulk_create(
        told,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["election", "person"],
        update_fields=["index", "on"],
    )
    return owe_all(owed, at=at)


def _newest(alarmed: tuple[Ints, Ints], posts: Sequence[Post]) -> tuple[int, int]:
    """Return the last place in the log of an alarm in the territories of a person, and a station there that alarms;
    -1 and 0 where none does."""
    codes, places = alarmed
    newest, station = -1, 0
    for post in posts:
        first, last = span_of(post.area or 0)
        start, stop = np.searchsorted(codes, (first, last + 1)).tolist()
        if start < stop and (here := int(places[start:stop].max())) > newest:
            newest, station = here, int(codes[start])
    return newest, station


def _owed(election: Election, person: int, index: int, office_id: int, at: datetime) -> Owed:
    return Owed(
        key=f"recapitulation.alarms:{election.pk}:{person}:{index}",
        kind="recapitulation_alarms",
        office_id=office_id,
        to_user_id=person,
        subject=_("Peringatan R08: jumlah suara tidak sama dengan pengguna hak pilih"),
        text=_(
            "Ada formulir di wilayah tugas Anda yang jumlah suaranya tidak sama dengan pengguna hak pilihnya."
            " Lihat daftarnya dan gambar aslinya, dan sanggah bila perlu."
        ),
        link=reverse("recapitulation_alarms", args=[election.code]),
        due_at=at,
    )
