from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "telusur.openness.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from telusur.kernel.letters.selectors import define_tray  # noqa: PLC0415 models are there only now

        from .services.tray import TRAY  # noqa: PLC0415

        define_tray(TRAY)
