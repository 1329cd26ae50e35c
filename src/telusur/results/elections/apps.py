from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "telusur.results.elections"
    default_auto_field = "django.db.models.BigAutoField"
