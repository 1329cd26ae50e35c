from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "telusur.kernel.law"
    default_auto_field = "django.db.models.BigAutoField"
