"""The bundle of a dispute: what goes in, what an officer may change, and how it leaves the house."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
import typst
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.bundles.checking import check_bundle
from telusur.kernel.documents.rules.bundles.manifest import read_manifest
from telusur.kernel.ledger.selectors import acts_on
from telusur.openness.requests import selectors, services
from telusur.openness.requests.models import BundleState, DisputeBundle
from telusur.openness.requests.rules.disputes import PaperKind, Whose

from .disputes import DisputeDesk
from .factories import ref

if TYPE_CHECKING:
    from telusur.openness.requests.models import Dispute

pytestmark = pytest.mark.django_db
NIK = "3673014505900002"


@pytest.fixture(autouse=True)
def fresh_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk() -> DisputeDesk:
    made = DisputeDesk()
    made.clock = timezone.now() - timedelta(hours=3)
    return made


@pytest.fixture
def dispute(desk: DisputeDesk) -> Dispute:
    found = desk.disputed()
    for title, text in (("Kesaksian", f"Saksi NIK {NIK}"), ("Risalah", "Risalah rapat")):
        content = io.BytesIO(typst.compile(text.encode()))
        stored = documents.store(content=content, name="a.pdf", at=desk.at(), made_here=True)
        services.keep_papers(
            dispute_id=found.pk,
            kind=PaperKind.EVIDENCE,
            side=Whose.OFFICE,
            dated_on=desk.clock.date(),
            documents=[(stored.pk, title)],
            actor=ref(desk.desk),
            at=desk.at(),
        )
    scan = documents.store(content=io.BytesIO(typst.compile(b"KTP")), name="ktp.pdf", at=desk.at(), made_here=True)
    documents.attach(
        document_id=scan.pk,
        thing_kind="request_proof",
        thing_id=str(found.objection.request_id),
        office_id=desk.office.pk,
        access="sealed",
        title="identity_card",
        at=desk.at(),
        actor="applicant",
        personal_data=True,
    )
    found.refresh_from_db()
    return found


def made_of(desk: DisputeDesk, dispute: Dispute, **changes) -> DisputeBundle:
    asked = services.ask_for_bundle(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at(), **changes)
    return services.make_dispute_bundle(bundle_id=asked.pk, at=desk.at())


def content_of(bundle: DisputeBundle) -> bytes:
    with documents.open_bytes(document=bundle.attachment.document) as opened:
        return opened.read()


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def paper_of_kind(dispute: Dispute, *, sealed: bool) -> selectors.BundlePaper:
    return next(paper for paper in selectors.bundle_papers(dispute_id=dispute.pk) if paper.sealed is sealed)


def paper_named(dispute: Dispute, title: str) -> selectors.BundlePaper:
    return next(paper for paper in selectors.bundle_papers(dispute_id=dispute.pk) if paper.title == title)


def test_a_bundle_holds_the_whole_case_and_others_can_check_it(desk, dispute):
    bundle = made_of(desk, dispute)
    assert (bundle.state, bundle.failure, bundle.steps_done) == (BundleState.MADE, "", bundle.steps)
    pdf, manifest = content_of(bundle), read_manifest(bundle.manifest)
    assert check_bundle(pdf, manifest, key=manifest.key) == []
    assert manifest.origin.endswith(f"/office/{desk.office.code}")
    assert [part.title for part in manifest.parts] == [
        paper.title for paper in selectors.bundle_papers(dispute_id=dispute.pk)
    ]
    said = words_of(pdf)
    assert dispute.commission_name in said
    assert "Daftar tindakan" in said
    proven = {json.loads(act.entry.split("\n")[-1]).get("number") for log in manifest.logs for act in log.acts}
    assert {dispute.number, dispute.objection.number} <= proven


def test_numbers_of_others_are_blackened_and_the_index_says_so(desk, dispute):
    bundle = made_of(desk, dispute)
    assert NIK not in words_of(content_of(bundle))
    treatments = {part.title: part.treatment for part in read_manifest(bundle.manifest).parts}
    assert (treatments["Kesaksian"], treatments["Risalah"]) == ("blackened", "joined")


def test_scans_of_identities_are_left_out_and_named(desk, dispute):
    bundle = made_of(desk, dispute)
    scan = paper_of_kind(dispute, sealed=True)
    [part] = [part for part in read_manifest(bundle.manifest).parts if part.title == scan.title]
    assert (part.treatment, part.original) == ("left_out", None)
    assert "UU 27/2022" in part.remark
    assert scan.attachment.document.digest not in bundle.manifest


def test_a_paper_goes_as_it_is_for_a_reason_that_the_index_repeats(desk, dispute):
    paper = paper_named(dispute, "Kesaksian")
    with pytest.raises(services.Refused, match="bundle_reason_missing"):
        made_of(desk, dispute, as_they_are=[paper.attachment.pk])
    bundle = made_of(desk, dispute, as_they_are=[paper.attachment.pk], reason="Diminta majelis pada sidang pertama")
    said = words_of(content_of(bundle))
    assert NIK in said
    assert "Diminta majelis pada sidang pertama" in said


def test_a_scan_of_an_identity_never_goes_as_it_is(desk, dispute):
    scan = paper_of_kind(dispute, sealed=True)
    with pytest.raises(services.Refused, match="paper_unknown"):
        made_of(desk, dispute, as_they_are=[scan.attachment.pk], reason="Perlu")


def test_one_bundle_is_made_at_a_time_until_its_job_was_cut_off(desk, dispute):
    first = services.ask_for_bundle(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at())
    with pytest.raises(services.Refused, match="bundle_in_the_making"):
        services.ask_for_bundle(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at())
    later = desk.clock + timedelta(hours=3)
    services.ask_for_bundle(dispute_id=dispute.pk, actor=ref(desk.ppid), at=later)
    first.refresh_from_db()
    assert (first.state, first.failure) == (BundleState.FAILED, "too_long")
    assert services.make_dispute_bundle(bundle_id=first.pk, at=later).state == BundleState.FAILED


def test_a_job_that_runs_again_makes_nothing_new(desk, dispute):
    bundle = made_of(desk, dispute)
    again = services.make_dispute_bundle(bundle_id=bundle.pk, at=desk.at())
    assert again.attachment_id == bundle.attachment_id


def test_a_bundle_goes_to_the_commission_with_what_leads_to_its_parties(desk, dispute):
    bundle = made_of(desk, dispute)
    assert dispute.applicant.email in words_of(content_of(bundle))
    sent = services.hand_over_bundle(bundle_id=bundle.pk, actor=ref(desk.ppid), at=desk.at())
    assert (sent.sent_at, sent.sent_despite) == (desk.clock, "")
    told = documents.check_release(document_id=bundle.attachment.document_id, at=desk.at()).findings
    assert {(row.kind, row.place) for row in told.all()} == {("email", "para pihak"), ("phone", "para pihak")}
    for file in (bundle.index, bundle.sheet):
        assert documents.check_release(document_id=file.document_id, at=desk.at()).state == "clean"


def test_a_bundle_leaves_only_after_the_release_check(desk, dispute):
    whole = paper_named(dispute, "Kesaksian").attachment.pk
    bundle = made_of(desk, dispute, as_they_are=[whole], reason="Diminta majelis")
    at = desk.at()
    with pytest.raises(documents.NotReleased) as caught:
        services.hand_over_bundle(bundle_id=bundle.pk, actor=ref(desk.ppid), at=at)
    assert caught.value.kinds == ["nik"]
    reason = "Dibaca halaman demi halaman"
    sent = services.hand_over_bundle(bundle_id=bundle.pk, reason=reason, actor=ref(desk.ppid), at=desk.at())
    assert (sent.sent_at, sent.sent_despite) == (desk.clock, reason)
    acts = [act.act for act in acts_on(subject_kind="dispute", subject_id=str(dispute.pk))]
    assert [act for act in acts if ".bundle_" in act] == [f"requests.bundle_{act}" for act in ("ask", "make", "send")]


def kept_beside(desk: DisputeDesk, dispute: Dispute, rows: list[list[str]]) -> None:
    """Keep a table among the papers: it has no pages, so it goes along by itself."""
    content = io.BytesIO(documents.write_table(sheets={"Pegawai": rows}, kind="xlsx"))
    stored = documents.store(content=content, name="pegawai.xlsx", at=desk.at())
    services.keep_papers(
        dispute_id=dispute.pk,
        kind=PaperKind.EVIDENCE,
        side=Whose.OFFICE,
        dated_on=desk.clock.date(),
        documents=[(stored.pk, "Daftar pegawai")],
        actor=ref(desk.desk),
        at=desk.at(),
    )


def test_what_goes_along_by_itself_passes_the_release_check_too(desk, dispute):
    kept_beside(desk, dispute, [["Nama", "NIK"], ["Wulan", NIK]])
    bundle = made_of(desk, dispute)
    assert [part.title for part in selectors.papers_beside(bundle=bundle)] == ["Daftar pegawai"]
    with pytest.raises(documents.NotReleased) as caught:
        services.hand_over_bundle(bundle_id=bundle.pk, actor=ref(desk.ppid), at=desk.at())
    assert (caught.value.title, caught.value.kinds) == ("Daftar pegawai", ["nik"])
    sent = services.hand_over_bundle(bundle_id=bundle.pk, reason="Diminta", actor=ref(desk.ppid), at=desk.at())
    assert sent.sent_despite == "Diminta"
    act = acts_on(subject_kind="dispute", subject_id=str(dispute.pk))[-1]
    assert (act.act, act.facts["findings"]) == ("requests.bundle_send", "nik")


def test_what_goes_along_and_hides_nothing_needs_no_reason(desk, dispute):
    kept_beside(desk, dispute, [["Kecamatan", "Jumlah"], ["Serang", "12"]])
    bundle = made_of(desk, dispute)
    sent = services.hand_over_bundle(bundle_id=bundle.pk, actor=ref(desk.ppid), at=desk.at())
    assert (sent.sent_at, sent.sent_despite) == (desk.clock, "")


def test_a_bundle_whose_manifest_nobody_can_read_needs_a_reason(desk, dispute):
    bundle = made_of(desk, dispute)
    DisputeBundle.objects.filter(pk=bundle.pk).update(manifest="{}")
    with pytest.raises(documents.NotReleased) as caught:
        services.hand_over_bundle(bundle_id=bundle.pk, actor=ref(desk.ppid), at=desk.at())
    assert caught.value.kinds == ["unreadable"]


def test_a_bundle_is_handed_over_once_for_a_reason_that_is_kept_whole(desk, dispute):
    whole = paper_named(dispute, "Kesaksian").attachment.pk
    bundle = made_of(desk, dispute, as_they_are=[whole], reason="Diminta majelis")

    def send(reason: str) -> DisputeBundle:
        return services.hand_over_bundle(bundle_id=bundle.pk, reason=reason, actor=ref(desk.ppid), at=desk.at())

    with pytest.raises(services.Refused, match="bundle_send_reason_long"):
        send("x" * 2001)
    assert send("x" * 2000).sent_despite == "x" * 2000
    with pytest.raises(services.Refused, match="bundle_sent"):
        send("Sekali lagi")
    acts = [act.act for act in acts_on(subject_kind="dispute", subject_id=str(dispute.pk))]
    assert acts.count("requests.bundle_send") == 1


def test_a_scan_of_an_identity_is_no_evidence(desk, dispute):
    scan = paper_of_kind(dispute, sealed=True).attachment.pk
    with pytest.raises(services.Refused, match="evidence_elsewhere"):
        services.list_evidence(dispute_id=dispute.pk, attachment_ids=[scan], actor=ref(desk.ppid), at=desk.at())


def test_its_files_are_sealed_and_every_opening_is_written_down(desk, dispute):
    bundle = made_of(desk, dispute)
    for kept in (bundle.attachment, bundle.index, bundle.sheet):
        assert (kept.access, kept.permission) == ("sealed", "")
    at = desk.at()
    with services.open_bundle(
        bundle_id=bundle.pk, attachment_id=bundle.index_id, actor=ref(desk.ppid), at=at
    ) as opened:
        assert opened.read(5) == b"%PDF-"
    act = acts_on(subject_kind="dispute", subject_id=str(dispute.pk))[-1]
    assert (act.act, act.actor, act.facts["bundle"]) == ("requests.bundle_open", ref(desk.ppid), bundle.pk)
    other = paper_named(dispute, "Risalah").attachment.pk
    with pytest.raises(services.Refused, match="bundle_not_made"):
        services.open_bundle(bundle_id=bundle.pk, attachment_id=other, actor=ref(desk.ppid), at=desk.at())


# On screen


@pytest.fixture
def enter(client):
    def as_person(user):
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        client.force_login(user)
        return client

    return as_person


def test_the_page_asks_for_a_bundle_and_shows_how_far_it_came(desk, dispute, enter):
    page = reverse("disputes_bundles", args=[desk.office.slug, dispute.pk])
    client = enter(desk.ppid)
    assert "Kesaksian" in client.get(page).content.decode()
    assert client.post(page, {"as_they_are": [paper_named(dispute, "Kesaksian").attachment.pk]}).status_code == 422
    assert client.post(page, {}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Sedang disusun" in shown
    assert "Susun bundel baru" not in shown


def test_the_page_hands_out_the_files_and_the_manifest(desk, dispute, enter):
    whole = paper_named(dispute, "Kesaksian").attachment.pk
    bundle = made_of(desk, dispute, as_they_are=[whole], reason="Diminta majelis")
    client = enter(desk.ppid)
    shown = client.get(reverse("disputes_bundles", args=[desk.office.slug, dispute.pk])).content.decode()
    assert bundle.attachment.document.digest in shown
    answer = client.get(reverse("disputes_bundle_manifest", args=[desk.office.slug, bundle.pk]))
    assert answer.content.decode() == bundle.manifest
    hand_over = reverse("disputes_bundle_hand_over", args=[desk.office.slug, bundle.pk])
    refused = client.post(hand_over, follow=True).content.decode()
    assert "belum boleh keluar" in refused
    assert f"{bundle.attachment.title}: NIK" in refused
    file = reverse("disputes_bundle_file", args=[desk.office.slug, bundle.pk, bundle.attachment_id])
    assert client.get(file).status_code == 405
    opened = client.post(file)
    assert b"".join(opened.streaming_content).startswith(b"%PDF-")
    assert opened["Cache-Control"] == "no-store"
    sent = client.post(hand_over, {"reason": "Dibaca halaman demi halaman"}, follow=True).content.decode()
    assert "diserahkan kepada Komisi Informasi" in sent
    assert enter(desk.liaison).post(file).status_code == 403


def test_a_paper_that_cannot_be_joined_goes_beside_the_bundle_and_the_page_names_it(desk, dispute, enter):
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile(b"Bukti"))) as pdf:
        pdf.pages[0].obj.Contents = pikepdf.Array([1, 2])
        pdf.save(content)
    content.seek(0)
    stored = documents.store(content=content, name="bukti.pdf", at=desk.at(), made_here=True)
    services.keep_papers(
        dispute_id=dispute.pk,
        kind=PaperKind.EVIDENCE,
        side=Whose.APPLICANT,
        dated_on=desk.clock.date(),
        documents=[(stored.pk, "Bukti pemohon")],
        actor=ref(desk.desk),
        at=desk.at(),
    )
    bundle = made_of(desk, dispute)
    assert bundle.state == BundleState.MADE
    assert stored.digest in words_of(content_of(bundle))
    shown = enter(desk.ppid).get(reverse("disputes_bundles", args=[desk.office.slug, dispute.pk])).content.decode()
    assert "sertakan berkas ini tersendiri" in shown
    assert stored.digest in shown


def test_nobody_else_opens_it(desk, dispute, enter, client):
    page = reverse("disputes_bundles", args=[desk.office.slug, dispute.pk])
    assert client.get(page).status_code == 302
    assert enter(desk.liaison).get(page).status_code == 403


def test_the_page_of_the_dispute_leads_to_its_bundles(desk, dispute, enter):
    client = enter(desk.ppid)
    shown = client.get(reverse("disputes_case", args=[desk.office.slug, dispute.pk])).content.decode()
    assert reverse("disputes_bundles", args=[desk.office.slug, dispute.pk]) in shown
