"""The legal columns, an example row, and the words that stand in them."""

from __future__ import annotations

from datetime import date

from ..words import ApplicantType, Channel, CopyForm, Occupation, Outcome, Sex, Track, WayOfObtaining

SHEET = "Register"
NUMBER, RECEIVED, NAME, ADDRESS, CONTACT = "No.", "Tanggal", "Nama", "Alamat", "Nomor kontak"
OCCUPATION, QUESTION, PURPOSE = "Pekerjaan", "Informasi yang diminta", "Tujuan penggunaan"
HELD, FORM, WAY = "Status informasi", "Bentuk", "Jenis permohonan"
DECISION, REASON, NOTIFIED, DELIVERED = "Keputusan", "Alasan", "Tanggal pemberitahuan", "Tanggal pemberian"
COST, PAYMENT, CHANNEL, TRACK = "Biaya", "Cara pembayaran", "Saluran", "Jalur"
EXTENDED, DUE, SEX, TYPE = "Diperpanjang", "Batas waktu", "Jenis kelamin", "Jenis pemohon"
COLUMNS = (
    NUMBER,
    RECEIVED,
    NAME,
    ADDRESS,
    CONTACT,
    OCCUPATION,
    QUESTION,
    PURPOSE,
    HELD,
    FORM,
    WAY,
    DECISION,
    REASON,
    NOTIFIED,
    DELIVERED,
    COST,
    PAYMENT,
    CHANNEL,
    TRACK,
    EXTENDED,
    DUE,
    SEX,
    TYPE,
)
# How wide each column is printed beside the others, in about so many letters.
WIDTHS = (15, 12, 16, 20, 18, 14, 42, 22, 16, 12, 15, 14, 44, 18, 14, 10, 15, 12, 13, 16, 12, 13, 13)
EXAMPLE = (
    "1",
    date(2024, 3, 5),
    "Contoh Rekaan",
    "Jalan Contoh 1",
    "081200000001",
    "mahasiswa",
    "Rekapitulasi hasil pemilu per kecamatan",
    "penelitian",
    "dikuasai",
    "softcopy",
    "salinan",
    "dikabulkan seluruhnya",
    "",
    date(2024, 3, 6),
    date(2024, 3, 6),
    0,
    "",
    "langsung",
    "umum",
    "tidak",
    "",
    "perempuan",
    "perorangan",
)
REQUIRED = (NUMBER, RECEIVED, NAME, QUESTION, DECISION)
OUTCOMES = {
    "dikabulkan seluruhnya": Outcome.GRANTED_FULL,
    "dikabulkan": Outcome.GRANTED_FULL,
    "dikabulkan sebagian": Outcome.GRANTED_PART,
    "ditolak": Outcome.REFUSED_EXEMPT,
    "ditolak, dikecualikan": Outcome.REFUSED_EXEMPT,
    "tidak dikuasai": Outcome.NOT_HELD,
    "belum didokumentasikan": Outcome.NOT_DOCUMENTED,
    "dicabut": Outcome.WITHDRAWN,
    "dicabut pemohon": Outcome.WITHDRAWN,
    "tidak lengkap": Outcome.INCOMPLETE,
}
CHANNELS = {
    "langsung": Channel.WALK_IN,
    "datang langsung": Channel.WALK_IN,
    "e-ppid": Channel.E_PPID,
    "telepon": Channel.PHONE,
    "surat": Channel.LETTER,
    "surel": Channel.EMAIL,
    "email": Channel.EMAIL,
    "e-mail": Channel.EMAIL,
    "faksimili": Channel.FAX,
    "whatsapp": Channel.WHATSAPP,
}
FORMS = {
    "softcopy": CopyForm.SOFTCOPY,
    "salinan digital (softcopy)": CopyForm.SOFTCOPY,
    "hardcopy": CopyForm.HARDCOPY,
    "salinan cetak (hardcopy)": CopyForm.HARDCOPY,
}
WAYS = {
    "melihat": WayOfObtaining.SEE,
    "melihat, membaca, mendengarkan, atau mencatat": WayOfObtaining.SEE,
    "salinan": WayOfObtaining.COPY,
    "mendapatkan salinan": WayOfObtaining.COPY,
}
TRACKS = {"umum": Track.GENERAL, "pemilu": Track.ELECTION, "pemilu dan pemilihan": Track.ELECTION}
SEXES = {
    "laki-laki": Sex.MALE,
    "l": Sex.MALE,
    "pria": Sex.MALE,
    "perempuan": Sex.FEMALE,
    "p": Sex.FEMALE,
    "wanita": Sex.FEMALE,
}
TYPES = {
    "perorangan": ApplicantType.PERSON,
    "kelompok orang": ApplicantType.GROUP,
    "kelompok": ApplicantType.GROUP,
    "badan hukum": ApplicantType.LEGAL_ENTITY,
    "kuasa": ApplicantType.PROXY,
}
OCCUPATIONS = {
    "pelajar": Occupation.STUDENT,
    "mahasiswa": Occupation.STUDENT,
    "pelajar atau mahasiswa": Occupation.STUDENT,
    "pns": Occupation.CIVIL_SERVANT,
    "asn": Occupation.CIVIL_SERVANT,
    "pegawai negeri": Occupation.CIVIL_SERVANT,
    "tni": Occupation.MILITARY_POLICE,
    "polri": Occupation.MILITARY_POLICE,
    "tni atau polri": Occupation.MILITARY_POLICE,
    "swasta": Occupation.PRIVATE_EMPLOYEE,
    "pegawai swasta": Occupation.PRIVATE_EMPLOYEE,
    "karyawan swasta": Occupation.PRIVATE_EMPLOYEE,
    "wiraswasta": Occupation.SELF_EMPLOYED,
    "wirausaha": Occupation.SELF_EMPLOYED,
    "wartawan": Occupation.JOURNALIST,
    "jurnalis": Occupation.JOURNALIST,
    "dosen": Occupation.LECTURER,
    "peneliti": Occupation.LECTURER,
    "dosen atau peneliti": Occupation.LECTURER,
    "partai politik": Occupation.PARTY_OFFICIAL,
    "pengurus partai politik": Occupation.PARTY_OFFICIAL,
    "lsm": Occupation.NGO,
    "lembaga masyarakat": Occupation.NGO,
    "lainnya": Occupation.OTHER,
}
