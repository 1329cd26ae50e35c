from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "telusur.openness.requests"
    default_auto_field = "django.db.models.BigAutoField"
