from django.apps import AppConfig


class PlenariesConfig(AppConfig):
    name = "telusur.results.plenaries"
    default_auto_field = "django.db.models.BigAutoField"
