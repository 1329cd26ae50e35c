from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "telusur.openness.privacy"
    default_auto_field = "django.db.models.BigAutoField"
