"""What offices write, in many ways of saying it: faulty passages that are found, sound ones that are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from telusur.openness.reports import selectors
from telusur.openness.reports.rules.linting import lint

BY = selectors.yardstick(on=date(2026, 3, 16))


def kinds(text: str) -> set[str]:
    return {each.kind.value for each in lint(text, year=2024, by=BY)}


FAULTY = [
    ("contradiction", "Tidak ada sengketa informasi.\n\nTerdapat 1 sengketa yang diselesaikan melalui mediasi."),
    (
        "contradiction",
        ("Terdapat 1 sengketa yang diselesaikan melalui mediasi.\n\nSelama tahun 2024 tidak ada sengketa informasi."),
    ),
    ("contradiction", "Tidak ada permohonan yang ditolak.\n\nDari 15 permohonan, 12 dikabulkan dan 3 ditolak."),
    ("contradiction", "Tidak ada permohonan yang ditolak.\n\nPermohonan yang ditolak ada 3."),
    ("contradiction", "Kantor belum memiliki printer.\n\nTersedia 2 unit printer."),
    ("contradiction", "Kantor belum memiliki printer.\n\nKantor memiliki 2 (dua) unit printer."),
    ("contradiction", "Jumlah keberatan: nihil.\n\nTerdapat 2 keberatan yang diajukan pemohon."),
    ("contradiction", "Keberatan pada tahun 2024 tidak ada.\n\nJumlah keberatan adalah 2 berkas."),
    (
        "contradiction",
        ("Permohonan yang ditolak pada tahun 2024 tidak ada.\n\nDari 15 permohonan, 12 dikabulkan dan 3 ditolak."),
    ),
    ("contradiction", "Tidak ada keberatan pada tahun 2024.\n\nTerdapat 2 keberatan pada semester II."),
    ("contradiction", "Pada tahun 2024 kantor telah memiliki ruang PPID.\n\nRuang PPID belum tersedia."),
    (
        "contradiction",
        (
            "Dari Januari sampai dengan Desember 2024 jumlah permohonan sebanyak 14.\n\nJumlah permohonan "
            "tahun 2024 sebanyak 15."
        ),
    ),
    (
        "contradiction",
        (
            "Melalui surel 5 permohonan dan langsung 9 permohonan, sehingga jumlah permohonan 14.\n\nJumlah "
            "permohonan tahun 2024 sebanyak 15."
        ),
    ),
    ("contradiction", "Ruang laktasi tersedia di lantai 1.\n\nRuang laktasi belum tersedia."),
    ("contradiction", "Belum tersedia ruang PPID di kantor KPU.\n\nRuang PPID dalam kondisi baik."),
    (
        "contradiction",
        (
            "Sarana dan Prasarana\nNama Jumlah Kondisi\nRuang PPID 1 Baik\nb. Kendala internal\nRuang PPID belum "
            "tersedia secara khusus."
        ),
    ),
    ("contradiction", "1. Ruang PPID | 1 | Baik\n\nBelum tersedianya ruang khusus PPID menjadi kendala layanan."),
    (
        "contradiction",
        ("Sarana yang dimiliki adalah ruang PPID dengan kondisi baik.\n\nKendala: ruang PPID yang belum tersedia."),
    ),
    ("contradiction", "Rekomendasi:\n1. Pengadaan dan meremajakan ruang PPID."),
    ("contradiction", "1. Melakukan pengadaan ruang PPID;\n2. Meremajakan ruangan PPID."),
    (
        "contradiction",
        "KPU Kota Serang telah memiliki ruang pelayanan informasi.\n\nBelum ada ruang pelayanan informasi.",
    ),
    (
        "contradiction",
        ("Semua permohonan informasi dikabulkan seluruhnya.\n\nJumlah permohonan yang ditolak sebanyak 2 permohonan."),
    ),
    (
        "contradiction",
        ("Tidak terdapat permohonan yang dikabulkan sebagian.\n\nPermohonan yang dikabulkan sebagian berjumlah 2."),
    ),
    (
        "contradiction",
        "Tidak ada pengajuan keberatan pada tahun 2024.\n\nTerdapat 1 (satu) keberatan atas jawaban PPID.",
    ),
    (
        "contradiction",
        (
            "Sengketa informasi: Nihil.\n\nKPU menghadapi 2 sengketa informasi, yaitu terdapat 2 sengketa "
            "informasi di Komisi Informasi Banten."
        ),
    ),
    (
        "contradiction",
        (
            "Jumlah permohonan informasi tahun 2024 sebanyak 08 orang.\n\nTotal pemohon pada tahun 2024 "
            "sebanyak 15 orang."
        ),
    ),
    ("contradiction", "Jumlah keberatan tahun 2024 adalah 2.\n\nJumlah keberatan yang diterima sebanyak 3."),
    (
        "contradiction",
        "Sampai saat ini KPU belum memiliki petugas khusus PPID.\n\nKPU telah memiliki petugas khusus PPID.",
    ),
    (
        "contradiction",
        ("Pada tahun 2024 tidak ada gugatan ke pengadilan.\n\nTerdapat 1 gugatan yang sedang berjalan di PTUN Serang."),
    ),
    ("no_such_date", "Rapat tanggal 30 Februari 2024 ditiadakan."),
    ("no_such_date", "Laporan diserahkan 31 September 2024."),
    ("number_words", "Sebanyak 15 (empat belas) permohonan informasi telah dijawab."),
    ("number_words", "Waktu layanan adalah 10 (tujuh) hari kerja."),
    ("number_words", "Sejumlah lima belas (14) orang."),
    ("number_words", "Pagu sebesar Rp. 15.000.000,- (Lima Belas Ribu Rupiah)."),
    ("number_words", "Jumlah pemohon 8 (lima belas) orang."),
    ("percentage", "Dari 40 permohonan, 30 permohonan (70 persen) dikabulkan."),
    ("percentage", "Dari total 40 permohonan yang masuk, sebanyak 30 (tiga puluh) permohonan atau 70% dikabulkan."),
    ("percentage", "Dari 40 permohonan, 30 (75%) dikabulkan dan 10 (30%) ditolak."),
    ("percentage", "Pekerjaan\nPNS 9 60%\nMahasiswa 6 45%"),
    ("percentage", "Dari 15 permohonan yang masuk, 12 permohonan (75%) dikabulkan."),
    ("percentage", "Sebanyak 12 dari 15 permohonan atau 85% dikabulkan."),
    ("percentage", "Laki-laki 9 orang (60%) dan perempuan 6 orang (45%)."),
    ("percentage", "Permohonan yang dikabulkan sebanyak 12 permohonan atau 90% dari 15 permohonan."),
    ("percentage", "Jenis Jumlah Persentase\nDaring 10 66,67%\nLuring 5 23,33%\nJumlah 15 100%"),
    ("signed_early", "Serang, Senin, 30 Desember 2024\nKETUA KPU KOTA SERANG,"),
    ("signed_early", "Mengetahui,          Serang, 8 Januari 2024\nSekretaris           Ketua"),
    ("signed_early", "Serang, 08 Januari 2024\n\nKetua Komisi Pemilihan Umum Kota Serang"),
    ("signed_early", "Ditetapkan di Serang\nPada tanggal 08 Januari 2024\nKETUA KPU KOTA SERANG"),
    ("signed_early", "Ditetapkan di : Serang\nPada tanggal : 08 Januari 2024\nKETUA KPU KOTA SERANG"),
    ("signed_early", "Serang, 08 Januari 2024 KETUA KPU KOTA SERANG"),
    ("signed_early", "Serang, 08-01-2024\nPPID KPU Kota Serang"),
    ("signed_early", "Laporan ini ditandatangani di Serang pada tanggal 8 Januari 2024."),
    ("signed_early", "Ditetapkan di Serang pada hari Senin tanggal 8 Januari 2024\nKETUA KPU KOTA SERANG"),
    ("signed_early", "Kota Serang, 8 Jan 2024\nSekretaris selaku PPID"),
    ("sum", "Pemohon berjumlah 15 orang (laki-laki 9, perempuan 5)."),
    ("sum", "Pemohon berjumlah 15 orang (9 L dan 5 P)."),
    ("sum", "Pemohon berjumlah 15 orang (L = 9, P = 5)."),
    ("sum", "Pemohon berjumlah 15 orang (9L/5P)."),
    (
        "sum",
        (
            "Pemohon berjumlah 15 (lima belas) orang, terdiri dari laki-laki 9 (sembilan) orang dan "
            "perempuan 5 (lima) orang."
        ),
    ),
    (
        "sum",
        (
            "Terdapat 15 permohonan, terdiri dari 10 permohonan daring dan 6 permohonan langsung, dengan 3 "
            "permohonan diperpanjang."
        ),
    ),
    ("sum", "Terdapat 18 pemohon, terdiri dari 9 laki-laki, 5 perempuan, dan 3 badan hukum."),
    ("sum", "Bulan | Permohonan | Rata-rata (hari)\nJanuari | 4 | 5\nFebruari | 6 | 7\nJumlah | 11 | 6"),
    ("sum", "Bulan Permohonan Rata-rata\nJanuari 4 5\nFebruari 6 7\nJumlah 11 6"),
    (
        "sum",
        (
            "Jumlah pemohon informasi sepanjang tahun 2024 sebanyak 08 orang.\n1. Berdasarkan jenis "
            "kelamin\na. Laki-laki : 9 orang\nb. Perempuan : 6 orang"
        ),
    ),
    (
        "sum",
        (
            "Jumlah permohonan informasi publik pada tahun 2024 sebanyak 08 orang, yang terdiri dari "
            "laki-laki sebanyak 9 orang dan perempuan sebanyak 6 orang."
        ),
    ),
    (
        "sum",
        (
            "Permohonan informasi yang masuk selama tahun 2024 berjumlah 20 permohonan dengan rincian 12 "
            "melalui e-PPID, 5 datang langsung, dan 2 melalui surat."
        ),
    ),
    (
        "sum",
        (
            "Selama tahun 2024 terdapat 20 permohonan yang terbagi ke dalam 12 permohonan daring serta 7 "
            "permohonan luring."
        ),
    ),
    ("sum", "Pemohon perorangan 13 orang dan badan hukum 2, sehingga total 16 pemohon."),
    ("sum", "Jenis kelamin: Laki-laki = 9 orang; Perempuan = 6 orang; Jumlah = 14 orang."),
    ("sum", "Klasifikasi | Jumlah\nBerkala | 8\nSetiap saat | 6\nTotal | 15"),
    (
        "sum",
        (
            "Dokumen yang diunggah sebanyak 79 dokumen, yaitu informasi berkala 8 dokumen, informasi serta "
            "merta 10 dokumen, dan informasi setiap saat 60 dokumen."
        ),
    ),
    (
        "sum",
        (
            "Pemohon dengan latar belakang mahasiswa 6 orang, wartawan 4 orang, PNS 2 orang, dan swasta 3 "
            "orang, total keseluruhan 16 orang."
        ),
    ),
    ("sum", "Bulan Jumlah\nJanuari 2\nFebruari 3\nMaret -\nApril 1\nJumlah 7"),
    ("sum", "Terdapat 1.250 pengunjung, terdiri atas 1.000 pengunjung situs dan 240 pengunjung desk."),
    ("sum", "Anggaran\nBelanja bahan Rp5.000.000\nHonor Rp10.000.000\nJumlah Rp16.000.000"),
    ("weekday", "Rapat pada hari Rabu tanggal 5 (lima) Januari 2024 dibuka."),
    ("weekday", "Rapat pada hari Rabu tanggal 5 bulan Januari tahun 2024 dibuka."),
    ("weekday", "Rapat pada hari Rabu tanggal lima Januari 2024 dibuka."),
    ("weekday", "Rapat pada hari Rabu tanggal lima (5) Januari 2024 dibuka."),
    ("weekday", "Senin, 08 Januari 2025 laporan diserahkan."),
    ("weekday", "Pada hari Kamis tanggal 14 Februari 2024 dilaksanakan pemungutan suara."),
    ("weekday", "Hari/Tanggal : Selasa, 27 November 2024"),
    ("year", "Permohonan informasi yang diterima pada bulan Maret 2023 tidak ada."),
    ("year", "Data permohonan informasi publik periode Januari sampai dengan Desember 2023."),
    ("year", "Rekapitulasi permohonan informasi Januari s.d. Desember 2023"),
    ("year", "Jumlah permohonan informasi Thn. 2023 sebanyak 15."),
    ("year", "Anggaran layanan bersumber dari DIPA TA 2023."),
    ("year", "d. Jumlah permohonan informasi yang ditolak pada tahun 2023 adalah nihil."),
    ("year", "c. Hasil mediasi dan/atau ajudikasi di Komisi Informasi Tahun 2023\nNihil."),
    (
        "year",
        (
            "Daftar isi\n4. Rincian\nd. Gugatan ke pengadilan tahun 2023 ........ 7\ne. Putusan pengadilan "
            "tahun 2023 ........ 8"
        ),
    ),
    ("year", "Selama Tahun 2023 KPU Kota Serang tidak menerima keberatan atas permohonan informasi."),
    ("year", "Rekapitulasi Pengunjung Situs e-PPID Bulan Januari-Desember 2023"),
    ("year", "Anggaran layanan informasi publik tahun anggaran 2023 sebesar Rp15.000.000."),
    ("year", "Layanan informasi selama periode 1 Januari 2023 s.d. 31 Desember 2023 berjalan baik."),
]

SOUND = [
    "Ditetapkan di Serang pada hari Selasa tanggal 7 Januari 2025\nKETUA KPU KOTA SERANG",
    "Pemohon berjumlah 15 orang (laki-laki 9, perempuan 6).",
    "Pemohon berjumlah 15 orang (9 L dan 6 P).",
    "Pemohon berjumlah 15 (lima belas) orang (9 L dan 6 P).",
    (
        "Pemohon berjumlah 15 (lima belas) orang, terdiri dari laki-laki 9 (sembilan) orang dan "
        "perempuan 6 (enam) orang."
    ),
    (
        "Terdapat 15 permohonan, terdiri dari 10 permohonan daring dan 5 permohonan langsung, dengan 3 "
        "permohonan diperpanjang."
    ),
    "Terdapat 15 permohonan, terdiri dari 5 daring, 6 langsung, dengan surat 4.",
    ("Terdapat 15 permohonan, terdiri dari 10 daring dan 5 langsung, termasuk 3 permohonan yang diperpanjang."),
    "Terdapat 15 permohonan, terdiri dari 10 daring dan 5 langsung, 3 di antaranya diperpanjang.",
    ("Pemohon laki-laki 9 orang dari Kota Serang dan 3 orang dari Cilegon, perempuan 6 orang, seluruhnya 18 orang."),
    "Laki-laki 9 orang, perempuan 6 orang, dan badan hukum 3, seluruhnya 18 pemohon.",
    "Terdapat 18 pemohon, terdiri dari 9 laki-laki, 6 perempuan, dan 3 badan hukum.",
    "Bulan Permohonan Rata-rata\nJanuari 4 5\nFebruari 6 7\nJumlah 10 6",
    "Bulan | Permohonan | Rata-rata (hari)\nJanuari | 4 | 5\nFebruari | 6 | 7\nJumlah | 10 | 6",
    "Januari 4\nFebruari 6\nRata-rata 5\nJumlah 10",
    "Tidak ada permohonan yang ditolak.\n\nDari 5 keberatan, 2 diterima dan 3 ditolak.",
    "Tidak ada sengketa informasi.\n\nTerdapat 2 sengketa hasil pemilihan di Mahkamah Konstitusi.",
    "Informasi dalam permohonan tersebut tidak ada.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Pada bulan Januari tidak ada permohonan.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Terdapat 2 keberatan pada semester II.\n\nPada semester I tidak ada keberatan.",
    "A. Semester I\nTidak ada keberatan.\nB. Semester II\nTerdapat 2 keberatan.",
    "Sampai Juni total permohonan sebanyak 7.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Pada triwulan I, jumlah permohonan sebanyak 4.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Ruang laktasi tersedia di lantai 1.\n\nDi lantai 2 belum tersedia ruang laktasi.",
    "Ruang laktasi belum tersedia pada awal tahun.\n\nRuang laktasi tersedia sejak Juni 2024.",
    (
        "Kegiatan di Serang, Senin, 30 Desember 2024\nKetua KPU membuka rapat koordinasi dengan para "
        "petugas layanan. Acara ramai."
    ),
    "Serang, Senin, 30 Desember 2024\nPetugas melayani pemohon di meja layanan.",
    "Rapat pada hari Jumat tanggal 5 (lima) Januari 2024 dibuka.",
    "Rapat pada hari Jumat tanggal lima bulan Januari tahun 2024 dibuka.",
    "Layanan berdasar UU No. 14 Th. 2008 tentang Keterbukaan Informasi Publik.",
    "Layanan informasi berdasar PKPU 22 Tahun 2023.",
    "Sesuai Keputusan KPU Nomor : 12 Tahun 2023 layanan informasi dijalankan.",
    "Keputusan tanggal 5 Maret 2023 menjadi dasar layanan informasi.",
    "Aplikasi layanan e-PPID diluncurkan pada Maret 2023.",
    "Laporan layanan informasi ini disusun bulan Januari 2025.",
    "Serang, Januari 2025\nKETUA KPU KOTA SERANG",
    "Permohonan terbanyak tentang data Pemilihan Desember 2020.",
    "Dari 40 permohonan, 30 (75%) dikabulkan dan 10 (25%) ditolak.",
    "Dari 40 permohonan, 30 permohonan (75 persen) dikabulkan, 10 di antaranya (33,3%) sebagian.",
    ("Dari 40 permohonan, 30 permohonan (75 persen) dikabulkan, naik dari 28 permohonan (70 persen) tahun lalu."),
    "Pekerjaan\nPNS 9 60%\nMahasiswa 6 40%",
    "Realisasi\nSosialisasi 9 90%\nPelatihan 6 75%",
    "Terdapat 1.250 pengunjung, terdiri atas 1.000 pengunjung situs dan 250 pengunjung desk.",
    (
        "Permohonan informasi publik pada tahun 2024 berjumlah 15 permohonan, terdiri dari 9 pemohon "
        "laki-laki dan 6 pemohon perempuan, dengan rata-rata waktu 2 hari dari 15 permohonan."
    ),
    (
        "Pemohon informasi tahun 2024 berjumlah 15 orang, terdiri dari mahasiswa 6 orang, wartawan 4 "
        "orang, PNS 2 orang, dan swasta 3 orang. Berdasarkan jenis kelamin, laki-laki 9 orang dan "
        "perempuan 6 orang."
    ),
    ("Jumlah permohonan tahun 2024 sebanyak 18 permohonan dari 15 pemohon, yaitu 9 laki-laki dan 6 perempuan."),
    "KPU Kota Serang memiliki 5 orang komisioner, terdiri dari 1 ketua dan 4 anggota.",
    ("Petugas layanan berjumlah 3 orang, yaitu 1 (satu) orang koordinator dan 2 (dua) orang petugas meja."),
    ("Terdapat 15 permohonan, 12 di antaranya dikabulkan seluruhnya, 2 dikabulkan sebagian, dan 1 ditolak."),
    ("Komisi Pemilihan Umum Kota Serang melayani 6 kecamatan dan 67 kelurahan dengan 5 anggota PPK per kecamatan."),
    (
        "Pengunjung laki-laki 9 orang dan perempuan 6 orang pada Januari, laki-laki 3 orang dan "
        "perempuan 2 orang pada Februari, berjumlah 20 orang."
    ),
    "No Nama Jabatan Golongan\n1 Andi Ketua 3\n2 Budi Anggota 4",
    "Pemohon terbanyak dari kalangan mahasiswa yaitu 6 orang, disusul wartawan 4 orang.",
    ("Dari 18 permohonan, 15 permohonan dijawab dalam 10 hari kerja dan 3 permohonan diperpanjang 7 hari kerja."),
    ("Sebanyak 15 orang pemohon yaitu 9 orang laki-laki dan 6 orang perempuan mengajukan 18 permohonan."),
    "Uraian Jumlah\nPermohonan masuk 15\nDikabulkan 12\nDitolak 3\nKeberatan 0",
    "Anggaran\nBelanja bahan Rp5.000.000\nHonor Rp10.000.000\nJumlah Rp15.000.000",
    "Laki-laki 60% dan perempuan 40% dari 15 orang.",
    "Petugas berjumlah 5 orang (3 L dan 2 P), dengan pendidikan S1 4 orang dan S2 1 orang.",
    "Pagu sebesar Rp. 15.000.000,- (Lima Belas Juta Rupiah).",
    "Sebanyak 15 (lima belas) permohonan informasi telah dijawab dalam 10 (sepuluh) hari kerja.",
    "Dokumen pada folder 2 (dua) rangkap diserahkan kepada 1 (satu) orang.",
    "KPU Kota Serang menerima 1 (satu) sengketa di Komisi Informasi Banten.",
    "Tersedia 3 (tiga unit) komputer, 2 (dua buah) meja, dan 1 (satu set) kursi.",
    "Diterima 12 (dua belas permohonan) pada tahun 2024.",
    "Realisasi 95,5% (sembilan puluh lima koma lima persen).",
    "Target 80 (skala 100) tercapai.",
    "Layanan 24 (dua puluh empat) jam melalui situs.",
    "Terdapat 11 (sebelas) kali sosialisasi dan 100 (seratus) lembar brosur.",
    "Diserahkan 1.000 (seribu) lembar brosur dan 1.500 (seribu lima ratus) stiker.",
    "Permohonan tahun 2024 meningkat dibandingkan dengan tahun 2023.",
    "Tidak terdapat sisa permohonan tahun 2023 yang diproses pada tahun 2024.",
    "Pemilihan Umum Tahun 2024 dan Pemilihan Serentak Tahun 2024 menjadi topik permohonan.",
    "Informasi tentang hasil Pemilu 2019 dan Pemilihan Tahun 2020 paling banyak diminta.",
    "Peraturan Komisi Informasi Nomor 1 Tahun 2021 menjadi dasar pelayanan informasi.",
    "Peraturan Komisi Pemilihan Umum Nomor 11 Tahun 2024 mengatur pelayanan informasi.",
    "Keputusan Ketua KPU Kota Serang Nomor 12 Tahun 2023 tentang penetapan PPID masih dipakai.",
    "Petugas layanan mengikuti bimbingan teknis pada tanggal 12 Desember 2023.",
    "Pada tahun 2025 direncanakan penambahan petugas layanan informasi.",
    "SK KPU Kota Serang Nomor 45/2022 tentang Pejabat Pengelola Informasi dan Dokumentasi.",
    "Permohonan yang masuk pada akhir Desember 2023 diselesaikan pada Januari 2024.",
    "Data Pemilih Berkelanjutan tahun 2022 dan DPT Pemilu Tahun 2024 diminta pemohon.",
    "Permohonan data hasil rekapitulasi suara Pemilu tahun 2019 diajukan oleh mahasiswa.",
    "Daftar Informasi Publik Tahun 2023 telah diperbarui menjadi Daftar Informasi Publik Tahun 2024.",
    "Data partai politik tahun 2022 diminta oleh tiga pemohon.",
    "Penelitian mahasiswa tentang partisipasi pemilih tahun 2020 menjadi alasan permohonan.",
    "Tidak ada kendala dalam layanan.\n\nKendala eksternal: pemohon tidak melengkapi berkas.",
    "Tidak ada gugatan ke pengadilan.\n\nTerdapat 3 gugatan hasil pemilihan ke Mahkamah Konstitusi.",
    "Ruang PPID dalam kondisi baik.\n\nPerlu pengadaan komputer untuk ruang PPID.",
    "Tersedia 2 unit komputer dan 1 printer.\n\nBelum tersedia komputer khusus untuk pemohon difabel.",
    "KPU memiliki situs resmi.\n\nSitus belum memiliki aplikasi permohonan daring.",
    "Tidak ada permohonan yang diperpanjang.\n\nTerdapat 15 permohonan pada tahun 2024.",
    ("Tidak ada permohonan yang ditolak.\n\nJumlah permohonan tahun 2024 sebanyak 15, seluruhnya dikabulkan."),
    ("Permohonan informasi melalui surat tidak ada.\n\nPermohonan informasi melalui e-PPID sebanyak 15 permohonan."),
    "Sebelumnya ruang PPID belum tersedia.\n\nRuang PPID tersedia dan dalam kondisi baik.",
    ("Apabila tidak ada keberatan dalam 30 hari kerja, permohonan dianggap selesai.\n\nTerdapat 2 keberatan."),
    "Keberatan diajukan apabila permohonan ditolak.\n\nTidak ada keberatan.",
    "Tidak ada dokumen yang dikecualikan.\n\nJumlah dokumen sebanyak 79.",
    "Jumlah permohonan tahun 2023 sebanyak 12.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Jumlah permohonan yang dikabulkan sebanyak 12.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    ("Jumlah dokumen pada Daftar Informasi Publik sebanyak 79 dokumen.\n\nJumlah dokumen berkala sebanyak 8 dokumen."),
    ("Jumlah pengunjung situs tahun 2024 sebanyak 1.204.\n\nJumlah pengunjung desk layanan tahun 2024 sebanyak 15."),
    "Jumlah pemohon laki-laki sebanyak 9 orang.\n\nJumlah pemohon perempuan sebanyak 6 orang.",
    "Jumlah permohonan dari mahasiswa sebanyak 6.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Jumlah permohonan tentang data pemilih sebanyak 6.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    ("Jumlah permohonan pada masa tahapan pemilu sebanyak 6.\n\nJumlah permohonan tahun 2024 sebanyak 15."),
    ("Perlu disediakan ruang laktasi karena belum tersedia ruang laktasi.\n\nMengusulkan pengadaan ruang laktasi."),
    "Tidak semua permohonan dapat dikabulkan.\n\nPermohonan yang ditolak sebanyak 3.",
    "Belum ada permohonan melalui WhatsApp.\n\nTerdapat 15 permohonan.",
    "Sengketa\na. Jumlah sengketa : 0\nb. Gugatan : 0\n\nTidak ada sengketa.",
    "Apakah terdapat keberatan? Tidak ada keberatan. Jumlah keberatan sebanyak 0 (nol) berkas.",
    ("Pemohon yang mengajukan lebih dari 1 permohonan ada 3 orang.\n\nTidak ada permohonan berulang yang ditolak."),
    "Permohonan yang dikabulkan sebanyak 12 permohonan atau 80% dari 15 permohonan.",
    "Laki-laki 9 orang (60%) dan perempuan 6 orang (40%).",
    "Anggaran terserap 95% dari pagu Rp15.000.000.",
    "Jenis Jumlah Persentase\nDaring 10 66,67%\nLuring 5 33,33%\nJumlah 15 100%",
    "Kepuasan pemohon mencapai 92% dari 15 responden.",
    "Dari 15 permohonan, 12 dikabulkan sehingga tingkat penyelesaian mencapai 100 persen.",
    "Indeks naik 5 persen dari 80 menjadi 84.",
    "Hari/Tanggal : Rabu, 27 November 2024",
    "Pada hari Rabu tanggal 14 Februari 2024 dilaksanakan pemungutan suara.",
    "Jumat-Minggu, 1-3 November 2024 kegiatan dilaksanakan.",
    "Senin s.d. Rabu, 4 s.d. 6 November 2024 kegiatan dilaksanakan.",
    "Layanan tatap muka pada hari Senin sampai Kamis pukul 09.00–15.00, Jumat pukul 09.00–15.30.",
    "Kamis Legi, 1 Februari 2024.",
    "Serang, 08 Januari 2025\n\nKetua Komisi Pemilihan Umum Kota Serang",
    "Gambar 1. Rapat di Serang, 8 Januari 2024",
    "Nota kesepahaman ditandatangani bersama Universitas pada awal tahun 2024.",
]


@pytest.mark.parametrize(("kind", "text"), FAULTY)
def test_a_faulty_passage_is_found(kind: str, text: str):
    assert kind in kinds(text)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_passage_is_left_alone(text: str):
    assert kinds(text) == set()
