"""A small made-up election of a mayor: eight polling stations, each in another state on the way from form to number."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from typing import TYPE_CHECKING

from telusur.kernel.accounts import services as accounts
from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.kernel.offices.selectors import office_by_code
from telusur.results.elections import services as elections
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.rules.duty_file import DutyRow
from telusur.results.elections.selectors import contest_named, layout_at
from telusur.results.recapitulation import services

from .pictures import drawn, labels, take_drawn
from .story import DOMAIN, person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.kernel.accounts.models import User
    from telusur.results.elections.models import Contest, Election

CODE, CONTEST = "walikota-contoh", "walikota"
VILLAGE = 3673011002
NAMES = {36: "BANTEN", 3673: "KOTA SERANG", 367301: "SERANG", VILLAGE: "CIPARE"}
PAIRS = ("Pasangan Angsana", "Pasangan Beringin", "Pasangan Cemara")
# E-mail, name, role, territory, whose witness.
PEOPLE = (
    ("ppk1", "Ratna Wulandari, PPK Serang", "ppk", 367301, None),
    ("ppk2", "Hendra Saputra, PPK Serang", "ppk", 367301, None),
    ("ppk3", "Yuliana Sari, PPK Serang", "ppk", 367301, None),
    ("kpu-rekap", "Bagus Prakoso, KPU Kota Serang", "kpu", 3673, None),
    ("saksi", "Imam Hidayat, saksi pasangan 2", "witness", 367301, 2),
    ("bawaslu", "Sri Lestari, Bawaslu Kota Serang", "supervisor", 3673, None),
)
READ_ONCE, AGREED, DIFFER, HELD, CORRECTED, SENT, CHALLENGED, AGAIN = (VILLAGE * 1000 + n for n in range(1, 9))
WAITS = VILLAGE * 1000 + 9


def load_election(*, at: datetime) -> None:
    """Load an election of yesterday, the people who serve at it, and what they have done with its forms so far."""
    _define(at)
    contest = contest_named(election=CODE, contest=CONTEST)
    one, two, three, kpu, witness, _supervisor = appointed(PEOPLE, at)
    pictured = {READ_ONCE: 1, AGREED: 2, DIFFER: 3, CORRECTED: 5, WAITS: 9}
    take_drawn(contest, {station: form(number) for station, number in pictured.items()}, at)
    read(contest, READ_ONCE, one, form(1), at)
    for station, numbers in ((AGREED, form(2)), (CORRECTED, form(5)), (CHALLENGED, form(7)), (AGAIN, form(8))):
        for reader in (one, two):
            read(contest, station, reader, numbers, at)
    read(contest, DIFFER, one, form(3), at)
    read(contest, DIFFER, two, form(3) | {"suara_1": form(3)["suara_1"] + 50}, at)
    for reader in (one, two):
        read(contest, HELD, reader, form(4) | {"suara_2": form(4)["suara_2"] + 100}, at)
    services.correct_form(
        contest=contest,
        station=CORRECTED,
        cells={"suara_1": form(5)["suara_1"] - 1, "suara_2": form(5)["suara_2"] + 1},
        reason="Satu surat suara tertukar lajur ketika disalin",
        evidence="C.HASIL-KWK-WALIKOTA halaman 2",
        person_id=three.pk,
        at=at,
    )
    _sent(contest, form(6) | {"pengguna_total_j": form(6)["pengguna_total_j"] + 3}, at)
    services.challenge_form(
        contest=contest,
        station=CHALLENGED,
        person_id=witness.pk,
        as_role="witness",
        reason="Pada foto saya suara sah berbeda dua dari angka yang diumumkan",
        picture=io.BytesIO(drawn(CHALLENGED, form(7), labels(contest, CHALLENGED))),
        name="foto-saksi.png",
        at=at,
    )
    services.order_run(
        contest=contest,
        station=AGAIN,
        kind="revote",
        decision="Keputusan KPU Kota Serang 41/CONTOH, pemungutan suara ulang",
        actor=f"user:{kpu.pk}",
        at=at,
    )
    while deliver_next(at=at):  # told at once, as by the worker
        pass


def _define(at: datetime) -> None:
    listed = tuple(Listed(number, name) for number, name in enumerate(PAIRS, start=1))
    contest = ContestDefinition(CONTEST, "walikota", "Wali Kota dan Wakil Wali Kota (contoh)", 0, listed)
    voted_on = day_at(at, NATIONAL_TIME_ZONE) - timedelta(days=1)
    definition = Definition(CODE, "Pemilihan Wali Kota contoh", "regional", voted_on, (contest,))
    elections.load_election(files=elections.ElectionFiles(definition), actor="import", at=at)
    election = contest_named(election=CODE, contest=CONTEST).election
    rows = [elections.StationRow(VILLAGE * 1000 + number, "", (200, 200, 400)) for number in range(1, 10)]
    elections.enter_stations(election=election, rows=rows, names=NAMES, provisional=False)


def appointed(
    people: Sequence[tuple[str, str, str, int | None, int | None]], at: datetime, *, election: Election | None = None
) -> list[User]:
    """Let people come by the way of everybody: appointed from rows, active by their codes. election: where they serve,
    the small one where nothing is said."""
    hashed = person("desk").password
    for email, name, *_duty in people:
        accounts.create_account(
            email=f"{email}@{DOMAIN}", full_name=name, password=None, hashed_password=hashed, is_demo=True
        )
    return serving(election or contest_named(election=CODE, contest=CONTEST).election, people, at)


def serving(
    election: Election, people: Sequence[tuple[str, str, str, int | None, int | None]], at: datetime
) -> list[User]:
    """Give people their duties at an election, each active by the code that was handed to them."""
    on = day_at(at, NATIONAL_TIME_ZONE)
    rows = [
        DutyRow(f"{email}@{DOMAIN}", name, role, area, whose, "7/CONTOH", on, on - timedelta(days=30), None)
        for email, name, role, area, whose in people
    ]
    office = office_by_code(code=NATIONAL_OFFICE)
    done = elections.appoint_to_duty(election=election, rows=rows, actor="system", at=at, office_id=office.pk)
    for each in done.handed:
        elections.activate_duty(person_id=each.duty.person_id, code=each.code, at=at)
    return [each.duty.person for each in done.handed]


def form(number: int) -> dict[str, int]:
    """Return the numbers of a form that adds up."""
    votes = {"suara_1": 90 + 7 * number, "suara_2": 120 - 3 * number, "suara_3": 40 + 2 * number}
    valid, spoiled = sum(votes.values()), 3 + number
    users = valid + spoiled
    men = users // 2
    return {
        "dpt_l": 200, "dpt_p": 200, "dpt_j": 400,
        "pengguna_dpt_l": men, "pengguna_dpt_p": users - men, "pengguna_dpt_j": users,
        "pengguna_total_l": men, "pengguna_total_p": users - men, "pengguna_total_j": users,
        "ss_diterima": 410, "ss_digunakan": users, "ss_dikembalikan": 0, "ss_tidak_digunakan": 410 - users,
        **votes, "suara_sah": valid, "suara_tidak_sah": spoiled, "suara_total": users,
    }  # fmt: skip


def read(contest: Contest, station: int, reader: User, numbers: Mapping[str, int | str], at: datetime) -> None:
    names = layout_at(contest=contest, station=station).names
    cells = {name: str(numbers.get(name, "x")) for name in names}
    entry = services.open_entry(contest=contest, station=station, person_id=reader.pk, at=at)
    services.hand_in(entry_id=entry.pk, person_id=reader.pk, cells=cells, at=at)


def _sent(contest: Contest, numbers: Mapping[str, int], at: datetime) -> None:
    """Let a tablet at the polling station send a form."""
    election = contest.election
    device, _key = services.issue_device(election=election, area=None, name="Tablet PPS Cipare", actor="system", at=at)
    fields = dict.fromkeys(layout_at(contest=contest, station=SENT).names, "x") | dict(numbers)
    sent = services.SentForm(str(SENT), fields=fields)
    digest = hashlib.sha256(repr(fields).encode()).hexdigest()
    services.accept_forms(device=device, contest=contest, key="contoh-1", forms=[sent], digest=digest, at=at)
