from django.urls import path

from .views import breaches, desk, own

urlpatterns = [path("akun/data-pribadi/", own.own_account, name="privacy_own_account")]
office_urlpatterns = [
    path("data-pribadi/", own.hub, name="privacy_hub"),
    path("data-pribadi/<int:file_id>/", own.own_data, {"kind": "request"}, name="privacy_own"),
    path(
        "data-pribadi/<int:file_id>/perbaikan/", own.ask_correction, {"kind": "request"}, name="privacy_ask_correction"
    ),
    path("data-pribadi/<int:file_id>/salinan/", own.ask_copy, {"kind": "request"}, name="privacy_ask_copy"),
    path(
        "data-pribadi/<int:file_id>/salinan/<int:case_id>.<str:form>",
        own.take_copy,
        {"kind": "request"},
        name="privacy_take_copy",
    ),
    path("data-pribadi/<int:file_id>/cabut/<int:case_id>/", own.withdraw, {"kind": "request"}, name="privacy_withdraw"),
    path("data-pribadi/keberatan/<int:file_id>/", own.own_data, {"kind": "objection"}, name="privacy_own_alone"),
    path(
        "data-pribadi/keberatan/<int:file_id>/perbaikan/",
        own.ask_correction,
        {"kind": "objection"},
        name="privacy_ask_correction_alone",
    ),
    path(
        "data-pribadi/keberatan/<int:file_id>/salinan/",
        own.ask_copy,
        {"kind": "objection"},
        name="privacy_ask_copy_alone",
    ),
    path(
        "data-pribadi/keberatan/<int:file_id>/salinan/<int:case_id>.<str:form>",
        own.take_copy,
        {"kind": "objection"},
        name="privacy_take_copy_alone",
    ),
    path(
        "data-pribadi/keberatan/<int:file_id>/cabut/<int:case_id>/",
        own.withdraw,
        {"kind": "objection"},
        name="privacy_withdraw_alone",
    ),
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
