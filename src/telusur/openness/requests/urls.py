from django.urls import path

from .views import acts, asking, cases, entry, queue, register, tracking, units

urlpatterns = [path("akun/permohonan/", tracking.own_cases, name="requests_own")]
office_urlpatterns = [
    path("permohonan/", asking.ask, name="requests_ask"),
    path("permohonan/saran/", asking.suggest, name="requests_suggest"),
    path("permohonan/terjawab/", asking.answered, name="requests_answered"),
    path("permohonan/diterima/<int:request_id>/", asking.received, name="requests_received"),
    path("permohonan/kukuhkan/<str:token>/", asking.confirm, name="requests_confirm"),
    path("lacak/", tracking.track, name="requests_track"),
    path("lacak/kode/", tracking.recover, name="requests_recover"),
    path("lacak/<int:request_id>/", tracking.follow, name="requests_follow"),
    path("lacak/<int:request_id>/keterangan/", tracking.add_note, name="requests_note"),
    path("lacak/<int:request_id>/kelengkapan/", tracking.complete, name="requests_complete"),
    path("lacak/<int:request_id>/cabut/", tracking.withdraw, name="requests_withdraw"),
    path("lacak/<int:request_id>/terima/", tracking.take, name="requests_take"),
    path("lacak/<int:request_id>/akun/", tracking.join, name="requests_join"),
]
desk_urlpatterns = [
    path("permohonan/", queue.queue, name="requests_queue"),
    path("permohonan/baru/", entry.entry, name="requests_entry"),
    path("permohonan/baru/pemohon/", entry.returning, name="requests_returning"),
    path("permohonan/baru/serupa/", entry.alike, name="requests_alike"),
    path("permohonan/register/", register.register, name="requests_register"),
    path("permohonan/register/unduh/", register.export, name="requests_register_export"),
    path("permohonan/impor/", register.import_file, name="requests_import"),
    path("permohonan/impor/templat.<str:kind>", register.template, name="requests_import_template"),
    path("permohonan/serah-terima/", queue.hand_over, name="requests_hand_over"),
    path("permohonan/<int:request_id>/", cases.case, name="requests_case"),
    path("permohonan/<int:request_id>/tanda-terima/", entry.receipt, name="requests_receipt"),
    path("permohonan/<int:request_id>/tanda-terima.pdf", entry.receipt_pdf, name="requests_receipt_pdf"),
    path("permohonan/<int:request_id>/draf.pdf", acts.draft_letter, name="requests_draft_letter"),
    path("permohonan/<int:request_id>/bukti/<int:attachment_id>/", acts.proof, name="requests_proof"),
    path("permohonan/<int:request_id>/<slug:name>/", acts.act, name="requests_act"),
    path("unit/", units.unit_inbox, name="requests_unit"),
    path("unit/<int:disposition_id>/", units.task, name="requests_task"),
    path("unit/<int:disposition_id>/berkas/<int:attachment_id>/", units.handed_in, name="requests_task_file"),
]
