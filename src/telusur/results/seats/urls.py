from __future__ import annotations

from django.urls import path

from .views import comparing, desk, exporting, public

ONE = "kursi/<slug:slug>/"
DETERMINED = f"{ONE}penetapan/<int:number>/"

office_urlpatterns = [
    path("kursi/", public.councils, name="seats_councils"),
    path(ONE, public.council, name="seats_council"),
    path(f"{ONE}unduh.<str:kind>", exporting.council_file, name="seats_file"),
    path(f"{ONE}dapil/", public.districts, name="seats_districts"),
    path(f"{ONE}dapil/<slug:district>/", public.district, name="seats_district"),
    path(f"{ONE}bagaimana-jika/", comparing.what_if, name="seats_what_if"),
    path(f"{ONE}kesetaraan/", comparing.disparity, name="seats_disparity"),
    path(DETERMINED, public.determination, name="seats_determination"),
    path(f"{DETERMINED}unduh.<str:kind>", exporting.determination_file, name="seats_determination_file"),
    path(f"{DETERMINED}<slug:district>/", public.determined_district, name="seats_determined_district"),
]
desk_urlpatterns = [
    path("kursi/", desk.desk, name="seats_desk"),
    path("kursi/buka/", desk.open_one, name="seats_open"),
    path(ONE, desk.council, name="seats_desk_council"),
    path(f"{ONE}ambil/", desk.take, name="seats_take"),
    path(f"{ONE}rekapitulasi/", desk.take_counted, name="seats_take_counted"),
    path(f"{ONE}koreksi/", desk.correct, name="seats_correct"),
    path(f"{ONE}koreksi/berkas/", desk.correct_many, name="seats_corrections"),
    path(f"{ONE}hasil-sama/<int:tie>/", desk.decide, name="seats_decide"),
    path(f"{ONE}mk/", desk.court, name="seats_court"),
    path(f"{ONE}tetapkan/", desk.determine, name="seats_determine"),
]
