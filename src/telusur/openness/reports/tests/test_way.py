"""The way of a report, walked to its end, and refused wherever it must be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.accounts.models import Appointment, Role
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.notices.models import Notice
from telusur.openness.information.models import InformationItem
from telusur.openness.reports import selectors, services
from telusur.openness.reports.models import AnnualReport, Edition
from telusur.openness.reports.rules.digests import content_digest
from telusur.openness.reports.rules.findings import FindingKind
from telusur.openness.reports.rules.kept import Kind
from telusur.openness.reports.rules.states import Receiver
from telusur.openness.reports.rules.writing import NEEDED
from telusur.openness.requests.rules.words import Channel
from telusur.openness.requests.tests.factories import a_case, an_officer

from .factories import YEAR

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 12)


def wrong(report: AnnualReport) -> list[str]:
    edition = selectors.edition_of(report=report)
    made = selectors.composed(edition=edition, on=TODAY)
    return [each.finding.kind.value for each in selectors.judged(edition=edition, report=made, on=TODAY)]


def refused(code: str):
    return pytest.raises(services.Refused, match=f"^{code}$")


def test_a_report_is_walked_from_the_frozen_register_to_its_receipts(bureau, settings, monkeypatch):
    report = bureau.published()
    edition = selectors.public_edition(office_id=bureau.office.pk, year=YEAR)
    assert edition is not None
    assert edition.signer_name == str(bureau.superior)
    with open_bytes(document=edition.letter.document) as opened:
        assert services.remade_pdf(edition=edition) == opened.read()
    settings.BASE_URL = "https://pindah.contoh.go.id"
    monkeypatch.setitem(NEEDED, "requests.of_a_later_release", ())
    made = selectors.composed(edition=edition, on=TODAY)
    assert content_digest(made) == edition.content_digest
    with open_bytes(document=edition.letter.document) as opened:
        assert services.draft_pdf(edition=edition, on=TODAY) == opened.read()
    [paper] = selectors.papers_of(edition=edition)
    assert (paper.access, paper.document_id) == ("public", edition.letter.document_id)
    assert selectors.filed(year=YEAR) == frozenset()
    assert InformationItem.everything.get(pk=report.item_id).state == "draft"
    sending = {"report_id": report.pk, "way": "Surat", "sent_on": TODAY}
    report = services.record_dispatch(
        receiver=Receiver.COMMISSION, name="KI Provinsi", proof="Resi 7", **sending, **bureau.act(bureau.ppid)
    )
    assert report.state == "sent"
    told = selectors.deeds(report=report)[0]
    assert (str(told["text"]), str(told["detail"])) == ("Pengiriman laporan dicatat", "Komisi Informasi")
    assert selectors.filed(year=YEAR) == {bureau.office.pk}
    with refused("already_sent"):
        services.record_dispatch(
            receiver=Receiver.COMMISSION, name="KI", proof="Resi 8", **sending, **bureau.act(bureau.ppid)
        )
    with refused("no_receiver_above"):
        services.record_dispatch(
            receiver=Receiver.UPPER, name="KPU", proof="Resi 8", **sending, **bureau.act(bureau.ppid)
        )
    got = {"report_id": report.pk, "receiver": Receiver.COMMISSION, "receipt": "Diterima loket"}
    with refused("receipt_before_sending"):
        services.record_receipt(received_on=TODAY - timedelta(days=1), **got, **bureau.act())
    assert services.record_receipt(received_on=TODAY, **got, **bureau.act()).receipt == "Diterima loket"
    acts = [act.act for act in selectors.history(report=report)]
    way = ("freeze", "generate", "check", "sign", "publish", "send", "receive")
    assert acts == [f"reports.{each}" for each in way]
    assert ledger.verified(log=f"office/{bureau.office.code}").faults == ()
    assert str(bureau.superior) not in str([act.facts for act in selectors.history(report=report)])


def test_a_year_that_runs_is_not_frozen_and_no_year_twice(bureau):
    with refused("year_not_over"):
        services.freeze_register(office=bureau.office, year=2026, **bureau.act(bureau.ppid))
    bureau.begun()
    with refused("already_begun"):
        bureau.begun()
    with pytest.raises(services.NotPermitted):
        services.freeze_register(office=bureau.office, year=2024, **bureau.act())
    with refused("happened_in_future"):
        services.freeze_register(
            office=bureau.office,
            year=2024,
            happened_at=bureau.clock + timedelta(days=1),
            **bureau.act(bureau.ppid),
        )


def test_a_report_that_speaks_against_itself_is_neither_checked_nor_signed(bureau):
    report = bureau.generated()
    assert wrong(report) == []
    words = {"report_id": report.pk, "place": "service"}
    services.write_part(text="Pada tahun 2024 PPID menerima 3 permohonan dan", **words, **bureau.act())
    assert {FindingKind.YEAR, FindingKind.UNFINISHED} <= set(wrong(report))
    with refused("findings_left") as caught:
        services.check_report(report_id=report.pk, **bureau.act(bureau.ppid))
    assert caught.value.data["count"] == len(wrong(report))
    services.write_part(text="Pemohon dilayani di loket dan secara elektronik.", **words, **bureau.act())
    checked_one = services.check_report(report_id=report.pk, **bureau.act(bureau.ppid))
    assert checked_one.state == "checked"


def test_only_who_wrote_nothing_signs_and_only_the_superior(bureau):
    report = bureau.checked()
    for other in (bureau.desk, bureau.ppid):
        with pytest.raises(services.NotPermitted):
            services.sign_report(report_id=report.pk, **bureau.act(other))


def test_who_wrote_does_not_sign_though_another_wrote_over_it(bureau):
    report = bureau.generated()
    Appointment.objects.create(
        user=bureau.superior,
        role=Role.DESK,
        office=bureau.office,
        decree_number="SK/2/2020",
        decree_on=date(2020, 1, 1),
        valid_from=date(2020, 1, 1),
    )
    for who, words in ((bureau.superior, "Layanan dibuka setiap hari kerja."), (bureau.desk, "Layanan dibuka.")):
        services.write_part(report_id=report.pk, place="service", text=words, **bureau.act(who))
    services.check_report(report_id=report.pk, **bureau.act(bureau.ppid))
    with refused("signs_own_words"):
        services.sign_report(report_id=report.pk, **bureau.act(bureau.superior))
    assert AnnualReport.everything.get().state == "checked"
    assert Edition.objects.get().letter is None


def test_what_was_checked_is_what_is_signed_and_a_return_lets_it_change(bureau):
    report = bureau.checked()
    with refused("year_fixed"):
        bureau.row(Kind.OBSTACLES, words="Jaringan sering putus.")
    with refused("reason_missing"):
        services.return_report(report_id=report.pk, reason=" ", **bureau.act(bureau.superior))
    services.return_report(report_id=report.pk, reason="Kendala belum lengkap.", **bureau.act(bureau.superior))
    assert bureau.row(Kind.OBSTACLES, words="Jaringan sering putus.").pk
    with pytest.raises(services.WrongState):
        services.sign_report(report_id=report.pk, **bureau.act(bureau.superior))


def test_freezing_again_begins_an_edition_with_the_words_of_the_one_before(bureau):
    report = bureau.generated()
    services.write_part(report_id=report.pk, place="foreword", text="Puji syukur.", **bureau.act())
    first = selectors.edition_of(report=report)
    at = datetime(YEAR, 11, 3, 3, tzinfo=UTC)
    late = bureau.act()
    a_case(bureau.office, received_at=at, channel=Channel.WALK_IN, **late)
    with refused("reason_missing"):
        services.refreeze_register(report_id=report.pk, reason="", **bureau.act(bureau.ppid))
    report = services.refreeze_register(
        report_id=report.pk, reason="Satu permohonan tertinggal.", **bureau.act(bureau.ppid)
    )
    second = selectors.edition_of(report=report)
    assert (report.state, report.edition, second.number) == ("generated", 2, 2)
    assert second.frozen.digest != first.frozen.digest
    counts = [
        selectors.frozen(taken=each.frozen, year=YEAR).reading("requests.received").value for each in (first, second)
    ]
    assert counts == [3, 4]
    assert selectors.narratives(edition=second) == {"foreword": "Puji syukur."}


def test_a_corrected_edition_leaves_the_published_one_readable_until_it_is_published_itself(bureau):
    report = bureau.published()
    services.revise_report(report_id=report.pk, reason="Angka anggaran keliru.", **bureau.act(bureau.ppid))
    assert selectors.public_edition(office_id=bureau.office.pk, year=YEAR).number == 1
    services.check_report(report_id=report.pk, **bureau.act(bureau.ppid))
    services.sign_report(report_id=report.pk, **bureau.act(bureau.superior))
    services.publish_report(report_id=report.pk, **bureau.act(bureau.ppid))
    now = selectors.public_edition(office_id=bureau.office.pk, year=YEAR)
    assert (now.number, [each.number for each in selectors.earlier_editions(edition=now)]) == (2, [1])
    assert selectors.public_edition(office_id=bureau.office.pk, year=YEAR, number=1).replaced_at is not None


def test_two_who_write_one_place_do_not_overwrite_each_other(bureau):
    report = bureau.generated()
    first = services.write_part(
        report_id=report.pk, place="policy", text="Kebijakan satu.", part_version=0, **bureau.act()
    )
    with refused("stale_report"):
        services.write_part(
            report_id=report.pk, place="policy", text="Kebijakan dua.", part_version=0, **bureau.act(bureau.ppid)
        )
    again = services.write_part(
        report_id=report.pk, place="policy", text="Kebijakan satu.\r\n", part_version=0, **bureau.act()
    )
    assert (again.version, again.text) == (first.version, "Kebijakan satu.")
    with pytest.raises(LookupError):
        services.write_part(report_id=report.pk, place="chapter", text="", **bureau.act())


def test_a_summary_of_half_a_year_is_public_once_and_only_when_it_is_over(bureau):
    given = {"office": bureau.office, "year": YEAR}
    made = services.publish_summary(half=1, **given, **bureau.act(bureau.ppid))
    rows = {row.name: row.printed for row in selectors.summary_rows(summary=made)}
    assert rows["Permohonan"] == "3"
    with refused("already_published"):
        services.publish_summary(half=1, **given, **bureau.act(bureau.ppid))
    with refused("half_not_over"):
        services.publish_summary(office=bureau.office, year=2026, half=1, **bureau.act(bureau.ppid))
    with refused("not_permitted"):
        services.publish_summary(half=2, **given, **bureau.act())


def owed(person) -> list[str]:
    found = Notice.objects.filter(to_user=person, dismissed_at=None, kind__startswith="report_")
    return sorted(found.values_list("kind", flat=True))


def test_a_late_office_is_warned_and_after_it_its_superior_until_the_report_is_sent(bureau):
    early, late = datetime(2026, 1, 12, 3, tzinfo=UTC), datetime(2026, 4, 1, 3, tzinfo=UTC)
    services.warn_of_reports(at=early)
    assert owed(bureau.ppid) == ["report_annual_begin", "report_half_year_begin"]
    assert owed(bureau.superior) == []
    services.warn_of_reports(at=late)
    assert owed(bureau.ppid) == ["report_annual_late", "report_half_year_late"]  # one of each thing, the newest
    assert owed(bureau.superior) == ["report_annual_late_superior", "report_half_year_late_superior"]
    assert services.warn_of_reports(at=late) == 0
    report = bureau.published()
    services.record_dispatch(
        report_id=report.pk,
        receiver=Receiver.COMMISSION,
        name="KI Provinsi",
        way="Surat",
        sent_on=TODAY,
        proof="Resi 7",
        **bureau.act(bureau.ppid),
    )
    assert not {kind for kind in owed(bureau.ppid) + owed(bureau.superior) if kind.startswith("report_annual")}


def test_a_report_that_was_never_sent_is_still_owed_when_the_next_year_is_over(bureau):
    bureau.begun()
    newcomer = an_officer(bureau.office, Role.SUPERIOR)
    services.warn_of_reports(at=datetime(2027, 1, 12, 3, tzinfo=UTC))
    years = Notice.objects.filter(to_user=newcomer, kind="report_annual_late_superior").values_list("number", flat=True)
    assert list(years) == [str(YEAR)]
    assert selectors.annual_owed().times(bureau.office.pk, until=2027) == [2025, 2026, 2027]


def test_public_pages_are_touched_after_the_ledger_row(bureau):
    report = bureau.signed()
    with CaptureQueriesContext(connection) as publishing:
        services.publish_report(report_id=report.pk, **bureau.act(bureau.ppid))
    with CaptureQueriesContext(connection) as summarising:
        services.publish_summary(office=bureau.office, year=YEAR, half=1, **bureau.act(bureau.ppid))
    for asked in (publishing, summarising):
        said = [each["sql"].lower().replace('"', "") for each in asked.captured_queries]
        acts = [place for place, sql in enumerate(said) if "from ledger_append" in sql]
        touched = [place for place, sql in enumerate(said) if sql.startswith("insert into offices_publicversion")]
        assert min(touched) > max(acts)
