from django.urls import path

from . import views

office_urlpatterns = [
    path("statistik/", views.statistics, name="statistics"),
    path("statistik/definisi/", views.definitions, name="figure_definitions"),
    path("statistik/<str:key>/", views.figure_rows, name="figure_rows"),
]
desk_urlpatterns = [path("statistik/<str:key>/", views.officer_rows, name="officer_figure_rows")]
