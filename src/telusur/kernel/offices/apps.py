from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "telusur.kernel.offices"
    default_auto_field = "django.db.models.BigAutoField"
