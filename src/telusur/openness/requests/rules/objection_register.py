"""The columns of the register of objections, a to k, as its form orders them (register keberatan, Perki 1/2021)."""

from __future__ import annotations

NUMBER = "No. registrasi"
RECEIVED = "Tanggal diterima"
WHO = "Identitas lengkap"
REQUEST = "No. pendaftaran permohonan"
INFORMATION = "Informasi yang diminta"
PURPOSE = "Tujuan penggunaan"
GROUNDS = "Alasan keberatan (Pasal 35)"
DECISION = "Keputusan Atasan PPID"
REPLIED = "Hari dan tanggal tanggapan"
SUPERIOR = "Nama dan posisi Atasan PPID"
RESPONSE = "Tanggapan pemohon"
COLUMNS = (
    NUMBER,
    RECEIVED,
    WHO,
    REQUEST,
    INFORMATION,
    PURPOSE,
    GROUNDS,
    DECISION,
    REPLIED,
    SUPERIOR,
    RESPONSE,
)
SHEET = "Register keberatan"
