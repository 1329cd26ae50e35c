from django.urls import path

from .views import asking, tracking

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
