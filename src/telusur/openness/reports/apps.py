from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "telusur.openness.reports"
    default_auto_field = "django.db.models.BigAutoField"
