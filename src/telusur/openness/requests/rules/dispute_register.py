"""The columns of the register of disputes.

No instrument that was read sets a form for it: the columns follow the way of a dispute through UU 14/2008 Pasal 37–50
and Perki 1/2013, after the pattern of the register of objections.
"""

from __future__ import annotations

NUMBER = "No. agenda"
COMMISSION = "Komisi Informasi dan nomor register"
FILED = "Tanggal diajukan"
NOTICED = "Tanggal pemberitahuan diterima"
WHO = "Identitas pemohon"
REQUEST = "No. pendaftaran permohonan"
OBJECTION = "No. registrasi keberatan"
INFORMATION = "Informasi yang disengketakan"
GROUNDS = "Alasan (Pasal 35)"
MEDIATION = "Mediasi"
RULING = "Putusan Komisi Informasi"
COURT = "Gugatan, kasasi, dan putusannya"
OUTCOME = "Hasil"
DUE = "Batas pelaksanaan"
EXECUTION = "Pelaksanaan"
COLUMNS = (
    NUMBER,
    COMMISSION,
    FILED,
    NOTICED,
    WHO,
    REQUEST,
    OBJECTION,
    INFORMATION,
    GROUNDS,
    MEDIATION,
    RULING,
    COURT,
    OUTCOME,
    DUE,
    EXECUTION,
)
SHEET = "Register sengketa"
