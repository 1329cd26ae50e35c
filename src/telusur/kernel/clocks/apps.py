from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "telusur.kernel.clocks"
    default_auto_field = "django.db.models.BigAutoField"
