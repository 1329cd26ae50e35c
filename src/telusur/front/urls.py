from __future__ import annotations

from django.conf import settings
from django.urls import path

from . import views

urlpatterns = []
if settings.DEMO or settings.TESTING:
    urlpatterns += [path("demo/komponen/", views.components, name="front_components")]
