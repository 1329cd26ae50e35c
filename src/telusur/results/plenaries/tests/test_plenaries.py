from __future__ import annotations

import hashlib
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.models import Act as LedgerAct
from telusur.kernel.ledger.rules.signed_notes import opened_text, raw_key
from telusur.kernel.ledger.services import signer
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import election_named
from telusur.results.elections.services import StationRow, enter_stations
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.models import Compared, Correction, Paper
from telusur.results.plenaries.rules.moves import WrongState
from telusur.results.plenaries.rules.notes import read
from telusur.results.plenaries.rules.states import Act, Answer, PaperKind, State
from telusur.results.plenaries.services import Refused
from telusur.results.plenaries.services.drawing import printed_before_the_lock, still_true
from telusur.results.plenaries.services.steps import begin
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    FOURTH,
    PROVINCE,
    REGENCY,
    SECOND,
    STATIONS,
    THIRD,
    brought_out,
    district,
    fill,
    opened,
    person,
    read_all,
    signed,
)
from telusur.results.recapitulation.models import Event
from telusur.results.recapitulation.rules.states import WITHOUT_C_FORM, Standing
from telusur.results.recapitulation.selectors import form_of
from telusur.results.recapitulation.services import order_run
from telusur.results.recapitulation.tests.entering import handed_in, people

pytestmark = pytest.mark.django_db


def test_a_plenary_goes_from_opening_to_publishing_and_settles_its_polling_stations():  # noqa: PLR0915 one walk
    contest = district()
    ppk, above = person(contest, "ppk", DISTRICT), person(contest, "ppk", REGENCY, "lain")
    for who, level, place, why in (
        (above, "kecamatan", DISTRICT, "not_permitted"),
        (ppk, "kecamatan", REGENCY, "not_here"),
        (ppk, "dusun", DISTRICT, "not_here"),
    ):
        with pytest.raises(Refused, match=why):
            opened(contest, who, level, place)
    plenary = opened(contest, ppk)
    with pytest.raises(Refused, match="open_already"):
        opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    read_all(plenary, [FIRST, SECOND, THIRD], ppk)
    with pytest.raises(Refused, match="unread_units") as refusal:
        services.print_proof(**words)
    assert (refusal.value.facts["count"], refusal.value.facts["names"]) == (1, "TPS 002 TUNGGALJAYA")
    services.read_unit(unit=FOURTH, **words)
    with pytest.raises(WrongState):
        services.print_final(**words)
    with pytest.raises(Refused, match="no_change"):
        services.correct_unit(unit=SECOND, cells={"suara_1": 130}, reason="Salah salin", evidence="C.HASIL", **words)
    services.print_proof(**words)
    corrected = {"suara_1": 140, "suara_sah": 241, "suara_total": 245}
    services.correct_unit(unit=SECOND, cells=corrected, reason="Salah salin", evidence="C.HASIL hlm. 2", **words)
    plenary.refresh_from_db()
    assert plenary.state == State.READING
    event = Event.objects.latest("index")
    assert (event.act, event.minutes, event.reason) == ("recapitulation.correct", plenary.minutes, "Salah salin")
    assert Correction.objects.get().cells["suara_1"] == ["130", "140"]

    public = brought_out(plenary, ppk, absent=(3,))
    plenary.refresh_from_db()
    assert (plenary.state, [paper.kind for paper in plenary.papers.order_by("pk")]) == (
        State.PUBLISHED,
        ["proof", "proof", "final", "scan", "public"],
    )
    total = selectors.total_of(plenary=plenary)
    places = selectors.layout_for(plenary=plenary).places
    assert total.values[places["suara_1"]] == 131 + 140 + 129 + 128
    assert {form_of(contest=contest, station=code).votes for code in STATIONS} == {Standing.SETTLED}
    settled = {event.station_id % 10**13: event for event in Event.objects.filter(act="recapitulation.settle")}
    assert (settled[FIRST].minutes, settled[FIRST].reason) == (
        plenary.minutes,
        f"Diplenokan, berita acara {plenary.minutes}",
    )
    assert settled[SECOND].reason == f"{settled[FIRST].reason}: Salah salin"  # a correction alone settles nothing
    missing = plenary.signatures.get(given=False)
    assert (missing.seat, missing.reason) == ("witness", "Tidak hadir")
    gains = list(Compared.objects.order_by("-gain").values_list("unit", "choice", "form", "said", "gain"))
    assert (len(gains), gains[0], gains[1][-1]) == (12, (SECOND, 1, 130, 140, 10), 0)

    key = signer(log="election/pilpres2024")
    said = read(opened_text(public.note, name=key.origin, public_key=raw_key(key.key)))
    assert (said.code, said.form, said.minutes) == (plenary.code, "D.HASIL KECAMATAN-PPWP", plenary.minutes)
    assert said.numbers.split(",")[22:25] == ["528", "338", "68"]
    with open_bytes(document=public.file.document) as content:
        pdf = content.read()
    assert hashlib.sha256(pdf).hexdigest() == public.digest
    assert b"pdfaid" in pdf
    acts = LedgerAct.objects.filter(log="election/pilpres2024", subject_kind="plenary").order_by("index")
    assert [act.act.partition(".")[2] for act in acts][-4:] == [
        "record_signature",
        "close_signing",
        "upload_scan",
        "publish",
    ]
    with pytest.raises(WrongState):
        services.correct_unit(unit=SECOND, cells={"suara_1": 1}, reason="Lagi", evidence="C", **words)
    for kept in (Paper.objects.filter(pk=public.pk), Correction.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.delete()


def test_held_votes_stop_the_reading_until_somebody_says_why_and_unread_ones_until_they_are_read():
    contest = district()
    ppk = person(contest, "ppk", DISTRICT)
    fill(contest, FIRST, suara_sah=240)
    fill(contest, SECOND, suara_2=UNREAD)
    plenary = opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    with pytest.raises(Refused, match="held"):
        services.read_unit(unit=FIRST, **words)
    line = services.read_unit(unit=FIRST, reason="Tertulis demikian pada C.HASIL", **words)
    assert line.reason == "Tertulis demikian pada C.HASIL"
    with pytest.raises(Refused, match="unread"):
        services.read_unit(unit=SECOND, reason="Tidak terbaca", **words)
    said = {"reason": "Dibaca dari plano", "evidence": "C.HASIL hlm. 2"}
    services.correct_unit(unit=SECOND, cells={"suara_2": 83}, **said, **words)
    assert form_of(contest=contest, station=SECOND).votes == Standing.VERIFIED
    read_all(plenary, [THIRD, FOURTH], ppk)
    fill(contest, THIRD, suara_1=100, suara_2=114)
    with pytest.raises(Refused, match="changed_units"):
        services.print_proof(**words)
    services.read_unit(unit=THIRD, **words)
    services.print_proof(**words)


def test_votes_that_were_ordered_anew_are_not_published_from_what_was_read_before():
    contest = district()
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    signed(plenary, ppk)
    order_run(contest=contest, station=FIRST, kind="revote", decision="Putusan Bawaslu 4", actor="user:1", at=AT)
    with pytest.raises(Refused, match="changed_units"):
        services.publish(**words)
    services.return_to_reading(reason="TPS 001 memungut suara ulang", **words)
    with pytest.raises(Refused, match="changed_units"):
        services.print_proof(**words)
    with pytest.raises(Refused, match="no_form"):
        services.read_unit(unit=FIRST, **words)
    fill(contest, FIRST, suara_1=100, suara_2=114)
    services.read_unit(unit=FIRST, **words)
    services.print_proof(**words)
    assert selectors.total_of(plenary=plenary).values[selectors.layout_for(plenary=plenary).places["suara_1"]] == 487


def test_a_print_is_drawn_before_its_plenary_is_locked_and_anew_where_what_it_says_is_past():
    contest = district(stations=(FIRST,))
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, [FIRST], ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    with CaptureQueriesContext(connection) as queries:
        services.print_proof(**words)
    said = [query["sql"] for query in queries]
    drawn = next(place for place, text in enumerate(said) if 'INSERT INTO "documents_document"' in text)
    locked = next(place for place, text in enumerate(said) if "FOR UPDATE" in text and "plenaries_plenary" in text)
    assert drawn < locked
    tried = []

    def keep(made):
        if not tried:  # somebody else's correction, between the drawing and the lock
            cells = {"suara_1": 140, "suara_2": 74}
            services.correct_unit(unit=FIRST, cells=cells, reason="Salah salin", evidence="C.HASIL", **words)
        tried.append(made)
        step = begin(plenary_id=plenary.pk, act=Act.PRINT_PROOF, by=ppk, at=AT)
        return still_true(made, step, PaperKind.PROOF)

    true = printed_before_the_lock(keep, act=Act.PRINT_PROOF, kind=PaperKind.PROOF, **words)
    assert tried[1:] == [true]
    assert [each.total.values[selectors.layout_for(plenary=plenary).places["suara_1"]] for each in tried] == [131, 140]


def test_a_polling_station_without_a_c_form_is_filled_in_whole_and_marked():
    contest = district(stations=(FIRST, SECOND, THIRD))
    ppk = person(contest, "ppk", DISTRICT)
    run = form_of(contest=contest, station=THIRD)
    run.__class__.objects.filter(pk=run.pk).update(votes=0, administration=0)
    plenary = opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    with pytest.raises(Refused, match="no_form"):
        services.read_unit(unit=THIRD, **words)
    said = {"reason": "Sistem noken, tanpa C.HASIL", "evidence": "BA 3", **words}
    with pytest.raises(Refused, match="unread"):
        services.correct_unit(unit=THIRD, cells={"suara_1": 235}, **said)
    votes = {"suara_1": 235, "suara_2": 0, "suara_3": 0, "suara_sah": 235, "suara_tidak_sah": 0, "suara_total": 235}
    services.correct_unit(unit=THIRD, cells=votes, **said)
    run = form_of(contest=contest, station=THIRD)
    assert (run.votes, run.flags & WITHOUT_C_FORM) == (Standing.VERIFIED, WITHOUT_C_FORM)
    read_all(plenary, [FIRST, SECOND], ppk)
    brought_out(plenary, ppk)
    run = form_of(contest=contest, station=THIRD)
    assert (run.votes, run.flags & WITHOUT_C_FORM) == (Standing.SETTLED, WITHOUT_C_FORM)
    total = selectors.total_of(plenary=plenary)
    place = selectors.layout_for(plenary=plenary).places["dpt_j"]
    assert (total.values[place], total.gaps[place]) == (520, 1)
    assert list(Compared.objects.filter(unit=THIRD).values_list("form", "gain")) == [(None, None)] * 3
    last = list(selectors.told(rows=selectors.comparisons(contest=contest)))[-3:]
    assert [(row["tps"], row["c_hasil"], row["selisih"]) for row in last] == [(str(THIRD), None, None)] * 3
    assert selectors.comparisons(contest=contest, changed=True).filter(unit=THIRD).count() == 0


def test_a_form_that_is_being_read_is_filled_in_only_where_its_paper_was_read_out_in_the_room():
    contest = district(stations=(FIRST,))
    with transaction.atomic():
        rows = [StationRow(SECOND, "", (259, 1, 260))]
        enter_stations(election=contest.election, rows=rows, names={}, provisional=False)
    handed_in(contest, SECOND, people(1)[0])
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    votes = {"suara_1": 120, "suara_2": 80, "suara_3": 0, "suara_sah": 200, "suara_tidak_sah": 0, "suara_total": 200}
    said = {"plenary_id": plenary.pk, "unit": SECOND, "cells": votes, "reason": "Dibaca", "evidence": "BA 3"}
    with pytest.raises(Refused, match="being_read"):
        services.correct_unit(by=ppk, at=AT, **said)
    services.correct_unit(by=ppk, at=AT, read_out=True, **said)
    run, event = form_of(contest=contest, station=SECOND), Event.objects.latest("index")
    assert (run.votes, run.flags & WITHOUT_C_FORM) == (Standing.VERIFIED, 0)
    assert event.act == "recapitulation.fill_begun"
    assert event.reason == "Formulirnya belum selesai dibaca; kertasnya dibacakan di rapat pleno. Dibaca"


def test_objections_are_settled_by_a_correction_or_carried_to_the_plenary_above():
    contest = district()
    ppk, kpu = person(contest, "ppk", DISTRICT), person(contest, "kpu", REGENCY)
    second = contest.participants.get(number=2)
    witness = person(contest, "witness", DISTRICT, participant=second)
    stranger = person(contest, "witness", 3602, "jauh", participant=second)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    words = {"plenary_id": plenary.pk, "at": AT}
    raised = {"as_role": "witness", "participant": 2, "text": "Angka plano 84", **words}
    with pytest.raises(Refused, match="not_permitted"):
        services.object_to(unit=FIRST, by=stranger, **raised)
    with pytest.raises(Refused, match="identity"):
        services.object_to(unit=FIRST, by=witness, **raised | {"text": "NIK 3601012001800001"})
    with pytest.raises(Refused, match="no_participant"):
        services.object_to(unit=FIRST, by=witness, **raised | {"participant": 9})
    for voice in ({"participant": 1}, {"as_role": "supervisor", "participant": None}):
        with pytest.raises(Refused, match="another_voice"):
            services.object_to(by=witness, **raised | voice)
    one = services.object_to(unit=FIRST, by=witness, **raised)
    other = services.object_to(by=witness, **raised | {"text": "Kotak terlambat tiba"})
    with pytest.raises(Refused, match="objections"):
        services.print_proof(by=ppk, **words)
    with pytest.raises(Refused, match="not_permitted"):
        services.answer_objection(objection_id=one.pk, answer=Answer.REJECTED, text="-", by=witness, **words)
    accepted = {"objection_id": one.pk, "answer": Answer.ACCEPTED, "text": "Benar", "by": ppk, **words}
    with pytest.raises(Refused, match="not_corrected"):
        services.answer_objection(**accepted)
    cells = {"suara_2": 84, "suara_1": 130}
    said = {"reason": "Sesuai plano", "evidence": "C.HASIL", "by": ppk, **words}
    with pytest.raises(Refused, match="breaks_rules") as refusal:  # the very numbers of the station beside it
        services.correct_unit(unit=FIRST, cells=cells, **said)
    assert "Semua angkanya sama persis dengan TPS 002 SUMBERJAYA (R19)" in str(refusal.value.facts["rules"])
    line = services.correct_unit(unit=FIRST, cells=cells, stands="Plano keduanya memang sama", **said)
    assert line.reason == "Plano keduanya memang sama"
    services.answer_objection(**accepted)
    carried = {"objection_id": other.pk, "answer": Answer.CARRIED, "text": "Dicatat", "by": ppk, **words}
    services.answer_objection(**carried)
    with pytest.raises(Refused, match="answered"):
        services.answer_objection(**carried)

    regency = opened(contest, kpu, "kabko", REGENCY)
    with pytest.raises(Refused, match="no_form"):
        services.read_unit(plenary_id=regency.pk, unit=DISTRICT, by=kpu, at=AT)
    brought_out(plenary, ppk)
    services.read_unit(plenary_id=regency.pk, unit=DISTRICT, by=kpu, at=AT)
    heard = selectors.objections_of(plenary=regency).get()
    assert (heard.text, heard.carried_from_id, heard.unit) == ("Kotak terlambat tiba", other.pk, DISTRICT)
    with pytest.raises(Refused, match="objections"):
        services.print_proof(plenary_id=regency.pk, by=kpu, at=AT)


def test_an_error_found_while_signing_takes_the_final_back_and_a_form_needs_a_member_of_its_committee():
    contest = district()
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    services.print_proof(**words)
    services.print_final(**words)
    seat = plenary.signatures.first()
    with pytest.raises(Refused, match="no_reason"):
        services.record_signatures(told={seat.pk: (False, "")}, **words)
    services.record_signatures(told={seat.pk: (True, "")}, **words)
    with pytest.raises(Refused, match="signatures"):
        services.close_signing(**words)
    with pytest.raises(Refused, match="no_reason"):
        services.return_to_reading(reason=" ", **words)
    verdict = partial(verdict_of, plenary.papers.get(kind=PaperKind.FINAL).note)
    assert verdict() == "unpublished"
    (note,) = verdict.args
    joined, head = " ".join(note.split()), note[:-40]
    said = {joined: "unpublished", "".join(note.split()): "unpublished", head: "cut", head.replace("\n", " "): "cut"}
    signature = note.splitlines()[-1]
    twice = (f"{note}{signature}\n", f"{note}\n\n{signature}", note * 2, f"{joined} {joined}", f"{joined} {signature}")
    said |= dict.fromkeys((*twice, note.replace("\n", "\n\n"), f"  {note}".replace(" ", "  ")), "unpublished")
    said |= {f"{note}{signature[:-9]}\n": "unpublished", f"{joined} {signature}".replace(",", ",1", 1): "not_signed"}
    said |= {"halo": "no_code"} | {text.replace(",", ",1", 1): "not_signed" for text in (note, joined)}
    assert {text: verdict_of(text) for text in said} == said
    services.return_to_reading(reason="Salah satu lampiran tertukar", **words)
    assert verdict() == "withdrawn"
    plenary.refresh_from_db()
    assert (plenary.state, plenary.totals, plenary.signatures.filter(given=None).count()) == ("reading", None, 8)
    services.print_proof(**words)
    services.print_final(**words)
    services.record_signatures(told={seat.pk: (False, "Menolak") for seat in plenary.signatures.all()}, **words)
    with pytest.raises(Refused, match="nobody"):
        services.close_signing(**words)
    assert plenary.papers.filter(kind=PaperKind.FINAL).count() == 2


def verdict_of(note):
    return services.check_note(election=election_named(code="pilpres2024"), note=note).verdict


def test_what_was_counted_abroad_goes_straight_to_the_nation():
    contest = district(stations=(FIRST,))
    embassy, post = 9901010001001, 9901010001002
    rows = [StationRow(embassy, "001-tps", (None, None, None)), StationRow(post, "002-pos-001", (None, None, None))]
    names = {99: "LUAR NEGERI", 9901: "BRUNEI", 990101: "KBRI", 9901010001: "KBRI"}
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names=names, provisional=False)
    for number, code in enumerate((embassy, post)):
        fill(contest, code, suara_1=130 + number, suara_2=84 - number)
    ppln, kpu = person(contest, "ppk", 9901), person(contest, "kpu", None)
    for level, place in (("kabko", 9901), ("kecamatan", 990101)):
        with pytest.raises(Refused, match="not_here"):
            opened(contest, ppln, level, place)
    abroad = opened(contest, ppln, "luar_negeri", 9901)
    read_all(abroad, [embassy, post], ppln)
    brought_out(abroad, ppln)
    nation = opened(contest, kpu, "nasional", 0)
    assert [(unit.code, unit.form is None) for unit in selectors.units_below(plenary=nation)] == [
        (PROVINCE, True),
        (9901, False),
    ]
    services.read_unit(plenary_id=nation.pk, unit=9901, by=kpu, at=AT)
    place = selectors.layout_for(plenary=nation).places["suara_1"]
    assert selectors.total_of(plenary=nation).values[place] == 261
    assert Compared.objects.filter(regency=9901).count() == 6
    assert abroad.papers.get(kind=PaperKind.PUBLIC).note.split("\n")[1] == "D.HASIL PPLN-PPWP"
