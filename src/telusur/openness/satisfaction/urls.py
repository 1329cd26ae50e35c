from django.urls import path

from .views import desk, kiosk, paper, public

office_urlpatterns = [
    path("survei/", public.survey, name="satisfaction"),
    path("survei/isi/", public.answer, name="satisfaction_answer"),
    path("survei/undangan/", public.invited, name="satisfaction_invited"),
    path("survei/terima-kasih/", public.thanks, name="satisfaction_thanks"),
    path("survei/kios/", kiosk.kiosk, name="satisfaction_kiosk"),
    path("survei/kios/kode/", kiosk.code, name="satisfaction_kiosk_code"),
    path("survei/kios/terima-kasih/", kiosk.thanks, name="satisfaction_kiosk_thanks"),
    path("survei/<int:survey_id>/", public.one_survey, name="satisfaction_results"),
    path("survei/<int:survey_id>/laporan.pdf", public.report, name="satisfaction_report"),
    path("survei/<int:survey_id>/jawaban.<str:kind>", public.answers, name="satisfaction_answers"),
]
desk_urlpatterns = [
    path("survei/", desk.surveys, name="satisfaction_surveys"),
    path("survei/buka/", desk.open_survey, name="satisfaction_open"),
    path("survei/kala/", desk.cadence, name="satisfaction_cadence"),
    path("survei/poster.pdf", desk.poster, name="satisfaction_poster"),
    path("survei/lembar.pdf", desk.sheet, name="satisfaction_sheet"),
    path("survei/kios/", desk.make_kiosk, name="satisfaction_make_kiosk"),
    path("survei/kios/di-sini/", kiosk.here, name="satisfaction_kiosk_here"),
    path("survei/kios/<int:kiosk_id>/akhiri/", desk.end_kiosk, name="satisfaction_end_kiosk"),
    path("survei/<int:survey_id>/", desk.survey, name="satisfaction_survey"),
    path("survei/<int:survey_id>/tutup/", desk.close_survey, name="satisfaction_close"),
    path("survei/<int:survey_id>/lembar/", paper.enter, name="satisfaction_paper"),
    path("survei/<int:survey_id>/pengguna/", desk.population, name="satisfaction_population"),
    path("survei/<int:survey_id>/tindak-lanjut/", desk.plan, name="satisfaction_plan"),
    path("survei/tindak-lanjut/<int:follow_up_id>/", desk.finish, name="satisfaction_finish"),
    path("survei/saran/<uuid:comment_id>/", desk.comment, name="satisfaction_comment"),
]
