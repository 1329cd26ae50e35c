from __future__ import annotations

from django.urls import path

from .views import acts, entry, people, pictures, station, work

FORM = "rekapitulasi/<slug:election>/<slug:contest>/<int:station>/"

urlpatterns = [
    path("rekapitulasi/", work.home, name="recapitulation_home"),
    path("rekapitulasi/<slug:election>/", work.queue, name="recapitulation_queue"),
    path("rekapitulasi/<slug:election>/ambil/", work.take, name="recapitulation_take"),
    path("rekapitulasi/<slug:election>/sanggahan/", work.challenged, name="recapitulation_challenged"),
    path("rekapitulasi/<slug:election>/tps/", work.stations, name="recapitulation_stations"),
    path("rekapitulasi/<slug:election>/peringatan/", work.alarms, name="recapitulation_alarms"),
    path("rekapitulasi/<slug:election>/petugas/", people.people, name="recapitulation_people"),
    path("rekapitulasi/<slug:election>/petugas/<int:duty>/akhiri/", people.end, name="recapitulation_end_duty"),
    path("rekapitulasi/<slug:election>/petugas/<int:duty>/surat/", people.letter, name="recapitulation_duty_letter"),
    path(FORM, station.station_page, name="recapitulation_station"),
    path(f"{FORM}isi/", entry.entry, name="recapitulation_entry"),
    path(f"{FORM}isi/draf/", entry.draft, name="recapitulation_draft"),
    path(f"{FORM}putuskan/", acts.decide, name="recapitulation_decide"),
    path(f"{FORM}koreksi/", acts.correct, name="recapitulation_correct"),
    path(f"{FORM}pelaksanaan/", acts.order_run, name="recapitulation_order_run"),
    path(f"{FORM}sanggah/", acts.challenge, name="recapitulation_challenge"),
    path(f"{FORM}sanggahan/<int:challenge>/", acts.answer, name="recapitulation_answer"),
    path(f"{FORM}gambar/<int:attachment>/", pictures.picture, name="recapitulation_picture"),
]
