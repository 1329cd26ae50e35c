"""Who must answer a challenge is told when it is raised; when a day went by unanswered, the KPU above hears it too."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.notices.services import Owed, owe_all
from telusur.results.elections.rules.codes import DIGITS, station_code
from telusur.results.elections.selectors import called, names_of, offices_of, on_duty, serving

from ..models import Challenge, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from telusur.results.elections.models import Duty, Election

DECIDE = "recapitulation.decide"
AT_ONCE = 500  # challenges of which names, offices and notices are asked in one question


def tell_challenged(*, challenge: Challenge, at: datetime) -> int:
    """Oblige the house to tell those nearest to the polling station who may answer; return how many are newly told.

    Called in the transaction that raises the challenge.
    """
    election = challenge.run.contest.election
    people = on_duty(election=election, right=DECIDE, place=_station(challenge), at=at)
    subject = _("Angka %(station)s disanggah dan menunggu jawaban Anda")
    text = _("Buka TPS-nya, bandingkan fotonya dengan formulir, lalu jawab.")
    return owe_all(_owed("challenged", [(challenge, _nearest(people))], subject, text), at=at)


def tell_found_true(*, challenge: Challenge, at: datetime) -> int:
    """Oblige the house to tell those nearest to the polling station who may correct its numbers, which were found
    wrong; return how many are newly told. Who has read the form himself may not correct it and is left out; where all
    nearby have, those of the next territory above are told. Called in the transaction that answers the challenge."""
    election = challenge.run.contest.election
    read = set(Entry.objects.filter(run=challenge.run_id, turn__isnull=False).values_list("person_id", flat=True))
    people = [
        duty
        for duty in on_duty(election=election, right=DECIDE, place=_station(challenge), at=at)
        if duty.person_id not in read
    ]
    subject = _("Sanggahan atas %(station)s terbukti dan menunggu koreksi Anda")
    text = _("Angkanya tetap ditandai disanggah sampai dikoreksi. Buka TPS-nya, lalu koreksi dengan bukti.")
    return owe_all(_owed("found_true", [(challenge, _nearest(people))], subject, text), at=at)


def _nearest(people: Iterable[Duty]) -> list[int]:
    """Return who of these serves in the smallest territory."""
    people = list(people)
    nearest = max((len(str(duty.area or "")) for duty in people), default=0)
    return [duty.person_id for duty in people if len(str(duty.area or "")) == nearest]


@legal_act
def tell_unanswered(*, election: Election, at: datetime) -> int:
    """Tell everybody who may answer of the challenges that wait longer than the row says, once each; return how many
    are newly told. Law: docs/law/recapitulation.md."""
    hours = rule_in_force("recapitulation", "patience", "answer", on=election.voted_on).number("hours")
    late = Challenge.objects.filter(
        granted=None, run__in_force=True, run__contest__election=election, raised_at__lte=at - timedelta(hours=hours)
    )
    subject = _("Sanggahan atas %(station)s belum dijawab")
    text = _("Sanggahan ini menunggu lebih dari %(hours)d jam. Buka TPS-nya, lalu jawab.") % {"hours": hours}
    keys = list(late.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return 0
    people: dict[int | None, list[int]] = defaultdict(list)
    for post, person in serving(election=election, right=DECIDE, at=at):
        people[post.area].append(person)
    told = 0
    for start in range(0, len(keys), AT_ONCE):
        part = late.filter(pk__in=keys[start : start + AT_ONCE]).select_related("run__contest__election")
        found = [(each, [one for area in _areas_over(_station(each)) for one in people[area]]) for each in part]
        told += owe_all(_owed("unanswered", found, subject, text), at=at)
    return told


def _station(challenge: Challenge) -> int:
    return station_code(challenge.run.station_id)


def _areas_over(station: int) -> list[int | None]:
    """Return every territory that a polling station lies in, the nation as None, and itself."""
    return [None, *(int(str(station)[:digits]) for digits in DIGITS.values())]


def _owed(kind: str, found: Sequence[tuple[Challenge, Sequence[int]]], subject: str, text: str) -> list[Owed]:
    """Return what is owed to the people beside each challenge, in as many questions for many as for one."""
    stations = {_station(challenge) for challenge, _people in found}
    names, offices = names_of(codes={code // 1000 for code in stations}), offices_of(places=stations)
    owed = []
    for challenge, people in found:
        contest, station = challenge.run.contest, _station(challenge)
        keys = {"election": contest.election.code, "contest": contest.code, "station": station}
        owed += [
            Owed(
                key=f"recapitulation.{kind}:{challenge.pk}:{person}",
                kind=f"recapitulation_{kind}",
                office_id=offices[station].pk,
                to_user_id=person,
                subject=subject % {"station": called(code=station, names=names)},
                text=text,
                link=reverse("recapitulation_station", kwargs=keys),
                due_at=challenge.raised_at,
            )
            for person in sorted(set(people))
        ]
    return owed
