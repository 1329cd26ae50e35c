from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "telusur.kernel.visits"
    default_auto_field = "django.db.models.BigAutoField"
