from __future__ import annotations

from django.urls import path

from .views import acts, desk, public, unit

DESK = "pleno/<slug:election>/kerja/"
ONE = f"{DESK}<int:plenary>/"

urlpatterns = [
    path("pleno/<slug:election>/", public.results, name="plenaries_results"),
    path("pleno/<slug:election>/periksa/", public.check, name="plenaries_check"),
    path("pleno/<slug:election>/penetapan/<int:determination>/", public.determination, name="plenaries_determination"),
    path("pleno/<slug:election>/<slug:contest>/c-d/", public.compared, name="plenaries_compared"),
    path("pleno/<slug:election>/<slug:contest>/c-d.csv", public.compared_csv, name="plenaries_compared_csv"),
    path("pleno/<slug:election>/<slug:contest>/c-d.json", public.compared_json, name="plenaries_compared_json"),
    path(DESK, desk.desk, name="plenaries_desk"),
    path(f"{DESK}buka/", desk.open_one, name="plenaries_open"),
    path(ONE, desk.plenary, name="plenaries_plenary"),
    path(f"{ONE}langkah/", acts.step, name="plenaries_step"),
    path(f"{ONE}unit/<int:unit>/", unit.unit, name="plenaries_unit"),
    path(f"{ONE}keberatan/", acts.object_to, name="plenaries_object"),
    path(f"{ONE}keberatan/<int:objection>/", acts.answer, name="plenaries_answer"),
    path(f"{ONE}tarik/", acts.take_back, name="plenaries_return"),
    path(f"{ONE}tanda-tangan/", acts.signatures, name="plenaries_signatures"),
    path(f"{ONE}pindaian/", acts.scan, name="plenaries_scan"),
    path(f"{ONE}tetapkan/", acts.determine, name="plenaries_determine"),
    path(f"{ONE}sengketa/", acts.dispute, name="plenaries_dispute"),
    path(f"{ONE}putusan/", acts.ruling, name="plenaries_ruling"),
    path(f"{ONE}berkas/<int:paper>/", desk.paper, name="plenaries_paper"),
]
