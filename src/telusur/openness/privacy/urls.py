from django.urls import path

from .views import breaches, desk, own

urlpatterns = [path("akun/data-pribadi/", own.own_account, name="privacy_own_account")]
office_urlpatterns = [
    path("data-pribadi/", own.hub, name="privacy_hub"),
    path("data-pribadi/<int:request_id>/", own.own_data, name="privacy_own"),
    path("data-pribadi/<int:request_id>/perbaikan/", own.ask_correction, name="privacy_ask_correction"),
    path("data-pribadi/<int:request_id>/salinan/", own.ask_copy, name="privacy_ask_copy"),
    path("data-pribadi/<int:request_id>/salinan/<int:case_id>.<str:kind>", own.take_copy, name="privacy_take_copy"),
    path("data-pribadi/<int:request_id>/cabut/<int:case_id>/", own.withdraw, name="privacy_withdraw"),
]
desk_urlpatterns = [
    path("data-pribadi/", desk.queue, name="privacy_queue"),
    path("data-pribadi/baru/", desk.entry, name="privacy_entry"),
    path("data-pribadi/<int:case_id>/", desk.case, name="privacy_case"),
    path("data-pribadi/<int:case_id>/salinan.<str:kind>", desk.copy, name="privacy_copy"),
    path("data-pribadi/<int:case_id>/<slug:name>/", desk.act, name="privacy_act"),
    path("insiden/", breaches.register, name="privacy_breaches"),
    path("insiden/unduh/", breaches.export, name="privacy_breaches_export"),
    path("insiden/baru/", breaches.report, name="privacy_breach_report"),
    path("insiden/<int:breach_id>/", breaches.breach, name="privacy_breach"),
    path("insiden/<int:breach_id>/<slug:name>/", breaches.act, name="privacy_breach_act"),
]
