from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "telusur.openness.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from telusur.kernel.letters.selectors import define_tray  # noqa: PLC0415 models are there only now
        from telusur.openness.information.services import also_closes  # noqa: PLC0415

        from .services.decrees import close_copies  # noqa: PLC0415
        from .services.tray import TRAY  # noqa: PLC0415

        define_tray(TRAY)
        also_closes(close_copies)
