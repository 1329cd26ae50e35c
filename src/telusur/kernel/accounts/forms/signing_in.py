"""django-allauth's forms with the words of this house. Not imported by its own sign-up hook: see `signing_up`."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Alamat surel")
        self.fields["password"].label = _("Kata sandi")
        self.fields["remember"].label = _("Tetap masuk di perangkat ini")
        _without_placeholders(self)


class SignupForm(AllauthSignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Alamat surel")
        self.fields["password1"].label = _("Kata sandi")
        self.fields["password2"].label = _("Kata sandi sekali lagi")
        _without_placeholders(self)


def _without_placeholders(form: LoginForm | SignupForm) -> None:
    """A label stands above every field; a word inside it would vanish with the first letter."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
