"""A blackened copy from its first mark to its confirmation: rows, acts, people, and the desk's pages."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.tests.people import make_officer, secure
from telusur.kernel.documents import selectors, services
from telusur.kernel.documents.models import Attachment, Redaction, RedactionPage, RedactionState
from telusur.kernel.documents.rules.redaction.geometry import Box
from telusur.kernel.documents.rules.redaction.words import plain
from telusur.kernel.documents.selectors import Ground
from telusur.kernel.ledger.selectors import acts_on

from . import papers, samples
from .factories import AT, attachment, text_document

pytestmark = pytest.mark.django_db
DESK, PPID = "user:1", "user:2"
LAW = Ground("17.h/12", "Pasal 17 huruf h, Penetapan Nomor 12 Tahun 2024")
PERSONAL = "personal_data"


def original(office, content: bytes | None = None, **more) -> Attachment:
    document = services.store(content=io.BytesIO(content or papers.plain()), name="a.pdf", at=AT)
    return attachment(office_id=office.pk, document=document, access=more.pop("access", "sealed"), **more)


def begun(office, content: bytes | None = None, **more) -> Redaction:
    redaction = services.begin_redaction(
        attachment_id=original(office, content).pk, grounds=[LAW], actor=DESK, at=AT, **more
    )
    return services.prepare_redaction(redaction_id=redaction.pk)


def mark_secret(redaction: Redaction, *, but: str = "", ground: str = LAW.code) -> None:
    page = selectors.page_to_mark(redaction_id=redaction.pk, number=1)
    places = [
        at for at, word in enumerate(selectors.words_on(page)) if plain(word.text) in (papers.NIK, plain(papers.NAME))
    ]
    marks = [services.Mark(1, ground, "words", None, at, at) for at in places if str(at) != but]
    services.mark(redaction_id=redaction.pk, marks=marks, actor=DESK, at=AT)


def made(office, content: bytes | None = None, **more) -> Redaction:
    redaction = begun(office, content, **more)
    mark_secret(redaction)
    services.ask_for_copy(redaction_id=redaction.pk, actor=DESK, at=AT)
    return services.make_copy(redaction_id=redaction.pk)


def text_of(row: Attachment) -> str:
    with services.open_bytes(document=row.document) as content, pypdfium2.PdfDocument(content.read()) as document:
        return document[0].get_textpage().get_text_range()


def test_a_copy_goes_from_mark_to_document_and_the_original_stays_sealed(office, django_capture_on_commit_callbacks):
    redaction = made(office)
    assert (redaction.state, redaction.failure, redaction.still_read_on) == (RedactionState.MADE, "", [])
    with django_capture_on_commit_callbacks(execute=True):
        copy = services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)
    first = redaction.attachment
    first.refresh_from_db()
    assert (first.access, first.thing_id) == ("sealed", copy.thing_id)
    assert (copy.access, copy.permission) == ("officers", "documents.read_internal")
    assert papers.PUBLIC in text_of(copy).replace("\r\n", " ")
    assert papers.NIK not in text_of(copy)
    assert papers.NIK in text_of(first)
    assert selectors.redacted_copy(attachment_id=first.pk) == copy


def test_what_was_kept_for_the_work_is_forgotten_with_its_end(office, django_capture_on_commit_callbacks):
    redaction = made(office, names=["Rahasiawati"])
    kept = [f"redaction/{redaction.pk}/{name}" for name in ("1.webp", "hasil-1.webp", "hasil.pdf")]
    assert all(default_storage.exists(place) for place in kept)
    with django_capture_on_commit_callbacks(execute=True):
        services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)
    redaction.refresh_from_db()
    assert (redaction.names, RedactionPage.objects.count()) == ([], 0)
    assert not any(default_storage.exists(place) for place in kept)
    assert redaction.passages.count() == 2


def test_the_acts_tell_who_and_on_which_grounds_and_nothing_of_the_words(office):
    redaction = made(office)
    services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)
    acts = acts_on(subject_kind="item", subject_id="1")
    assert [(act.act, act.actor) for act in acts] == [
        ("documents.begin_redaction", DESK),
        ("documents.confirm_redaction", PPID),
    ]
    facts = acts[-1].facts
    assert (facts["asked_by"], facts["boxes"], facts["grounds"]) == (DESK, 2, LAW.code)
    assert facts["digest"] != facts["copy"]
    assert papers.NIK not in str(facts)
    assert plain(papers.NAME) not in plain(str(facts))


def test_the_letter_gets_page_and_ground_of_every_passage(office):
    redaction = begun(office)
    mark_secret(redaction)
    mark = services.Mark(1, PERSONAL, box=Box(100, 100, 200, 200))
    services.mark(redaction_id=redaction.pk, marks=[mark], actor=DESK, at=AT)
    found = selectors.passages_of(redaction_id=redaction.pk)
    assert sorted((one.page, one.kind, one.ground_label, one.boxes) for one in found) == sorted(
        [
            (1, "box", "Data pribadi: UU 27/2022 Pasal 4 dan Pasal 16 ayat (2)", 1),
            (1, "words", LAW.label, 1),
            (1, "words", LAW.label, 1),
        ]
    )


def test_the_copy_passes_the_release_check_that_its_original_does_not(office):
    copy = services.confirm_redaction(redaction_id=made(office).pk, actor=PPID, at=AT)
    assert services.release(attachment_id=copy.pk, at=AT).clearance == "clean"


def test_a_scan_that_two_officers_looked_at_passes_too(office):
    redaction = begun(office, papers.scanned())
    marks = [services.Mark(1, PERSONAL, box=Box(1000, 1200, 6000, 2500))]
    services.mark(redaction_id=redaction.pk, marks=marks, actor=DESK, at=AT)
    services.ask_for_copy(redaction_id=redaction.pk, actor=DESK, at=AT)
    services.make_copy(redaction_id=redaction.pk)
    copy = services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)
    assert services.release(attachment_id=copy.pk, at=AT).clearance == "clean"


def test_nobody_confirms_his_own_copy(office):
    redaction = made(office)
    with pytest.raises(services.NotRedactable, match="second_person"):
        services.confirm_redaction(redaction_id=redaction.pk, actor=DESK, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.filter(pk=redaction.pk).update(confirmed_by=DESK)


def test_a_number_left_on_another_page_stops_the_confirmation(office):
    redaction = begun(office, papers.twice())
    mark_secret(redaction)
    services.ask_for_copy(redaction_id=redaction.pk, actor=DESK, at=AT)
    redaction = services.make_copy(redaction_id=redaction.pk)
    assert redaction.still_read_on == [2]
    with pytest.raises(services.NotRedactable) as caught:
        services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)
    assert (caught.value.code, caught.value.pages) == ("still_readable", (2,))
    assert services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT, although_readable=True)


def test_another_mark_makes_a_copy_stale(office):
    redaction = made(office)
    services.mark(redaction_id=redaction.pk, marks=[services.Mark(1, PERSONAL, box=Box(1, 1, 9, 9))], actor=PPID, at=AT)
    with pytest.raises(services.NotRedactable, match="wrong_state"):
        services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)


def test_a_copy_that_was_exchanged_in_the_storage_is_not_confirmed(office):
    redaction = made(office)
    place = f"redaction/{redaction.pk}/hasil.pdf"
    default_storage.delete(place)
    default_storage.save(place, io.BytesIO(papers.plain()))
    with pytest.raises(services.NotRedactable, match="wrong_state"):
        services.confirm_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)


def test_a_copy_with_a_leak_is_thrown_away(office, monkeypatch):
    from telusur.kernel.documents.services import redacting  # noqa: PLC0415

    true = redacting.parse
    monkeypatch.setattr(
        redacting, "parse", lambda act, *more, **named: {"leak": "x"} if act == "prove" else true(act, *more, **named)
    )
    redaction = made(office)
    assert (redaction.state, redaction.failure) == (RedactionState.DRAWING, "leak")
    assert not default_storage.exists(f"redaction/{redaction.pk}/hasil.pdf")
    assert redaction.passages.count() == 2


@pytest.mark.parametrize(
    ("content", "failure"),
    [(papers.huge, "too_many_pixels"), (samples.raw_pdf, "")],
)
def test_what_cannot_be_drawn_is_said_at_once(office, content, failure):
    document = services.store(content=io.BytesIO(content()), name="a.pdf", at=AT, made_here=True)
    row = attachment(office_id=office.pk, document=document, access="sealed")
    redaction = services.begin_redaction(attachment_id=row.pk, actor=DESK, at=AT)
    redaction = services.prepare_redaction(redaction_id=redaction.pk)
    assert redaction.failure == failure
    assert redaction.state == (RedactionState.FAILED if failure else RedactionState.DRAWING)


def test_only_a_pdf_is_blackened(office):
    row = attachment(office_id=office.pk, document=text_document(), access="sealed")
    with pytest.raises(services.NotRedactable, match="not_pdf"):
        services.begin_redaction(attachment_id=row.pk, actor=DESK, at=AT)


def test_beginning_twice_goes_on_with_the_first_and_adds_grounds(office):
    redaction = begun(office)
    other = Ground("17.a", "Pasal 17 huruf a, Penetapan Nomor 3 Tahun 2024")
    again = services.begin_redaction(
        attachment_id=redaction.attachment_id, grounds=[other], names=["Budi"], actor=PPID, at=AT
    )
    assert again.pk == redaction.pk
    assert {LAW.code, other.code, PERSONAL} <= {code for code, _label in again.grounds}
    assert again.names == ["Budi"]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (services.Mark(1, "karangan", box=Box(0, 0, 9, 9)), "unknown_ground"),
        (services.Mark(2, PERSONAL, box=Box(0, 0, 9, 9)), "no_such_page"),
        (services.Mark(1, PERSONAL, "words", None, 0, 999), "no_such_words"),
        (services.Mark(1, PERSONAL, "words", None, 3, 1), "no_such_words"),
    ],
)
def test_a_mark_without_ground_or_place_leaves_nothing(office, mark, code):
    redaction = begun(office)
    sound = services.Mark(1, PERSONAL, box=Box(0, 0, 9, 9))
    with pytest.raises(services.NotRedactable, match=code):
        services.mark(redaction_id=redaction.pk, marks=[sound, mark], actor=DESK, at=AT)
    assert redaction.passages.count() == 0


def test_marks_are_undone_one_go_at_a_time(office):
    redaction = begun(office)
    mark_secret(redaction)
    assert services.undo_mark(redaction_id=redaction.pk) == 1
    assert services.remove_mark(redaction_id=redaction.pk, passage_id=redaction.passages.get().pk) == 1
    assert services.undo_mark(redaction_id=redaction.pk) == 0
    with pytest.raises(services.NotRedactable, match="no_passage"):
        services.ask_for_copy(redaction_id=redaction.pk, actor=DESK, at=AT)


def test_jobs_that_come_again_change_nothing(office):
    redaction = made(office)
    digest = redaction.copy_digest
    services.prepare_redaction(redaction_id=redaction.pk)
    assert services.make_copy(redaction_id=redaction.pk).copy_digest == digest


@pytest.mark.parametrize("act", ["prepare", "prove"])
def test_work_that_was_ended_meanwhile_leaves_nothing_behind(
    office, monkeypatch, act, django_capture_on_commit_callbacks
):
    from telusur.kernel.documents.services import redacting  # noqa: PLC0415

    redaction = services.begin_redaction(attachment_id=original(office).pk, grounds=[LAW], actor=DESK, at=AT)
    parse = redacting.parse

    def ended_meanwhile(asked, *given, **more):
        answer = parse(asked, *given, **more)
        if asked == act:
            with django_capture_on_commit_callbacks(execute=True):
                services.abandon_redaction(redaction_id=redaction.pk, actor=PPID, at=AT)
        return answer

    monkeypatch.setattr(redacting, "parse", ended_meanwhile)
    services.prepare_redaction(redaction_id=redaction.pk)
    if act == "prove":
        mark_secret(redaction)
        services.ask_for_copy(redaction_id=redaction.pk, actor=DESK, at=AT)
        services.make_copy(redaction_id=redaction.pk)
    redaction.refresh_from_db()
    assert redaction.state == RedactionState.ABANDONED
    names = ("1.webp", "hasil-1.webp", "hasil.pdf")
    assert not any(default_storage.exists(f"redaction/{redaction.pk}/{name}") for name in names)


def test_deleting_the_original_takes_the_pictures_of_its_pages(office, django_capture_on_commit_callbacks):
    redaction = begun(office)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_document(
            document_id=redaction.attachment.document_id, office_id=office.pk, decree="BA-1", actor=PPID, at=AT
        )
    assert not default_storage.exists(f"redaction/{redaction.pk}/1.webp")
    assert not Redaction.objects.exists()


class TestDesk:
    @pytest.fixture
    def desk(self, office, client):
        client.force_login(secure(make_officer(office, "wati", "desk")))
        return client

    def address(self, name, row, **more):
        return reverse(name, kwargs={"office": row.office.slug, "attachment_id": row.pk, **more})

    def test_an_officer_marks_a_page_without_scripts(self, desk, office):
        redaction = begun(office, names=[papers.NAME])
        row = redaction.attachment
        page = desk.get(self.address("document_redaction", row))
        assert 'value="nik:3:3"' in page.content.decode()
        form = {"page": "1", "ground": LAW.code, "proposals": ["nik:3:3", "name:2:2"], "words": ["0"]}
        form |= {"left": "10,5", "top": "20", "width": "5", "height": "2,5"}
        answer = desk.post(self.address("document_redaction_mark", row), form, follow=True)
        assert "4 bagian ditandai" in answer.content.decode()
        assert set(redaction.passages.values_list("kind", flat=True)) == {"nik", "name", "words", "box"}
        box = redaction.passages.get(kind="box")
        assert (box.left, box.top, box.right, box.bottom) == (1050, 2000, 1550, 2250)

    @pytest.mark.parametrize(
        ("form", "text"),
        [
            ({}, "Belum ada yang ditandai"),
            ({"left": "10"}, "Kotak memerlukan empat angka"),
            ({"left": "10", "top": "1", "width": "0", "height": "3"}, "harus lebih dari nol"),
        ],
    )
    def test_a_mark_that_lacks_something_is_said_and_nothing_kept(self, desk, office, form, text):
        redaction = begun(office)
        answer = desk.post(
            self.address("document_redaction_mark", redaction.attachment), {"page": "1", "ground": LAW.code, **form}
        )
        assert answer.status_code == 400
        assert text in answer.content.decode()
        assert not redaction.passages.exists()

    def test_a_desk_officer_makes_and_a_ppid_confirms(self, desk, office, client):
        redaction = begun(office)
        mark_secret(redaction)
        row = redaction.attachment
        desk.post(self.address("document_redaction_make", row))
        services.make_copy(redaction_id=redaction.pk)
        page = desk.get(self.address("document_redaction", row)).content.decode()
        assert "Belum ada yang dapat menetapkan" in page
        assert desk.post(self.address("document_redaction_confirm", row)).status_code == 403
        picture = self.address("document_redaction_picture", row, which="hasil", number=1)
        assert desk.get(picture).headers["Content-Type"] == "image/webp"
        assert desk.get(self.address("document_redaction_copy", row)).headers["Content-Type"] == "application/pdf"
        ppid = secure(make_officer(office, "ratna", "ppid"))
        page = desk.get(self.address("document_redaction", row)).content.decode()
        assert "Orang lain yang menetapkannya: Ratna." in page
        client.force_login(ppid)
        redaction.refresh_from_db()
        seen_before = {"copy": "0" * 64}
        client.post(self.address("document_redaction_confirm", row), seen_before)
        assert Redaction.objects.get().state == RedactionState.MADE
        client.post(self.address("document_redaction_confirm", row), {"copy": redaction.copy_digest})
        redaction.refresh_from_db()
        assert redaction.state == RedactionState.CONFIRMED

    def test_what_a_ppid_asked_for_is_confirmed_by_a_desk_officer(self, desk, office):
        redaction = begun(office)
        mark_secret(redaction)
        row, ppid = redaction.attachment, Client()
        ppid.force_login(secure(make_officer(office, "ratna", "ppid")))
        ppid.post(self.address("document_redaction_make", row))
        services.make_copy(redaction_id=redaction.pk)
        redaction.refresh_from_db()
        given = {"copy": redaction.copy_digest}
        assert ppid.post(self.address("document_redaction_confirm", row), given).status_code == 403
        assert "Tetapkan salinan" in desk.get(self.address("document_redaction", row)).content.decode()
        desk.post(self.address("document_redaction_confirm", row), given)
        redaction.refresh_from_db()
        assert redaction.state == RedactionState.CONFIRMED

    def test_the_ground_just_chosen_stands_there_for_the_next_mark(self, desk, office):
        redaction = begun(office)
        other = redaction.grounds[-1][0]
        form = {"page": "1", "ground": other, "words": ["0"]}
        page = desk.post(self.address("document_redaction_mark", redaction.attachment), form, follow=True)
        assert f'<option value="{other}" selected>' in page.content.decode()

    def test_what_is_sealed_is_not_begun_here(self, desk, office):
        row = original(office)
        assert desk.get(self.address("document_redaction", row)).status_code == 404
        assert desk.post(self.address("document_redaction_begin", row)).status_code == 404
        open_one = original(office, access="officers", thing_id="2")
        assert desk.get(self.address("document_redaction", open_one)).status_code == 200
        desk.post(self.address("document_redaction_begin", open_one))
        assert Redaction.objects.get().attachment == open_one

    def test_another_office_sees_nothing_of_it(self, office, neighbour, client):
        redaction = begun(office)
        client.force_login(secure(make_officer(neighbour, "tono", "ppid")))
        for name in ("document_redaction", "document_release"):
            there = reverse(name, kwargs={"office": neighbour.slug, "attachment_id": redaction.attachment_id})
            assert client.get(there).status_code == 404

    def test_findings_are_shown_and_let_pass_by_the_ppid_alone(self, desk, office, client):
        row = attachment(office_id=office.pk, document=text_document(f"NIK {papers.NIK}"), access="officers")
        page = desk.get(self.address("document_release", row)).content.decode()
        assert "36••••••••••••02" in page
        assert papers.NIK not in page
        assert "Lepaskan meski ada temuan" not in page
        there = self.address("document_release_despite", row)
        assert desk.post(there, {"reason": "Rekaan", "audience": "public"}).status_code == 403
        client.force_login(secure(make_officer(office, "ratna", "ppid")))
        assert client.post(there, {"reason": " ", "audience": "public"}).status_code == 400
        client.post(there, {"reason": "Rekaan", "audience": "public"})
        assert services.release(attachment_id=row.pk, at=timezone.now()).clearance == "decided"

    def test_the_list_of_files_costs_the_same_for_one_and_for_many(self, desk, office, django_assert_max_num_queries):
        for number in range(5):
            row = attachment(
                office_id=office.pk,
                document=text_document(f"NIK {papers.NIK} {number}"),
                access="officers",
                thing_id=str(number),
            )
            services.check_release(document_id=row.document_id, at=AT)
        there = reverse("document_releases", kwargs={"office": office.slug})
        desk.get(there)
        with django_assert_max_num_queries(30):
            page = desk.get(there).content.decode()
        assert page.count("/berkas/") >= 5
