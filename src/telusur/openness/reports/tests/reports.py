"""A report as offices write it, sound; the tests break it one passage at a time."""

SOUND = """LAPORAN TAHUNAN LAYANAN INFORMASI PUBLIK
KPU KOTA CONTOH
TAHUN 2024

DAFTAR ISI
BAB I KEBIJAKAN UMUM ........ 1
BAB II PELAKSANAAN ........ 2
BAB III RINCIAN PELAYANAN ........ 3

BAB I
KEBIJAKAN UMUM
Layanan informasi publik di KPU Kota Contoh berdasar pada:
1. Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik;
2. Peraturan Komisi Informasi Nomor 1 Tahun 2021 tentang Standar Layanan Informasi Publik;
3. Peraturan KPU Nomor 22 Tahun 2023 tentang Pelayanan Informasi Publik, yang mencabut PKPU Nomor 1 Tahun 2015.

BAB II
PELAKSANAAN
A. Sarana dan Prasarana
KPU Kota Contoh memiliki ruang PPID dalam kondisi baik, 2 (dua) komputer, dan 1 (satu) printer.
B. Sumber Daya Manusia
Petugas layanan berjumlah 5 orang, terdiri dari 3 laki-laki dan 2 perempuan. Dua di antaranya mengikuti pelatihan pada
hari Senin, 5 Februari 2024.
C. Anggaran
Anggaran layanan informasi tahun 2024 sebesar Rp15.000.000 (lima belas juta rupiah), terealisasi Rp14.250.000 atau 95%.

BAB III
RINCIAN PELAYANAN
A. Jumlah permohonan
Pada tahun 2024 PPID KPU Kota Contoh menerima 18 permohonan dari 15 pemohon, meningkat dibandingkan tahun 2023 sebanyak
12 permohonan. Pemohon terdiri dari 9 (sembilan) laki-laki dan 6 (enam) perempuan.
Tabel 1. Pemohon menurut pekerjaan
No Pekerjaan Jumlah Persentase
1 PNS 2 13,33%
2 Mahasiswa 6 40,00%
3 Wartawan 4 26,67%
4 Lainnya 3 20,00%
Jumlah 15 100%
B. Waktu pelayanan
Rata-rata waktu pelayanan 2,4 hari kerja dari 18 permohonan.
C. Permohonan yang dikabulkan dan ditolak
Dari 18 permohonan, 15 dikabulkan seluruhnya, 2 dikabulkan sebagian, dan 1 ditolak karena dikecualikan.
D. Keberatan
Tidak ada keberatan yang diajukan pada tahun 2024.
E. Sengketa informasi
Nihil.
BAB IV
E-PPID
Dokumen yang diunggah berjumlah 79, terdiri atas 40 berkala, 4 serta merta, dan 35 setiap saat.
Pengunjung situs pada tahun 2024 sebanyak 1.204 kunjungan, seperti tampak pada Gambar 1.
Gambar 1. Kunjungan per bulan
BAB V
REKOMENDASI DAN RENCANA TINDAK LANJUT
1. Mengusulkan pelatihan bagi petugas pada tahun 2025.
2. Pengadaan pemindai dokumen.

Contoh, 20 Januari 2025
KETUA KPU KOTA CONTOH,

ttd.

RINA SUSANTI
"""
