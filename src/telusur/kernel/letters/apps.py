from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "telusur.kernel.letters"
    default_auto_field = "django.db.models.BigAutoField"
