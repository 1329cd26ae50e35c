from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "telusur.kernel.offices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from telusur.kernel.ledger.selectors import expect  # noqa: PLC0415 models are loaded by now

        from .selectors import logs_begun  # noqa: PLC0415

        expect(logs_begun)
