from django.apps import AppConfig


class RecapitulationConfig(AppConfig):
    name = "telusur.results.recapitulation"
    default_auto_field = "django.db.models.BigAutoField"
