from django.urls import path

from . import views

urlpatterns = [
    path("berkas/<int:attachment_id>/pratinjau.webp", views.preview, name="document_preview"),
    path("berkas/<int:attachment_id>/halaman/<int:number>.webp", views.page_picture, name="document_page_picture"),
    path("berkas/<int:attachment_id>/<str:name>", views.download, name="document_download"),
]
