"""A village of four polling stations in a small election, and the people who type its forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from telusur.kernel.accounts.models import User
from telusur.results.elections.selectors import contest_named, layout_at
from telusur.results.elections.services import StationRow, ensure_election, enter_stations
from telusur.results.recapitulation import services

AT = datetime(2024, 2, 14, 11, 0, tzinfo=UTC)
VILLAGE = 3601012001
FIRST, SECOND, THIRD, FOURTH = (VILLAGE * 1000 + number for number in (1, 2, 3, 4))
SUM = {"suara_1": 131, "suara_2": 83, "suara_3": 17, "suara_sah": 231, "suara_tidak_sah": 4, "suara_total": 235}
USERS = {"dpt_j": 260, "pengguna_dpt_j": 230, "pengguna_dptb_j": 3, "pengguna_dpk_j": 2, "pengguna_total_j": 235}


def small_election():
    """Return the presidential contest with the polling stations of one village."""
    election = ensure_election(code="pilpres2024", actor="import", at=AT)
    rows = [StationRow(code, "", (130, 130, 260)) for code in (FIRST, SECOND, THIRD, FOURTH)]
    names = {36: "BANTEN", 3601: "PANDEGLANG", 360101: "SUMUR", VILLAGE: "SUMBERJAYA"}
    with transaction.atomic():
        enter_stations(election=election, rows=rows, names=names, provisional=False)
    return contest_named(election="pilpres2024", contest="ppwp")


def people(count=3, name="pengetik"):
    return [User.objects.create_user(f"{name}{number}@contoh.test") for number in range(1, count + 1)]


def typed(contest, **cells):
    """Return a form typed whole: the sums and users above, everything else an X."""
    ballots = {"ss_diterima": 266, "ss_digunakan": 235, "ss_tidak_digunakan": 31}
    said = dict.fromkeys(layout_at(contest=contest, station=FIRST).names, "x") | SUM | USERS | ballots | cells
    said |= {"dpt_l": said["dpt_j"] - 130 if isinstance(said["dpt_j"], int) else "x", "dpt_p": 130}
    return {name: str(value) for name, value in said.items()}


def handed_in(contest, station, person, minute=0, **cells):
    at = AT + timedelta(minutes=minute)
    who = {"person_id": person.pk, "may_resolve": True, "at": at}
    entry = services.open_entry(contest=contest, station=station, **who)
    return services.hand_in(entry_id=entry.pk, cells=typed(contest, **cells), **who)


def unreadable(contest, person, *, votes_only, station=FIRST):
    """Hand in a form that cannot be read: nothing of it, or nothing of its votes."""
    entry = services.open_entry(contest=contest, station=station, person_id=person.pk, at=AT)
    said = typed(contest)
    votes = {name for name in said if name.startswith("suara_")}
    cells = {name: "?" if name in votes or not votes_only else text for name, text in said.items()}
    services.hand_in(entry_id=entry.pk, person_id=person.pk, cells=cells, at=AT)
