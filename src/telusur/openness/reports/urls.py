from django.urls import path

from .views import books, desk, public, reports

_YEAR = "laporan/<int:year>/"
_BOOK = f"{_YEAR}catatan/<slug:slug>/"

desk_urlpatterns = [
    path("laporan/", desk.years, name="reports_desk"),
    path(_YEAR, desk.year, name="reports_year"),
    path(f"{_YEAR}bekukan/", reports.freeze, name="reports_freeze"),
    path(f"{_YEAR}periksa/", reports.check, name="reports_check"),
    path(f"{_YEAR}periksa/jawab/", reports.explain, name="reports_explain"),
    path(f"{_YEAR}uraian/<slug:place>/", reports.part, name="reports_part"),
    path(f"{_YEAR}pratinjau/", reports.preview, name="reports_preview"),
    path(f"{_YEAR}pratinjau/pdf/", reports.preview_pdf, name="reports_preview_pdf"),
    path(f"{_YEAR}ringkasan/<int:half>/", reports.summarise, name="reports_summarise"),
    path(f"{_YEAR}tindakan/<slug:name>/", reports.act, name="reports_act"),
    path(f"{_YEAR}bawa/", books.carry_over, name="reports_carry_over"),
    path(f"{_YEAR}kemajuan/<int:row_id>/", books.progress, name="reports_progress"),
    path(_BOOK, books.book, name="reports_book"),
    path(f"{_BOOK}baru/", books.enter, name="reports_book_enter"),
    path(f"{_BOOK}xlsx/", books.export, name="reports_book_export"),
    path(f"{_BOOK}templat/", books.template, name="reports_book_template"),
    path(f"{_BOOK}muat/", books.bring_in, name="reports_book_bring_in"),
    path(f"{_BOOK}nihil/", books.confirm_nil, name="reports_book_nil"),
    path(f"{_BOOK}<int:row_id>/", books.change, name="reports_book_change"),
    path(f"{_BOOK}<int:row_id>/keluarkan/", books.take_out, name="reports_book_take_out"),
    path(f"{_BOOK}<int:row_id>/kembalikan/", books.put_back, name="reports_book_put_back"),
]

office_urlpatterns = [
    path("laporan/", public.reports, name="reports_list"),
    path("laporan/akses/<int:year>/<int:half>/", public.summary, name="reports_summary"),
    path("laporan/<int:year>/", public.report, name="reports_report"),
    path("laporan/<int:year>/infografik.png", public.infographic, name="reports_infographic"),
]
