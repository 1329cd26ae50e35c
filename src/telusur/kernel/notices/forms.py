from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .rules.addresses import AddressFault, BadAddress, messenger_address, webhook_target

FAULT_TEXT = {
    AddressFault.NOT_AN_ADDRESS: _("Ini bukan alamat web. Tulis lengkap, misalnya https://kantor.contoh.id/kait."),
    AddressFault.NOT_ENCRYPTED: _("Alamat harus diawali https://, supaya isinya tidak terbaca di jalan."),
    AddressFault.CARRIES_A_PASSWORD: _("Alamat tidak boleh memuat nama atau sandi. Pakai rahasia di bawah."),
    AddressFault.PRIVATE: _("Alamat ini menuju jaringan di belakang peladen. Pakai alamat yang terbuka di internet."),
    AddressFault.NOT_A_PERSON: _(
        "Alamat ini tidak menuju satu orang. Yang diterima: percakapan pribadi Telegram (tgram://token/nomor) "
        "dan Pushover (pover://pengguna@token). Grup tidak diterima."
    ),
}


class WebhookForm(forms.Form):
    url = forms.CharField(
        label=_("Alamat"),
        max_length=500,
        help_text=_("Telusur mengirim POST berisi nomor, batas waktu, dan tautan, tidak lebih."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Rahasia"),
        min_length=16,
        max_length=200,
        required=False,
        help_text=_("Penanda tangan setiap kiriman. Dikosongkan: rahasia yang ada dipakai terus, atau dibuatkan."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            webhook_target(url, plain_allowed=settings.DEMO, private_allowed=settings.WEBHOOK_PRIVATE_ADDRESSES)
        except BadAddress as error:
            raise forms.ValidationError(FAULT_TEXT[error.code]) from error
        return url


class MessengerForm(forms.Form):
    address = forms.CharField(
        label=_("Alamat layanan pesan"),
        max_length=200,
        help_text=_("Telegram: tgram://token/nomor. Pushover: pover://pengguna@token. Disimpan tersandi."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_address(self) -> str:
        try:
            return messenger_address(self.cleaned_data["address"])
        except BadAddress as error:
            raise forms.ValidationError(FAULT_TEXT[error.code]) from error
