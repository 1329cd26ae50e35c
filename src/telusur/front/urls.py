from __future__ import annotations

from django.conf import settings
from django.urls import path

from .views import (
    board,
    calendar,
    corner,
    desk,
    guide,
    law,
    ledger,
    network,
    office,
    officers,
    owed,
    procedures,
    promises,
    queue,
)

urlpatterns = [
    path("", network.network, name="front_network"),
    path("aksesibilitas/", network.accessibility, name="front_accessibility"),
    path("privasi/", network.privacy, name="front_privacy"),
    path("robots.txt", network.robots, name="front_robots"),
    path("meja/", desk.chooser, name="desk_chooser"),
]
if settings.DEMO or settings.TESTING:
    urlpatterns += [path("demo/komponen/", network.components, name="front_components")]
office_urlpatterns = [
    path("", office.home, name="office_home"),
    path("tata-cara/", office.how_to_ask, name="office_how_to_ask"),
    path("biaya-waktu/", office.costs, name="office_costs"),
    path("maklumat/", office.pledge, name="office_pledge"),
    path("sop/", procedures.every, name="office_procedures"),
    path("sop/<int:number>/", procedures.one, name="office_procedure"),
    path("kontak/", office.contact, name="office_contact"),
    path("papan/", board.office_board, name="office_board"),
    path("pojok/", corner.corner_screen, name="office_corner"),
    path("kalender/", calendar.year, name="calendars_year"),
    path("buku-besar/", ledger.ledger_page, name="ledger_page"),
    path("buku-besar/titik-periksa/", ledger.ledger_checkpoints, name="ledger_checkpoints"),
    path("buku-besar/titik-periksa/terbaru.txt", ledger.ledger_note, name="ledger_note_newest"),
    path("buku-besar/titik-periksa/<int:size>.txt", ledger.ledger_note, name="ledger_note"),
    path("buku-besar/sidik.txt", ledger.ledger_leaves, name="ledger_leaves"),
]
desk_urlpatterns = [
    path("", desk.home, name="desk_home"),
    path("papan/", board.desk_board, name="desk_board"),
    path("tenggat/", owed.owed_list, name="owed_list"),
    path("tindak-lanjut/", promises.promise_list, name="promise_list"),
    path("petugas/orang/<int:user_id>/lepas/", officers.release, name="officers_release"),
    path("kalender/", calendar.desk, name="calendars_desk"),
    path("kalender/tambah/", calendar.add_day, name="calendars_add_day"),
    path("aturan/", law.desk, name="law_desk"),
    path("aturan/tahapan/tambah/", law.decree_stage, name="law_decree_stage"),
    path("aturan/<slug:room>/<slug:key>/pilih/", law.choose, name="law_choose"),
    path("catatan/", ledger.ledger_acts, name="ledger_acts"),
    path("panduan/", guide.guide, name="desk_guide"),
    path("pekerjaan/", queue.jobs_failed, name="jobs_failed"),
    path("pekerjaan/<int:job>/ulang/", queue.jobs_retry, name="jobs_retry"),
]
