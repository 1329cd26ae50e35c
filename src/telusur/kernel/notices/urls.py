from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("demo/surat/", views.demo_mails, name="notices_demo_mail"),
    path("demo/surat/<int:mail>/", views.demo_mail, name="notices_demo_mail_read"),
]
desk_urlpatterns = [
    path("pemberitahuan/", views.notices_list, name="notices_list"),
    path("pemberitahuan/dibaca/", views.notices_mark_read, name="notices_mark_read"),
    path("pemberitahuan/pesan/", views.notices_messenger, name="notices_messenger"),
    path("pemberitahuan/pesan/lepas/", views.notices_messenger_remove, name="notices_messenger_remove"),
    path("pemberitahuan/<int:notice>/", views.notices_open, name="notices_open"),
    path("saluran/", views.notices_channels, name="notices_channels"),
    path("saluran/lepas/", views.notices_webhook_remove, name="notices_webhook_remove"),
    path("saluran/coba/", views.notices_webhook_try, name="notices_webhook_try"),
]
