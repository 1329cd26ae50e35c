from __future__ import annotations

import io
from datetime import timedelta

import numpy as np
import pytest
from PIL import Image

from telusur.kernel.ledger.models import Act
from telusur.kernel.ledger.rules.commitments import commitment
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.models import Office
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.rules.layout import UNREAD, in_words
from telusur.results.elections.selectors import contest_named, layout_at
from telusur.results.elections.services import CandidateRow, DistrictRow, ElectionFiles, StationRow, load_election
from telusur.results.recapitulation import selectors, services
from telusur.results.recapitulation.models import Event, Run
from telusur.results.recapitulation.rules.queue import Wait
from telusur.results.recapitulation.rules.states import CORRECTED, DISPUTED, Standing
from telusur.results.recapitulation.services import Refused
from telusur.results.recapitulation.services.telling import tell
from telusur.results.recapitulation.tests.entering import (
    AT,
    FIRST,
    FOURTH,
    SECOND,
    VILLAGE,
    handed_in,
    people,
    small_election,
    typed,
    unreadable,
)
from telusur.results.recapitulation.tests.test_pages import on_duty

pytestmark = pytest.mark.django_db


def national(contest, **terms):
    return selectors.table_of(contest=contest, level=0, **terms).total


def state(contest, station=FIRST):
    run = selectors.form_of(contest=contest, station=station)
    return Standing(run.votes), Wait(run.waits_for)


def test_two_who_agree_verify_a_form_and_the_first_reading_counts_nowhere_before():
    contest = small_election()
    one, two, three = people()
    first = handed_in(contest, FIRST, one, suara_1=130, suara_sah=230, suara_tidak_sah=5)
    act = Act.objects.get(log="election/pilpres2024", index=first.index)
    assert act.act == "recapitulation.read"
    assert "130" not in str(act.facts)
    assert state(contest) == (Standing.MISSING, Wait.READERS)
    assert (national(contest).sums["suara_1"], Event.objects.count()) == (0, 0)

    with pytest.raises(Refused, match="own"):
        services.open_entry(contest=contest, station=FIRST, person_id=one.pk, at=AT)
    handed_in(contest, FIRST, two, suara_1=130, suara_sah=230, suara_tidak_sah=5)
    assert state(contest) == (Standing.VERIFIED, Wait.NOBODY)
    assert (national(contest).sums["suara_1"], national(contest).counts["verified"]) == (130, 1)
    events = list(Event.objects.order_by("index"))
    assert [event.act.partition(".")[2] for event in events] == ["read", "read", "verify"]
    assert [event.in_force for event in events] == [False, False, True]
    opened = in_words(selectors.vector_of(content=events[0].values))
    assert commitment(events[0].salt, opened) == act.facts["values"]
    with pytest.raises(Refused, match="read"):
        services.open_entry(contest=contest, station=FIRST, person_id=three.pk, at=AT)

    other = selectors.vector_of(content=events[0].values)
    other[-1] += 1
    for passed, act in ((Standing.ENTERED, "enter"), (Standing.IMPORTED, "import")):
        forms = services.Forms(np.array([FIRST]), np.array([other], dtype=np.int32))
        cause = services.Cause(f"recapitulation.{act}", "device:1", AT, evidence=act)
        came = [services.take_forms(contest=contest, forms=forms, cause=cause, passed=passed) for _again in range(2)]
        assert [(taken.changed, taken.kept, taken.unchanged) for taken in came] == [(0, 1, 0), (0, 0, 1)]
    assert national(contest).sums["suara_1"] == 130
    nothing = services.Forms(np.array([SECOND]), np.full((1, len(other)), UNREAD, dtype=np.int32))
    services.open_entry(contest=contest, station=SECOND, person_id=one.pk, at=AT)
    cause = services.Cause("recapitulation.import", "import", AT)
    empty = services.take_forms(contest=contest, forms=nothing, cause=cause, passed=Standing.IMPORTED)
    assert (empty.unchanged, len(empty.places)) == (1, 0)


def test_two_who_differ_wait_for_a_third_whom_nothing_is_forced_upon():
    contest = small_election()
    one, two, three = people()
    handed_in(contest, FIRST, one, suara_1=131)
    handed_in(contest, FIRST, two, suara_1=137)
    assert state(contest) == (Standing.MISSING, Wait.RESOLVER)
    with pytest.raises(Refused, match="own"):
        services.open_entry(contest=contest, station=FIRST, person_id=two.pk, at=AT)
    resolved = handed_in(contest, FIRST, three, suara_1=131)
    assert (resolved.turn, resolved.resolves) == (3, True)
    assert state(contest) == (Standing.VERIFIED, Wait.NOBODY)
    assert national(contest).sums["suara_1"] == 131
    with pytest.raises(Refused, match="handed_in"):
        services.hand_in(entry_id=resolved.pk, person_id=three.pk, cells=typed(contest), at=AT)


def test_a_claim_lapses_and_whoever_comes_too_late_is_told():
    contest = small_election()
    one, two, three = people()
    mine = services.open_entry(contest=contest, station=FIRST, person_id=one.pk, at=AT)
    services.open_entry(contest=contest, station=FIRST, person_id=two.pk, at=AT)
    with pytest.raises(Refused, match="taken"):
        services.open_entry(contest=contest, station=FIRST, person_id=three.pk, at=AT + timedelta(minutes=29))
    services.save_draft(entry_id=mine.pk, person_id=one.pk, cells={"suara_1": " 13"}, at=AT)
    with pytest.raises(Refused, match="not_yours"):
        services.save_draft(entry_id=mine.pk, person_id=two.pk, cells={"suara_1": "9"}, at=AT)
    handed_in(contest, FIRST, three, minute=31)
    handed_in(contest, FIRST, two, minute=32)
    with pytest.raises(Refused, match="read"):
        services.hand_in(entry_id=mine.pk, person_id=one.pk, cells=typed(contest), at=AT)
    mine.refresh_from_db()
    assert (mine.typed, mine.turn) == ({"suara_1": "13"}, None)
    assert state(contest) == (Standing.VERIFIED, Wait.NOBODY)


def test_what_two_people_read_and_a_rule_holds_waits_for_a_decision_of_somebody_else():
    contest = small_election()
    one, two, three = people()
    broken = {"suara_1": 231}
    handed_in(contest, FIRST, one, **broken)
    words = {"contest": contest, "station": FIRST, "reason": "Dicocokkan dengan plano", "evidence": "0" * 64, "at": AT}
    with pytest.raises(Refused, match="not_read"):
        services.let_through(person_id=three.pk, **words)
    handed_in(contest, FIRST, two, **broken)
    assert state(contest) == (Standing.HELD, Wait.DECISION)
    assert national(contest).sums["suara_1"] == 0
    with pytest.raises(Refused, match="own"):
        services.let_through(person_id=two.pk, **words)
    services.let_through(person_id=three.pk, **words)
    assert state(contest) == (Standing.VERIFIED, Wait.NOBODY)
    assert national(contest).sums["suara_1"] == 231
    with pytest.raises(Refused, match="not_held"):
        services.let_through(person_id=three.pk, **words)

    with pytest.raises(Refused, match="no_change"):
        services.correct_form(cells={"suara_1": 231}, person_id=three.pk, **words)
    with pytest.raises(Refused, match="no_evidence"):
        services.correct_form(cells={"suara_1": 131}, person_id=three.pk, **words | {"evidence": " "})
    services.correct_form(cells={"suara_1": 131}, person_id=three.pk, **words)
    run = selectors.form_of(contest=contest, station=FIRST)
    assert (run.votes, run.flags, run.findings) == (Standing.VERIFIED, CORRECTED, run.findings)
    event = Event.objects.latest("index")
    assert (event.act, event.reason, event.evidence) == (
        "recapitulation.correct",
        "Dicocokkan dengan plano",
        "0" * 64,
    )
    assert Act.objects.get(log="election/pilpres2024", index=event.index).facts["reason"] == event.reason
    services.correct_form(cells={"suara_2": UNREAD}, person_id=one.pk, minutes="BA 12/PPK/2024", **words)
    assert state(contest) == (Standing.HELD, Wait.DECISION)
    with pytest.raises(Refused, match="unread"):
        services.let_through(person_id=three.pk, **words)
    services.correct_form(cells={"suara_2": 83}, person_id=one.pk, minutes="BA 12/PPK/2024", **words)
    assert state(contest) == (Standing.VERIFIED, Wait.NOBODY)
    assert Event.objects.latest("index").minutes == "BA 12/PPK/2024"
    signed = {"minutes": "BA 12/PPK/2024", "reason": "Diplenokan", "evidence": "0" * 64, "actor": "user:1", "at": AT}
    values = {FIRST: selectors.vector_of(content=selectors.form_of(contest=contest, station=FIRST).values)}
    layout = layout_at(contest=contest, station=FIRST)
    services.settle_forms(contest=contest, layout=layout, values=values, **signed)
    assert state(contest) == (Standing.SETTLED, Wait.NOBODY)
    with pytest.raises(Refused, match="settled"):
        services.correct_form(cells={"suara_2": 84}, person_id=three.pk, **words)


def test_a_further_run_takes_the_place_of_the_earlier_one_which_stays():
    contest = small_election()
    one, two, three = people()
    for person in (one, two):
        handed_in(contest, SECOND, person)
    late = services.open_entry(contest=contest, station=FIRST, person_id=one.pk, at=AT)
    before = national(contest).sums["suara_1"]
    words = {"contest": contest, "station": SECOND, "actor": "user:9", "at": AT}
    for kind, decision, why in (
        ("regular", "Putusan", "run_kind"),
        ("revote", " ", "no_reason"),
        ("revote", "Putusan atas NIK 3601010101900001", "identity"),
    ):
        with pytest.raises(Refused, match=why):
            services.order_run(kind=kind, decision=decision, **words)
    services.order_run(kind="revote", decision="Keputusan KPU 77/2024", **words)
    with pytest.raises(Refused, match="again"):
        services.order_run(kind="revote", decision="Keputusan KPU 79/2024", **words)
    services.order_run(kind="recount", decision="Keputusan KPU 78/2024", **words | {"station": FIRST})
    with pytest.raises(Refused, match="replaced"):
        services.hand_in(entry_id=late.pk, person_id=one.pk, cells=typed(contest), at=AT)
    assert (before, national(contest).sums["suara_1"], state(contest, SECOND)[0]) == (131, 0, Standing.MISSING)
    assert national(contest).counts["received"] == 0
    runs = list(selectors.runs_of(contest=contest, station=SECOND))
    assert [(run.number, run.kind, run.in_force) for run in runs] == [(1, "regular", False), (2, "revote", True)]
    assert selectors.table_of(contest=contest, level=0, until=runs[0].last_index + 1).total.sums["suara_1"] == 131
    for person in (two, three):
        handed_in(contest, SECOND, person, suara_1=100, suara_sah=200, suara_tidak_sah=35)
    assert national(contest).sums["suara_1"] == 100
    assert Run.objects.get(number=1, station_id=runs[0].station_id).votes == Standing.VERIFIED


def test_a_form_with_lists_is_read_as_its_electoral_district_has_them():
    small_election()
    listed = tuple(Listed(number, f"Partai {number}") for number in (1, 2))
    contest = ContestDefinition("dpr", "dpr", "DPR", 0, listed)
    definition = Definition("pileg", "Pemilu DPR", "general", AT.date(), (contest,))
    files = ElectionFiles(
        definition,
        districts=[DistrictRow("dpr", "banten-1", "Banten I", 6, (3601,))],
        candidates=[CandidateRow("dpr", "banten-1", 1, place, f"Calon {place}") for place in (1, 2)],
        stations=[StationRow(FIRST)],
    )
    load_election(files=files, actor="import", at=AT)
    dpr = contest_named(election="pileg", contest="dpr")
    names = layout_at(contest=dpr, station=FIRST).names
    assert names[-6:] == ("tanggal_tahun", "partai_1", "calon_1_1", "calon_1_2", "suara_1", "suara_2")
    votes = {"partai_1": 5, "calon_1_1": 7, "calon_1_2": 8, "suara_1": 21, "suara_sah": 21}
    said = dict.fromkeys(names, "x") | votes | {"suara_tidak_sah": 0, "suara_total": 21, "ss_diterima": 100}
    for person in people(2):
        entry = services.open_entry(contest=dpr, station=FIRST, person_id=person.pk, at=AT)
        cells = {name: str(value) for name, value in said.items()}
        services.hand_in(entry_id=entry.pk, person_id=person.pk, cells=cells, at=AT)
    run = selectors.form_of(contest=dpr, station=FIRST)
    assert (run.votes, run.findings & 1 << 5) == (Standing.HELD, 1 << 5)  # R06: 5 + 7 + 8 is not 21


@pytest.mark.parametrize("votes_only", [True, False])
def test_what_two_people_agree_they_cannot_read_waits_for_somebody_who_types_it_from_better_evidence(votes_only):
    contest = small_election()
    one, two, three = people()
    for person in (one, two):
        unreadable(contest, person, votes_only=votes_only)
    assert state(contest) == (Standing.MISSING, Wait.DECISION)
    event = Event.objects.latest("index")
    assert (event.act, event.in_force, event.votes) == ("recapitulation.verify", True, Standing.MISSING)
    assert Act.objects.get(log="election/pilpres2024", index=event.index).facts["votes"] == "missing"
    with pytest.raises(Refused, match="read"):
        services.open_entry(contest=contest, station=FIRST, person_id=three.pk, at=AT)
    waiting = selectors.waiting_runs(contests=[contest], areas=[None], wait=Wait.DECISION)
    assert [(run.votes, run.weight) for run in waiting] == [(Standing.MISSING, 260_000)]
    mine = {"areas": [None], "person_id": three.pk, "at": AT, "resolves": True}
    assert not selectors.to_type(contests=[contest], **mine).exists()
    whole = (FIRST, FOURTH)
    assert FIRST in selectors.stations_being_read(contest=contest, spans=[whole])

    layout = layout_at(contest=contest, station=FIRST)
    late = layout.vector({name: int(text) for name, text in typed(contest).items() if text != "x"})
    forms = services.Forms(np.array([FIRST]), np.array([late], dtype=np.int32))
    cause = services.Cause("recapitulation.enter", "device:1", AT)
    came = services.take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.ENTERED)
    assert (came.changed, came.kept) == (0, 1)
    assert state(contest) == (Standing.MISSING, Wait.DECISION)

    words = {"contest": contest, "station": FIRST, "reason": "Halaman 2 datang", "evidence": "C.HASIL 2", "at": AT}
    with pytest.raises(Refused, match="not_held"):
        services.let_through(person_id=three.pk, **words)
    with pytest.raises(Refused, match="own"):
        services.correct_form(cells={"suara_1": 131}, person_id=one.pk, **words)
    services.correct_form(cells=dict(zip(layout.names, late, strict=True)), person_id=three.pk, **words)
    assert state(contest) == (Standing.VERIFIED, Wait.NOBODY)
    assert national(contest).sums["suara_1"] == 131
    assert selectors.form_of(contest=contest, station=FIRST).flags == 0


def test_who_corrects_numbers_that_are_others_by_now_undoes_nobodys_correction():
    contest = small_election()
    one, two, three, four = people(4)
    for person in (one, two):
        handed_in(contest, FIRST, person, suara_1=231)
    opened = selectors.form_of(contest=contest, station=FIRST).last_index
    words = {"contest": contest, "station": FIRST, "reason": "Dicocokkan", "evidence": "halaman 2", "at": AT}
    services.correct_form(cells={"suara_1": 131}, person_id=three.pk, seen=opened, **words)
    stale = {"suara_1": 231, "suara_tidak_sah": 6}
    with pytest.raises(Refused, match="stale"):
        services.correct_form(cells=stale, person_id=four.pk, seen=opened, **words)
    with pytest.raises(Refused, match="stale"):
        services.let_through(person_id=four.pk, seen=opened, **words)
    with pytest.raises(Refused, match="stale"):
        services.correct_form(cells=stale, person_id=four.pk, seen=opened + 100, **words)
    run = selectors.form_of(contest=contest, station=FIRST)
    assert selectors.vector_of(content=run.values)[layout_at(contest=contest, station=FIRST).places["suara_1"]] == 131
    numbers = run.last_index
    tell(contest=contest, run=run, cause=services.Cause("recapitulation.challenge", f"user:{four.pk}", AT))
    assert run.last_index > numbers  # a challenge came between, and no other number
    services.correct_form(cells={"suara_tidak_sah": 6}, person_id=four.pk, seen=numbers, **words)
    assert national(contest).sums["suara_1"] == 131


def test_an_answer_to_a_challenge_of_an_earlier_run_leaves_the_one_in_force_as_it_is():
    contest = small_election()
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    one, two, three, four = people(4)
    for person in (one, two):
        handed_in(contest, FIRST, person)
    challenges = []
    for person in (three, four):
        challenges.append(disputed(contest, person))
        if person is three:
            said = {"kind": "revote", "decision": "Keputusan KPU 77/2024", "actor": "user:9", "at": AT}
            services.order_run(contest=contest, station=FIRST, **said)
    words = {"granted": False, "answer": "Sudah diulang", "person_id": one.pk, "at": AT}
    with pytest.raises(services.Refused, match="own_challenge"):
        services.answer_challenge(challenge_id=challenges[0].pk, **(words | {"person_id": three.pk}))
    services.answer_challenge(challenge_id=challenges[0].pk, **words)
    assert [bool(run.flags & DISPUTED) for run in selectors.runs_of(contest=contest, station=FIRST)] == [False, True]
    event = Event.objects.latest("index")
    assert (event.act, event.run, event.in_force) == ("recapitulation.answer_challenge", 1, False)
    services.answer_challenge(challenge_id=challenges[1].pk, **words)
    assert not selectors.form_of(contest=contest, station=FIRST).flags & DISPUTED


def test_a_challenge_that_is_found_true_stays_until_somebody_who_did_not_read_the_form_corrects_it():
    contest = small_election()
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    one, two, three, four, five = people(5)
    for person in (one, two, three):
        on_duty(person, "ppk", VILLAGE // 10**4, contest.election)
    for person in (one, two):
        handed_in(contest, FIRST, person)
    first, second = disputed(contest, four), disputed(contest, five)
    at_once = {"contests": [contest], "areas": [None]}

    def answer(challenge, *, granted):
        said = {"granted": granted, "answer": "Plano dibuka", "person_id": one.pk, "at": AT}
        services.answer_challenge(challenge_id=challenge.pk, **said)
        return selectors.form_of(contest=contest, station=FIRST)

    def listed():
        runs = list(selectors.challenged_runs(**at_once))
        return [row.found_wrong for row in selectors.told(runs=runs, contests=[contest], person_id=one.pk, at=AT)]

    assert answer(first, granted=True).flags & DISPUTED
    assert Event.objects.latest("index").reason == "Terbukti: Plano dibuka"
    assert listed() == [False]  # the other one waits for its answer
    owed = Notice.objects.filter(kind="recapitulation_found_true")
    assert list(owed.values_list("to_user", flat=True)) == [three.pk]  # who has read it cannot correct it
    assert answer(second, granted=False).flags & DISPUTED
    assert Event.objects.latest("index").reason == "Tidak terbukti: Plano dibuka"
    assert listed() == [True]
    words = {"reason": "Salah baca", "evidence": "plano", "person_id": three.pk, "at": AT}
    services.correct_form(contest=contest, station=FIRST, cells={"tanggal_hari": 14}, **words)
    assert not selectors.form_of(contest=contest, station=FIRST).flags & DISPUTED
    assert listed() == []
    third = disputed(contest, four, at=AT + timedelta(minutes=9))
    assert not answer(third, granted=False).flags & DISPUTED  # what was corrected waits no more


def test_a_correction_leaves_a_challenge_that_nobody_has_answered():
    contest = small_election()
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    one, two, three, four = people(4)
    for person in (one, two):
        handed_in(contest, FIRST, person)
    challenge = disputed(contest, four)
    words = {"reason": "Salah baca", "evidence": "plano", "person_id": three.pk, "at": AT}
    services.correct_form(contest=contest, station=FIRST, cells={"tanggal_hari": 14}, **words)
    assert selectors.form_of(contest=contest, station=FIRST).flags & DISPUTED
    said = {"granted": True, "answer": "Sudah dikoreksi", "person_id": three.pk, "at": AT}
    services.answer_challenge(challenge_id=challenge.pk, **said)
    assert not selectors.form_of(contest=contest, station=FIRST).flags & DISPUTED  # it was corrected before the answer


def disputed(contest, person, at=AT):
    out = io.BytesIO()
    Image.new("RGB", (60, 90), "white").save(out, "PNG")
    out.seek(0)
    said = {"as_role": "witness", "reason": "Lain di plano", "picture": out, "name": "foto.png", "at": at}
    return services.challenge_form(contest=contest, station=FIRST, person_id=person.pk, **said)


def test_an_alarm_that_was_told_is_not_told_again_because_something_else_happens_to_its_form():
    contest = small_election()
    one, two, three = people()
    alarm = selectors.effects_of(on=contest.election.voted_on).alarm

    def began():
        return selectors.alarmed_stations(election=contest.election, alarm=alarm)[1].tolist()

    for person in (one, two):
        handed_in(contest, FIRST, person, pengguna_total_j=236, pengguna_dpk_j=3)
    run = selectors.form_of(contest=contest, station=FIRST)
    first = began()
    assert first == [run.last_index]
    tell(contest=contest, run=run, cause=services.Cause("recapitulation.challenge", f"user:{three.pk}", AT))
    assert began() == first
    words = {"contest": contest, "station": FIRST, "reason": "Salah baca", "evidence": "halaman 1", "at": AT}
    for users, begins in ((235, []), (236, None)):
        cells = {"pengguna_total_j": users, "pengguna_dpk_j": users - 233}
        services.correct_form(cells=cells, person_id=three.pk, **words)
        again = selectors.form_of(contest=contest, station=FIRST).last_index
        assert began() == ([again] if begins is None else begins)
