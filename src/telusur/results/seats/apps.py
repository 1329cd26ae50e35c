from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "telusur.results.seats"
    default_auto_field = "django.db.models.BigAutoField"
