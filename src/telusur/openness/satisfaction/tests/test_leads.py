"""What in a comment leads to whoever wrote it, and what only looks like it."""

from __future__ import annotations

import pytest

from telusur.openness.satisfaction.rules.leads import leads_in

LEADS = [
    "Hubungi wa.me/6281200000000 saja.",
    "Chat saya di https://t.me/namasaya",
    "Surel saya nama (at) contoh dot id",
    "nama[at]contoh.com",
    "nama @ contoh . com",
    "nama at contoh titik com",
    "Follow @nama_saya ya",
    "IG: nama.saya88",
    "Transfer ke rekening BCA 1234567890",
    "No. rek 0123-01-000456-50-7",
    "Nomor saya 1234567890123",
    "Mobil saya B 1234 XYZ parkir di depan.",
    "Plat nomor a 12 b menghalangi.",
    "Permohonan saya 0001/PPID/2026 lama dijawab.",
    "Keberatan 12 / KEB-PPID / 2026 belum dibalas.",
    "Nomor permohonan saya: 12",
    "Permohonan nomor 0012 lama.",
    "Kode lacak saya ABCD-2345.",
    "kode lacak abcd-2345",
    "budi (at) satu dot go dot id dot com",
    "Budi.Santoso (at) kpu dot go dot id",
    "0 8 1 2 3 4 5 6 7 8 9",
    "nol delapan satu dua tiga empat lima enam tujuh delapan",
    "budi[dot]s@gmail",
]
LEAD_NOWHERE = [
    "Petugas ramah, jawaban dalam 3 hari kerja.",
    "Surel ke ppid@kota.kpu.go.id cepat dibalas.",
    "Fotokopi 5 lembar @ Rp500.",
    "Ukuran A4 HVS dan F4.",
    "Sesuai UU 14 Tahun 2008 dan PKPU 22/2023.",
    "Datang 12/03/2026 pukul 09.00.",
    "Periode 2024-2025 lebih baik.",
    "Dana Rp12.500.000.000 atau Rp12500000000 perlu dijelaskan.",
    "Nomor antrean 12 dipanggil cepat.",
    "Lihat kota.kpu.go.id/laporan untuk rinciannya.",
    "Lewat WA: lambat dibalas.",
    "Meja PPID di lantai 1, loket B 12.",
    "Permohonan informasi dijawab 2 hari.",
    "BUKU-BUKU lama masih dipajang.",
    "Surel ke ppid.serang@kpu.go.id cepat dibalas.",
    "Nilainya 1 2 3 4 5 6 7 8 9 10.",
    "Surel ke ppid (at) kota dot kpu dot go dot id.",
    "Rekening listrik tidak perlu, cukup KTP.",
]


@pytest.mark.parametrize("text", LEADS)
def test_what_leads_to_a_person_or_his_request_is_found(text):
    assert list(leads_in(text))


@pytest.mark.parametrize("text", LEAD_NOWHERE)
def test_what_leads_to_nobody_is_left_alone(text):
    assert list(leads_in(text)) == []
