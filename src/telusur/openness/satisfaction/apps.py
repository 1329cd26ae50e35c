from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "telusur.openness.satisfaction"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from telusur.kernel.notices.services import compose_with  # noqa: PLC0415 models are there only now

        from .rules.words import INVITATION  # noqa: PLC0415
        from .services.inviting import compose  # noqa: PLC0415

        compose_with(INVITATION, compose)
