from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "telusur.kernel.notices"
    default_auto_field = "django.db.models.BigAutoField"
