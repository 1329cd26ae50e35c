from django.urls import path

from .views import files, redactions, releases

urlpatterns = [
    path("berkas/<int:attachment_id>/pratinjau.webp", files.preview, name="document_preview"),
    path("berkas/<int:attachment_id>/halaman/<int:number>.webp", files.page_picture, name="document_page_picture"),
    path("berkas/<int:attachment_id>/<str:name>", files.download, name="document_download"),
]

desk_urlpatterns = [
    path("berkas/", releases.waiting, name="document_releases"),
    path("berkas/<int:attachment_id>/", releases.release, name="document_release"),
    path("berkas/<int:attachment_id>/lepas/", releases.despite, name="document_release_despite"),
    path("berkas/<int:attachment_id>/penghitaman/", redactions.redaction, name="document_redaction"),
    path("berkas/<int:attachment_id>/penghitaman/mulai/", redactions.begin, name="document_redaction_begin"),
    path("berkas/<int:attachment_id>/penghitaman/tandai/", redactions.mark, name="document_redaction_mark"),
    path("berkas/<int:attachment_id>/penghitaman/urungkan/", redactions.undo, name="document_redaction_undo"),
    path("berkas/<int:attachment_id>/penghitaman/hapus/", redactions.remove, name="document_redaction_remove"),
    path("berkas/<int:attachment_id>/penghitaman/buat/", redactions.make, name="document_redaction_make"),
    path("berkas/<int:attachment_id>/penghitaman/kembali/", redactions.give_back, name="document_redaction_return"),
    path("berkas/<int:attachment_id>/penghitaman/henti/", redactions.abandon, name="document_redaction_abandon"),
    path("berkas/<int:attachment_id>/penghitaman/tetapkan/", redactions.confirm, name="document_redaction_confirm"),
    path(
        "berkas/<int:attachment_id>/penghitaman/<str:which>/<int:number>.webp",
        redactions.picture,
        name="document_redaction_picture",
    ),
    path("berkas/<int:attachment_id>/penghitaman/salinan.pdf", redactions.copy, name="document_redaction_copy"),
]
