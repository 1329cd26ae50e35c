from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "telusur.kernel.look"
    default_auto_field = "django.db.models.BigAutoField"
