from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("hasil/", views.elections, name="publication_elections"),
    path("hasil/<slug:election>/", views.published, name="publication_home"),
    path("hasil/<slug:election>/<path:path>", views.published, name="publication_file"),
]

office_urlpatterns = [path("hasil/", views.of_office, name="publication_office")]
