from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "telusur.openness.satisfaction"
    default_auto_field = "django.db.models.BigAutoField"
