"""Two people at one plenary at the same moment, and what is kept whole or not at all."""

from __future__ import annotations

import io

import pytest

from telusur.kernel.documents.services import open_bytes
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.models import Correction, Plenary
from telusur.results.plenaries.rules.states import PaperKind, State
from telusur.results.plenaries.services import Refused, opening
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    SCAN,
    STATIONS,
    district,
    opened,
    person,
    read_all,
)
from telusur.results.plenaries.tests.test_pages import at, signed_in
from telusur.results.recapitulation.selectors import form_of, vector_of

pytestmark = pytest.mark.django_db


def test_a_page_that_is_past_moves_nothing_back_and_shows_what_stands_now(client):
    contest = district(stations=(FIRST,))
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    signed_in(client, ppk)
    page = client.get(at("unit", plenary, FIRST))
    cells = {
        cell["name"]: cell["text"] for part in page.context["parts"] for _l, line in part["lines"] for cell in line
    }
    old = cells | {"seen": page.context["seen"]}
    assert f'name="seen" value="{old["seen"]}"' in page.content.decode()
    mended = {"cells": {"suara_1": 130, "suara_2": 84}, "reason": "Tertukar", "evidence": "C.HASIL"}
    services.correct_unit(plenary_id=plenary.pk, unit=FIRST, by=ppk, at=AT, **mended)
    stale = old | {
        "act": "correct",
        "reason": "Suara sah",
        "evidence": "Plano",
        "suara_sah": "232",
        "suara_total": "236",
    }
    answer = client.post(at("unit", plenary, FIRST), stale)
    assert answer.status_code == 422
    assert "berubah sejak halaman ini dibuka" in answer.content.decode()
    now = {
        cell["name"]: cell["text"] for part in answer.context["parts"] for _l, line in part["lines"] for cell in line
    }
    assert (now["suara_1"], now["suara_2"], now["suara_sah"]) == ("130", "84", "231")
    places = selectors.layout_for(plenary=plenary).places
    values = vector_of(content=form_of(contest=contest, station=FIRST).values)
    assert (values[places["suara_1"]], Correction.objects.count()) == (130, 1)
    read = client.post(at("unit", plenary, FIRST), {"act": "read", "seen": old["seen"]}, follow=True)
    assert "berubah sejak halaman ini dibuka" in read.content.decode()
    fresh = now | {"act": "correct", "reason": "Suara", "evidence": "Plano", "suara_1": "131", "suara_2": "83"}
    assert client.post(at("unit", plenary, FIRST), fresh | {"seen": answer.context["seen"]}).status_code == 302
    assert Correction.objects.count() == 2


def test_reading_a_unit_out_makes_no_page_of_it_past(client):
    contest = district(stations=(FIRST,))
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    signed_in(client, ppk)
    seen = client.get(at("unit", plenary, FIRST)).context["seen"]
    read_all(plenary, [FIRST], ppk)
    form = {"act": "correct", "seen": seen, "suara_1": "130", "suara_2": "84", "reason": "P", "evidence": "C"}
    assert client.post(at("unit", plenary, FIRST), form).status_code == 302


def test_the_second_of_two_first_openings_is_refused(monkeypatch):
    contest = district(stations=(FIRST,))
    ppk = person(contest, "ppk", DISTRICT)
    opened(contest, ppk)
    monkeypatch.setattr(opening, "_before", lambda *_where: None)  # as somebody saw it who clicked at the same moment
    with pytest.raises(Refused, match="open_already"):
        opened(contest, ppk)
    assert Plenary.objects.count() == 1


def test_signatures_are_kept_all_of_them_or_none(client):
    contest = district(stations=(FIRST,))
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, [FIRST], ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    services.print_proof(**words)
    services.print_final(**words)
    signed_in(client, ppk)
    seats = list(plenary.signatures.order_by("seat", "place"))
    told = {f"given_{seat.pk}": "1" for seat in seats[:-1]}
    told |= {f"given_{seats[-1].pk}": "0", f"reason_{seats[-1].pk}": "NIK 3601012001800001"}
    refused = client.post(at("signatures", plenary), told)
    assert "menunjuk seseorang" in refused.content.decode()
    assert not plenary.signatures.exclude(given=None).exists()
    told[f"reason_{seats[-1].pk}"] = "Tidak hadir"
    assert client.post(at("signatures", plenary), told).status_code == 302
    assert not plenary.signatures.filter(given=None).exists()


def test_what_we_printed_ourselves_is_no_scan_of_a_signed_form():
    contest = district(stations=STATIONS)
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    services.print_proof(**words)
    services.print_final(**words)
    services.record_signatures(told={seat.pk: (True, "") for seat in plenary.signatures.all()}, **words)
    services.close_signing(**words)
    for kind in (PaperKind.PROOF, PaperKind.FINAL):
        with open_bytes(document=plenary.papers.get(kind=kind).file.document) as content:
            printed = io.BytesIO(content.read())
        with pytest.raises(Refused, match="a_print"):
            services.upload_scan(content=printed, name="pindaian.pdf", **words)
    plenary.refresh_from_db()
    assert (plenary.state, plenary.papers.filter(kind=PaperKind.SCAN).count()) == (State.SIGNED, 0)
    services.upload_scan(content=io.BytesIO(SCAN), name="pindaian.pdf", **words)
