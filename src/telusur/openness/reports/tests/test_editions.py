"""What pages say of a corrected edition: its duty was met by the first; the second corrects, on its own day."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from telusur.kernel.ledger import selectors as ledger
from telusur.openness.reports import selectors, services
from telusur.openness.reports.rules.states import Receiver
from telusur.openness.reports.views import desk

from .factories import YEAR, Bureau
from .test_pages import enter, place

pytestmark = pytest.mark.django_db
IN_TIME, TOO_LATE = date(2026, 1, 12), date(2026, 4, 7)


@pytest.fixture
def in_april(bureau, monkeypatch):
    """Let a week pass after the day on which the report was due, for acts and pages alike."""

    def come() -> None:
        bureau.clock = bureau.clock.replace(month=4, day=7)
        monkeypatch.setattr(desk, "today", lambda _office: TOO_LATE)

    return come


def sent(bureau: Bureau, report, *, on: date) -> None:
    services.record_dispatch(
        report_id=report.pk,
        receiver=Receiver.COMMISSION,
        name="KI Provinsi",
        way="Surat",
        sent_on=on,
        proof="Resi 7",
        **bureau.act(bureau.ppid),
    )


def corrected(bureau: Bureau, report) -> None:
    services.revise_report(report_id=report.pk, reason="Angka anggaran keliru.", **bureau.act(bureau.ppid))
    services.check_report(report_id=report.pk, **bureau.act(bureau.ppid))
    services.sign_report(report_id=report.pk, **bureau.act(bureau.superior))
    services.publish_report(report_id=report.pk, **bureau.act(bureau.ppid))


def test_a_corrected_edition_does_not_make_a_report_late_that_was_sent_in_time(client, bureau, in_april):
    report = bureau.published()
    sent(bureau, report, on=IN_TIME)
    in_april()
    enter(client, bureau.ppid)
    services.revise_report(report_id=report.pk, reason="Angka anggaran keliru.", **bureau.act(bureau.ppid))
    pages = [place(bureau, "reports_year", YEAR), place(bureau, "reports_desk")]
    for page in pages:
        told = client.get(page).content.decode()
        assert "terkirim 12 Januari 2026" in told
        assert "Edisi 2 sedang disusun untuk memperbaikinya; edisi 1 tetap berlaku." in told
        assert "chip late" not in told.partition("Ringkasan akses per semester")[0]
    assert [row["due"]["late"] for row in client.get(pages[1]).context["rows"] if row["year"] == YEAR] == [False]


def test_the_pages_say_since_when_an_edition_corrects_and_whom_it_did_not_reach(client, bureau, in_april):
    report = bureau.published()
    sent(bureau, report, on=IN_TIME)
    in_april()
    corrected(bureau, report)
    public = place(bureau, "reports_report", YEAR)
    told = client.get(public).content.decode()
    assert "edisi 2, memperbaiki edisi 1 sejak 7 April 2026" in told
    assert "Edisi 1 ke KI Provinsi: dikirim 12 Januari 2026" in told
    assert "Edisi 2 belum dikirim ke Komisi Informasi." in told
    assert "pertama diumumkan 12 Januari 2026" in client.get(place(bureau, "reports_list")).content.decode()
    enter(client, bureau.ppid)
    desk = client.get(place(bureau, "reports_year", YEAR)).content.decode()
    assert "Edisi 2 memperbaiki edisi 1 sejak 7 April 2026" in desk
    assert "Edisi 2 belum dikirim ke Komisi Informasi." in desk
    sent(bureau, report, on=TOO_LATE)
    acts = [act.facts["late"] for act in selectors.history(report=report) if act.act == "reports.send"]
    assert acts == [False, False]
    assert "belum dikirim" not in client.get(public).content.decode()
    assert ledger.verified(log=f"office/{bureau.office.code}").faults == ()


def test_a_report_that_was_sent_too_late_says_so_for_ever(client, bureau, in_april):
    in_april()
    report = bureau.published()
    enter(client, bureau.ppid)
    page = reverse("reports_year", args=[bureau.office.slug, YEAR])
    assert "diumumkan, pengiriman belum lengkap; paling lambat 31 Maret 2026" in client.get(page).content.decode()
    sent(bureau, report, on=TOO_LATE)
    assert "terkirim 7 April 2026, sesudah 31 Maret 2026" in client.get(page).content.decode()
    [act] = [act for act in selectors.history(report=report) if act.act == "reports.send"]
    assert act.facts["late"] is True


def test_the_next_step_is_the_button_that_stands_out_and_says_what_it_does(client, bureau):
    report = bureau.signed()
    enter(client, bureau.ppid)
    forward = {
        each["label"]: each["forward"] for each in client.get(place(bureau, "reports_year", YEAR)).context["buttons"]
    }
    assert {str(label): onward for label, onward in forward.items()} == {
        "Umumkan laporan": True,
        "Mulai edisi perbaikan": False,
    }
    told = client.get(place(bureau, "reports_act", YEAR, "publish")).content.decode()
    assert "langsung terbuka untuk siapa pun" in told
    services.publish_report(report_id=report.pk, **bureau.act(bureau.ppid))
    sent(bureau, report, on=IN_TIME)
    corrected(bureau, report)
    form = client.get(place(bureau, "reports_act", YEAR, "send")).context["form"]
    assert form.fields["name"].initial == "KI Provinsi"  # the one that is left, as it was called last
