from django.urls import path

from . import views

office_urlpatterns = [
    path("statistik/", views.statistics, name="statistics"),
    path("statistik/definisi/", views.definitions, name="figure_definitions"),
    path("statistik/beku/<str:digest>/", views.frozen_figures, name="frozen_figures"),
    path("statistik/beku/<str:digest>/<str:key>/", views.frozen_figure, name="frozen_figure"),
    path("statistik/<str:key>/", views.figure_rows, name="figure_rows"),
]
desk_urlpatterns = [path("statistik/<str:key>/", views.officer_rows, name="officer_figure_rows")]
