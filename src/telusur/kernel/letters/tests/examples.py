"""One filled example of every letter and form, for tests. What objections add stands here as well."""

from __future__ import annotations

from telusur.kernel.letters import services
from telusur.kernel.letters.rules import (
    answers,
    blanks,
    disputes,
    exclusions,
    letters,
    objections,
    privacy,
    registers,
    surveys,
)

SIGNATORY = letters.Signatory("Rina Contoh", "Pejabat Pengelola Informasi dan Dokumentasi")
APPLICANT = letters.Applicant("Budi #let x = 1 *Contoh*", "Jalan Melati 5", "budi@contoh.example")
URL = "http://localhost/kota-serang/"
QR = services.qr_svg(URL)
BODY = letters.Applicant("Komisi Informasi Provinsi Banten", "Jalan Raya Pandeglang 1", "ki@contoh.example")
EXEMPTION = answers.Exemption(
    letter="h",
    words="rahasia pribadi",
    statute="UU 27/2022 Pasal 4 ayat (2)",
    consequence="Alamat rumah pemilih dapat disalahgunakan.",
    determination="12/PPID/2026 tanggal 2 Maret 2026",
)
ASKED = {
    "request_number": "0042/PPID/2026",
    "requested": "16 Maret 2026",
    "applicant": APPLICANT,
    "question": "Data pemilih disabilitas",
}
ANSWERED = {**ASKED, "occupation": "Peneliti", "purpose": "Penelitian", "signatory": SIGNATORY}
OBJECTING = {"objection_days": 30, "objection_until": "Rabu, 20 Mei 2026"}

NOTIFICATION = letters.Notification(
    **ASKED,
    purpose="Penelitian",
    held=True,
    holder="",
    documented=True,
    available_on="",
    granted=True,
    ground="",
    material=("Rekap pemilih disabilitas.xlsx",),
    explanation=("Angka menurut penetapan November 2024.",),
    redactions=(),
    means="Surel",
    form="Salinan digital",
    cost=letters.Cost(copying=500, sheets=12, how_to_pay="Tunai di meja layanan"),
    handed_over="bersama surat ini",
    objection_until="Rabu, 20 Mei 2026",
    signatory=SIGNATORY,
)
RECEIPT = letters.Receipt(
    request_number="0042/PPID/2026",
    received="Senin, 16 Maret 2026 pukul 10.02 WIB",
    channel="Langsung",
    applicant="Budi Contoh",
    question="Data " + "panjang " * 60,
    due="Selasa, 7 April 2026",
    rule="10 hari kerja, UU 14/2008 Pasal 22 ayat (7)",
    tracking_url=URL,
    tracking_qr=QR,
    secret="ABCD-EFGH",
    officer="Desk",
)
EXTENSION = letters.Extension(
    **ASKED,
    reasons="Dihimpun dari enam kecamatan.",
    first_due="7 April 2026",
    new_due="16 April 2026",
    days=7,
    rule="UU 14/2008 Pasal 22 ayat (8)",
    signatory=SIGNATORY,
)
REFUSAL = answers.Refusal(
    **ANSWERED, **OBJECTING, exemptions=(EXEMPTION,), disclosure="Tidak ada persetujuan tertulis yang kami terima."
)
PARTIAL = answers.PartialGrant(
    **ANSWERED,
    **OBJECTING,
    material=("Daftar pemilih per TPS.pdf",),
    blackenings=(answers.Blackening(place="Halaman 2", material="Alamat rumah", exemption=EXEMPTION),),
    withheld=(("Salinan KTP", EXEMPTION),),
    means="Surel",
    form="Salinan digital",
    cost=letters.Cost(copying=500, sheets=12, how_to_pay="Tunai di meja layanan"),
    handed_over="bersama surat ini",
)
NOT_HELD = answers.NotHeld(
    **ANSWERED, **OBJECTING, holder="Bawaslu Kota Serang", holder_contact="bawaslu@contoh.example"
)
NOT_DOCUMENTED = answers.NotDocumented(**ANSWERED, **OBJECTING, available_on="Juli 2026")
COMPLETION = answers.Completion(
    **ASKED,
    missing=("Salinan identitas", "Surat kuasa khusus"),
    days=3,
    due="Kamis, 19 Maret 2026",
    rule="Mekanisme e-PPID KPU",
    confirmed=False,
    signatory=SIGNATORY,
)
CLOSING = answers.Closing(
    **ASKED,
    asked="16 Maret 2026",
    due="19 Maret 2026",
    missing=("Salinan identitas",),
    rule="Mekanisme e-PPID KPU",
    confirmed=False,
    signatory=SIGNATORY,
)
FORWARDING_NOTE = answers.ForwardingNote(
    **ASKED,
    purpose="Penelitian",
    office="KPU Provinsi Banten",
    reason="Rekapitulasi provinsi dikuasai kantor Saudara.",
    clock="Jawaban dihitung sejak permohonan diterima kantor Saudara.",
    signatory=SIGNATORY,
)
FORWARDING_LETTER = answers.ForwardingLetter(
    **{**ASKED, "applicant": BODY},
    asker=APPLICANT,
    consented=True,
    reason="Putusan ajudikasi dikuasai Komisi Informasi.",
    signatory=SIGNATORY,
)
WITHDRAWAL = answers.Withdrawal(**ASKED, withdrawn="20 Maret 2026", reason="Sudah menemukannya.", signatory=SIGNATORY)
DELIVERY = answers.DeliveryReceipt(
    request_number="0042/PPID/2026",
    applicant=APPLICANT,
    notification="001/PPID/3673/IV/2026",
    material=(("Daftar pemilih per TPS", "Salinan cetak"),),
    means="Diambil langsung",
    delivered="8 April 2026 pukul 09.30 WIB",
    proof="KTP diperlihatkan",
    cost=letters.Cost(copying=500, sheets=12, how_to_pay="Tunai"),
    officer="Desk Contoh",
)
SHEET = exclusions.ConsequenceSheet(
    subject="Alamat rumah pemilih",
    description="Kolom alamat pada daftar pemilih tetap",
    occasion="Karena ada permohonan",
    reference="0042/PPID/2026",
    proposed_by="KPU Kota Serang",
    tested_by="KPU Provinsi Banten",
    tested="1 April 2026",
    items=(
        exclusions.Examined(
            information="Alamat rumah",
            statute="UU 14/2008 Pasal 17 huruf h",
            opened="Pemilih dapat didatangi.",
            closed="Pemilih terlindungi.",
            period="Sampai ada persetujuan tertulis",
        ),
    ),
    steps=tuple(
        exclusions.TestStep(letter=letter, name=f"Langkah {letter}", findings=f"Temuan {letter}") for letter in "abcdef"
    ),
    people=(("Ahli Contoh", "Dosen hukum", "Ahli"),),
    arguments=(("Untuk membuka", "Pengawasan publik atas daftar pemilih.", "Perludem"),),
    conclusion="dikecualikan",
    signatory=SIGNATORY,
)
DETERMINATION = exclusions.Determination(
    subject="Alamat rumah pemilih",
    description="Kolom alamat pada daftar pemilih tetap",
    classification="Informasi dikecualikan",
    decided_by="Rina Contoh, PPID KPU Provinsi Banten",
    body="KPU",
    unit="Subbagian Data",
    grounds=(("h", "rahasia pribadi"),),
    statute="UU 27/2022 Pasal 4 ayat (2)",
    consequence="Pemilih dapat didatangi di rumahnya.",
    period="Sampai ada persetujuan tertulis",
    ends="Tanpa tanggal",
    binds="Semua kantor KPU di Provinsi Banten",
    sheet="003/LP/2026",
    decree="12 Tahun 2026",
    signatory=SIGNATORY,
)
POWER = disputes.DisputePower(
    dispute_number="017/KI-BANTEN/2026",
    forum="Komisi Informasi Provinsi Banten",
    petitioner="Budi Contoh",
    information="Alamat rumah pemilih",
    proxies=(disputes.Proxy(name="Sari Contoh", function="Kasubbag Hukum", identity="NIP 1990"),),
    acts=("menghadiri mediasi dan sidang", "mengajukan bukti dan kesimpulan"),
    signatory=SIGNATORY,
)
DISPUTE_ANSWER = disputes.DisputeAnswer(
    dispute_number="017/KI-BANTEN/2026",
    applicant=BODY,
    petitioner="Budi Contoh",
    information="Alamat rumah pemilih",
    request_number="0042/PPID/2026",
    objection_number="003/KBR/2026",
    chronology=(("16 Maret 2026", "Permohonan diterima."),),
    answer="Alamat rumah dilindungi Pasal 17 huruf h.",
    claim=("menguatkan tanggapan Atasan PPID",),
    evidence=(("T-1", "Pemberitahuan tertulis"),),
    signatory=SIGNATORY,
)
EVIDENCE = disputes.EvidenceList(
    dispute_number="017/KI-BANTEN/2026",
    applicant=BODY,
    petitioner="Budi Contoh",
    information="Alamat rumah pemilih",
    evidence=(("T-1", "Pemberitahuan tertulis"), ("T-2", "Tanggapan Atasan PPID")),
    signatory=SIGNATORY,
)
EXECUTION = disputes.ExecutionReport(
    dispute_number="017/KI-BANTEN/2026",
    applicant=BODY,
    ruling="Putusan 017/VI/KI-BANTEN-PS-A/2026",
    ruled="2 Juni 2026",
    petitioner="Budi Contoh",
    orders=(("Membuka daftar per TPS", "Diserahkan kepada Pemohon", "9 Juni 2026"),),
    due="16 Juni 2026",
    signatory=SIGNATORY,
)
GROUNDS = (objections.Ground("e", "tidak dipenuhinya permintaan informasi"),)
OBJECTED = {"objection_number": "0003/KEB-PPID/2026", "applicant": APPLICANT}
OBJECTION_FORM = objections.ObjectionForm(
    **OBJECTED,
    request_number="0042/PPID/2026",
    received="20 April 2026",
    channel="Langsung",
    occupation="Peneliti",
    proxy="Ratri Contoh",
    information="Data pemilih disabilitas",
    purpose="Penelitian",
    grounds=GROUNDS,
    position="Yang diberikan hanya jumlah satu kota.",
    due="Rabu, 3 Juni 2026",
    rule="UU 14/2008 Pasal 36 ayat (2)",
    late="Keberatan ini dicatat sebagai terlambat.",
    tracking_url=URL,
    tracking_qr=QR,
    officer="Desk Contoh",
)
INVITATION = objections.DeliberationInvitation(
    **OBJECTED,
    received="20 April 2026",
    grounds=GROUNDS,
    meets="Selasa, 28 April 2026",
    clock="09.30 WIB",
    place="Ruang rapat lantai 2",
    signatory=SIGNATORY,
)
MINUTES = objections.DeliberationMinutes(
    **OBJECTED,
    met="Selasa, 28 April 2026, pukul 09.30 WIB",
    place="Ruang rapat lantai 2",
    attendance="Pemohon dan Atasan PPID",
    minutes="Kedua pihak didengar.",
    agreed=True,
    agreement="Tabel diberikan.",
    signatory=SIGNATORY,
)
OBJECTION_REPLY = objections.ObjectionReply(
    **OBJECTED,
    request_number="0042/PPID/2026",
    received="20 April 2026",
    information="Data pemilih disabilitas",
    grounds=GROUNDS,
    late="Keberatan ini dicatat sebagai terlambat.",
    deliberation="Musyawarah tidak mencapai kesepakatan.",
    verdict="Keberatan dikabulkan sebagian",
    reasons="Nama pemilih tetap dikecualikan.",
    order="Berikan tabel per kecamatan.",
    order_due="Senin, 11 Mei 2026",
    dispute_until="Jumat, 22 Mei 2026",
    signatory=SIGNATORY,
)
ORDER = objections.ExecutionOrder(
    objection_number="0003/KEB-PPID/2026",
    applicant=letters.Applicant("Pejabat Pengelola Informasi dan Dokumentasi (PPID)", "KPU Kota Serang", ""),
    request_number="0042/PPID/2026",
    information="Data pemilih disabilitas",
    verdict="Keberatan dikabulkan",
    order="Berikan tabel per kecamatan.",
    order_due="Senin, 11 Mei 2026",
    signatory=SIGNATORY,
)
BOOK = registers.RegisterBook(
    book="Register keberatan",
    period="2026",
    columns=("No. registrasi", "Tanggal diterima", "Tanggapan pemohon"),
    rows=(("0001/KEB-PPID/2026", "20.04.2026", "menerima #let x"),) * 40,
)
BLANKS = (
    letters.RequestForm(online_url=URL, online_qr=QR),
    blanks.PowerOfAttorney(),
    blanks.ObjectionBlank(
        grounds=tuple((letter, f"alasan {letter}") for letter in "abcdefg"), reply_days=30, online_url=URL, online_qr=QR
    ),
)
BREACH = {
    "breach_number": "0001/PDP/3673/2026",
    "discovered": "Senin, 16 Maret 2026 10.00",
    "occurred": "belum diketahui",
    "how": "Lembar daftar hadir tertinggal di ruang umum.",
    "data": ("Nama", "Surel atau telepon"),
    "people": "12",
    "offices": "3673",
    "handling": "Lembar diambil kembali.",
    "recovery": "Daftar hadir disimpan terkunci.",
    "due": "Kamis, 19 Maret 2026 10.00",
    "rule": "UU 27/2022 Pasal 46",
    "signatory": SIGNATORY,
}
BREACH_NOTICE = privacy.BreachNotice(**BREACH, applicant=APPLICANT)
BREACH_REPORT = privacy.BreachReport(**BREACH, applicant=BODY)
OWN_DATA = {
    "case_number": "0001/DP/2026",
    "asked": "Senin, 16 Maret 2026 10.00",
    "due": "Kamis, 19 Maret 2026 10.00",
    "applicant": APPLICANT,
    "rule": "UU 27/2022 Pasal 30",
    "signatory": SIGNATORY,
}
OWN_DATA_RESULT = privacy.OwnDataResult(
    **OWN_DATA,
    fields=(
        ("Nama", "Budi Contoh", "Diterima dan sudah diterapkan", ""),
        ("Alamat", "Jalan #x 1", "Ditolak", "Tidak terbukti: kartu menyebut lain"),
    ),
)
OWN_DATA_COPY = privacy.OwnDataCopy(**OWN_DATA, parts=(("Permohonan", "2"), ("Surat", "3")), digest="0" * 64)

SURVEY_QUESTIONS = (
    ("1", "U1", "Bagaimana pendapat Anda tentang persyaratan?", ("Tidak sesuai", "Kurang", "Sesuai", "Sangat sesuai")),
)
SURVEY_REPORT = surveys.SurveyReport(
    survey="Semester 1 tahun 2026",
    days="1 Januari 2026 – 15 Juni 2026",
    planned_until="30 Juni 2026",
    ways="undangan, kios, kode QR, lembar kertas",
    respondents="29",
    population="31",
    target="29",
    enough="sasaran tercapai",
    index="91,48",
    band="A",
    performance="Sangat baik",
    compared="90,56",
    elements=(("U3", "Waktu penyelesaian", "3,45", "86,21", "B", "29"),),
    tables=(("Jenis kelamin", (("Laki-laki", "17"), ("Perempuan", "12"))), ("Usia", (("17–25 tahun", "–"),))),
    hidden=True,
    least="5",
    weakest=(("U3", "Waktu penyelesaian", "86,21"),),
    plans=(
        ("Waktu penyelesaian", "Jawaban rutin pada hari yang sama", "Rina Contoh", "1 Oktober 2026", "belum selesai"),
    ),
    comments=("Ruang tunggunya panas.",),
    questions=SURVEY_QUESTIONS,
    source="PermenPANRB 14/2017 Pasal 1 ayat (1)",
)
SURVEY_POSTER = surveys.SurveyPoster(
    online_url=URL,
    online_qr=QR,
)
SURVEY_SHEET = surveys.SurveySheet(
    questions=SURVEY_QUESTIONS, attributes=(("Jenis kelamin", ("Laki-laki", "Perempuan")),)
)
ALL = [
    SURVEY_REPORT,
    SURVEY_POSTER,
    SURVEY_SHEET,
    NOTIFICATION,
    RECEIPT,
    EXTENSION,
    REFUSAL,
    PARTIAL,
    NOT_HELD,
    NOT_DOCUMENTED,
    COMPLETION,
    CLOSING,
    FORWARDING_NOTE,
    FORWARDING_LETTER,
    WITHDRAWAL,
    DELIVERY,
    SHEET,
    DETERMINATION,
    POWER,
    DISPUTE_ANSWER,
    EVIDENCE,
    EXECUTION,
    OBJECTION_FORM,
    INVITATION,
    MINUTES,
    OBJECTION_REPLY,
    ORDER,
    BOOK,
    BREACH_NOTICE,
    BREACH_REPORT,
    OWN_DATA_RESULT,
    OWN_DATA_COPY,
    *BLANKS,
]
