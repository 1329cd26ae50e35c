"""Drafts in the superior's tray, remarks, corrections and rows entered by mistake, on a real database and its pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents.models import LegalHold
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters.selectors import letters_about, trays
from telusur.kernel.letters.tests.test_letters import missing, text_of
from telusur.kernel.notices.models import Notice
from telusur.openness.requests import selectors, services
from telusur.openness.requests.models import Objection, ReplyDraft
from telusur.openness.requests.rules.objections import Ground, ObjectionState, Verdict
from telusur.openness.requests.rules.words import Channel

from .factories import ref
from .objections import ObjectionDesk, a_claim
from .test_objections import appointed

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
S = ObjectionState
UPHELD = services.ObjectionDecision(Verdict.UPHELD, reasons="Jawaban sudah sesuai permintaan.")


@pytest.fixture
def desk() -> ObjectionDesk:
    return ObjectionDesk()


def drafted(desk: ObjectionDesk, decision: services.ObjectionDecision = UPHELD) -> Objection:
    objection = desk.reviewed(desk.filed(desk.notified(received_at=desk.clock, at=desk.at())))
    return services.draft_reply(
        objection_id=objection.pk, decision=decision, actor=ref(desk.consideration), at=desk.at()
    )


def at_the_desk(desk: ObjectionDesk, *grounds: Ground) -> Objection:
    return desk.filed(None, *grounds, channel=Channel.WALK_IN, actor=ref(desk.desk))


# --- the tray -----------------------------------------------------------------------------------------------------


def test_a_drafted_reply_waits_in_the_superiors_tray_and_signing_it_decides(
    desk: ObjectionDesk, client: Client
) -> None:
    desk.clock = timezone.now()
    objection = drafted(desk)
    assert (objection.state, objection.verdict) == (S.REVIEWED, "")
    client.force_login(secure(desk.superior))
    place = reverse("signing_tray", args=[desk.office.slug])
    assert objection.number in client.get(place).text
    client.post(
        reverse("signing_item", args=[desk.office.slug, "objection", str(objection.pk)]),
        {"opening": "Terima kasih atas keberatan Anda.", "closing": ""},
    )
    preview = client.get(reverse("signing_preview", args=[desk.office.slug, "objection", str(objection.pk)]))
    said = (objection.number, "Terima kasih atas keberatan Anda.", "Jawaban sudah sesuai permintaan.")
    assert missing(said, text_of(preview.content)) == []
    key = f"objection:{objection.pk}:{objection.version}"
    page = client.post(place, {"things": key, "confirm": "1"}, follow=True)
    assert "1 surat ditandatangani" in page.text
    objection.refresh_from_db()
    assert (objection.state, objection.verdict) == (S.DECIDED, Verdict.UPHELD)
    letter = letters_about(subject_kind="objection", subject_id=str(objection.pk)).get(template="objection_reply")
    assert letter.signer_ref == ref(desk.superior)
    assert trays()["objection"].waiting(office_id=desk.office.pk) == []


# --- the letters of a musyawarah -------------------------------------------------------------------------------------


def test_both_letters_of_a_musyawarah_are_read_first_and_carry_the_officers_words(
    desk: ObjectionDesk, client: Client
) -> None:
    desk.clock = timezone.now() - timedelta(days=3)
    objection = desk.reviewed(desk.filed(None))
    client.force_login(secure(desk.superior))

    def given(act: str, **typed: str) -> HttpResponse:
        place = reverse("objections_act", args=[desk.office.slug, objection.pk, act])
        objection.refresh_from_db()
        return client.post(place, {"version": objection.version} | typed)

    def said() -> str:
        letter = letters_about(subject_kind="objection", subject_id=str(objection.pk)).first()
        assert letter is not None
        with open_bytes(document=letter.document) as content:
            return text_of(content.read())

    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT09:30")
    invitation = {"meets_at": later, "place": "Aula", "surat-opening": "Dengan hormat.", "surat-closing": ""}
    read = given("invite", **invitation, preview="1")
    assert missing(("Aula", "Dengan hormat."), text_of(read.content)) == []
    assert objection.deliberations.count() == 0
    given("invite", **invitation)
    assert missing(("Aula", "Dengan hormat."), said()) == []
    meeting = objection.deliberations.get()
    meeting.meets_at = timezone.now() - timedelta(hours=1)
    meeting.save(update_fields=["meets_at"])
    minutes = {"attendance": "Kedua pihak", "minutes": "Didengar.", "surat-closing": "Dibuat rangkap dua."}
    read = given("record-deliberation", **minutes, preview="1")
    assert missing(("Didengar.", "Dibuat rangkap dua."), text_of(read.content)) == []
    assert objection.deliberations.filter(recorded_at=None).count() == 1
    given("record-deliberation", **minutes)
    assert missing(("Didengar.", "Dibuat rangkap dua."), said()) == []


def test_the_ppid_finds_no_reply_in_his_tray(desk: ObjectionDesk, client: Client) -> None:
    objection = drafted(desk)
    client.force_login(secure(desk.ppid))
    assert objection.number not in client.get(reverse("signing_tray", args=[desk.office.slug])).text
    place = [desk.office.slug, "objection", str(objection.pk)]
    assert client.get(reverse("signing_preview", args=place)).status_code == 404


def test_who_decided_the_request_neither_drafts_nor_signs_the_reply(desk: ObjectionDesk) -> None:
    objection = drafted(desk)
    tray = trays()["objection"]
    appointed(desk.ppid, Role.SUPERIOR, desk)
    with pytest.raises(services.Refused) as refused:
        tray.sign(  # type: ignore[misc]
            office_id=desk.office.pk,
            subject_id=str(objection.pk),
            version=objection.version,
            actor=ref(desk.ppid),
            at=desk.at(),
        )
    assert refused.value.code == "own_decision"
    with pytest.raises(services.Refused) as refused:
        services.draft_reply(objection_id=objection.pk, decision=UPHELD, actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "own_decision"


def test_a_draft_lacks_nothing_that_the_law_wants_of_the_reply(desk: ObjectionDesk) -> None:
    objection = desk.reviewed()
    for decision, code in (
        (services.ObjectionDecision(Verdict.UPHELD), "reasons_missing"),
        (services.ObjectionDecision(Verdict.GRANTED, order="Berikan."), "order_day_missing"),
        (
            services.ObjectionDecision(
                Verdict.GRANTED, order="Berikan.", order_due_on=desk.clock.date() - timedelta(days=1)
            ),
            "order_day_past",
        ),
    ):
        with pytest.raises(services.Refused) as refused:
            services.draft_reply(objection_id=objection.pk, decision=decision, actor=ref(desk.superior), at=desk.at())
        assert refused.value.code == code
    assert not ReplyDraft.objects.exists()


def test_a_musyawarah_puts_the_draft_aside(desk: ObjectionDesk) -> None:
    objection = drafted(desk)
    assert selectors.replies_to_sign(office_id=desk.office.pk) == [objection]
    desk.invited(objection)
    assert not ReplyDraft.objects.exists()


def test_the_consideration_team_drafts_and_reads_its_draft_as_a_letter(desk: ObjectionDesk, client: Client) -> None:
    desk.clock = timezone.now()
    objection = desk.reviewed(desk.filed(desk.notified(received_at=desk.clock, at=desk.at())))
    client.force_login(secure(desk.consideration))
    place = reverse("objections_act", args=[desk.office.slug, objection.pk, "draft-reply"])
    lacking = client.post(place, {"version": objection.version, "verdict": "granted", "order": "Berikan tabelnya."})
    assert "Tetapkan tanggal paling lambat" in lacking.text
    assert "Berikan tabelnya." in lacking.text
    due = (desk.clock + timedelta(days=9)).date().isoformat()
    typed = {"version": objection.version, "verdict": "granted", "order": "Berikan tabelnya.", "order_due_on": due}
    assert client.post(place, typed).status_code == 302
    page = client.get(reverse("objections_case", args=[desk.office.slug, objection.pk])).text
    assert "Konsep tanggapan" in page
    letter = client.get(reverse("objections_draft_letter", args=[desk.office.slug, objection.pk])).content
    assert missing(("Berikan tabelnya.", "Keberatan dikabulkan", objection.number), text_of(letter)) == []
    begun = client.get(place).text
    assert "Berikan tabelnya." in begun


# --- mistakes -----------------------------------------------------------------------------------------------------


def test_a_typing_error_of_the_desk_is_corrected_with_its_reason(desk: ObjectionDesk) -> None:
    objection = at_the_desk(desk)
    done = services.correct_objection(
        objection_id=objection.pk,
        changes={"position": "Saya minta tabel per kelurahan.", "proxy": "Bima Rekaan"},
        reason="Salah baca formulir",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    assert (done.position, done.proxy) == ("Saya minta tabel per kelurahan.", "Bima Rekaan")
    act = ledger.acts_on(subject_kind="objection", subject_id=str(objection.pk))[-1]
    assert act.facts["fields"] == "position,proxy"
    assert "kelurahan" not in str(act.facts)
    assert [each.text for each in selectors.notes_on(objection=done)] == ["Alasan koreksi: Salah baca formulir"]


def test_other_grounds_must_have_stood_at_the_receipt(desk: ObjectionDesk) -> None:
    objection = at_the_desk(desk)

    def correct(grounds: str) -> Objection:
        return services.correct_objection(
            objection_id=objection.pk,
            changes={"grounds": grounds},
            reason="Salah centang",
            actor=ref(desk.desk),
            at=desk.at(),
        )

    with pytest.raises(services.Refused) as refused:
        correct("refused")
    assert refused.value.code == "ground_does_not_stand"
    done = correct("answered_otherwise,unreasonable_cost")
    assert done.grounds == ["answered_otherwise", "unreasonable_cost"]
    assert done.window is not None


def test_what_was_sent_on_line_is_its_senders_own(desk: ObjectionDesk) -> None:
    objection = desk.filed()
    with pytest.raises(services.Refused) as refused:
        services.correct_objection(
            objection_id=objection.pk,
            changes={"position": "Lain sama sekali daripada itu."},
            reason="x",
            actor=ref(desk.desk),
            at=desk.at(),
        )
    assert refused.value.code == "own_words"
    with pytest.raises(services.Refused) as refused:
        services.strike_objection(objection_id=objection.pk, reason="x", actor=ref(desk.superior), at=desk.at())
    assert refused.value.code == "filed_by_applicant"
    objection.refresh_from_db()
    assert objection.version == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": "finished"}, "field_unknown"),
        ({"name": "Orang Lain"}, "field_unknown"),  # his request is where he is corrected
        ({"position": "x"}, "position_missing"),
        ({"proxy": ""}, "nothing_changed"),
        ({"grounds": "apa_saja"}, "field_unknown"),
        ({"grounds": ""}, "grounds_missing"),
        ({"channel": "e_ppid"}, "field_unknown"),
    ],
)
def test_a_correction_takes_nothing_away_that_must_be_there(
    desk: ObjectionDesk, changes: dict[str, str], code: str
) -> None:
    objection = at_the_desk(desk)
    with pytest.raises(services.Refused) as refused:
        services.correct_objection(
            objection_id=objection.pk, changes=changes, reason="x", actor=ref(desk.desk), at=desk.at()
        )
    assert refused.value.code == code


def test_a_row_entered_by_mistake_keeps_its_number_and_counts_nowhere(desk: ObjectionDesk) -> None:
    objection = at_the_desk(desk)
    assert LegalHold.objects.filter(lifted_at=None).exists()
    done = services.strike_objection(
        objection_id=objection.pk, reason="Tercatat dua kali", actor=ref(desk.superior), at=desk.at()
    )
    assert (done.state, done.number, done.holds) == (S.STRUCK, objection.number, [])
    assert Objection.everything.get(pk=done.pk).deadline.stopped_at is not None
    assert not LegalHold.objects.filter(lifted_at=None).exists()
    day = desk.clock.date()
    assert selectors.objections_received(office_id=desk.office.pk, start=day, end=day + timedelta(days=1)) == []
    register = selectors.as_objection_register(
        selectors.objection_register_rows(office_id=desk.office.pk, year=objection.year)
    )
    assert [(row.values[0], row.values[7]) for row in register] == [(objection.number, "Dicoret: salah catat")]
    told = Notice.objects.get(kind="objection_struck", to_email=objection.applicant.email)
    assert "Tercatat dua kali" in told.text
    # The applicant may object anew.
    assert desk.filed(objection.request, Ground.UNFULFILLED).number != objection.number


def test_neither_desk_nor_who_decided_strikes_an_objection(desk: ObjectionDesk) -> None:
    objection = at_the_desk(desk)
    for person in (desk.desk, desk.ppid):
        with pytest.raises(services.NotPermitted):
            services.strike_objection(objection_id=objection.pk, reason="x", actor=ref(person), at=desk.at())
    with pytest.raises(services.Refused) as refused:
        services.strike_objection(objection_id=objection.pk, reason=" ", actor=ref(desk.superior), at=desk.at())
    assert refused.value.code == "reason_missing"


def test_remarks_of_officers_stay_among_them(desk: ObjectionDesk, client: Client) -> None:
    objection = desk.objection_registered()
    services.note_on_objection(
        objection_id=objection.pk, text="Sudah ditelepon dua kali.", actor=ref(desk.desk), at=desk.at()
    )
    client.force_login(secure(desk.superior))
    page = client.get(reverse("objections_case", args=[desk.office.slug, objection.pk])).text
    assert "Sudah ditelepon dua kali." in page
    deeds = selectors.objection_deeds_for_applicant(selectors.objection_history(objection=objection))
    assert [deed for deed in deeds if deed.act == "note"] == []
    for text, code in (("  ", "note_empty"), ("x" * 8001, "note_too_long")):
        with pytest.raises(services.Refused) as refused:
            services.note_on_objection(objection_id=objection.pk, text=text, actor=ref(desk.desk), at=desk.at())
        assert refused.value.code == code


def test_the_pages_correct_and_strike(desk: ObjectionDesk, client: Client) -> None:
    alone = desk.filed_alone(channel=Channel.WALK_IN, actor=ref(desk.desk)).objection
    client.force_login(secure(desk.desk))
    place = reverse("objections_act", args=[desk.office.slug, alone.pk, "correct"])
    page = client.get(place).text
    assert "Kasus posisi" in page
    typed = {
        "version": alone.version,
        "grounds": ["periodic_missing"],
        "information": alone.information,
        "position": alone.position,
        "purpose": "Penelitian pemilu",
        "proxy": "",
        "channel": "letter",
        "name": "Wulan Rekaan Baru",
        "email": alone.applicant.email,
        "phone": alone.applicant.phone,
        "address": alone.applicant.address,
        "reason": "Nama salah ketik",
    }
    assert client.post(place, typed).status_code == 302
    alone = Objection.everything.select_related("applicant").get(pk=alone.pk)
    assert (alone.purpose, alone.channel, alone.applicant.name) == ("Penelitian pemilu", "letter", "Wulan Rekaan Baru")
    client.force_login(secure(desk.superior))
    strike = reverse("objections_act", args=[desk.office.slug, alone.pk, "strike"])
    assert client.post(strike, {"version": alone.version, "reason": "Salah kantor"}).status_code == 302
    assert Objection.everything.get(pk=alone.pk).state == S.STRUCK


def test_who_asked_is_not_corrected_at_the_objection_to_his_request(desk: ObjectionDesk, client: Client) -> None:
    objection = desk.filed(desk.notified(), claim=a_claim(Ground.UNFULFILLED))
    client.force_login(secure(desk.desk))
    page = client.get(reverse("objections_act", args=[desk.office.slug, objection.pk, "correct"])).text
    assert 'name="name"' not in page
    assert 'name="position"' not in page
    assert 'name="proxy"' in page


def test_a_request_is_locked_before_its_objection_as_where_its_answer_is_reopened(
    desk: ObjectionDesk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    objection = at_the_desk(desk)
    with django_assert_max_num_queries(60) as asked:
        services.correct_objection(
            objection_id=objection.pk,
            changes={"grounds": Ground.ANSWERED_OTHERWISE.value},
            reason="Salah pilih alasan.",
            actor=ref(desk.desk),
            at=desk.at(),
        )
    locks = [query["sql"] for query in asked.captured_queries if "FOR UPDATE" in query["sql"]]
    tables = [sql.partition('FROM "')[2].partition('"')[0] for sql in locks]
    assert tables.index("requests_informationrequest") < tables.index("requests_objection")
