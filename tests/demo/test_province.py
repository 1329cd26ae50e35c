"""The province that is loaded behind the running demo, here a small one with made-up numbers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from telusur.config.demo.province import DISTRICT, REHEARSAL, codes, is_loaded, load_province
from telusur.kernel.offices.selectors import office_by_code
from telusur.results.elections.selectors import contest_named
from telusur.results.recapitulation import selectors
from telusur.results.recapitulation.rules.states import CORRECTED, DISPUTED, Standing

from .conftest import AT

pytestmark = pytest.mark.django_db


def test_a_province_is_loaded_and_read_from_the_nation_to_the_polling_station(client, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("RECAPITULATION_DATA", str(tmp_path / "none"))
    settings.VAR = tmp_path
    assert not is_loaded()
    with monkeypatch.context() as stopped:
        stopped.setattr("telusur.config.demo.province.ElectionSource", None)
        with pytest.raises(TypeError):
            load_province(at=AT, say=str, stations=66)
    assert not is_loaded()  # what was loaded and not published is published by the next start
    load_province(at=AT, say=str, stations=66)
    assert is_loaded()
    load_province(at=AT, say=str, stations=66)  # what was interrupted goes on, and nothing is done twice
    contest = contest_named(election=REHEARSAL, contest="ppwp")
    forms = [selectors.form_of(contest=contest, station=code) for code in codes(66)]
    standings = [Standing(form.votes) for form in forms if form]
    assert {Standing.IMPORTED, Standing.VERIFIED, Standing.HELD} <= set(standings)
    flags = [form.flags for form in forms if form]
    assert (sum(bool(each & CORRECTED) for each in flags), sum(bool(each & DISPUTED) for each in flags)) == (1, 1)

    assert list((tmp_path / "hasil" / REHEARSAL / "current").rglob("*.jpg"))  # a covered picture beside its numbers
    for office, words in (("0", "ppwp/"), ("36", "ppwp/36/")):
        page = client.get(reverse("publication_office", args=[office_by_code(code=office).slug]))
        assert f'href="/hasil/{REHEARSAL}/{words}"' in page.content.decode()
    for path in ("", "36/", "36/3673/", f"36/3673/{DISTRICT}/", f"36/3673/{DISTRICT}/{DISTRICT}1001/"):
        page = client.get(f"/hasil/{REHEARSAL}/ppwp/{path}")
        assert page.status_code == 200
        assert "Gladi Pemilu Presiden" in b"".join(page.streaming_content).decode()
