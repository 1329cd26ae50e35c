"""Every letter says what the law asks of it, whatever its facts are, and is archivable and accessible."""

from __future__ import annotations

import dataclasses
import io
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from telusur.kernel.documents.rules.content import Limits
from telusur.kernel.documents.rules.reading.release import pdf
from telusur.kernel.letters import services
from telusur.kernel.letters.rules import answers, letters
from telusur.kernel.letters.rules.catalogue import KINDS, WORDED, passages_of

from . import examples

AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)
HEAD = letters.Letterhead(office="KPU Kota Serang", lines=("Jalan Contoh 1",), city="Serang")
LONG = "Data pemilih menurut kecamatan dan kelurahan, laki-laki dan perempuan. " * 120
OBJECTION = ("Hak keberatan", "30 hari kerja", "Atasan PPID", "Rabu, 20 Mei 2026", "Pasal 36 ayat (1)")
APPLICANT = ("Budi #let x = 1 *Contoh*", "Jalan Melati 5", "budi@contoh.example")
ASKED = ("0042/PPID/2026", "16 Maret 2026", *APPLICANT, "Data pemilih disabilitas")
SEVEN = tuple(f"{letter}. " for letter in "abcdefg")
SAYS = {
    "refusal": (
        *ASKED,
        *OBJECTION,
        "Peneliti",
        "menolak",
        "Pasal 17",
        "huruf h: rahasia pribadi",
        "UU 27/2022 Pasal 4 ayat (2)",
        "Alamat rumah pemilih dapat disalahgunakan.",
        "12/PPID/2026 tanggal 2 Maret 2026",
        "Pasal 18 ayat (2)",
        "Tidak ada persetujuan tertulis",
        "Serang, 7 April 2026",
        "Rina Contoh",
    ),
    "partial_grant": (
        *ASKED,
        *OBJECTION,
        *SEVEN,
        "dikabulkan sebagian",
        "Daftar pemilih per TPS.pdf",
        "Halaman 2",
        "Alamat rumah",
        "Pasal 17 huruf h",
        "12/PPID/2026",
        "Tidak diberikan: Salinan KTP",
        "Rp500 × 12 lembar",
        "Rp6.000",
        "Surel",
        "Salinan digital",
    ),
    "not_held": (*ASKED, *OBJECTION, "tidak berada dalam penguasaan", "Bawaslu Kota Serang", "bukan pengecualian"),
    "not_documented": (*ASKED, *OBJECTION, "belum didokumentasikan", "Juli 2026", "bukan pengecualian"),
    "completion": (
        *ASKED,
        "Salinan identitas",
        "Surat kuasa khusus",
        "3 hari kerja",
        "19 Maret 2026",
        "belum dikonfir",
    ),
    "closing": (*ASKED, "tidak dilengkapi", "Salinan identitas", "bukan penolakan", "mengajukan permohonan yang sama"),
    "forwarding_note": (*ASKED, "PPID KPU Provinsi Banten", "Alasan penerusan", "Batas waktu", "dihitung sejak"),
    "forwarding_letter": ("0042/PPID/2026", "Komisi Informasi Provinsi Banten", *APPLICANT, "menyetujui"),
    "withdrawal": (*ASKED, "dicabut atas kehendak Anda", "20 Maret 2026", "Sudah menemukannya.", "diajukan lagi"),
    "delivery_receipt": (
        "0042/PPID/2026",
        *APPLICANT,
        "001/PPID/3673/IV/2026",
        "Daftar pemilih per TPS",
        "Salinan cetak",
        "8 April 2026",
        "Yang menerima",
        "Desk Contoh",
        "Rp6.000",
    ),
    "consequence_sheet": (
        "Dasar hukum",
        "Konsekuensi bila dibuka",
        "Konsekuensi bila ditutup",
        "Jangka waktu",
        "Pemilih dapat didatangi.",
        "Pemilih terlindungi.",
        *(f"{letter}. Langkah {letter}. Temuan {letter}" for letter in "abcdef"),
        "kepentingan umum",
        "Perludem",
        "Ahli Contoh",
        "dikecualikan",
    ),
    "determination": (
        "Jenis klasifikasi",
        "Rina Contoh, PPID KPU Provinsi Banten",
        "Badan publik",
        "Subbagian Data",
        "Jangka waktu",
        "Sampai ada persetujuan tertulis",
        "huruf h: rahasia pribadi",
        "UU 27/2022 Pasal 4 ayat (2)",
        "Pemilih dapat didatangi di rumahnya.",
        "Ditetapkan di",
        "Pada tanggal",
        "12 Tahun 2026",
    ),
    "dispute_power": (
        "017/KI-BANTEN/2026",
        "Termohon",
        "Sari Contoh",
        "NIP 1990",
        "menghadiri mediasi",
        "Penerima kuasa",
    ),
    "dispute_answer": (
        "017/KI-BANTEN/2026",
        "Termohon",
        "0042/PPID/2026",
        "003/KBR/2026",
        "Kronologi",
        "T-1",
        "menguatkan",
    ),
    "execution_report": ("017/KI-BANTEN/2026", "Putusan 017", "2 Juni 2026", "Membuka daftar per TPS", "9 Juni 2026"),
    "objection_form": (
        "0003/KEB-PPID/2026",
        "0042/PPID/2026",
        *APPLICANT,
        "Ratri Contoh",
        "Penelitian",
        "huruf e: tidak dipenuhinya permintaan informasi",
        "hanya jumlah satu kota",
        "Rabu, 3 Juni 2026",
        "terlambat",
        "tanda terima keberatan",
        "Desk Contoh",
    ),
    "deliberation_invitation": (
        "0003/KEB-PPID/2026",
        "huruf e",
        "Selasa, 28 April 2026",
        "09.30 WIB",
        "Ruang rapat lantai 2",
        "Pasal 35 ayat (2)",
    ),
    "deliberation_minutes": ("0003/KEB-PPID/2026", "Kedua pihak didengar.", "bersepakat", "Tabel diberikan."),
    "objection_reply": (
        "0003/KEB-PPID/2026",
        "0042/PPID/2026",
        "huruf e",
        "terlambat",
        "tidak mencapai kesepakatan",
        "dikabulkan sebagian",
        "Nama pemilih tetap dikecualikan.",
        "Berikan tabel per kecamatan.",
        "Senin, 11 Mei 2026",
        "Komisi Informasi",
        "Jumat, 22 Mei 2026",
        "Pasal 37 ayat (2)",
    ),
    "execution_order": (
        "0003/KEB-PPID/2026",
        "0042/PPID/2026",
        "Berikan tabel per kecamatan.",
        "Senin, 11 Mei 2026",
        "Pasal 11 ayat (2)",
    ),
    "register_book": (
        "REGISTER KEBERATAN",
        "Tahun 2026",
        "0001/KEB-PPID/2026",
        "menerima #let x",
        "hanya untuk petugas",
    ),
    "power_of_attorney": ("pemberi kuasa", "penerima kuasa", "NIK", "keberatan", "tidak dapat", "dialihkan"),
    "objection_blank": (
        *(f"huruf {letter}: alasan {letter}" for letter in "abcdefg"),
        "Nomor pendaftaran permohonan",
        "Tujuan penggunaan",
        "kuasa pemohon",
        "Kasus posisi",
        "30 hari kerja",
        "Salinan formulir ini adalah tanda terima",
    ),
}
BY_TEMPLATE = {letter.template: letter for letter in examples.ALL}
SIGNED = [letter for letter in examples.ALL if hasattr(letter, "signatory")]


def printed(letter: letters.AnyLetter, **more: object) -> bytes:
    given = {"at": AT, "time_zone": "Asia/Jakarta", "number": "001/PPID/3673/IV/2026", "code": "ABCD-EFGH-JKMN", **more}
    return services.rendered(letter=letter, head=HEAD, **given)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as pages:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


def missing(elements: tuple[str, ...], text: str) -> list[str]:
    """The elements that the text lacks, wherever its lines break."""
    whole = "".join(text.split())
    return [words for words in elements if "".join(words.split()) not in whole]


def pages_of(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as pages:
        return len(pages)


def without_the_optional(letter: letters.AnyLetter) -> letters.AnyLetter:
    """The letter with every text and list that is not a name emptied."""
    empty = {str: "", tuple: ()}
    kept = {"tracking_qr", "online_qr"}
    changes = {
        field.name: empty[type(getattr(letter, field.name))]
        for field in dataclasses.fields(letter)
        if type(getattr(letter, field.name)) in empty and field.name not in kept
    }
    return dataclasses.replace(letter, **changes)


def test_every_template_has_a_record_and_every_record_its_template_and_example():
    files = {path.stem for path in Path(services.TEMPLATES).glob("*.typ")} - {"lib"}
    assert files == set(KINDS)
    assert set(KINDS) - set(BY_TEMPLATE) == set()


@pytest.mark.parametrize("letter", examples.ALL, ids=lambda letter: letter.template)
def test_every_letter_is_a_tagged_archivable_pdf_twice_the_same(letter):
    first, second = printed(letter), printed(letter)
    assert first == second
    assert b"<pdfaid:part>2</pdfaid:part>" in first
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in first
    assert b"<pdfuaid:part>1</pdfuaid:part>" in first


@pytest.mark.parametrize("template", SAYS)
def test_a_letter_says_every_element_the_law_asks_for(template):
    assert missing(SAYS[template], text_of(printed(BY_TEMPLATE[template]))) == []


@pytest.mark.parametrize("letter", SIGNED, ids=lambda letter: letter.template)
def test_a_signed_letter_carries_number_office_signer_and_the_address_that_confirms_it(letter):
    said = ("001/PPID/3673/IV/2026", "KPU KOTA SERANG", "Rina Contoh", "/surat/ABCD-EFGH-JKMN/")
    assert missing(said, text_of(printed(letter))) == []


@pytest.mark.parametrize("letter", SIGNED, ids=lambda letter: letter.template)
def test_who_acts_for_another_signs_as_acting(letter):
    acting = dataclasses.replace(letter, signatory=letters.Signatory("Doni Contoh", "PPID", acting=True))
    assert "Plh. PPID" in text_of(printed(acting))
    assert "Plh." not in text_of(printed(letter))


@pytest.mark.parametrize("letter", examples.ALL, ids=lambda letter: letter.template)
def test_a_letter_with_nothing_optional_is_still_made(letter):
    assert pages_of(printed(without_the_optional(letter), code="")) >= 1


@pytest.mark.parametrize(
    "letter", [each for each in examples.ALL if hasattr(each, "question")], ids=lambda x: x.template
)
def test_a_question_of_pages_a_long_name_and_an_emoji_fit(letter):
    name = "Perkumpulan Pemantau Pemilihan Umum Masyarakat Sipil Seluruh Indonesia Cabang Serang Raya dan Sekitarnya 🙏"
    who = name if isinstance(letter.applicant, str) else dataclasses.replace(letter.applicant, name=name)
    pdf = printed(dataclasses.replace(letter, question=LONG, applicant=who))
    assert pages_of(pdf) >= 3
    assert "[U+1F64F]" in text_of(pdf)


@pytest.mark.parametrize("template", WORDED)
def test_the_officers_words_stand_where_they_are_allowed_as_text_and_never_as_markup(template):
    letter = BY_TEMPLATE[template]
    words = {
        passage.value: f"Kata {passage.value} #let x = 1 *tebal*.\nAlinea kedua." for passage in passages_of(template)
    }
    text = text_of(printed(letters.worded(letter, words)))
    assert missing(tuple(words.values()), text) == []


@pytest.mark.parametrize("template", [template for template in WORDED if template in SAYS])
def test_a_letter_without_the_officers_words_still_says_all_of_the_law(template):
    kind = KINDS[template]
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}
    assert {defaults[passage.value] for passage in passages_of(template)} == {""}
    bare = {passage.value: "" for passage in passages_of(template)}
    assert missing(SAYS[template], text_of(printed(dataclasses.replace(BY_TEMPLATE[template], **bare)))) == []


def test_a_ground_of_another_statute_alone_is_printed_without_a_letter():
    ground = dataclasses.replace(examples.EXEMPTION, letter="", words="")
    text = text_of(printed(dataclasses.replace(examples.REFUSAL, exemptions=(ground,))))
    assert "huruf h" not in text
    assert "UU 27/2022 Pasal 4 ayat (2)" in text


def test_the_asker_stays_unnamed_to_another_body_unless_he_consented():
    text = text_of(printed(dataclasses.replace(examples.FORWARDING_LETTER, consented=False)))
    assert "Budi" not in text
    assert "jawaban disampaikan melalui kami" in text


def test_many_blackened_passages_keep_their_grounds_over_pages():
    many = tuple(
        answers.Blackening(place=f"Halaman {page}", material=f"Alamat {page}", exemption=examples.EXEMPTION)
        for page in range(1, 61)
    )
    pdf = printed(dataclasses.replace(examples.PARTIAL, blackenings=many))
    assert pages_of(pdf) >= 3
    text = text_of(pdf)
    assert text.count("Pasal 17 huruf h") == 60
    assert "Halaman 60" in text


@pytest.mark.parametrize("template", BY_TEMPLATE)
def test_a_letter_holds_nothing_beside_what_it_says(template):
    limits = Limits(*[10**6] * 9)
    found = list(pdf.findings(io.BytesIO(printed(BY_TEMPLATE[template])), limits, ("36",)))
    assert {(one.kind, one.place) for one in found} <= {("email", "")}  # of whom it is written to
