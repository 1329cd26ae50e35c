"""What the words of this room are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..rules import words as w
from ..rules.retention import Wait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

STATES: Mapping[str, StrOrPromise] = {
    w.State.SUBMITTED: _("Diajukan"),
    w.State.VERIFICATION: _("Diperiksa kelengkapannya"),
    w.State.AWAITING_COMPLETION: _("Menunggu kelengkapan"),
    w.State.CLOSED_INCOMPLETE: _("Ditutup, tidak lengkap"),
    w.State.REGISTERED: _("Teregistrasi"),
    w.State.ANSWERED_BY_DESK: _("Dijawab meja layanan"),
    w.State.DISPOSED: _("Didisposisi"),
    w.State.AWAITING_DATA: _("Menunggu data"),
    w.State.DATA_CHECKED: _("Data diperiksa"),
    w.State.AWAITING_SIGNATURE: _("Menunggu tanda tangan"),
    w.State.NOTIFIED: _("Diberitahukan"),
    w.State.DELIVERED: _("Diserahkan"),
    w.State.FINISHED: _("Selesai"),
    w.State.WITHDRAWN: _("Dicabut"),
    w.State.FORWARDED: _("Diteruskan ke badan lain"),
}

# What a button says.
ACTS: Mapping[str, StrOrPromise] = {
    w.Act.REGISTER: _("Daftarkan permohonan"),
    w.Act.IMPORT: _("Impor dari register kertas"),
    w.Act.BEGIN_CHECK: _("Mulai periksa kelengkapan"),
    w.Act.ACCEPT: _("Nyatakan lengkap"),
    w.Act.ASK_COMPLETION: _("Minta kelengkapan"),
    w.Act.COMPLETE: _("Catat kelengkapan"),
    w.Act.LAPSE_CHECK: _("Anggap lengkap karena waktu periksa habis"),
    w.Act.CLOSE_INCOMPLETE: _("Tutup karena tidak lengkap"),
    w.Act.DISPOSE: _("Disposisi ke unit"),
    w.Act.TAKE_UP: _("Terima disposisi"),
    w.Act.ANSWER_FROM_UNIT: _("Kirim jawaban unit"),
    w.Act.RETURN_TO_UNIT: _("Kembalikan ke unit"),
    w.Act.ANSWER_AT_DESK: _("Jawab dari informasi yang sudah terbuka"),
    w.Act.GRANT: _("Kabulkan seluruhnya"),
    w.Act.GRANT_PART: _("Kabulkan sebagian"),
    w.Act.REFUSE: _("Tolak karena dikecualikan"),
    w.Act.DECLARE_NOT_HELD: _("Nyatakan tidak dikuasai"),
    w.Act.DECLARE_NOT_DOCUMENTED: _("Nyatakan belum didokumentasikan"),
    w.Act.AWAIT_TEST: _("Tandai menunggu uji konsekuensi"),
    w.Act.DISCLOSE: _("Catat persetujuan atau kaitan jabatan publik"),
    w.Act.RECONSIDER: _("Tinjau ulang sebelum ditandatangani"),
    w.Act.SIGN: _("Tanda tangani dan beri tahu"),
    w.Act.DELIVER: _("Catat penyerahan"),
    w.Act.FINISH: _("Nyatakan selesai"),
    w.Act.REOPEN: _("Buka kembali atas perintah Atasan PPID"),
    w.Act.RELEASE_TO_ALL: _("Buka jawaban ini untuk semua orang"),
    w.Act.EXTEND: _("Perpanjang waktu"),
    w.Act.WITHDRAW: _("Cabut permohonan"),
    w.Act.FORWARD: _("Teruskan ke kantor KPU lain"),
    w.Act.CORRECT: _("Perbaiki salah ketik"),
    w.Act.CHOOSE_TRACK: _("Ubah jalur"),
    w.Act.MOVE_DEADLINE: _("Batas waktu bergeser"),
    w.Act.ASSIGN: _("Tugaskan petugas"),
    w.Act.HAND_OVER: _("Serah terima perkara"),
    w.Act.NOTE: _("Tambah catatan"),
    w.Act.NOTE_FROM_APPLICANT: _("Catat keterangan pemohon"),
    w.Act.RECOVER_SECRET: _("Ganti kode lacak"),
    w.Act.JOIN_ACCOUNT: _("Gabungkan ke akun"),
    w.Act.OPEN_IDENTITY: _("Buka identitas"),
    w.Act.PURGE_IDENTITY: _("Hapus pindaian identitas"),
    w.Act.RECTIFY: _("Perbaiki data pribadi atas permintaan pemiliknya"),
}

# Said of what a past register does not tell.
NOT_RECORDED = _("tidak tercatat")

# What the history says happened.
DEEDS: Mapping[str, StrOrPromise] = {
    w.Act.REGISTER: _("Permohonan diterima dan diberi nomor"),
    w.Act.IMPORT: _("Diambil dari register kertas"),
    w.Act.BEGIN_CHECK: _("Pemeriksaan kelengkapan dimulai"),
    w.Act.ACCEPT: _("Berkas dinyatakan lengkap"),
    w.Act.ASK_COMPLETION: _("Pemohon diminta melengkapi berkas"),
    w.Act.COMPLETE: _("Pemohon melengkapi berkas"),
    w.Act.LAPSE_CHECK: _("Waktu periksa habis; berkas dianggap lengkap"),
    w.Act.CLOSE_INCOMPLETE: _("Ditutup karena berkas tidak dilengkapi"),
    w.Act.DISPOSE: _("Diteruskan ke unit yang menguasai informasi"),
    w.Act.TAKE_UP: _("Unit mulai mencari informasi"),
    w.Act.ANSWER_FROM_UNIT: _("Unit mengirim jawaban"),
    w.Act.RETURN_TO_UNIT: _("Jawaban dikembalikan ke unit"),
    w.Act.ANSWER_AT_DESK: _("Dijawab dari informasi yang sudah terbuka"),
    w.Act.GRANT: _("Diputus: dikabulkan seluruhnya"),
    w.Act.GRANT_PART: _("Diputus: dikabulkan sebagian"),
    w.Act.REFUSE: _("Diputus: ditolak karena dikecualikan"),
    w.Act.DECLARE_NOT_HELD: _("Diputus: informasi tidak dikuasai"),
    w.Act.DECLARE_NOT_DOCUMENTED: _("Diputus: informasi belum didokumentasikan"),
    w.Act.AWAIT_TEST: _("Menunggu uji konsekuensi; jam jawaban tetap berjalan"),
    w.Act.DISCLOSE: _("Persetujuan tertulis atau kaitan jabatan publik dicatat"),
    w.Act.RECONSIDER: _("Ditinjau ulang sebelum ditandatangani"),
    w.Act.SIGN: _("Pemberitahuan tertulis ditandatangani dan dikirim"),
    w.Act.DELIVER: _("Informasi diserahkan"),
    w.Act.FINISH: _("Permohonan selesai"),
    w.Act.REOPEN: _("Jawaban dibuka kembali atas perintah Atasan PPID"),
    w.Act.RELEASE_TO_ALL: _("Jawaban dibuka untuk semua orang dalam Daftar Informasi Publik"),
    w.Act.EXTEND: _("Waktu jawaban diperpanjang"),
    w.Act.WITHDRAW: _("Permohonan dicabut"),
    w.Act.FORWARD: _("Diteruskan ke kantor KPU lain"),
    w.Act.CORRECT: _("Salah ketik diperbaiki"),
    w.Act.CHOOSE_TRACK: _("Jalur diubah; batas waktu dihitung ulang"),
    w.Act.MOVE_DEADLINE: _("Batas waktu bergeser karena kalender berubah"),
    w.Act.ASSIGN: _("Petugas ditetapkan"),
    w.Act.HAND_OVER: _("Perkara diserahterimakan"),
    w.Act.NOTE: _("Catatan ditambahkan"),
    w.Act.NOTE_FROM_APPLICANT: _("Keterangan pemohon diterima"),
    w.Act.RECOVER_SECRET: _("Kode lacak diganti"),
    w.Act.JOIN_ACCOUNT: _("Digabungkan ke akun pemohon"),
    w.Act.OPEN_IDENTITY: _("Identitas pemohon dibuka petugas"),
    w.Act.PURGE_IDENTITY: _("Pindaian identitas dihapus karena masa simpannya habis"),
    w.Act.RECTIFY: _("Data pribadi diperbaiki atas permintaan pemiliknya"),
}

OUTCOMES: Mapping[str, StrOrPromise] = {
    w.Outcome.GRANTED_FULL: _("Dikabulkan seluruhnya"),
    w.Outcome.GRANTED_PART: _("Dikabulkan sebagian"),
    w.Outcome.REFUSED_EXEMPT: _("Ditolak, dikecualikan"),
    w.Outcome.NOT_HELD: _("Tidak dikuasai"),
    w.Outcome.NOT_DOCUMENTED: _("Belum didokumentasikan"),
    w.Outcome.WITHDRAWN: _("Dicabut pemohon"),
    w.Outcome.INCOMPLETE: _("Tidak lengkap"),
}

PARTIES: Mapping[str, StrOrPromise] = {
    w.Party.DESK: _("Desk Pelayanan"),
    w.Party.PPID: _("PPID"),
    w.Party.LIAISON: _("Tim Penghubung"),
    w.Party.SUPERIOR: _("Atasan PPID"),
    w.Party.CONSIDERATION: _("Tim Pertimbangan"),
    w.Party.ADMINISTRATOR: _("Administrator"),
    w.Party.APPLICANT: _("Pemohon"),
    w.Party.SYSTEM: _("Sistem"),
    w.Party.IMPORT: _("Impor"),
}

TRACKS: Mapping[str, StrOrPromise] = {
    w.Track.GENERAL: _("Umum"),
    w.Track.ELECTION: _("Pemilu dan Pemilihan"),
}

REGISTERS: Mapping[str, StrOrPromise] = {
    w.Register.GENERAL: _("Register permohonan informasi"),
    w.Register.ELECTION: _("Register layanan informasi Pemilu dan Pemilihan"),
    w.Register.OBJECTION: _("Register keberatan"),
    w.Register.DISPUTE: _("Register sengketa"),
}

CHANNELS: Mapping[str, StrOrPromise] = {
    w.Channel.WALK_IN: _("Langsung"),
    w.Channel.E_PPID: _("e-PPID"),
    w.Channel.PHONE: _("Telepon"),
    w.Channel.LETTER: _("Surat"),
    w.Channel.EMAIL: _("Surel"),
    w.Channel.FAX: _("Faksimili"),
    w.Channel.WHATSAPP: _("WhatsApp"),
}

APPLICANT_TYPES: Mapping[str, StrOrPromise] = {
    w.ApplicantType.PERSON: _("Perorangan"),
    w.ApplicantType.GROUP: _("Kelompok orang"),
    w.ApplicantType.LEGAL_ENTITY: _("Badan hukum"),
    w.ApplicantType.PROXY: _("Kuasa"),
}

IDENTITY_KINDS: Mapping[str, StrOrPromise] = {
    w.IdentityKind.NIK: _("NIK"),
    w.IdentityKind.DRIVING_LICENCE: _("SIM"),
    w.IdentityKind.PASSPORT: _("Paspor"),
    w.IdentityKind.ENTITY_NUMBER: _("Nomor pengesahan badan hukum"),
}

SEXES: Mapping[str, StrOrPromise] = {
    w.Sex.MALE: _("Laki-laki"),
    w.Sex.FEMALE: _("Perempuan"),
}

OCCUPATIONS: Mapping[str, StrOrPromise] = {
    w.Occupation.STUDENT: _("Pelajar atau mahasiswa"),
    w.Occupation.CIVIL_SERVANT: _("Pegawai negeri"),
    w.Occupation.MILITARY_POLICE: _("TNI atau Polri"),
    w.Occupation.PRIVATE_EMPLOYEE: _("Pegawai swasta"),
    w.Occupation.SELF_EMPLOYED: _("Wiraswasta"),
    w.Occupation.JOURNALIST: _("Wartawan"),
    w.Occupation.LECTURER: _("Dosen atau peneliti"),
    w.Occupation.PARTY_OFFICIAL: _("Pengurus partai politik"),
    w.Occupation.NGO: _("Lembaga masyarakat"),
    w.Occupation.OTHER: _("Lainnya"),
}

WAYS: Mapping[str, StrOrPromise] = {
    w.WayOfObtaining.SEE: _("Melihat, membaca, mendengarkan, atau mencatat"),
    w.WayOfObtaining.COPY: _("Mendapatkan salinan"),
}

COPY_FORMS: Mapping[str, StrOrPromise] = {
    w.CopyForm.SOFTCOPY: _("Salinan digital (softcopy)"),
    w.CopyForm.HARDCOPY: _("Salinan cetak (hardcopy)"),
}

DELIVERIES: Mapping[str, StrOrPromise] = {
    w.Delivery.PICK_UP: _("Mengambil langsung"),
    w.Delivery.COURIER: _("Kurir"),
    w.Delivery.POST: _("Pos"),
    w.Delivery.FAX: _("Faksimili"),
    w.Delivery.EMAIL: _("Surel"),
    w.Delivery.DOWNLOAD: _("Mengunduh"),
}

# How a letter says by what means the information comes, where the choice's own name would read badly.
MEANS: Mapping[str, StrOrPromise] = {
    w.Delivery.DOWNLOAD: _("Diunduh dari halaman lacak"),
    w.Delivery.PICK_UP: _("Diambil di meja layanan"),
}

AUDIENCES: Mapping[str, StrOrPromise] = {
    w.Audience.INTERNAL: _("Catatan internal"),
    w.Audience.APPLICANT: _("Keterangan dari pemohon"),
}

WITHHELD: Mapping[str, StrOrPromise] = {
    w.Withheld.WHOLE: _("Tidak diberikan"),
    w.Withheld.PASSAGE: _("Dihitamkan"),
}

# What a text may not say of a person.
PERSONAL: Mapping[str, StrOrPromise] = {
    "identity_number": _("angka yang mungkin NIK"),
    "email": _("alamat surel"),
    "phone": _("nomor telepon"),
    "name": _("nama pemohon"),
}

# What kind of thing a blackened passage was; its content is nobody's to name.
PASSAGES: Mapping[str, StrOrPromise] = {
    "nik": _("NIK"),
    "kk": _("Nomor kartu keluarga"),
    "npwp": _("NPWP"),
    "phone": _("Nomor telepon"),
    "email": _("Alamat surel"),
    "address": _("Alamat"),
    "name": _("Nama"),
    "words": _("Bagian kalimat"),
    "box": _("Bagian halaman"),
}

ANSWER_KINDS: Mapping[str, StrOrPromise] = {
    w.AnswerKind.DIP: _("Daftar Informasi Publik"),
    w.AnswerKind.FILE: _("Berkas"),
}

PROOFS: Mapping[str, StrOrPromise] = {
    "identity_card": _("KTP, SIM, atau paspor"),
    "members_identity": _("Identitas para anggota"),
    "power_of_attorney": _("Surat kuasa kepada wakil"),
    "special_power_of_attorney": _("Surat kuasa khusus"),
    "principal_identity": _("Identitas pemberi kuasa"),
    "entity_approval": _("Pengesahan badan hukum dari kementerian"),
    "entity_deed": _("Akta pendirian"),
    "officer_identity": _("Identitas pengurus"),
    "articles": _("Anggaran dasar dan rumah tangga"),
}

# Why an officer opens an identity.
PURPOSES: Mapping[str, StrOrPromise] = {
    "check": _("memeriksa kelengkapan"),
    "letter": _("menulis surat"),
    "contact": _("menghubungi pemohon"),
    "duplicate": _("memeriksa permohonan ganda"),
    "owner": _("atas permintaan pemohon"),
}

# What else of an identity may be opened, beside a proof.
OPENED: Mapping[str, StrOrPromise] = {
    "identity_number": _("Nomor identitas"),
    "proof": _("Berkas bukti"),
}

# Why scans of identities are still kept.
WAITS: Mapping[str, StrOrPromise] = {
    Wait.OPEN: _("Permohonan atau keberatannya belum selesai"),
    Wait.OBJECTION: _("Ada keberatan yang belum selesai"),
    Wait.DISPUTE: _("Ada sengketa yang belum selesai"),
    Wait.HOLD: _("Berkasnya ditahan dari penghapusan"),
    Wait.OBJECTION_WINDOW: _("Waktu mengajukan keberatan masih terbuka"),
    Wait.DISPUTE_WINDOW: _("Waktu mengajukan sengketa masih terbuka"),
    Wait.PERIOD: _("Sudah selesai; masa simpannya belum habis"),
}
