from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "telusur.kernel.documents"
    default_auto_field = "django.db.models.BigAutoField"
