from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "telusur.kernel.calendars"
    default_auto_field = "django.db.models.BigAutoField"
