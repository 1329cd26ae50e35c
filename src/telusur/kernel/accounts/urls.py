"""Sign-in, the own account, and the desk pages on officers and on the office itself.

django-allauth's views are named one by one: an address that is not here does not exist.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from .views import office, officers, profile, signing_in

urlpatterns = [
    path("masuk/", signing_in.sign_in, name="account_login"),
    path("masuk/keluar/", account.logout, name="account_logout"),
    path("masuk/daftar/", account.signup, name="account_signup"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("masuk/ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/konfirmasi/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^masuk/konfirmasi/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("masuk/lupa/", account.password_reset, name="account_reset_password"),
    path("masuk/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "masuk/sandi-baru/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^masuk/sandi-baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("masuk/dua-langkah/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kunci-sandi/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("akun/", profile.show, name="account_profile"),
    path("akun/surel/", account.email, name="account_email"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/sandi/buat/", account.password_set, name="account_set_password"),
    path("akun/keamanan/", mfa.index, name="mfa_index"),
    path("akun/keamanan/ulang/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/keamanan/aplikasi/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/keamanan/aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/keamanan/kode/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/keamanan/kode/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("akun/keamanan/kode/unduh/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("akun/keamanan/kunci/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("akun/keamanan/kunci/tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("akun/keamanan/kunci/ulang/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("akun/keamanan/kunci/<int:pk>/hapus/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("akun/keamanan/kunci/<int:pk>/ubah/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
desk_urlpatterns = [
    path("kantor/", office.overview, name="offices_desk"),
    path("kantor/rincian/", office.details, name="offices_details"),
    path("kantor/jam/", office.hours, name="offices_hours"),
    path("kantor/tutup/", office.close, name="offices_close"),
    path("kantor/tutup/<int:pk>/batal/", office.lift_closure, name="offices_lift_closure"),
    path("kantor/kontak/", office.add_channel, name="offices_add_channel"),
    path("kantor/kontak/<int:pk>/hapus/", office.remove_channel, name="offices_remove_channel"),
    path("kantor/unit/", office.add_unit, name="offices_add_unit"),
    path("kantor/unit/<int:pk>/", office.change_unit, name="offices_change_unit"),
    path("petugas/", officers.officers, name="officers_desk"),
    path("petugas/riwayat/", officers.history, name="officers_history"),
    path("petugas/angkat/", officers.appoint, name="officers_appoint"),
    path("petugas/<int:pk>/akhiri/", officers.end, name="officers_end"),
]
