"""The desk's pages of letters: letterhead, templates of words, the signing tray, the electronic signature."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from telusur.kernel.accounts.models import Appointment, User
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.letters import selectors, services
from telusur.kernel.letters.models import AnswerTemplate, Letter
from telusur.kernel.letters.rules.signatures import Credentials, Fault, NotTaken, Port, ServiceRefused, Trust
from telusur.kernel.letters.rules.trays import Tray, Waiting

from . import examples
from .signers import a_hand, signed
from .test_letters import missing, text_of

pytestmark = pytest.mark.django_db
AT = timezone.now().replace(microsecond=0)


@pytest.fixture
def office():
    from telusur.kernel.offices.models import Office  # noqa: PLC0415

    return Office.objects.create(
        code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang", city="Serang", address="Jalan Contoh 1"
    )


def an_officer(office, role: str = "ppid", **changes) -> User:
    user = User.objects.create_user(f"{role}{User.objects.count()}@contoh.example", "x", is_demo=True)
    given = {"decree_number": "1", "decree_on": "2020-01-01", "valid_from": "2020-01-01", **changes}
    Appointment.objects.create(user=user, role=role, office=office, **given)
    return secure(user)


@pytest.fixture
def ppid(office, client):
    user = an_officer(office)
    client.force_login(user)
    return user


def issued(office, *, kind: str = "thing", key: str = "1") -> Letter:
    return services.issue(
        letter=examples.NOT_HELD,
        office=office,
        subject_kind=kind,
        subject_id=key,
        signer_ref="user:1",
        at=AT,
        permission="letters.see",
    )


def bytes_of(letter: Letter) -> bytes:
    with open_bytes(document=letter.document) as opened:
        return opened.read()


# Letterhead and number


def a_picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "maroon").save(out, kind)
    return out.getvalue()


SETTINGS = {
    "lines": "Jalan Baru 9",
    "city": "Serang",
    "pattern": "{number}/{register}/{unit}/{year}",
    "unit_code": "HM.03",
}


def test_the_number_carries_the_register_and_the_unit_code_that_the_office_set(office, client, ppid):
    answer = client.post(reverse("letter_settings", args=[office.slug]), {**SETTINGS, "port": "none"})
    assert answer.status_code == 302
    assert issued(office, kind="request").number.startswith("001/PIP/HM.03/")
    assert issued(office, kind="objection").number.startswith("002/KIP/HM.03/")
    assert issued(office, kind="anything").number.startswith("003/PPID/HM.03/")


def test_a_logo_is_printed_kept_and_taken_away(office, client, ppid):
    address = reverse("letter_settings", args=[office.slug])
    logo = SimpleUploadedFile("lambang.png", a_picture(), "image/png")
    assert client.post(address, {**SETTINGS, "port": "none", "logo": logo}).status_code == 302
    assert selectors.letterhead(office=office).logo == a_picture()
    assert b"/Subtype/Image" in bytes_of(issued(office)).replace(b" ", b"")
    client.post(address, {**SETTINGS, "port": "none"})
    assert selectors.letterhead(office=office).logo == a_picture()
    client.post(address, {**SETTINGS, "port": "none", "without_logo": "on"})
    assert selectors.letterhead(office=office).logo == b""


def test_a_letter_can_be_seen_before_the_settings_are_saved(office, client, ppid):
    page = client.post(reverse("letter_settings", args=[office.slug]), {**SETTINGS, "port": "none", "preview": "1"})
    assert page["Content-Type"] == "application/pdf"
    assert missing(("Jalan Baru 9", "001/PIP/HM.03/", "KONSEP"), text_of(page.content)) == []
    assert selectors.settings_of(office=office) is None


# Templates of words


def a_template(office, **changes) -> AnswerTemplate:
    given = {"template": "not_held", "passage": "opening", "title": "Salam", "body": "Yth. {pemohon}, terima kasih."}
    return services.save_template(office=office, actor="user:1", at=AT, **{**given, **changes})


def test_a_template_is_written_changed_and_stopped_at_the_desk_and_every_version_stays(office, client, ppid):
    place = {"place": "not_held:opening", "title": "Salam", "body": "Yth. {pemohon}."}
    assert client.post(reverse("answer_templates", args=[office.slug]), place).status_code == 302
    template = AnswerTemplate.objects.get()
    address = reverse("answer_template", args=[office.slug, template.pk])
    assert client.post(address, {**place, "body": "Halo {pemohon}."}).status_code == 302
    page = client.get(address)
    assert "Versi 1" in page.text
    assert "Yth. {pemohon}." in page.text
    assert client.post(address, {"retire": "1"}).status_code == 302
    assert selectors.templates_of(office_id=office.pk).count() == 0
    acts = [act.act for act in acts_on(subject_kind="answer_template", subject_id=str(template.pk))]
    assert acts == ["letters.save_template", "letters.save_template", "letters.retire_template"]


def test_an_unknown_placeholder_and_a_name_twice_are_explained_at_their_fields(office, client, ppid):
    a_template(office)
    address = reverse("answer_templates", args=[office.slug])
    page = client.post(address, {"place": "not_held:opening", "title": "Lain", "body": "Halo {nik}"})
    assert "{nik} tidak dikenal" in page.text
    page = client.post(address, {"place": "not_held:opening", "title": "Salam", "body": "Halo"})
    assert "Nama ini sudah dipakai" in page.text
    assert AnswerTemplate.objects.count() == 1


def test_each_choice_names_its_letter_and_its_part(office, client, ppid):
    page = client.get(reverse("answer_templates", args=[office.slug])).text
    assert "Surat Keputusan Penolakan Permohonan Informasi: Penutup" in page


def test_no_template_is_offered_for_what_the_law_words(office, client, ppid):
    page = client.post(
        reverse("answer_templates", args=[office.slug]), {"place": "receipt:opening", "title": "x", "body": "y"}
    )
    assert page.status_code == 200
    assert AnswerTemplate.objects.count() == 0


def test_the_list_of_templates_takes_few_queries(office, client, ppid, django_assert_max_num_queries):
    for number in range(20):
        a_template(office, title=f"Salam {number}")
    with django_assert_max_num_queries(15):
        page = client.get(reverse("answer_templates", args=[office.slug]))
    assert page.text.count("Salam 1") >= 10


# The tray


class Refusing(Exception):
    code = "no"


class Things:
    """Things of an imagined upper room that wait for a signature."""

    def __init__(self, count: int) -> None:
        self.left = {str(number): 1 for number in range(1, count + 1)}
        self.signers: list[str] = []
        self.faulty: set[str] = set()

    def waiting(self, *, office_id, subject_id=None):
        return [
            Waiting(
                subject_id=key,
                number=f"K-{key}",
                title=f"Perkara {key}",
                decision="Tidak dikuasai",
                due_on=date(2026, 4, 30) - timedelta(days=int(key)),
                version=version,
                address="/",
            )
            for key, version in self.left.items()
            if subject_id in (None, key)
        ]

    def draft(self, *, office_id, subject_id, actor, at):
        return examples.NOT_HELD

    def sign(self, *, office_id, subject_id, version, actor, at):
        if subject_id in self.faulty:
            raise Refusing
        from telusur.kernel.offices.models import Office  # noqa: PLC0415

        del self.left[subject_id]
        self.signers.append(actor)
        return issued(Office.objects.get(pk=office_id), key=subject_id).pk


@pytest.fixture
def things(monkeypatch):
    found = Things(3)
    tray = Tray(
        kind="thing",
        name="Surat uji",
        permission="letters.sign",
        role="ppid",
        waiting=found.waiting,
        draft=found.draft,
        sign=found.sign,
        faults=(Refusing,),
        sentence=lambda _error: "berkasnya belum lengkap.",
    )
    monkeypatch.setattr(selectors, "_trays", {"thing": tray})
    return found


def test_the_tray_lists_what_waits_nearest_end_first_in_few_queries(
    office, client, ppid, things, django_assert_max_num_queries
):
    things.left |= {str(number): 1 for number in range(4, 40)}
    with django_assert_max_num_queries(15):
        page = client.get(reverse("signing_tray", args=[office.slug]))
    assert page.text.index("K-39<") < page.text.index("K-2<") < page.text.index("K-1<")
    assert page.text.count('name="things"') == 39
    assert reverse("signing_item", args=[office.slug, "thing", "1"]) in page.text


def test_what_is_signed_at_its_own_page_only_is_shown_but_not_chosen(office, client, ppid, things):
    tray = selectors.trays()["thing"]
    selectors._trays["thing"] = Tray(**{**tray.__dict__, "draft": None, "sign": None})
    address = reverse("signing_tray", args=[office.slug])
    page = client.get(address).text
    assert "K-1<" in page
    assert 'name="things"' not in page
    client.post(address, {"things": "thing:1:1", "confirm": "1"})
    assert things.signers == []


def test_several_are_shown_once_more_and_then_signed_each_in_its_own_act(office, client, ppid, things):
    address = reverse("signing_tray", args=[office.slug])
    things.faulty = {"2"}
    shown = client.post(address, {"things": ["thing:1:1", "thing:2:1"]})
    assert "Tandatangani 2 surat?" in shown.text
    assert shown.text.count("draf.pdf") == 2
    assert things.signers == []
    page = client.post(address, {"things": ["thing:1:1", "thing:2:1"], "confirm": "1"}, follow=True)
    assert "1 surat ditandatangani" in page.text
    assert "K-2 tidak ditandatangani: berkasnya belum lengkap." in page.text
    assert things.signers == [f"user:{ppid.pk}"]
    assert set(things.left) == {"2", "3"}


def test_what_changed_since_it_was_listed_is_not_signed(office, client, ppid, things):
    things.left["1"] = 2
    page = client.post(
        reverse("signing_tray", args=[office.slug]), {"things": "thing:1:1", "confirm": "1"}, follow=True
    )
    assert things.signers == []
    assert "Pilih paling sedikit satu surat" in page.text


def test_a_kind_that_asks_for_another_right_is_not_shown(office, client, things):
    client.force_login(an_officer(office, "superior"))
    tray = selectors.trays()["thing"]
    selectors._trays["thing"] = Tray(**{**tray.__dict__, "permission": "requests.decide"})
    assert "K-1" not in client.get(reverse("signing_tray", args=[office.slug])).text
    assert client.get(reverse("signing_item", args=[office.slug, "thing", "1"])).status_code == 404


def test_who_serves_acting_is_told_that_the_letter_says_so(office, client, things):
    client.force_login(an_officer(office, acting=True, valid_until="2099-01-01"))
    assert "pelaksana harian (Plh.)" in client.get(reverse("signing_tray", args=[office.slug])).text


def test_words_are_inserted_from_a_template_changed_seen_in_the_draft_and_signed(office, client, ppid, things):
    template = a_template(office)
    address = reverse("signing_item", args=[office.slug, "thing", "1"])
    shown = client.post(address, {"opening": "Salam.", "choice": template.pk, "insert": "1"})
    assert "terima kasih." in shown.text
    assert "Budi #let x = 1 *Contoh*" in shown.text
    assert (
        selectors.passages_written(office_id=office.pk, subject_kind="thing", subject_id="1", template="not_held") == {}
    )
    client.post(address, {"opening": "Salam dari meja.", "closing": "Hormat kami."})
    draft = text_of(client.get(reverse("signing_preview", args=[office.slug, "thing", "1"])).content)
    assert missing(("Salam dari meja.", "Hormat kami.", "KONSEP", "Hak keberatan"), draft) == []
    signed_letter = issued(office, key="1")
    assert missing(("Salam dari meja.", "Hormat kami."), text_of(bytes_of(signed_letter))) == []


def test_the_tray_is_empty_with_words(office, client, ppid, things):
    things.left.clear()
    assert "Tidak ada yang menunggu tanda tangan" in client.get(reverse("signing_tray", args=[office.slug])).text


# The electronic signature


def use_port(office, port: str) -> None:
    services.change_settings(
        office=office, lines=[], city="", pattern="{number}/{year}", actor="user:1", at=AT, port=port
    )


@pytest.fixture
def trusting(settings, tmp_path):
    (tmp_path / "signing-roots").mkdir()
    (tmp_path / "signing-roots" / "uji.pem").write_bytes(a_hand().root)
    settings.VAR = tmp_path


def upload(pdf: bytes) -> dict[str, SimpleUploadedFile]:
    return {"signed": SimpleUploadedFile("surat.pdf", pdf, "application/pdf")}


def test_a_signed_copy_is_checked_kept_and_goes_out_in_the_letters_place(office, client, ppid, trusting):
    use_port(office, "upload")
    letter = issued(office)
    address = reverse("letter_page", args=[office.slug, letter.pk])
    before = letter.attachment_id
    copy = signed(bytes_of(letter))
    assert client.post(address, upload(copy)).status_code == 302
    page = client.get(address).text
    assert "sertifikat dipercaya" in page
    assert "Rina Contoh" in page
    letter.refresh_from_db()
    assert letter.attachment.replaces_id == before
    with open_bytes(document=letter.attachment.document) as opened:
        assert opened.read() == copy
    assert acts_on(subject_kind="thing", subject_id="1")[0].act == "letters.keep_signature"
    public = client.get(reverse("letter_verification", args=[letter.code])).text
    assert "Tanda tangan utuh, sertifikat dipercaya" in public
    assert "Otoritas Uji" not in public
    assert "Budi" not in public


def test_an_unknown_root_is_said_to_be_unknown(office, client, ppid):
    use_port(office, "upload")
    letter = issued(office)
    client.post(reverse("letter_page", args=[office.slug, letter.pk]), upload(signed(bytes_of(letter))))
    page = client.get(reverse("letter_verification", args=[letter.code])).text
    assert "penerbit sertifikat tidak dikenal" in page
    assert "sertifikat dipercaya" not in page


def test_refusals_are_said_at_the_field_and_keep_nothing(office, client, ppid):
    use_port(office, "upload")
    letter, other = issued(office), issued(office, key="2")
    address = reverse("letter_page", args=[office.slug, letter.pk])
    said = {
        "bukan PDF": b"Halo",
        "berkas surat lain": signed(bytes_of(other)),
        "belum ditandatangani secara elektronik": bytes_of(letter),
        "berubah sesudah ditandatangani": signed(bytes_of(letter)) + b"\n% lagi",
    }
    for words, pdf in said.items():
        assert words in client.post(address, upload(pdf)).text
    assert selectors.signature_of(letter_id=letter.pk) is None


def test_an_office_without_the_port_takes_no_signed_copy(office, client, ppid):
    letter = issued(office)
    address = reverse("letter_page", args=[office.slug, letter.pk])
    assert "Unggah salinan" not in client.get(address).text
    client.post(address, upload(signed(bytes_of(letter))))
    assert selectors.signature_of(letter_id=letter.pk) is None


def test_the_desk_reads_a_letters_page_but_does_not_sign(office, client):
    use_port(office, "upload")
    letter = issued(office)
    client.force_login(an_officer(office, "desk"))
    address = reverse("letter_page", args=[office.slug, letter.pk])
    assert "Periksa dan simpan" not in client.get(address).text
    client.post(address, upload(signed(bytes_of(letter))))
    assert selectors.signature_of(letter_id=letter.pk) is None


# The contract of a signing service, proven by one that signs for real with a certificate of its own


class LocalService:
    """A signing service as the national one would be: it knows identities and passphrases, and signs."""

    name = "Layanan uji"

    def sign(self, *, pdf: bytes, file_name: str, credentials: Credentials) -> bytes:
        if credentials.passphrase != "frasa yang benar":
            raise ServiceRefused("frasa sandi salah")
        return signed(pdf)


class LyingService(LocalService):
    def sign(self, *, pdf: bytes, file_name: str, credentials: Credentials) -> bytes:
        return pdf


HERE = "telusur.kernel.letters.tests.test_desk"


def test_a_service_signs_what_we_gave_it_and_its_answer_is_checked_like_any_file(
    office, client, ppid, trusting, settings
):
    settings.SIGNING_SERVICE = f"{HERE}:LocalService"
    use_port(office, "service")
    letter = issued(office)
    address = reverse("letter_page", args=[office.slug, letter.pk])
    given = {"identity": "3673015207900003", "passphrase": "frasa yang salah"}
    refused = client.post(address, given).text
    assert "Layanan tanda tangan menolak: frasa sandi salah" in refused
    assert "frasa yang salah" not in refused
    assert client.post(address, {**given, "passphrase": "frasa yang benar"}).status_code == 302
    kept = selectors.signature_of(letter_id=letter.pk)
    assert (kept.port, kept.trust, kept.signer) == (Port.SERVICE, Trust.TRUSTED, "Rina Contoh")
    everywhere = [act.facts for act in acts_on(subject_kind="thing", subject_id="1")]
    assert "frasa yang benar" not in str(everywhere)
    assert "3673015207900003" not in str(everywhere)


def test_a_service_that_returns_no_signature_is_not_believed(office, settings):
    settings.SIGNING_SERVICE = f"{HERE}:LyingService"
    letter = issued(office)
    with pytest.raises(NotTaken) as refusal:
        services.sign_with_service(letter_id=letter.pk, credentials=Credentials("a", "b"), actor="user:1", at=AT)
    assert refusal.value.fault == Fault.NOT_SIGNED


def test_credentials_never_print_what_they_hold():
    assert repr(Credentials("3673", "rahasia")) == "Credentials()"


def test_an_office_whose_service_is_gone_still_uploads(office, settings):
    use_port(office, "service")
    settings.SIGNING_SERVICE = ""
    assert selectors.port_of(office=office) == Port.UPLOAD


def test_the_settings_show_the_number_that_the_next_letter_gets(office, client, ppid):
    address = reverse("letter_settings", args=[office.slug])
    assert client.get(address).context["example"].startswith("001/")
    issued(office)
    shown = client.get(address).context["example"]
    assert shown.startswith("002/")
    assert issued(office, kind="request").number == shown
