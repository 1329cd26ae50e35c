from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "telusur.kernel.figures"
    default_auto_field = "django.db.models.BigAutoField"
