from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "telusur.kernel.accounts"
    default_auto_field = "django.db.models.BigAutoField"
