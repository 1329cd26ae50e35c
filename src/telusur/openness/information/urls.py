from django.urls import path

from .views import acts, consequence, decrees, desk, entries, excluded, exemptions, public, register, taken_over

urlpatterns = [path("cari/", public.network_search, name="information_search")]

office_urlpatterns = [
    path("informasi/", public.listing, name="information_list"),
    path("informasi/daftar/", public.register, name="information_register"),
    path("informasi/feed.atom", public.feed, name="information_feed"),
    path("informasi/dikecualikan/", excluded.listing, name="information_excluded"),
    path("informasi/dikecualikan.atom", excluded.feed, name="information_excluded_feed"),
    path("informasi/dikecualikan.<str:kind>", excluded.export, name="information_excluded_export"),
    path("informasi/<int:item_id>/", public.document, name="information_item_short"),
    path("informasi/<int:item_id>/<slug:slug>/", public.document, name="information_item"),
]

desk_urlpatterns = [
    path("uji-konsekuensi/", consequence.listing, name="information_tests"),
    path("uji-konsekuensi/baru/", consequence.new, name="information_test_new"),
    path("uji-konsekuensi/<int:test_id>/", consequence.test, name="information_test"),
    path("uji-konsekuensi/<int:test_id>/ubah/", consequence.edit, name="information_test_edit"),
    path("uji-konsekuensi/<int:test_id>/langkah/<str:letter>/", consequence.save_step, name="information_test_step"),
    path("uji-konsekuensi/<int:test_id>/peserta/", consequence.invite, name="information_test_invite"),
    path("uji-konsekuensi/<int:test_id>/argumen/", consequence.argue, name="information_test_argue"),
    path("uji-konsekuensi/<int:test_id>/lembar/", decrees.sheet, name="information_test_sheet"),
    path("uji-konsekuensi/<int:test_id>/tetapkan/", decrees.determine, name="information_test_determine"),
    path("uji-konsekuensi/<int:test_id>/tindakan/<str:name>/", consequence.act, name="information_test_act"),
    path("penetapan/", exemptions.determinations, name="information_determinations"),
    path("penetapan/baru/", taken_over.take_over, name="information_determination_new"),
    path("penetapan/<int:determination_id>/", exemptions.determination, name="information_determination"),
    path("penetapan/<int:determination_id>/sahkan/", taken_over.confirm, name="information_determination_confirm"),
    path("penetapan/<int:determination_id>/tolak/", taken_over.decline, name="information_determination_decline"),
    path("penetapan/<int:determination_id>/nyatakan/", exemptions.declare, name="information_determination_declare"),
    path("penetapan/<int:determination_id>/buka/", exemptions.open_early, name="information_determination_open"),
    path(
        "penetapan/<int:determination_id>/persetujuan/", exemptions.disclose, name="information_determination_disclose"
    ),
    path("informasi/", desk.listing, name="information_desk"),
    path("informasi/baru/", entries.new, name="information_desk_new"),
    path("informasi/unggah/", entries.upload, name="information_desk_upload"),
    path("informasi/usulkan/", acts.propose_many, name="information_desk_propose_many"),
    path("informasi/setujui/", acts.approve_many, name="information_desk_approve_many"),
    path("informasi/tinjauan/", desk.reviews, name="information_desk_reviews"),
    path("informasi/impor/", register.load, name="information_desk_import"),
    path("informasi/ekspor.<str:kind>", register.export, name="information_desk_export"),
    path("informasi/templat.xlsx", register.template, name="information_desk_template"),
    path("informasi/<int:item_id>/", desk.item, name="information_desk_item"),
    path("informasi/<int:item_id>/ubah/", entries.edit, name="information_desk_edit"),
    path("informasi/<int:item_id>/berkas/", entries.add_file, name="information_desk_add_file"),
    path(
        "informasi/<int:item_id>/berkas/<int:attachment_id>/lepas/",
        entries.remove_file,
        name="information_desk_remove_file",
    ),
    path("informasi/<int:item_id>/rilis/", exemptions.release, name="information_desk_release"),
    path("informasi/<int:item_id>/berkas-terbuka/", exemptions.add_opened_file, name="information_desk_opened_file"),
    path("informasi/<int:item_id>/usul/", acts.propose, name="information_desk_propose"),
    path("informasi/<int:item_id>/serta-merta/", acts.announce, name="information_desk_announce"),
    path("informasi/<int:item_id>/setuju/", acts.approve, name="information_desk_approve"),
    path("informasi/<int:item_id>/tegaskan/", acts.confirm, name="information_desk_confirm"),
    path("informasi/<int:item_id>/masih-benar/", acts.review, name="information_desk_review"),
    path("informasi/<int:item_id>/buang/", acts.discard, name="information_desk_discard"),
    path("informasi/<int:item_id>/kembalikan/", acts.return_proposal, name="information_desk_return"),
    path("informasi/<int:item_id>/tarik/", acts.withdraw, name="information_desk_withdraw"),
    path("informasi/<int:item_id>/terima-pembaruan/", acts.accept_revision, name="information_desk_accept_revision"),
    path("informasi/<int:item_id>/tolak-pembaruan/", acts.return_revision, name="information_desk_return_revision"),
]
