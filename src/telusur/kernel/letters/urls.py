from django.urls import path

from . import views

urlpatterns = [path("surat/<str:code>/", views.letter_verification, name="letter_verification")]
office_urlpatterns = [path("formulir/permohonan.pdf", views.blank_request_form, name="blank_request_form")]
desk_urlpatterns = [
    path("surat/", views.letters_list, name="letters_list"),
    path("surat/kop/", views.letter_settings, name="letter_settings"),
]
