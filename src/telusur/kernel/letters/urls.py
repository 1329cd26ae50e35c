from django.urls import path

from . import views

TRAY = "surat/tanda-tangan/"

urlpatterns = [path("surat/<str:code>/", views.letter_verification, name="letter_verification")]
office_urlpatterns = [
    path("formulir/permohonan.pdf", views.blank_request_form, name="blank_request_form"),
    path("formulir/surat-kuasa.pdf", views.blank_power_of_attorney, name="blank_power_of_attorney"),
]
desk_urlpatterns = [
    path("surat/", views.letters_list, name="letters_list"),
    path("surat/<int:letter_id>/", views.letter_page, name="letter_page"),
    path("surat/kop/", views.letter_settings, name="letter_settings"),
    path("surat/templat/", views.answer_templates, name="answer_templates"),
    path("surat/templat/<int:template_id>/", views.answer_template, name="answer_template"),
    path(TRAY, views.signing_tray, name="signing_tray"),
    path(f"{TRAY}<str:kind>/<str:subject_id>/", views.signing_item, name="signing_item"),
    path(f"{TRAY}<str:kind>/<str:subject_id>/draf.pdf", views.signing_preview, name="signing_preview"),
]
