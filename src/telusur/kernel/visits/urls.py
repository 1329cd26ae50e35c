from django.urls import path

from . import views

desk_urlpatterns = [
    path("unduhan/", views.files, name="visits_files"),
    path("unduhan/<int:attachment_id>/", views.one_file, name="visits_file"),
]
