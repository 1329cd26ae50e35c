"""From files to determined seats: faults, corrections, ties, the Court, and what takes the place of what."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.selectors import acts_on
from telusur.results.seats import selectors, services
from telusur.results.seats.models import Basis, Seat
from telusur.results.seats.rules.counting import Obstacle
from telusur.results.seats.rules.disparity import compare, weigh
from telusur.results.seats.rules.tables import Refused as FileRefused
from telusur.results.seats.rules.windows import PaperKind
from telusur.results.seats.tests.room import (
    ANNOUNCED,
    AT,
    CHAIR,
    CONTROL,
    LISTS,
    OFFICER,
    VOTES,
    cleared,
    corrected,
    determined,
    file,
    national,
    opened,
    taken,
)

pytestmark = pytest.mark.django_db


def working(council):
    return selectors.working_of(basis=selectors.basis_of(council=council))


def refusal(act, *args, **more):
    with pytest.raises(services.Refused) as refused, transaction.atomic():
        act(*args, **more)
    return refused.value.code


def test_a_council_goes_from_files_with_a_fault_to_seats_and_again_after_a_ruling():
    council = opened()
    assert refusal(determined, council) == "nothing_taken"
    basis = taken(council, lists=LISTS)
    with open_bytes(document=basis.votes.document) as kept:
        assert kept.read().decode() == VOTES
    found = working(council)
    assert [fault.name for fault in found.made.judged.faults] == ["not_whole/SATU/pkb"]
    assert found.obstacles == (Obstacle.FAULTS,)
    cleared(council)
    assert refusal(determined, council) == "obstacles"
    assert refusal(corrected, council, "TIGA", "pkb", 1) == "no_cell"
    assert refusal(corrected, council, "DUA", "pkb", 9000) == "no_change"
    assert refusal(corrected, council, "SATU", "pkb", 3050, source=" ") == "no_source"
    assert refusal(corrected, council, "SATU", "pkb", 3050, reason="NIK 3201012501010001") == "identity"
    corrected(council, "SATU", "pkb", 3051)
    assert working(council).made.judged.faults[0].name == "sum_misses/pkb"
    corrected(council, "SATU", "pkb", 3050, reason="Salah ketik pada koreksi pertama")
    assert [row.becomes for row in selectors.corrections_of(basis=basis)] == [3051, 3050]
    assert working(council).obstacles == ()
    assert refusal(determined, council, actor=OFFICER) == "own_work"
    assert refusal(determined, council, decree=" ") == "no_decree"
    assert refusal(determined, council, decided_on=date(2024, 3, 1)) == "decided_early"
    assert refusal(determined, council, decided_on=date(2024, 12, 1)) == "decided_later"
    first = determined(council)
    assert refusal(corrected, council, "SATU", "pkb", 1) == "determined"
    assert refusal(taken, council, ground="Berkas baru") == "no_ruling"
    given = selectors.seats_of(determination=first)
    assert [(seat.district, seat.order, seat.party, seat.divisor, seat.claim, seat.candidate) for seat in given] == [
        ("SATU", 1, "pkb", "1", "3050", 1),
        ("SATU", 2, "pkb", "3", "3050/3", 2),
        ("SATU", 3, "golkar", "1", "1000", 1),
        ("DUA", 1, "pkb", "1", "9000", 1),
        ("DUA", 2, "golkar", "1", "3000", 1),
        ("DUA", 3, "pkb", "3", "3000", 2),
        ("DUA", 4, "pkb", "5", "1800", 3),
    ]
    assert (first.number, first.total_seats, first.needed, len(first.digest)) == (1, 7, "3214/5", 64)
    assert first.rules[0] == "seats.allocation.dpr@2017-08-16"
    case = cleared(council, PaperKind.REGISTERED, "PHPU 01/2024", at=AT + timedelta(days=1))
    ruled = {"number": "Putusan MK 01/2024", "answers": case.pk, "at": AT + timedelta(days=2)}
    assert refusal(cleared, council, PaperKind.RULING, **ruled) == "no_effect"
    cleared(council, PaperKind.RULING, **ruled, changes=True)
    assert refusal(taken, council) == "no_ground"
    taken(council, votes=VOTES.replace("3.050", "2950"), control=CONTROL.replace("12050", "11950"), ground="Putusan MK")
    second = determined(council, decree="Keputusan KPU 1300/2024")
    assert (second.number, second.ruling) == (2, "Putusan MK 01/2024")
    seats = selectors.seats_of(determination=second)
    assert [(seat.party, seat.claim) for seat in seats[:3]] == [("pkb", "2950"), ("golkar", "1000"), ("pkb", "2950/3")]
    assert len(selectors.seats_of(determination=first)) == 7
    acts = [act.act for act in acts_on(subject_kind="council", subject_id="0/dpr-2024")]
    assert Counter(acts) == {
        "seats.open_council": 1,
        "seats.take_basis": 2,
        "seats.correct": 2,
        "seats.record_court_paper": 3,
        "seats.determine": 2,
    }


def test_ties_of_parties_and_of_candidates_stop_until_a_plenary_decides():
    council = opened()
    lists = "\n".join(line for line in LISTS.splitlines() if not line.startswith(("SATU,pkb,3", "SATU,pkb,4")))
    votes = "dapil,pkb,golkar,pks\nSATU,5000,1000,10\nDUA,4000,5000,10\n"
    taken(council, votes=votes, control="partai,suara\npkb,9000\ngolkar,6000\npks,20\n", lists=lists)
    found = working(council)
    assert [(tie.district, tie.party, tie.claimants, tie.seats, tie.claim) for tie in found.open_ties] == [
        ("SATU", "", ("golkar", "pkb"), 1, "1000"),
        ("DUA", "golkar", ("2", "3"), 1, "80"),
    ]
    cleared(council)
    assert refusal(determined, council) == "obstacles"
    words = {"ground": "Undian di depan pleno", "minutes": "BA 9/2024", "actor": OFFICER, "at": AT}
    decide = {"council_id": council.pk, "district": "SATU", "party": "", **words}
    assert refusal(services.decide_tie, **decide, chosen=["pkb", "golkar"]) == "not_so_many"
    assert refusal(services.decide_tie, **decide, chosen=["pks"]) == "not_so_many"
    assert refusal(services.decide_tie, **{**decide, "party": "pks"}, chosen=["1"]) == "no_tie"
    drawn = services.decide_tie(**decide, chosen=["golkar"])
    chosen = services.decide_tie(**{**decide, "district": "DUA", "party": "golkar"}, chosen=["3"])
    assert (working(council).by_party, working(council).obstacles) == ({"pkb": 4, "golkar": 3, "pks": 0}, ())
    corrected(council, "SATU", "alokasi_kursi", 4)
    assert (working(council).by_party, working(council).vacant) == ({"pkb": 5, "golkar": 3, "pks": 0}, 1)
    assert working(council).obstacles == (Obstacle.VACANT,)
    corrected(council, "SATU", "alokasi_kursi", 3)
    one = determined(council)
    seats = Seat.objects.filter(determination=one)
    assert list(seats.filter(drawn=drawn).values_list("district", "party", "order")) == [("SATU", "golkar", 3)]
    assert list(seats.filter(chosen=chosen).values_list("party", "candidate", "order")) == [("golkar", 3, 3)]


def test_an_open_window_and_an_open_case_refuse_the_determination():
    council = opened()
    taken(council, votes=VOTES.replace("3.050", "3050"), announced_at=AT - timedelta(hours=71))
    assert refusal(determined, council, decided_on=date(2024, 4, 19)) == "window_open"
    case = cleared(council, PaperKind.REGISTERED, "PHPU 01/2024")
    assert refusal(determined, council, decided_on=date(2024, 4, 19)) == "case_open"
    assert refusal(cleared, council) == "case_open"
    assert refusal(cleared, council, PaperKind.RULING, "Putusan 1", changes=False) == "no_case"
    cleared(council, PaperKind.RULING, "Putusan 1", changes=False, answers=case.pk)
    determined(council, decided_on=date(2024, 4, 19))


def test_nothing_unreadable_is_taken_and_nothing_taken_changes():
    council = opened()
    with pytest.raises(FileRefused), transaction.atomic():
        taken(council, votes="dapil,pkb\n")
    assert refusal(taken, council, announced_at=AT + timedelta(days=1)) == "announced_later"
    assert not Basis.objects.exists()
    basis = taken(council)
    for act in (basis.delete, basis.save, council.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert refusal(opened, council.office) == "slug_taken"
    assert refusal(opened, council.office, kind="dprd-kabko") == "not_this_council"


def test_the_council_of_2024_is_determined_through_the_office(recapitulation_data):
    def text(name):
        return (recapitulation_data / f"dpr2024_{name}.csv").read_text(encoding="utf-8")

    council = opened(national())
    basis = services.take_files(
        council_id=council.pk,
        votes=file("dpr2024_dapil_suara.csv", text("dapil_suara")),
        seats=file("dpr2024_dapil_kursi.csv", text("dapil_kursi")),
        control=file("dpr2024_nasional_resmi.csv", text("nasional_resmi")),
        result="Keputusan KPU 1205/2024",
        announced_at=ANNOUNCED,
        actor=OFFICER,
        at=AT,
    )
    found = working(council)
    faults = {fault.name for fault in found.made.judged.faults}
    assert faults == {"not_whole/RIAU II/perindo", "sum_misses/pbb", "sum_misses/golkar", "sum_misses/ummat"}
    assert [doubt.district for doubt in found.made.doubts] == ["JAWA BARAT I"]
    cleared(council)
    assert refusal(determined, council) == "obstacles"
    votes = {row["dapil"]: row for row in csv.DictReader(io.StringIO(text("dapil_suara")))}
    new = {("RIAU II", "perindo"): 24_214, ("JAWA TENGAH VIII", "pbb"): 2_282}
    new |= {("BALI", column): int(votes["BALI"][column]) + by for column, by in (("golkar", -4000), ("ummat", 1))}
    asked = [services.CorrectionAsked(*place, number, "contoh", "contoh") for place, number in new.items()]
    services.correct(council_id=council.pk, asked=asked, actor=OFFICER, at=AT)
    one = determined(council, actor=CHAIR)
    held = Counter((seat.district, seat.party) for seat in selectors.seats_of(determination=one))
    places = list(csv.DictReader(io.StringIO(text("dapil_kursi"))))
    parties = [name for name in places[0] if name not in {"dapil", "provinsi", "alokasi_kursi", "dpt"}]
    cells = {(row["dapil"], party): int(row[party]) for row in places for party in parties}
    assert len(cells) == 84 * 8 == 672
    assert {cell: held[cell] for cell in cells} == cells
    assert (one.total_seats, one.base, held.total()) == (580, 151_793_293, 580)
    found = working(council)
    weights = weigh(selectors.places_of(working=found))
    shares = compare(found.votes_by_party, found.by_party, passing=found.made.bar.passing)
    percent = [100 * float(each) for each in (weights.malapportionment, shares.gallagher, shares.loosemore_hanby)]
    assert [round(each, 2) for each in percent] == [5.96, 4.86, 11.4]
    assert (round(float(shares.enep), 2), round(float(shares.enpp), 2)) == (9.1, 7.26)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        selectors.working_of(basis=basis)
    assert len(asked) <= 3
