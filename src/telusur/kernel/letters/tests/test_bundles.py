from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pikepdf
import pypdfium2
import pytest
import typst
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.commands import bundle as commands
from telusur.kernel.documents.models import ReleaseCheck
from telusur.kernel.documents.rules.bundles.checking import Difference, GivenFile, check_bundle
from telusur.kernel.documents.rules.bundles.manifest import BadManifest, Manifest, ProvenLog, read_manifest
from telusur.kernel.documents.rules.bundles.pages import PageDigests, stamp_name
from telusur.kernel.documents.tests import papers as samples
from telusur.kernel.ledger.rules.signed_notes import signed_text, verifier_key
from telusur.kernel.ledger.services import record, signer
from telusur.kernel.letters import services
from telusur.kernel.letters.rules.bundles import ActLine, Cover, Paper, spans
from telusur.kernel.offices.models import Office

from .examples import NOTIFICATION

AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)
COVER = Cover(
    title="Bundel Sengketa Informasi Publik",
    number="003/KI-BTN-PS/2026",
    label="Bundel 003/KI-BTN-PS/2026",
    facts=(("Pemohon", "Budi Contoh"), ("Termohon", "KPU Kota Serang")),
)
LETTER = f"Kepada Siti, NIK {samples.NIK}, surel siti\\@contoh.id. Salinan kepada budi\\@contoh.id."
ACTS = [ActLine("7 April 2026, 10.00 WIB", "Permohonan didaftarkan", "nomor 0042", "Petugas")]
LOG = "office/3673"
KEEP = ["budi@contoh.id", "budi@contoh.example"]


def an_office() -> Office:
    return Office.objects.create(
        code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang", city="Serang", address="Jalan Contoh 1"
    )


pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return an_office()


def kept(content: bytes, name: str):
    return documents.store(content=io.BytesIO(content), name=name, at=AT, made_here=True)


def picture() -> bytes:
    with pypdfium2.PdfDocument(samples.plain()) as document:
        out = io.BytesIO()
        document[0].render(scale=1).to_pil().save(out, "PNG")
        return out.getvalue()


def pages_of_words(pages: int) -> bytes:
    return typst.compile("\n#pagebreak()\n".join(f"Halaman {number}" for number in range(pages)).encode())


def the_papers() -> list[Paper]:
    return [
        Paper("Permohonan informasi", date(2026, 3, 2), "0042/PPID/2026", "Budi", kept(samples.plain(), "a.pdf")),
        Paper("Surat dengan data pribadi", author="Siti", document=kept(typst.compile(LETTER.encode()), "b.pdf")),
        Paper("Foto papan", document=kept(picture(), "papan.png"), name="papan.png"),
        Paper("Rekapitulasi", document=kept(b"tps,suara\n1,2\n", "rekap.csv"), name="rekap.csv"),
        Paper("Pindaian identitas", left_out="Tidak diperlukan Komisi Informasi (UU 27/2022 Pasal 16)."),
        Paper("Pemberitahuan", date(2026, 3, 16), typeset=NOTIFICATION),
        Paper("Berita acara", document=kept(pages_of_words(12), "c.pdf")),
    ]


def some_acts() -> tuple[ProvenLog, ...]:
    for number in range(5):
        record(
            "requests.register",
            log=LOG,
            subject_kind="request",
            subject_id=str(number % 2),
            actor="user:1",
            happened_at=AT,
            recorded_at=AT,
        )
    return documents.proven_logs(subjects=[("request", "1")], at=AT)


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """A bundle, made once for these tests, and the papers it was made of; of the database nothing remains."""
    with django_db_blocker.unblock(), transaction.atomic():
        office = an_office()
        papers, logs = the_papers(), some_acts()
        given = {"cover": COVER, "papers": papers, "acts": ACTS, "logs": logs, "office": office, "at": AT, "keep": KEEP}
        first, again = (services.make_bundle(**given) for _time in range(2))
        transaction.set_rollback(True)
    return first, again, papers


@pytest.fixture
def made(whole):
    return whole[0]


@pytest.fixture
def papers(whole):
    return whole[2]


def words_on(pdf: bytes, number: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[number - 1].get_textpage().get_text_range().split())


def test_the_index_names_every_part_with_the_page_where_it_begins(made):
    index = words_on(made.pdf, 2)
    for part in made.manifest.parts:
        assert part.title in index
        assert f"{part.number}. {part.title}" in [title for title, _page in bookmarks(made.pdf)]
        is_sheet = part.treatment in ("named", "left_out")
        assert (f"Bagian {part.number}" in words_on(made.pdf, part.first_page)) is is_sheet
    assert [part.first_page for part in made.manifest.parts] == [4, 5, 6, 7, 8, 9, 10]
    assert "10–21" in index


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]


def test_every_page_bears_its_number_in_the_bundle(made):
    assert made.manifest.pages == 21
    for number in range(1, 22):
        assert f"Bundel 003/KI-BTN-PS/2026 hlm {number} dari 21" in words_on(made.pdf, number)


def test_bookmarks_lead_to_the_parts(made):
    found = dict(bookmarks(made.pdf))
    for part in made.manifest.parts:
        assert found[f"{part.number}. {part.title}"] == part.first_page


def test_personal_data_is_blackened_left_out_and_named_in_the_index(made):
    treatments = [part.treatment for part in made.manifest.parts]
    assert treatments == ["blackened", "blackened", "drawn", "named", "left_out", "joined", "joined"]
    whole = " ".join(words_on(made.pdf, number) for number in range(1, 22))
    assert samples.NIK not in whole
    assert "siti@contoh.id" not in whole
    assert "budi@contoh.id" in words_on(made.pdf, 5)
    assert "Dihitamkan pada hlm 1 bagian ini: NIK, alamat surel" in words_on(made.pdf, 2)
    assert "tidak disertakan" in words_on(made.pdf, 2)


def test_the_front_and_the_sheet_are_accessible_archives_and_the_bundle_does_not_claim_to_be(made):
    for content, claims in ((made.front, True), (made.sheet, True), (made.pdf, False)):
        with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as written:
            assert ("pdfaid:part" in written) is claims
            assert ("pdfuaid:part" in written) is claims


def test_the_list_of_acts_stands_in_the_bundle_and_the_manifest_proves_them(made):
    assert "Permohonan didaftarkan" in words_on(made.pdf, 3)
    [log] = made.manifest.logs
    assert [act.index for act in log.acts] == [1, 3]
    assert check_bundle(made.pdf, made.manifest) == []


def test_a_manifest_reads_as_it_was_written(made):
    text = made.manifest.text()
    assert read_manifest(text) == made.manifest
    assert json.loads(text)["format"] == "telusur-bundle/2"
    without = re.sub(r'^ "note": .*', ' "note": ""', text, flags=re.MULTILINE)
    assert made.manifest.note.startswith(f"telusur-bundle/2\n{sha256(without.encode()).hexdigest()}\n\n")


def test_the_office_makes_the_same_bundle_twice(whole):
    first, again, _papers = whole
    assert again.manifest == first.manifest
    assert again.sheet == first.sheet


def test_what_was_done_on_purpose_is_told_from_what_slipped_through(whole, office):
    made, document = whole[0], kept(whole[0].pdf, "bundel.pdf")
    blackened = [part for part in made.manifest.parts if part.treatment == "blackened"]
    pages = frozenset(page for part in blackened for page in range(part.first_page, part.first_page + part.pages))

    def found(**more) -> set[tuple[str, int, str]]:
        ReleaseCheck.objects.all().delete()
        check = documents.check_release(document_id=document.pk, at=AT, **more)
        return {(row.kind, row.page, row.place) for row in check.findings.all()}

    photograph = ("picture_of_text", 6, "")
    own = documents.Bundled(pages, tuple(KEEP))
    assert found(bundled=own) == {photograph, ("email", 0, "para pihak")}
    assert found(bundled=documents.Bundled(pages)) == {photograph, ("email", 5, ""), ("email", 9, "")}
    assert {("picture_of_text", page, "") for page in pages} < found()
    assert office


def test_the_index_and_the_manifest_of_a_bundle_are_clean(made, office):
    for name, content in (("indeks.pdf", made.front), ("manifes.pdf", made.sheet)):
        check = documents.check_release(document_id=kept(content, name).pk, at=AT)
        assert (name, list(check.findings.values_list("kind", flat=True))) == (name, [])
    assert office


# What others check


def test_originals_are_known_by_their_digest_and_page_by_page(made, papers):
    with documents.open_bytes(document=papers[6].document) as content:
        original = GivenFile("c.pdf", content.read())
    assert check_bundle(made.pdf, made.manifest, files=[original]) == []
    [other] = check_bundle(made.pdf, made.manifest, files=[GivenFile("x.pdf", samples.rotated(90))])
    assert other.kind == Difference.UNKNOWN_FILE


def test_an_original_that_was_blackened_is_known_only_with_the_salt(made, papers):
    with documents.open_bytes(document=papers[1].document) as content:
        original = content.read()
    digest = sha256(original).hexdigest()
    assert digest not in made.manifest.text()
    [unknown] = check_bundle(made.pdf, made.manifest, files=[GivenFile("b.pdf", original)])
    assert unknown.kind == Difference.UNKNOWN_FILE
    told = GivenFile("b.pdf", original, salt=services.salt_of(digest))
    assert check_bundle(made.pdf, made.manifest, files=[told]) == []


def test_a_changed_page_is_named(made):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        page = pdf.pages[11].obj
        page.Contents[1].write(page.Contents[1].read_bytes() + b" ")
        pdf.save(out)
    found = check_bundle(out.getvalue(), made.manifest)
    assert [(one.kind, one.number) for one in found] == [(Difference.BUNDLE, 0), (Difference.PAGE, 12)]


def test_an_act_that_was_changed_does_not_stand_in_the_log(made):
    [log] = made.manifest.logs
    forged = replace(log.acts[0], entry=log.acts[0].entry.replace("user:1", "user:2"))
    manifest = replace(made.manifest, logs=(replace(log, acts=(forged, *log.acts[1:])),))
    found = check_bundle(made.pdf, manifest)
    assert [(one.kind, one.number) for one in found] == [(Difference.SIGNATURE, 0), (Difference.ACT, 1)]


def test_a_checkpoint_that_another_key_signed_is_found(made):
    [log] = made.manifest.logs
    [said] = check_bundle(made.pdf, made.manifest, key=log.key.replace("+", "-"))
    assert said.kind == Difference.KEY
    forged = replace(log, checkpoint=log.checkpoint.replace("\n5\n", "\n6\n"))
    [found] = check_bundle(made.pdf, signed(replace(made.manifest, logs=(forged,))))
    assert found.kind == Difference.CHECKPOINT


def signed(manifest: Manifest, private: Ed25519PrivateKey | None = None) -> Manifest:
    """Sign a manifest anew, as the office would, or as somebody else with a key of his own."""
    if private is None:
        return replace(manifest, note=signer(log=LOG).note(manifest.statement()))
    key = verifier_key(manifest.origin, private.public_key().public_bytes_raw())
    mine = replace(manifest, key=key)
    return replace(mine, note=signed_text(mine.statement(), name=mine.origin, key=private))


def forged(made) -> tuple[bytes, Manifest]:
    """A page of a genuine bundle exchanged, and every digest of the manifest set right."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        pdf.pages[11].obj.Contents[1].write(b"")
        pdf.save(out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        page = pdf.pages[11].obj
        stamp = str(list(page.Resources.XObject.keys())[-1])
        page.Contents = page.Contents[1]
        del page.Resources.XObject[stamp]
        digest = PageDigests().of(page)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        page = pdf.pages[11].obj
        page.Resources.XObject[stamp_name(digest)] = page.Resources.XObject[stamp]
        del page.Resources.XObject[stamp]
        closing = page.Contents[2].read_bytes().replace(stamp.encode(), stamp_name(digest).encode())
        page.Contents[2] = pdf.make_stream(closing)
        again = io.BytesIO()
        pdf.save(again)
    content = again.getvalue()
    parts = list(made.manifest.parts)
    digests = list(parts[6].page_digests)
    digests[2] = digest
    parts[6] = replace(parts[6], page_digests=tuple(digests))
    manifest = replace(made.manifest, sha256=sha256(content).hexdigest(), size=len(content), parts=tuple(parts))
    return content, manifest


def test_a_forged_bundle_is_found_though_all_its_digests_agree(made):
    content, manifest = forged(made)
    key = made.manifest.key
    assert [one.kind for one in check_bundle(content, manifest, key=key)] == [Difference.SIGNATURE]
    assert [one.kind for one in check_bundle(content, manifest)] == [Difference.SIGNATURE]
    other = signed(replace(manifest, logs=()), Ed25519PrivateKey.generate())
    assert Difference.KEY in [one.kind for one in check_bundle(content, other, key=key)]
    assert check_bundle(content, signed(manifest), key=key) == [], (
        "nothing but the signature tells it from a genuine one"
    )


def test_logs_signed_by_one_key_do_not_lend_it_to_a_manifest_signed_by_another(made):
    other = signed(made.manifest, Ed25519PrivateKey.generate())
    assert [one.kind for one in check_bundle(made.pdf, other)] == [Difference.KEY]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda _said: {"parts": ()}, Difference.PARTS),
        (lambda said: {"parts": said.parts[1:]}, Difference.PARTS),
        (lambda said: {"parts": said.parts[:-1]}, Difference.PARTS),
        (lambda said: {"parts": (*said.parts[:2], *said.parts[3:])}, Difference.PARTS),
        (lambda said: {"parts": (replace(said.parts[0], page_digests=()), *said.parts[1:])}, Difference.PARTS),
        (lambda said: {"front_pages": 0, "parts": said.parts}, Difference.PARTS),
        (lambda _said: {"logs": ()}, Difference.NO_ACTS),
        (lambda said: {"logs": (replace(said.logs[0], acts=()),)}, Difference.NO_ACTS),
        (lambda _said: {"size": 1}, Difference.BUNDLE),
    ],
)
def test_a_manifest_that_leaves_something_open_is_not_sound(made, change, kind):
    manifest = signed(replace(made.manifest, **change(made.manifest)))
    assert [one.kind for one in check_bundle(made.pdf, manifest, key=manifest.key)] == [kind]


@pytest.fixture
def files(made, tmp_path):
    pdf, manifest = tmp_path / "bundel.pdf", tmp_path / "manifes.json"
    pdf.write_bytes(made.pdf)
    manifest.write_text(made.manifest.text())
    return pdf, manifest


def test_the_command_tells_a_sound_bundle_from_another(files, tmp_path):
    pdf, manifest = files
    sound = CliRunner().invoke(commands, ["verify", str(pdf), str(manifest)])
    assert sound.exit_code == 0, sound.output
    assert "21 halaman, 7 bagian, cocok" in sound.output
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    other = CliRunner().invoke(commands, ["verify", str(pdf), str(manifest), "--json"])
    assert other.exit_code == 1
    [difference] = json.loads(other.stdout)["differences"]
    assert difference["kind"] == "bundle"


def test_the_command_says_what_was_shown_and_what_was_not(files, made):
    arguments = ["verify", *map(str, files)]
    without = CliRunner().invoke(commands, arguments).output
    shown, hidden = without.split("Tidak dibuktikan:")
    assert "kunci yang disebutnya sendiri" in shown
    assert "Siapa yang membuat bundel ini" in hidden
    assert made.manifest.key in hidden
    told = json.loads(CliRunner().invoke(commands, [*arguments, "--key", f" {made.manifest.key}\n", "--json"]).stdout)
    assert told["sound"] is True
    assert any("kunci yang Anda berikan" in line for line in told["shown"])
    assert any("2 tindakan berdiri" in line for line in told["shown"])
    assert not any("Siapa yang membuat" in line for line in told["not_shown"])
    wrong = CliRunner().invoke(commands, [*arguments, "--key", "kantor.contoh+00000000+AAAA"])
    assert wrong.exit_code == 1
    assert "bukan kunci yang Anda berikan" in wrong.output


def test_the_command_shows_no_signs_that_move_the_screen(files, made):
    pdf, manifest = files
    manifest.write_text(signed(replace(made.manifest, title="\x1b[2J\u202eBundel")).text())
    said = CliRunner().invoke(commands, ["verify", str(pdf), str(manifest)])
    assert said.exit_code == 0
    assert "\x1b" not in said.output
    assert "\u202e" not in said.output


BAD = {
    "empty": lambda _said: "{}",
    "of another form": lambda said: json.dumps(said | {"format": "telusur-bundle/1"}),
    "deep": lambda _said: "[" * 200_000,
    "deep inside": lambda _said: '{"a":' * 200_000,
    "a list": lambda _said: "[]",
    "with a number for a key": lambda said: json.dumps(said | {"key": 5}),
    "with a word for a number": lambda said: json.dumps(said | {"pages": "21"}),
    "with a truth for a number": lambda said: json.dumps(said | {"pages": True}),
    "with no number": lambda said: json.dumps(said | {"size": float("nan")}),
    "with a number beyond counting": lambda said: json.dumps(said | {"pages": 10**30}),
    "with a number below nought": lambda said: json.dumps(said | {"front_pages": -1}),
    "with a word more": lambda said: json.dumps(said | {"sound": True}),
    "with half a sign": lambda said: json.dumps(said | {"title": "\ud800"}),
    "with parts that are words": lambda said: json.dumps(said | {"parts": ["satu"]}),
    "with a page that is a word": lambda said: json.dumps(
        said | {"parts": [said["parts"][0] | {"first_page": "1"}, *said["parts"][1:]]}
    ),
    "with a key of a log that is a number": lambda said: json.dumps(said | {"logs": [said["logs"][0] | {"key": 5}]}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_manifest_is_told_in_one_sentence(files, made, name):
    pdf, manifest = files
    manifest.write_text(BAD[name](json.loads(made.manifest.text())))
    bad = CliRunner().invoke(commands, ["verify", str(pdf), str(manifest)])
    assert isinstance(bad.exception, SystemExit)
    assert bad.exit_code == 1
    assert "bukan manifes bundel yang dikenal" in bad.output
    with pytest.raises(BadManifest):
        read_manifest(manifest.read_text())


def test_the_command_needs_no_database(files, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert CliRunner().invoke(commands, ["verify", *map(str, files)]).exit_code == 0
    assert commands.commands["verify"].callback.without_database


# What does not go smoothly


def test_what_cannot_be_joined_is_named_with_its_reason_and_the_bundle_goes_on(office):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.plain())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="sandi", owner="sandi"))
    papers = [
        Paper("Terkunci", document=kept(out.getvalue(), "kunci.pdf"), name="kunci.pdf"),
        Paper("Rusak", document=kept(b"%PDF-1.4 rusak", "rusak.pdf"), name="rusak.pdf"),
        Paper("Utuh", document=kept(samples.plain(), "utuh.pdf")),
    ]
    heard = []
    made = services.make_bundle(
        cover=COVER,
        papers=papers,
        acts=[],
        logs=some_acts(),
        office=office,
        at=AT,
        tell=lambda *step: heard.append(step),
    )
    assert [part.treatment for part in made.manifest.parts] == ["named", "named", "blackened"]
    assert "dikunci dengan sandi" in words_on(made.pdf, 3)
    assert "rusak sehingga" in words_on(made.pdf, 4)
    assert check_bundle(made.pdf, made.manifest) == []
    assert heard == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_what_does_not_fit_is_named(office, monkeypatch):
    monkeypatch.setattr(documents, "bundle_bounds", lambda **_day: {"pages": 13, "largest": 10**9})
    papers = [Paper(f"Bagian {number}", document=kept(pages_of_words(12), "c.pdf")) for number in range(2)]
    made = services.make_bundle(cover=COVER, papers=papers, acts=[], logs=(), office=office, at=AT)
    assert [part.treatment for part in made.manifest.parts] == ["joined", "named"]
    assert "sudah penuh" in words_on(made.pdf, made.manifest.pages)


def test_an_officer_may_have_a_paper_joined_as_it_is(office):
    document = kept(typst.compile(LETTER.encode()), "b.pdf")
    papers = [Paper("Surat", document=document, as_it_is=True, remark="Disertakan utuh: diminta majelis")]
    made = services.make_bundle(cover=COVER, papers=papers, acts=[], logs=(), office=office, at=AT)
    assert made.manifest.parts[0].treatment == "joined"
    assert samples.NIK in words_on(made.pdf, 3)
    assert "diminta majelis" in words_on(made.pdf, 2)


def test_words_that_no_font_holds_are_spelled(office):
    cover = replace(COVER, facts=(("Pemohon", "Budi 🙏"),))
    made = services.make_bundle(cover=cover, papers=[Paper("Kosong")], acts=[], logs=(), office=office, at=AT)
    assert "Budi [U+1F64F]" in words_on(made.pdf, 1)


@pytest.mark.parametrize(
    ("pages", "words"), [([], ""), ([3], "3"), ([1, 2, 3, 7, 9, 10], "1–3, 7, 9–10"), ([2, 2], "2")]
)
def test_pages_are_told_in_runs(pages, words):
    assert spans(pages) == words
